"""What one follows, how often one hears of it, and the way out of the mails."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from community import following as register
from community.actions import following
from community.actions.refusal import Refused
from community.forms.following import RhythmForm, ThemeForm
from community.models import Digest, Follow, User
from community.notifications.digests import user_of


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def index(request: HttpRequest) -> HttpResponse:
    """`/account/volgen/`: everything one follows, and the rhythm of the mails."""
    digest = Digest.objects.filter(user=request.user).first()
    form = RhythmForm(request.POST if request.method == "POST" else None, instance=digest)
    if request.method == "POST" and form.is_valid():
        following.set_rhythm(user=request.user, rhythm=form.cleaned_data["rhythm"])
        messages.success(request, _("Bewaard."))
        return redirect("following")
    rows: dict[str, list[str]] = {}
    for follow in Follow.objects.filter(user=request.user):
        rows.setdefault(follow.kind, []).append(follow.target)
    groups = []
    for key, kind in register.kinds().items():
        if targets := rows.get(key):
            allowed = {target for _user, target in kind.allowed({(request.user.pk, target) for target in targets})}
            found = kind.targets(targets)
            shown = [{"key": each, "target": found[each]} for each in targets if each in allowed and each in found]
            groups.append({"kind": kind, "rows": shown})
    themes = ThemeForm(followed=rows.get("thema", []))
    return render(request, "community/following.html", {"form": form, "themes": themes, "groups": groups})


@login_required
@require_POST
def change(request: HttpRequest) -> HttpResponse:
    """`/volgen/`: follow something, or stop; back to where the button was."""
    kind, target = request.POST.get("kind", "")[:20], request.POST.get("target", "")[:64]
    if "\0" in kind + target:
        raise Http404
    if request.POST.get("step") == "stop":
        following.unfollow(user=request.user, kind=kind, target=target)
        messages.success(request, _("Je volgt dit niet meer."))
    else:
        try:
            following.follow(user=request.user, kind=kind, target=target)
            messages.success(request, _("Je volgt dit nu. Nieuws komt in je overzicht per mail."))
        except Refused as refused:
            messages.error(request, str(refused))
    back = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(back, allowed_hosts=None) and back.startswith("/")
    return redirect(back if safe else "following")


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """`/overzicht/stoppen/<token>/`: a GET asks, a POST ends the mails; without cookie or log-in (RFC 8058)."""
    user = User.objects.filter(pk=user_of(token)).first()
    if not user:
        raise Http404
    if request.method == "POST":
        following.set_rhythm(user=user, rhythm=Digest.Rhythm.NEVER)
    return render(request, "community/digest_stop.html", {"stopped": request.method == "POST"})
