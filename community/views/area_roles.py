"""Who is the spider in the web of an area: the roles now and before, offering to hold one, and deciding."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from cms.models import Region
from community import rules
from community.actions import area_roles
from community.actions.refusal import Refused
from community.forms.area_roles import RoleForm
from community.views.regions import crumbs

STEPS = {"give": area_roles.give_role, "decline": area_roles.decline_role, "end": area_roles.end_role}
FOR_KEEPERS = {"give", "decline"}


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def index(request: HttpRequest, slug: str) -> HttpResponse:
    """`/regio/<slug>/rollen/`: offer to hold a role; who keeps the region decides here and reads the history."""
    region = get_object_or_404(Region, slug=slug)
    form = RoleForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            area_roles.offer_role(region=region, user=request.user, **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Fijn dat je dit wilt doen. Je krijgt bericht zodra er besloten is."))
            return redirect("area_roles", slug)
    context = {
        "region": region,
        "form": form,
        "may_decide": rules.may_edit_region(request.user, region),
        "roles": rules.area_roles_of(request.user, region).order_by("kind", "starts_on", "pk"),
        "crumbs": crumbs(region),
    }
    return render(request, "community/area_roles.html", context)


@login_required
@require_POST
def decide(request: HttpRequest, slug: str, area_role) -> HttpResponse:
    """`/regio/<slug>/rollen/<area_role>/`: give it, say no, or end it; one's own may be ended by oneself."""
    region = get_object_or_404(Region, slug=slug)
    found = get_object_or_404(rules.area_roles_of(request.user, region), public_id=area_role)
    step = request.POST.get("step", "")
    if step not in STEPS or (step in FOR_KEEPERS and not rules.may_edit_region(request.user, region)):
        raise Http404
    STEPS[step](role=found)
    messages.success(request, _("Dat is geregeld."))
    return redirect("area_roles", slug)
