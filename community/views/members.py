"""Members: one's own profile, the directory, somebody else's profile, and where a new member begins."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from community import doors, first_steps
from community.actions import members
from community.actions.refusal import Refused
from community.forms.members import MemberForm, TasteForm
from community.members import directory
from community.models import MemberProfile, SeenBy
from community.rules.members import circle_of, members_visible_to, shown_of

SEEN_AS = {"leden": SeenBy.MEMBERS, "iedereen": SeenBy.EVERYONE}


def _own(request: HttpRequest) -> MemberProfile | None:
    return MemberProfile.objects.with_details().filter(user=request.user).first()


@require_safe
def together(request: HttpRequest) -> HttpResponse:
    """`/meedoen/`: everything people do here with each other."""
    return render(request, "community/together.html", {"doors": doors.doors()})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: HttpRequest) -> HttpResponse:
    """`/account/begin/`: three short questions, and one person, one meeting and one handvat to begin with."""
    tastes = first_steps.tastes_of(request.user)
    known = {name: getattr(tastes, name) for name in ("regions", "sectors", "themes")}
    form = TasteForm(request.POST if request.method == "POST" else None, initial=known)
    if request.method == "POST" and form.is_valid():
        members.save_member(user=request.user, data=form.cleaned_data)
        messages.success(request, _("Bewaard. Dit past bij wat je koos."))
        return redirect("account_begin")
    context = {"form": form, "chosen": any(known.values()), "suggestions": first_steps.suggestions(tastes)}
    return render(request, "community/begin.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest) -> HttpResponse:
    """`/account/profiel/`: what others may know of you, per field."""
    profile = _own(request)
    start = {} if profile else {"name": request.user.get_full_name()}
    form = MemberForm(request.POST if request.method == "POST" else None, instance=profile, initial=start)
    if request.method == "POST" and form.is_valid():
        try:
            members.save_member(
                user=request.user, data=form.values(), expected_version=form.cleaned_data["version"] or None
            )
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Je profiel is bewaard. Zo zien anderen het."))
            return redirect("account_member_preview")
    return render(request, "community/member_edit.html", {"form": form})


@login_required
@require_safe
def preview(request: HttpRequest) -> HttpResponse:
    """`/account/profiel/voorbeeld/?als=leden`: one's own profile through the eyes of members or of everyone."""
    profile = _own(request)
    if not profile:
        return redirect("account_member")
    seen_as = request.GET.get("als") if request.GET.get("als") in SEEN_AS else "leden"
    context = {"person": shown_of(profile, SEEN_AS[seen_as]), "seen_as": seen_as}
    return render(request, "community/member_preview.html", context)


@login_required
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """`/leden/`: the directory, for members."""
    listing = directory(request.GET)
    cards = [shown_of(profile, SeenBy.MEMBERS) for profile in listing.page_obj.object_list]
    context = {"listing": listing, "cards": cards, "page_obj": listing.page_obj}
    return render(request, "community/members.html", context)


@require_safe
def detail(request: HttpRequest, person) -> HttpResponse:
    """`/leden/<person>/`: one member, as far as this reader may see."""
    profile = get_object_or_404(members_visible_to(request.user).with_details(), public_id=person)
    shown = shown_of(profile, circle_of(request.user))
    crumbs = [{"title": _("Leden"), "url": reverse("members")}] if request.user.is_authenticated else []
    return render(request, "community/member.html", {"person": shown, "profile": profile, "crumbs": crumbs})
