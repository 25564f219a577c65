"""The second pair of eyes for anonymous cases: what waits, one of them with what the helper finds, and the decision."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.generic import IndexView, InspectView

from community.actions.cases import shared
from community.actions.refusal import Refused
from community.forms.cases.shared import ApproveForm, GiveBackForm
from community.models import SharedCase
from community.privacy import findings, looked_for
from community.rules import cases as rules
from community.views.cases.admin import LessonViewSet


class SharedCaseIndex(IndexView):
    """All cases, those that wait first, the oldest before."""

    def get_base_queryset(self):
        return super().get_base_queryset().order_by("status", "created_at")


class SharedCaseInspect(InspectView):
    """One case, looked through once more, and the two decisions. Nobody decides on their own."""

    template_name = "community/admin/shared_case.html"

    def get_context_data(self, **kwargs):
        case = self.object
        found = [
            {"piece": text[each.start : each.end], "advice": each.advice}
            for text in (case.title, case.situation, case.question, case.talk)
            for each in findings(text)
        ]
        initial = {"version": case.version}
        return super().get_context_data(
            case=case,
            findings=found,
            sentence=looked_for(),
            is_own=case.author_id == self.request.user.pk,
            may_decide=rules.may_check_shared_cases(self.request.user),
            approve_form=ApproveForm(initial=initial),
            give_back_form=GiveBackForm(initial=initial),
            **kwargs,
        )


class SharedCaseViewSet(LessonViewSet):
    """Read and decide only: the words are the author's."""

    model = SharedCase
    name = "shared_cases_admin"
    url_prefix = "gedeelde-casussen"
    icon = "doc-full"
    menu_label = _("Casussen (bibliotheek)")
    menu_order = 332
    index_view_class = SharedCaseIndex
    inspect_view_class = SharedCaseInspect
    inspect_view_fields = ["title", "situation", "question", "talk", "status", "reason", "created_at"]
    list_display = [
        "title",
        Column("get_status_display", label=_("Status"), sort_key="status"),
        DateColumn("created_at", label=_("Gestuurd"), sort_key="created_at"),
    ]


@require_POST
def approve(request: HttpRequest, pk: int) -> HttpResponse:
    """`/beheer/gedeelde-casussen/<pk>/goed/`: into the library, after the whole list."""
    case, form = _case(request, pk), ApproveForm(request.POST)
    if form.is_valid():
        _try(request, shared.approve, _("De casus staat in de bibliotheek."), case, form)
    else:
        messages.error(request, gettext("Loop de hele lijst na: pas als alles klopt, kan de casus door."))
    return redirect("shared_cases_admin:inspect", pk)


@require_POST
def give_back(request: HttpRequest, pk: int) -> HttpResponse:
    """`/beheer/gedeelde-casussen/<pk>/terug/`: back to the author, with a word why."""
    case, form = _case(request, pk), GiveBackForm(request.POST)
    if form.is_valid():
        _try(request, shared.give_back, _("De schrijver ziet wat er nog anders moet."), case, form, "reason")
    else:
        messages.error(request, gettext("Schrijf op wat er anders moet, zonder iets herkenbaars."))
    return redirect("shared_cases_admin:inspect", pk)


def _try(request, action, done, case, form, *names) -> None:
    extra = {name: form.cleaned_data[name] for name in names}
    try:
        action(case=case, by=request.user, expected_version=form.cleaned_data["version"], **extra)
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, done)


def _case(request: HttpRequest, pk: int) -> SharedCase:
    if not rules.may_check_shared_cases(request.user):
        raise Http404
    return get_object_or_404(SharedCase, pk=pk)
