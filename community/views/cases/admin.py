"""Cases in the admin: the methods as data, lessons for the editors, and breaking the glass. No case text in lists."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import BooleanColumn, Column, DateColumn
from wagtail.admin.views.generic import CopyView, EditView, IndexView, InspectView
from wagtail.admin.viewsets.model import ModelViewSet

from cms import clock
from community.actions.cases import outcome, reading
from community.actions.refusal import Refused
from community.forms.cases.texts import GlassForm
from community.models import CaseDiscussion, CaseLesson, DiscussionMethod, MethodPhase
from community.privacy import findings, looked_for
from community.rules import cases as rules


class MethodEdit(EditView):
    """Every change is the next version; what runs keeps the one it began with."""

    def save_instance(self):
        self.form.instance.version += 1
        self.form.instance.changed_at = clock.now()
        return super().save_instance()


class MethodCopy(CopyView):
    """Another method, filled with what the first one has; nothing is shared between the two."""

    def get_initial_form_instance(self):
        original = self.get_object()
        own = {"id", "key", "name", "version", "changed_at"}
        copied = DiscussionMethod(**_values(original, own), name=gettext("%s (kopie)") % original.name)
        copied.phases = [MethodPhase(**_values(phase, {"id", "method"})) for phase in original.phases.all()]
        return copied


def _values(row, without: set[str]) -> dict:
    return {field.name: getattr(row, field.name) for field in row._meta.concrete_fields if field.name not in without}


class MethodForm(WagtailAdminModelForm):
    """A method and its phases, which must have at least one."""

    def clean(self):
        cleaned = super().clean()
        smallest, largest = cleaned.get("smallest"), cleaned.get("largest")
        if smallest and largest and smallest > largest:
            self.add_error("largest", _("Dit is minder dan het kleinste aantal."))
        if not (cleaned.get("is_live") or cleaned.get("is_in_days")):
            self.add_error("is_live", _("Kies minstens een manier."))
        kept = [
            form
            for form in self.formsets["phases"].forms
            if form.is_valid() and form.cleaned_data and not form.cleaned_data.get("DELETE")
        ]
        if not kept:
            self.add_error(None, _("Een methode heeft minstens één fase."))
        if cleaned.get("is_in_days") and any(form.cleaned_data.get("days") is None for form in kept):
            self.add_error("is_in_days", _("Geef elke fase een aantal dagen, of laat dit uit."))
        return cleaned


class MethodViewSet(ModelViewSet):
    """The methods of case discussion. Copy one to make another; take one out of the choice with its box."""

    model = DiscussionMethod
    name = "case_methods_admin"
    url_prefix = "intervisiemethoden"
    icon = "list-ol"
    menu_label = _("Intervisiemethoden")
    menu_order = 330
    add_to_admin_menu = True
    add_to_reference_index = False
    edit_view_class = MethodEdit
    copy_view_class = MethodCopy
    inspect_view_enabled = False
    list_display = [
        "name",
        "fits",
        BooleanColumn("is_offered", label=_("Te kiezen")),
        Column("version", label=_("Versie")),
        DateColumn("changed_at", label=_("Gewijzigd")),
    ]
    edit_handler = ObjectList(
        [
            FieldRowPanel([FieldPanel("name"), FieldPanel("key")]),
            FieldPanel("fits"),
            FieldRowPanel([FieldPanel("question"), FieldPanel("safety")]),
            FieldRowPanel([FieldPanel("smallest"), FieldPanel("largest")]),
            FieldRowPanel([FieldPanel("is_live"), FieldPanel("is_in_days"), FieldPanel("gives_advice")]),
            FieldPanel("storage"),
            FieldPanel("is_offered"),
            InlinePanel(
                "phases",
                [
                    FieldRowPanel([FieldPanel("name"), FieldPanel("key")]),
                    FieldPanel("purpose"),
                    FieldRowPanel([FieldPanel("minutes"), FieldPanel("days")]),
                    MultiFieldPanel(
                        [
                            FieldRowPanel([FieldPanel("owner_kind"), FieldPanel("participant_kind")]),
                            FieldRowPanel([FieldPanel("facilitator_kind"), FieldPanel("observer_kind")]),
                            FieldPanel("last_owner_kind"),
                        ],
                        heading=_("Wie schrijft wat"),
                    ),
                    FieldRowPanel([FieldPanel("release"), FieldPanel("owner_waits")]),
                    FieldRowPanel([FieldPanel("owner_does"), FieldPanel("picks_owner")]),
                    FieldPanel("rules"),
                    FieldPanel("prompts"),
                    FieldRowPanel([FieldPanel("max_words"), FieldPanel("max_entries")]),
                ],
                heading=_("Fasen"),
                label=_("Fase"),
            ),
        ],
        base_form_class=MethodForm,
    )


class LessonIndex(IndexView):
    """All lessons, those that wait first, the oldest before."""

    def get_base_queryset(self):
        return super().get_base_queryset().order_by("status", "created_at")


class LessonInspect(InspectView):
    """One lesson, looked through once more, and the two decisions."""

    template_name = "community/admin/lesson.html"

    def get_context_data(self, **kwargs):
        lesson = self.object
        found = [
            {"piece": text[each.start : each.end], "advice": each.advice, "level": each.level}
            for text in (lesson.title, lesson.why, lesson.how)
            for each in findings(text)
        ]
        return super().get_context_data(
            lesson=lesson,
            findings=found,
            sentence=looked_for(),
            origin=outcome.origin_of(lesson),
            may_decide=rules.may_decide_on_lessons(self.request.user),
            **kwargs,
        )


class LessonViewSet(ModelViewSet):
    """Read and decide only: the words are the group's."""

    model = CaseLesson
    name = "case_lessons_admin"
    url_prefix = "intervisielessen"
    icon = "openquote"
    menu_label = _("Lessen uit intervisie")
    menu_order = 331
    add_to_admin_menu = True
    add_to_reference_index = False
    index_view_class = LessonIndex
    inspect_view_class = LessonInspect
    inspect_view_enabled = True
    inspect_view_fields = ["title", "why", "how", "status", "created_at"]
    copy_view_enabled = False
    form_fields = ["title"]  # the viewset wants to know, though no form is reachable
    list_display = [
        "title",
        Column("get_status_display", label=_("Status"), sort_key="status"),
        DateColumn("created_at", label=_("Gestuurd"), sort_key="created_at"),
    ]
    list_filter = ["status"]

    def get_common_view_kwargs(self, **kwargs):
        """Without the addresses that this viewset does not have."""
        missing = ("add", "edit", "delete", "copy", "history", "usage")
        return super().get_common_view_kwargs(**kwargs) | {f"{view}_url_name": None for view in missing}

    def get_index_view_kwargs(self, **kwargs):
        """The same for the list."""
        without = {f"{view}_url_name": None for view in ("add", "edit", "delete", "copy")}
        return super().get_index_view_kwargs(**kwargs) | without

    def get_urlpatterns(self):
        """The list and one lesson; no form."""
        kept = ("index", "index_results", "inspect")
        return [pattern for pattern in super().get_urlpatterns() if pattern.name in kept]


@require_POST
def take_lesson(request: HttpRequest, pk: int) -> HttpResponse:
    """`/beheer/intervisielessen/<pk>/handvat/`: make a draft handvat of it."""
    page = outcome.take_lesson(lesson=_lesson(request, pk), by=request.user)
    messages.success(request, gettext("Het handvat staat als concept klaar. De herkomst noemt de groep."))
    return redirect("wagtailadmin_pages:edit", page.pk)


@require_POST
def decline_lesson(request: HttpRequest, pk: int) -> HttpResponse:
    """`/beheer/intervisielessen/<pk>/niet/`: leave it."""
    outcome.decline_lesson(lesson=_lesson(request, pk))
    messages.success(request, gettext("De les wordt niet gebruikt."))
    return redirect("case_lessons_admin:inspect", pk)


def _lesson(request: HttpRequest, pk: int) -> CaseLesson:
    if not rules.may_decide_on_lessons(request.user):
        raise Http404
    return get_object_or_404(CaseLesson, pk=pk)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def break_glass(request: HttpRequest) -> HttpResponse:
    """`/beheer/intervisie/noodingang/`: read one case, with a reason that its members read too."""
    if not rules.may_break_glass(request.user):
        raise Http404
    form = GlassForm(request.POST if request.method == "POST" else None)
    context = {"form": form}
    if request.method == "POST" and form.is_valid():
        found = CaseDiscussion.objects.filter(public_id=form.cleaned_data["case"]).select_related("group").first()
        try:
            if not found:
                raise Refused(gettext("Er is geen casus met dit nummer."))
            context["read"] = reading.break_glass(discussion=found, by=request.user, reason=form.cleaned_data["reason"])
            context["discussion"] = found
        except Refused as refused:
            form.add_error("case", str(refused))
    return render(request, "community/admin/break_glass.html", context)
