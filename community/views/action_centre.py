"""The public side of the action centre: ideas, offers, what was learnt, and putting something up."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cms.facets import PAGE, page_at
from community import action_centre
from community.actions import ideas
from community.actions.posts import put_up
from community.actions.refusal import Refused
from community.forms.posts import IdeaForm, OfferForm
from community.limits import visitor_address, within_limit
from community.models import Idea, IdeaVote, Posted, SupportOffer
from community.post_links import post_url
from community.rules import ideas as rules

HOUR = 3600
PER_PAGE = 12


def crumb() -> dict:
    """The way back to the front of the action centre."""
    return {"title": _("Actiecentrum"), "url": reverse("action_centre")}


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """`/actiecentrum/`: ideas and what they need."""
    context = {
        "listing": action_centre.ideas(request.GET),
        "by_energy": request.GET.get(action_centre.ORDER) == action_centre.ENERGY,
    }
    return render(request, "community/action_centre/index.html", context)


@require_safe
def offers(request: HttpRequest) -> HttpResponse:
    """`/actiecentrum/aanbod/`: what people have to give."""
    context = {"listing": action_centre.offers(request.GET), "crumbs": [crumb()]}
    return render(request, "community/action_centre/offers.html", context)


@require_safe
def offer(request: HttpRequest, offer: uuid.UUID) -> HttpResponse:
    """`/actiecentrum/aanbod/<id>/`: one offer, as long as it is there for whoever can use it."""
    found = get_object_or_404(SupportOffer.objects.on_offer().select_related("region"), public_id=offer)
    crumbs = [crumb(), {"title": _("Aangeboden hulp"), "url": reverse("support_offers")}]
    return render(request, "community/action_centre/offer.html", {"offer": found, "crumbs": crumbs})


@require_safe
def learned(request: HttpRequest) -> HttpResponse:
    """`/actiecentrum/wat-we-leerden/`: what stopped and what worked, with the lesson."""
    page_obj = page_at(Idea.objects.ended().with_details(), request.GET.get(PAGE), PER_PAGE)
    context = {"page_obj": page_obj, "crumbs": [crumb()]}
    return render(request, "community/action_centre/learned.html", context)


@require_safe
def idea(request: HttpRequest, idea: uuid.UUID) -> HttpResponse:
    """`/actiecentrum/idee/<id>/`: one idea, and what became of it."""
    found = get_object_or_404(Idea.objects.public().with_details().select_related("example__locale"), public_id=idea)
    user = request.user
    context = {
        "idea": found,
        "answers": list(found.answers.all()),
        "energy": found.votes.count(),
        "voted": user.is_authenticated and IdeaVote.objects.filter(idea=found, user=user).exists(),
        "example": _example(found),
        "policies": list(found.policies.all()),
        "may_handle": user.is_authenticated and rules.handled_ideas(user).filter(pk=found.pk).exists(),
        "crumbs": [crumb()],
    }
    return render(request, "community/action_centre/idea.html", context)


def _example(found: Idea):
    """The practice example it became, in the active language; None while that is no public page."""
    page = found.example
    if page and page.locale.language_code != get_language():
        page = page.get_translations().filter(locale__language_code=get_language()).first() or page
    return page if page and page.live else None


@login_required
@require_POST
def vote(request: HttpRequest, idea: uuid.UUID) -> HttpResponse:
    """`…/energie/`: give one's energy, or take it back."""
    found = get_object_or_404(Idea.objects.public(), public_id=idea)
    ideas.vote(idea=found, user=request.user, on=request.POST.get("step") != "back")
    return redirect("idea", idea)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new_idea(request: HttpRequest) -> HttpResponse:
    """`/actiecentrum/nieuw/`: put up an idea."""
    form = IdeaForm(request.POST or None, user=request.user, initial={"key": uuid.uuid4()})
    return put_up_with(request, form, Idea, "community/action_centre/new_idea.html", {"crumbs": [crumb()]})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new_offer(request: HttpRequest, idea: uuid.UUID | None = None) -> HttpResponse:
    """`/actiecentrum/aanbieden/` and `…/idee/<id>/helpen/`: offer support, to anybody or to one idea."""
    found = get_object_or_404(Idea.objects.public(), public_id=idea) if idea else None
    if found and found.has_ended:
        raise Http404
    initial = {"key": uuid.uuid4(), "region": found.region_id, "gives": found.needs} if found else {"key": uuid.uuid4()}
    form = OfferForm(request.POST or None, user=request.user, initial=initial)
    crumbs = [crumb()] + ([{"title": found.title, "url": reverse("idea", args=[idea])}] if found else [])
    context = {"idea": found, "crumbs": crumbs}
    return put_up_with(request, form, SupportOffer, "community/action_centre/new_offer.html", context, idea=found)


@never_cache
@require_safe
def sent(request: HttpRequest) -> HttpResponse:
    """`/actiecentrum/bijna-klaar/`: look in your mail."""
    return render(request, "community/action_centre/sent.html", {"crumbs": [crumb()]})


def put_up_with(request, form, model: type[Posted], template: str, context: dict, **fixed) -> HttpResponse:
    """Show the form, or keep what it says: then on to one's own page, or to the mail."""
    status = 200
    if request.method == "POST" and form.is_valid():
        user = request.user if request.user.is_authenticated else None
        if not _within_limits(request, form):
            form.add_error(
                None, _("Er komt net veel binnen. Wacht een uur en probeer het dan opnieuw. Je tekst staat hier nog.")
            )
            status = 429
        else:
            try:
                post = put_up(model=model, user=user, language=get_language(), **form.values(), **fixed)
            except Refused as refused:
                form.add_error(None, str(refused))
            else:
                if not user:
                    return redirect("action_sent")
                messages.success(request, _("Het staat op de site."))
                return redirect(post_url(post, absolute=False))
    return render(request, template, context | {"form": form}, status=status)


def _within_limits(request: HttpRequest, form) -> bool:
    """Five an hour from one network address, five an hour to one mail address."""
    visitor = within_limit("post-from", visitor_address(request), amount=5, seconds=HOUR)
    email = form.cleaned_data.get("email", "")
    return visitor and (not email or within_limit("post-to", email.lower(), amount=5, seconds=HOUR))
