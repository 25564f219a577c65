"""Authors and what was decided about them: read it again, and object."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from community import contributions
from community.actions.moderation import object_to
from community.actions.refusal import Refused
from community.forms.moderation import AppealForm
from community.links import decision_for, decision_token
from community.models import ModerationDecision
from community.rules.moderation import block_of, decisions_about

ACTS = ModerationDecision.Act


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def appeal(request: HttpRequest, token: str) -> HttpResponse:
    """`/bezwaar/<token>/`: the decision, and the form as long as there is no objection. No account needed."""
    decision = decision_for(token)
    if not decision:
        raise Http404
    form = AppealForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            object_to(decision=decision, text=form.cleaned_data["text"])
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Je bezwaar is verstuurd. Een andere moderator beslist."))
            return redirect("appeal", token)
    kind = contributions.kinds().get(decision.item.kind)
    context = {"decision": decision, "form": form, "kind": kind, "appeal": getattr(decision, "appeal", None)}
    return render(request, "community/appeal.html", context)


@login_required
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """`/account/besluiten/`: what moderators decided about one's own contributions."""
    acts = [ACTS.HIDDEN, ACTS.WIPED, ACTS.SHOWN, ACTS.BLOCKED]
    found = decisions_about(request.user).filter(act__in=acts)
    rows = [
        {
            "decision": decision,
            "kind": contributions.kinds().get(decision.item.kind),
            "appeal": getattr(decision, "appeal", None),
            "token": decision_token(decision),
        }
        for decision in found.select_related("rule", "block", "appeal", "item")[:100]
    ]
    return render(request, "community/decisions.html", {"rows": rows, "blocked": block_of(request.user)})
