"""Proposing a question as the subject of a meeting, deciding on it, and the agenda of a group."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from cms import clock
from community.limits import within_limit
from community.models import Conversation
from community.rules.conversations import circles_hosted_by, public_conversations
from events import rules
from events.actions import proposals
from events.actions.refusal import Refused
from events.forms.proposals import MeetingForm, ProposalForm
from events.models import Event, EventPage, SubjectProposal

DAY = 86_400
DECISIONS = {"choose": SubjectProposal.Status.CHOSEN, "decline": SubjectProposal.Status.DECLINED}


def _coming():
    """The public meetings to come."""
    public = EventPage.objects.open().filter(event__starts_at__gt=clock.now(), event__status=Event.Status.PLANNED)
    return Event.objects.filter(pk__in=public.values("event")).order_by("starts_at", "pk")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def propose(request: HttpRequest, slug: str) -> HttpResponse:
    """`/vragen/<slug>/voorstellen/`: bring a question to a meeting to come, by default the next."""
    question = get_object_or_404(public_conversations().filter(kind=Conversation.Kind.QUESTION), slug=slug)
    form = ProposalForm(request.POST if request.method == "POST" else None, events=_coming())
    if request.method == "POST" and form.is_valid():
        try:
            if not within_limit("proposal", str(request.user.pk), amount=10, seconds=DAY):
                raise Refused(_("Je stelde vandaag al veel onderwerpen voor. Wacht tot morgen."))
            proposals.propose(question=question, user=request.user, **form.cleaned_data)
        except Refused as refused:
            form.add_error(refused.field, refused.message)
        else:
            messages.success(request, _("Je voorstel ligt bij de organisator."))
            return redirect("question", slug)
    crumbs = [
        {"title": _("Vragen"), "url": reverse("questions")},
        {"title": question.title, "url": reverse("question", args=[slug])},
    ]
    context = {"form": form, "question": question, "crumbs": crumbs, "coming": _coming().exists()}
    return render(request, "events/propose.html", context)


@require_POST
def decide(request: HttpRequest, event, part: int) -> HttpResponse:
    """`/beheer/bijeenkomsten/<event>/onderwerpen/<part>/`: choose a proposed subject, or not this time."""
    mine = SubjectProposal.objects.filter(event__in=rules.organised_by(request.user))
    proposal = get_object_or_404(mine, event__public_id=event, pk=part)
    status = DECISIONS.get(request.POST.get("step", ""))
    if not status:
        raise Http404
    proposals.decide(proposal=proposal, status=status)
    messages.success(request, _("Bewaard. Bij de vraag staat wat je besloot."))
    return redirect("organise:workspace", event)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def circle_agenda(request: HttpRequest, slug: str) -> HttpResponse:
    """`/groepen/<slug>/agenda/`: put a meeting in the agenda of a group, or take it out; by its hosts."""
    circle = get_object_or_404(circles_hosted_by(request.user), slug=slug)
    form = MeetingForm(request.POST if request.method == "POST" else None, events=_coming())
    if request.method == "POST" and form.is_valid():
        act = proposals.take_from_agenda if request.POST.get("step") == "drop" else proposals.put_in_agenda
        act(circle=circle, event=form.cleaned_data["event"])
        messages.success(request, _("De agenda van de groep is bijgewerkt."))
        return redirect("circle", slug)
    crumbs = [
        {"title": _("Groepen"), "url": reverse("circles")},
        {"title": circle.name, "url": reverse("circle", args=[slug])},
    ]
    context = {"form": form, "circle": circle, "crumbs": crumbs, "coming": _coming().exists()}
    return render(request, "events/circle_agenda.html", context)
