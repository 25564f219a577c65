"""The moderators' side of experiences: what waits, one of them, and the decision."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST
from wagtail.admin.ui.tables import BooleanColumn, Column, DateColumn
from wagtail.admin.views.generic import IndexView, InspectView
from wagtail.admin.viewsets.model import ModelViewSet

from community import rules
from community.actions import experiences
from community.models import Experience

MISSING = ("add", "edit", "delete", "copy", "history", "usage")


class ExperienceIndex(IndexView):
    """All experiences, those that wait first, the oldest before."""

    def get_base_queryset(self):
        return super().get_base_queryset().order_by("status", "created_at")


class ExperienceInspect(InspectView):
    """One experience and the two decisions."""

    template_name = "community/admin/experience.html"

    def get_context_data(self, **kwargs):
        may_decide = rules.may_decide_on_experiences(self.request.user)
        return super().get_context_data(experience=self.object, may_decide=may_decide, **kwargs)


class ExperienceViewSet(ModelViewSet):
    """Read and decide only: the words are the visitor's."""

    model = Experience
    name = "experiences_admin"
    url_prefix = "ervaringen"
    icon = "comment"
    menu_label = _("Ervaringen")
    menu_order = 325
    add_to_admin_menu = True
    add_to_reference_index = False
    index_view_class = ExperienceIndex
    inspect_view_class = ExperienceInspect
    inspect_view_enabled = True
    inspect_view_fields = ["title", "worked", "situation", "sector", "language", "status", "created_at"]
    copy_view_enabled = False
    form_fields = ["situation"]  # the viewset wants to know, though no form is reachable
    list_display = [
        "title",
        BooleanColumn("worked", label=_("Het werkte")),
        Column("get_status_display", label=_("Status"), sort_key="status"),
        DateColumn("created_at", label=_("Geschreven"), sort_key="created_at"),
    ]
    list_filter = ["status", "worked"]
    search_fields = ["title", "situation"]
    search_backend_name = None

    def get_common_view_kwargs(self, **kwargs):
        """Without the addresses that this viewset does not have."""
        return super().get_common_view_kwargs(**kwargs) | {f"{view}_url_name": None for view in MISSING}

    def get_index_view_kwargs(self, **kwargs):
        """The same for the list."""
        without = {f"{view}_url_name": None for view in ("add", "edit", "delete", "copy")}
        return super().get_index_view_kwargs(**kwargs) | without

    def get_urlpatterns(self):
        """The list and one experience; no form."""
        kept = ("index", "index_results", "inspect")
        return [pattern for pattern in super().get_urlpatterns() if pattern.name in kept]


def _experience(request: HttpRequest, pk: int) -> Experience:
    if not rules.may_decide_on_experiences(request.user):
        raise Http404
    return get_object_or_404(Experience, pk=pk)


@require_POST
def approve(request: HttpRequest, pk: int) -> HttpResponse:
    """`/beheer/ervaringen/<pk>/tonen/`: show it."""
    experiences.approve(experience=_experience(request, pk))
    messages.success(request, gettext("De ervaring staat nu bij het handvat."))
    return redirect("experiences_admin:inspect", pk)


@require_POST
def reject(request: HttpRequest, pk: int) -> HttpResponse:
    """`/beheer/ervaringen/<pk>/niet-tonen/`: keep it from readers."""
    experiences.reject(experience=_experience(request, pk))
    messages.success(request, gettext("De ervaring wordt niet getoond."))
    return redirect("experiences_admin:inspect", pk)
