"""After a meeting and in the room, without an account: an evaluation without a name, and polls."""

import uuid

from django.conf import settings
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from cms import pdf
from community.limits import visitor_address, within_limit
from events import evaluation as results
from events.actions.evaluation import fill_in
from events.actions.polls import choose
from events.actions.refusal import Refused
from events.forms.after import EvaluationForm, PollForm
from events.links import registration_for, registration_url
from events.models import Enrolment, Evaluation, EvaluationUse, Poll, Registration
from events.secret_links import enrolment_for, enrolment_url
from events.views.signed import by_link

BALLOTS_PER_HOUR = 300  # a whole room may share one address


@by_link(registration_for)
@require_http_methods(["GET", "HEAD", "POST"])
def evaluate(request: HttpRequest, registration: Registration) -> HttpResponse:
    """`/mijn-aanmelding/<token>/evaluatie/`: the link says who may fill in, the answers never say who did."""
    evaluation = get_object_or_404(Evaluation.objects.select_related("event"), event=registration.event)
    return _evaluate(request, evaluation, registration, registration_url(registration, absolute=False))


@by_link(enrolment_for, "enrolment")
@require_http_methods(["GET", "HEAD", "POST"])
def evaluate_training(request: HttpRequest, enrolment: Enrolment) -> HttpResponse:
    """`/mijn-training/<token>/evaluatie/`: the same about a whole training, for who finished it."""
    evaluation = get_object_or_404(Evaluation.objects.select_related("programme"), programme=enrolment.programme)
    return _evaluate(request, evaluation, enrolment, enrolment_url(enrolment, absolute=False))


def _evaluate(
    request: HttpRequest, evaluation: Evaluation, person: Registration | Enrolment, link: str
) -> HttpResponse:
    done = EvaluationUse.objects.filter(mark=results.mark_of(person)).exists()
    form = EvaluationForm(request.POST if request.method == "POST" else None, evaluation=evaluation)
    if request.method == "POST" and not done and form.is_valid():
        try:
            fill_in(evaluation=evaluation, person=person, answers=form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, refusal.message)
        else:
            done = True
    context = {"evaluation": evaluation, "event": evaluation.event, "form": form, "done": done, "link": link}
    context["may_tell"] = evaluation.is_open and (evaluation.event or person.finished_on)
    return render(request, "events/evaluate.html", context)


@by_link(lambda key: Poll.objects.select_related("event").filter(key=key).first(), "poll")
@require_http_methods(["GET", "HEAD", "POST"])
def poll(request: HttpRequest, poll: Poll) -> HttpResponse:
    """`/peiling/<key>/`: choose; no account, no cookie."""
    if not poll.is_open:
        return redirect("poll_result", poll=poll.key)
    form = PollForm(request.POST if request.method == "POST" else None, poll=poll, initial={"key": uuid.uuid4()})
    status = 200
    if request.method == "POST" and form.is_valid():
        if not within_limit("poll", visitor_address(request), amount=BALLOTS_PER_HOUR, seconds=3600):
            form.add_error(None, _("Er komt net veel binnen. Wacht een uur en probeer het dan opnieuw."))
            status = 429
        else:
            data = form.cleaned_data
            try:
                choose(poll=poll, key=data["key"], points=list(data["points"]), own=data.get("own", ""))
            except Refused as refusal:
                form.add_error(refusal.field, refusal.message)
            else:
                return redirect("poll_result", poll=poll.key)
    return render(request, "events/poll.html", {"poll": poll, "event": poll.event, "form": form}, status=status)


@by_link(lambda key: Poll.objects.select_related("event").filter(key=key).first(), "poll")
@require_safe
def poll_result(request: HttpRequest, poll: Poll) -> HttpResponse:
    """`/peiling/<key>/uitslag/`: the counts, and what was done with each point."""
    points = list(poll.points.filter(is_shown=True).annotate(votes=Count("ballots")).order_by("-votes", "pk"))
    context = {"poll": poll, "event": poll.event, "points": points, "ballots": poll.ballots.count()}
    context["most"] = max((point.votes for point in points), default=0) or 1
    return render(request, "events/poll_result.html", context)


@by_link(lambda key: Poll.objects.select_related("event").filter(key=key).first(), "poll")
@require_safe
def poll_paper(request: HttpRequest, poll: Poll) -> HttpResponse:
    """`/peiling/<key>/papier.pdf`: the same on paper. Who collects the slips types each in once."""
    address = settings.BASE_URL + reverse("poll", args=[poll.key])
    hint = ngettext("Zet één kruisje.", "Zet hoogstens %(most)s kruisjes.", poll.most) % {"most": poll.most}
    data = {
        "title": poll.event.title,
        "question": poll.question,
        "hint": hint,
        "points": list(poll.points.filter(is_shown=True).values_list("text", flat=True)),
        "add": _("Mis je iets? Schrijf het op.") if poll.may_add else "",
        "thanks": _(
            "Geef dit briefje aan de organisatie. Je naam hoeft er niet op. Liever op je telefoon? Scan de code."
        ),
        "address": address,
        "qr": pdf.qr(address),
        "qr_alt": _("QR-code naar de peiling"),
    }
    return pdf.response(pdf.make("events/typst/poll.typ", data), "peiling.pdf")
