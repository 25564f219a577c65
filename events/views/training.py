"""Training, for everybody: what there is, enrolling, one's own page with a card for colleagues, and a plan in numbers."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from cms import clock, pdf
from community.limits import visitor_address, within_limit
from events import training
from events.actions import training as actions
from events.actions.refusal import Refused
from events.forms.training import EnrolForm
from events.models import Enrolment, Evaluation, TrainingPlan, TrainingProgramme
from events.secret_links import enrolment_for, enrolment_url, training_url
from events.views.signed import by_link

TRIES_PER_HOUR = 20


@require_safe
def trainings(request: HttpRequest) -> HttpResponse:
    """`/trainingen/`: all programmes and plans."""
    programmes = TrainingProgramme.objects.prefetch_related("cohorts")
    return render(
        request,
        "events/trainings.html",
        {"programmes": programmes, "plans": TrainingPlan.objects.select_related("region")},
    )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def programme(request: HttpRequest, programme: uuid.UUID) -> HttpResponse:
    """`/trainingen/<id>/`: what it is, and the form to enrol. A code may come along from a card (`?code=`)."""
    found = get_object_or_404(TrainingProgramme, public_id=programme)
    user = request.user if request.user.is_authenticated else None
    initial = {"key": uuid.uuid4(), "code": request.GET.get("code", "")[:40].replace("\0", "")}
    if user:
        initial |= {"name": user.get_full_name(), "email": user.email}
    form = EnrolForm(request.POST if request.method == "POST" else None, programme=found, initial=initial)
    status = 200
    if request.method == "POST" and form.is_valid():
        if not within_limit("enrol", visitor_address(request), amount=TRIES_PER_HOUR, seconds=3600):
            form.add_error(
                None, _("Er komt net veel binnen van jouw netwerk. Wacht een uur en probeer het dan opnieuw.")
            )
            status = 429
        else:
            try:
                made = actions.enrol(programme=found, language=request.LANGUAGE_CODE, user=user, **form.cleaned_data)
            except Refused as refusal:
                form.add_error(refusal.field, refusal.message)
            else:
                own = user and made.is_confirmed and made.email == user.email.lower()
                if own:
                    return redirect(enrolment_url(made, absolute=False))
                return redirect("training_enrolled", programme=found.public_id)
    context = {"programme": found, "form": form, "cohorts": found.cohorts.all()}
    return render(request, "events/training.html", context, status=status)


@require_safe
def enrolled(request: HttpRequest, programme: uuid.UUID) -> HttpResponse:
    """What comes next: the same words for everybody."""
    found = get_object_or_404(TrainingProgramme, public_id=programme)
    return render(request, "events/training_enrolled.html", {"programme": found})


@by_link(enrolment_for, "enrolment")
@require_http_methods(["GET", "HEAD", "POST"])
def my_training(request: HttpRequest, enrolment: Enrolment) -> HttpResponse:
    """`/mijn-training/<token>/`: my group, and how often my voucher was used. By whom, of those who say so.

    POST: I confirm (`confirm`), or I leave.
    """
    voucher = enrolment.vouchers.first()
    context = {"enrolment": enrolment, "programme": enrolment.programme, "voucher": voucher}
    telling = {"tells_giver": True, "confirm_before": None}  # said from their own mailbox
    context["colleagues"] = voucher.enrolments.filter(**telling).exclude(name="") if voucher else ()
    context["evaluates"] = enrolment.finished_on and _is_evaluated(enrolment.programme)
    if request.method == "POST":
        try:
            if "confirm" in request.POST:
                actions.confirm(enrolment=enrolment)
                return redirect(enrolment_url(enrolment, absolute=False))
            actions.withdraw(enrolment=enrolment)
        except Refused as refusal:
            context["refusal"] = refusal
        else:
            return render(request, "events/training_left.html", {"programme": enrolment.programme})
    return render(request, "events/my_training.html", context)


def _is_evaluated(programme: TrainingProgramme) -> bool:
    return Evaluation.objects.filter(programme=programme, closes_at__gt=clock.now()).exists()


@by_link(enrolment_for, "enrolment")
@require_safe
def voucher_card(request: HttpRequest, enrolment: Enrolment) -> HttpResponse:
    """The card to print for colleagues."""
    voucher = get_object_or_404(enrolment.vouchers)
    address = f"{training_url(enrolment.programme)}?code={voucher.code}"
    data = {
        "title": _("Kom je ook?"),
        "programme": enrolment.programme.title,
        "text": _("Met deze code ga je voor. Inschrijven duurt twee minuten."),
        "code": f"{voucher.code[:5]} {voucher.code[5:]}",
        "until": _("Geldig tot en met %(day)s") % {"day": date_format(voucher.ends_on, "j F Y")},
        "address": address,
        "qr": pdf.qr(address),
        "qr_alt": _("QR-code naar de inschrijving"),
    }
    return pdf.response(pdf.make("events/typst/voucher.typ", data), "voucher.pdf")


@require_safe
def plan(request: HttpRequest, slug: str) -> HttpResponse:
    """`/scholingsplan/<slug>/`: a region's plan in numbers, without persons."""
    found = get_object_or_404(TrainingPlan.objects.select_related("region"), slug=slug)
    context = {"plan": found, "tracks": training.progress(found), "programmes": found.programmes.all()}
    return render(request, "events/training_plan.html", context)
