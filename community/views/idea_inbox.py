"""The team's inbox: what waits and for how long, what fits, and what we did with it. Also for a region's coordinator."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from wagtail.models import Locale

from cms import clock
from cms.facets import PAGE, page_at
from cms.models import PracticeExamplePage, published
from community import suggestions
from community.actions import ideas, matches
from community.actions.refusal import Refused
from community.forms.posts import AnswerForm
from community.models import Idea, SupportOffer
from community.rules import ideas as rules
from community.views.action_centre import crumb

PER_PAGE = 20


@login_required
@require_safe
def inbox(request: HttpRequest) -> HttpResponse:
    """`/actiecentrum/postvak/`: ideas without an answer first, the longest waiting before."""
    if not rules.may_handle_ideas(request.user):
        raise Http404
    found = rules.handled_ideas(request.user)
    waiting = found.unanswered().select_related("region")
    rest = found.exclude(pk__in=waiting.values("pk")).select_related("region")
    context = {
        "waiting": list(waiting[:50]),
        "page_obj": page_at(rest, request.GET.get(PAGE), PER_PAGE),
        "now": clock.now(),
        "crumbs": [crumb()],
    }
    return render(request, "community/action_centre/inbox.html", context)


@login_required
@require_safe
def work(request: HttpRequest, idea: uuid.UUID) -> HttpResponse:
    """`…/postvak/<id>/`: one idea, offers that fit, and the answer."""
    return _show(request, _idea(request, idea), AnswerForm(initial={"key": uuid.uuid4()}))


@login_required
@require_POST
def answer(request: HttpRequest, idea: uuid.UUID) -> HttpResponse:
    """`…/antwoord/`: say what we did and what not."""
    found = _idea(request, idea)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return _show(request, found, form)
    ideas.answer(idea=found, from_team=True, by=request.user, **form.cleaned_data)
    messages.success(request, _("Het antwoord staat bij het idee en is gemaild."))
    return redirect("idea_work", idea)


@login_required
@require_POST
def connect(request: HttpRequest, idea: uuid.UUID) -> HttpResponse:
    """`…/verbind/`: propose an offer; both get a message."""
    found = _idea(request, idea)
    offer = SupportOffer.objects.public().filter(public_id=_uuid(request.POST.get("offer"))).first()
    if not offer:
        raise Http404
    try:
        matches.connect(idea=found, offer=offer, by=request.user)
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("Beiden kregen bericht. Na twee keer ja krijgen ze elkaars adres."))
    return redirect("idea_work", idea)


@login_required
@require_POST
def example(request: HttpRequest, idea: uuid.UUID) -> HttpResponse:
    """`…/voorbeeld/`: the practice example that followed."""
    found = _idea(request, idea)
    asked = request.POST.get("example", "")
    page = _examples().filter(pk=asked).first() if asked.isdecimal() and len(asked) < 10 else None
    ideas.link_example(idea=found, example=page)
    messages.success(request, _("Dat is bewaard."))
    return redirect("idea_work", idea)


def _idea(request: HttpRequest, public_id: uuid.UUID) -> Idea:
    found = rules.handled_ideas(request.user).with_details().select_related("example")
    return get_object_or_404(found, public_id=public_id)


def _uuid(text: str | None) -> uuid.UUID | None:
    try:
        return uuid.UUID(text or "")
    except ValueError:
        return None


def _examples():
    locale = Locale.objects.filter(language_code="nl").values("pk")[:1]
    return published(PracticeExamplePage, locale).order_by("title")


def _show(request: HttpRequest, found: Idea, form) -> HttpResponse:
    context = {
        "idea": found,
        "form": form,
        "answers": list(found.answers.all()),
        "matches": list(found.matches.select_related("offer")),
        "suggestions": suggestions.for_idea(found),
        "examples": list(_examples()),
        "language": get_language(),
        "crumbs": [crumb(), {"title": _("Postvak"), "url": reverse("idea_inbox")}],
    }
    return render(request, "community/action_centre/work.html", context)
