"""The public side of ambassadors: the list, a profile, and the form that hides the address."""

import uuid

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from community import rules
from community.actions.letters import answer, stop_letters, write_to_ambassador
from community.actions.refusal import Refused
from community.directory import areas_with_counts, directory
from community.forms.contact import AnswerForm, ContactForm
from community.letter_links import letters_for
from community.limits import visitor_address, within_limit
from community.models import AmbassadorProfile

HOUR = 3600
TOO_MANY = gettext_lazy(
    "Er zijn net veel berichten verstuurd. Wacht een uur en probeer het dan opnieuw. Je tekst staat hier nog."
)


def _public_profile(slug: str) -> AmbassadorProfile:
    """The profile a visitor may see; anything else does not exist for them."""
    return get_object_or_404(AmbassadorProfile.objects.public().with_details(), slug=slug)


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """`/ambassadeurs/`: who can help, by region and theme."""
    listing, areas = directory(request.GET)
    cards = [rules.visible_fields(profile) for profile in listing.page_obj.object_list]
    context = {
        "listing": listing,
        "cards": cards,
        "map": areas_with_counts(listing, areas),
        "page_obj": listing.page_obj,
        "clear_url": "?" if listing.active else "",
    }
    return render(request, "community/ambassadors.html", context)


@require_safe
def detail(request: HttpRequest, slug: str) -> HttpResponse:
    """`/ambassadeurs/<slug>/`: one person, as far as they agreed to. One that a moderator hid says so, and is gone (410)."""
    profile = get_object_or_404(AmbassadorProfile.objects.presented().with_details(), slug=slug)
    if profile.hidden_at:
        return render(request, "community/hidden.html", status=410)
    context = {"person": rules.visible_fields(profile), "slug": profile.slug, "crumbs": [_list_crumb()]}
    return render(request, "community/ambassador.html", context)


@require_safe
def photo(request: HttpRequest, slug: str) -> HttpResponse:
    """`/ambassadeurs/<slug>/foto/`: only while it may be seen, so that a withdrawn photo is gone at once."""
    profile = get_object_or_404(AmbassadorProfile.objects.with_details(), slug=slug)
    if not rules.may_see_photo(request.user, profile):
        raise Http404
    try:
        response = FileResponse(profile.photo.open(), content_type="image/webp")
    except FileNotFoundError:
        raise Http404 from None
    patch_cache_control(response, private=True, max_age=300)
    return response


def _list_crumb() -> dict:
    return {"title": _("Ambassadeurs"), "url": reverse("ambassadors")}


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def contact(request: HttpRequest, slug: str) -> HttpResponse:
    """`/ambassadeurs/<slug>/contact/`: write to somebody without seeing their address."""
    profile = _public_profile(slug)
    if not rules.may_write_to(profile):
        return redirect("ambassador", slug=slug)
    person = rules.visible_fields(profile)
    form = ContactForm(request.POST or None, initial=_known(request) | {"key": uuid.uuid4()})
    status = 200
    if request.method == "POST" and form.is_valid():
        if _within_limits(request, profile):
            data = form.cleaned_data
            quote = _is_own_address(request, data["email"])
            user = request.user if request.user.is_authenticated else None
            try:
                write_to_ambassador(profile=profile, language=get_language(), quote=quote, user=user, **data)
            except Refused as refused:
                form.add_error(None, str(refused))
            else:
                return redirect("ambassador_contact_sent", slug=slug)
        else:
            form.add_error(None, TOO_MANY)
            status = 429
    crumbs = [_list_crumb(), {"title": person["name"], "url": reverse("ambassador", args=[slug])}]
    return render(
        request, "community/ambassador_contact.html", {"form": form, "person": person, "crumbs": crumbs}, status=status
    )


@never_cache
@require_safe
def contact_sent(request: HttpRequest, slug: str) -> HttpResponse:
    """`/ambassadeurs/<slug>/contact/verstuurd/`: what happens next."""
    profile = _public_profile(slug)
    crumbs = [_list_crumb(), {"title": profile.display_name, "url": reverse("ambassador", args=[slug])}]
    return render(
        request,
        "community/ambassador_contact_sent.html",
        {"person": rules.visible_fields(profile), "slug": slug, "crumbs": crumbs},
    )


def _known(request: HttpRequest) -> dict:
    if not request.user.is_authenticated:
        return {}
    return {"name": request.user.get_full_name(), "email": request.user.email}


def _is_own_address(request: HttpRequest, email: str) -> bool:
    """Whether the visitor is logged in with this address, and so proved that it is theirs."""
    return request.user.is_authenticated and request.user.email.lower() == email.lower()


def _within_limits(request: HttpRequest, profile: AmbassadorProfile) -> bool:
    """Five messages an hour from one network address, twenty an hour to one person."""
    visitor = within_limit("contact-from", visitor_address(request), amount=5, seconds=HOUR)
    return visitor and within_limit("contact-to", str(profile.pk), amount=20, seconds=HOUR)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def letters(request: HttpRequest, token: str) -> HttpResponse:
    """`/bericht/<token>/`: one side of a correspondence answers, or wants no more. The link is the key."""
    found = letters_for(token)
    if not found:
        return render(request, "community/letters_ended.html", status=404)
    correspondence, side = found
    context = {"letters": correspondence, "other": correspondence.name_of(correspondence.other(side)), "sent": False}
    if request.POST.get("step") == "stop":
        stop_letters(letters=correspondence, by=side)
        return redirect("letters", token)
    form = AnswerForm(request.POST if request.method == "POST" else None, initial={"key": uuid.uuid4()})
    status = 200
    if request.method == "POST" and form.is_valid():
        if within_limit("letters", token, amount=20, seconds=HOUR):
            try:
                answer(letters=correspondence, by=side, **form.cleaned_data)
            except Refused as refused:
                form.add_error(None, str(refused))
            else:
                form, context["sent"] = None, True
        else:
            form.add_error(None, TOO_MANY)
            status = 429
    return render(request, "community/letters.html", context | {"form": form}, status=status)
