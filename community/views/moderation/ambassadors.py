"""The moderators' side of ambassadors, in the admin: the list by status and age, one profile, and the decision."""

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.generic import IndexView, InspectView
from wagtail.admin.viewsets.model import ModelViewSet

from cms.identifiers import refuse_bsn
from community import rules
from community.actions import ambassadors
from community.actions.refusal import Refused
from community.models import AmbassadorProfile

SHOWN = [
    "display_name", "email", "role_label", "organisation", "regions", "themes", "sectors", "ask_me_about", "bio",
    "availability", "languages", "photo_alt", "status", "starts_on", "ends_on", "applied_at", "confirmed_at", "created_at",
]  # fmt: skip


class ReasonForm(forms.Form):
    """Why a profile goes back to its owner."""

    reason = forms.CharField(
        label=_("Waarom niet?"), max_length=1000, validators=[refuse_bsn], widget=forms.Textarea(attrs={"rows": 4})
    )


class AmbassadorIndex(IndexView):
    """All profiles, those that wait first."""

    def get_base_queryset(self):
        """Oldest request first, then by name."""
        return super().get_base_queryset().order_by("status", "applied_at", "display_name")


class AmbassadorInspect(InspectView):
    """One profile with everything its owner wrote, what others see of it, and the two decisions."""

    template_name = "community/admin/ambassador.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            profile=self.object,
            consents=self.object.consents.filter(withdrawn_at=None),
            reason_form=ReasonForm(),
            may_decide=rules.may_moderate_ambassadors(self.request.user),
            **kwargs,
        )


class AmbassadorViewSet(ModelViewSet):
    """Read and decide only: the words are their owner's, so nobody else can add, change or delete them here."""

    model = AmbassadorProfile
    name = "ambassadors_admin"
    url_prefix = "ambassadeurs"
    icon = "group"
    menu_label = _("Ambassadeurs")
    menu_order = 320
    add_to_admin_menu = True
    add_to_reference_index = False
    index_view_class = AmbassadorIndex
    inspect_view_class = AmbassadorInspect
    inspect_view_enabled = True
    inspect_view_fields = SHOWN
    copy_view_enabled = False
    form_fields = ["display_name"]  # the viewset wants to know, though no form is reachable
    list_display = [
        "display_name",
        Column("get_status_display", label=_("Status"), sort_key="status"),
        DateColumn("applied_at", label=_("Aangevraagd"), sort_key="applied_at"),
        DateColumn("confirmed_at", label=_("Bevestigd"), sort_key="confirmed_at"),
    ]
    list_filter = ["status"]
    search_fields = ["display_name", "organisation"]
    search_backend_name = None

    def get_common_view_kwargs(self, **kwargs):
        """Without the addresses that this viewset does not have."""
        without = {f"{view}_url_name": None for view in ("add", "edit", "delete", "copy", "history", "usage")}
        return super().get_common_view_kwargs(**kwargs) | without

    def get_index_view_kwargs(self, **kwargs):
        """The same for the list."""
        return super().get_index_view_kwargs(**kwargs) | {
            "add_url_name": None,
            "edit_url_name": None,
            "delete_url_name": None,
            "copy_url_name": None,
        }

    def get_urlpatterns(self):
        """The list and one profile; no form."""
        return [
            pattern for pattern in super().get_urlpatterns() if pattern.name in ("index", "index_results", "inspect")
        ]


def _profile(request: HttpRequest, pk: int) -> AmbassadorProfile:
    if not rules.may_moderate_ambassadors(request.user):
        raise Http404
    return get_object_or_404(AmbassadorProfile, pk=pk)


@require_POST
def approve(request: HttpRequest, pk: int) -> HttpResponse:
    """`/beheer/ambassadeurs/<pk>/goedkeuren/`: show it."""
    profile = _profile(request, pk)
    try:
        ambassadors.approve(profile=profile)
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, gettext("Het profiel is nu zichtbaar. De ambassadeur krijgt een mail."))
    return redirect("ambassadors_admin:inspect", pk)


@require_POST
def send_back(request: HttpRequest, pk: int) -> HttpResponse:
    """`/beheer/ambassadeurs/<pk>/terugsturen/`: make it a draft again, with a reason."""
    profile = _profile(request, pk)
    form = ReasonForm(request.POST)
    if form.is_valid():
        ambassadors.send_back(profile=profile, reason=form.cleaned_data["reason"])
        messages.success(
            request, gettext("Het profiel is niet meer zichtbaar. De ambassadeur krijgt je reden per mail.")
        )
    else:
        messages.error(request, " ".join(error for errors in form.errors.values() for error in errors))
    return redirect("ambassadors_admin:inspect", pk)
