"""One's own ambassador profile: write it, see it as others do, show it, pause it, stop."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from community import rules
from community.actions import ambassadors
from community.actions.refusal import Refused
from community.forms.ambassadors import ProfileForm
from community.models import AmbassadorProfile

STEPS = {
    "apply": ambassadors.apply_for_publication,
    "pause": ambassadors.pause,
    "resume": ambassadors.resume,
    "stop": ambassadors.stop,
}


def _own(request: HttpRequest) -> AmbassadorProfile | None:
    return AmbassadorProfile.objects.with_details().filter(user=request.user).first()


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest) -> HttpResponse:
    """`/account/ambassadeur/`: the texts, and per field who may see it."""
    profile = _own(request)
    start = {} if profile else {"display_name": request.user.get_full_name()}
    form = ProfileForm(request.POST or None, request.FILES or None, instance=profile, initial=start)
    if request.method == "POST" and form.is_valid():
        try:
            ambassadors.save_profile(
                user=request.user,
                data=form.values(),
                consents=form.cleaned_data["consents"],
                expected_version=form.cleaned_data["version"],
            )
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Je profiel is bewaard. Zo zien anderen het."))
            return redirect("account_ambassador_preview")
    # The form has written on its own copy; what is stored decides about buttons and status.
    return render(request, "community/own_profile.html", {"form": form, "profile": _own(request)})


@login_required
@require_safe
def preview(request: HttpRequest) -> HttpResponse:
    """`/account/ambassadeur/voorbeeld/`: the profile with only what others may see."""
    profile = _own(request)
    if not profile:
        return redirect("account_ambassador")
    context = {"person": rules.visible_fields(profile), "profile": profile, "is_public": rules.is_public(profile)}
    return render(request, "community/own_profile_preview.html", context)


@login_required
@require_POST
def change_status(request: HttpRequest) -> HttpResponse:
    """`/account/ambassadeur/status/`: ask to be shown, pause, show again or stop."""
    profile = _own(request)
    step = STEPS.get(request.POST.get("step", ""))
    if not profile or not step:
        raise Http404
    try:
        step(profile=profile)
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("Dat is geregeld."))
    return redirect("account_ambassador_preview")
