"""What editors do about a page besides writing it: have it checked, and say that it still holds."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Page

from cms.actions.refusal import Refused
from cms.actions.review import may_be_reviewed_by, overdue, still_good
from cms.content_checks import findings
from cms.models import LinkCheck, RefusedPublication
from cms.worklist import MOST, Task, TaskList


class Check(WagtailAdminTemplateMixin, TemplateView):
    """`/beheer/controle/<page>/`: what there is to mend in the last saved version of a page, each with its place."""

    template_name = "cms/admin/check.html"
    page_title = gettext_lazy("Controle")
    header_icon = "check"

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.page = get_object_or_404(Page, pk=kwargs["page"])
        if not self.page.permissions_for_user(request.user).can_edit():
            raise Http404

    def get_context_data(self, **kwargs):
        draft = self.page.get_latest_revision_as_object()
        editor = reverse("wagtailadmin_pages:edit", args=[self.page.pk])
        return super().get_context_data(**kwargs | {"page": draft, "editor": editor, "findings": findings(draft)})

    def get_page_subtitle(self):
        return self.page.get_admin_display_title()


@require_POST
def confirm(request: HttpRequest, page: int) -> HttpResponse:
    """`/beheer/nog-goed/<page>/`: the page holds for another year."""
    found = get_object_or_404(Page, pk=page).specific
    if not may_be_reviewed_by(found, request.user):
        raise Http404
    try:
        still_good(page=found, actor=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("“%(title)s” is weer een jaar goed.") % {"title": found.title})
    return redirect("wagtailadmin_home")


def overdue_pages(request: HttpRequest) -> TaskList | None:
    """For the first page of the admin: what this user may review."""
    pages = [page for page in overdue() if may_be_reviewed_by(page, request.user)]
    tasks = [
        Task(
            title=page.title,
            url=reverse("wagtailadmin_pages:edit", args=[page.pk]),
            note=_("herzien voor %(day)s") % {"day": f"{page.review_before:%d-%m-%Y}"},
            action_url=reverse("page_still_good", args=[page.pk]),
            action_label=_("Nog goed"),
        )
        for page in pages[:MOST]
    ]
    return TaskList(_("Te herzien"), tasks, len(pages))


def refused_publications(request: HttpRequest) -> TaskList | None:
    """For the first page of the admin: planned pages that did not go out, of those this user may publish."""
    rows = RefusedPublication.objects.select_related("page")
    mine = [row for row in rows if row.page.permissions_for_user(request.user).can_publish()]
    tasks = [
        Task(
            title=row.page.get_admin_display_title(),
            url=reverse("wagtailadmin_pages:edit", args=[row.page_id]),
            note=_("gepland, maar niet gepubliceerd: %(reasons)s") % {"reasons": row.reasons},
        )
        for row in mine[:MOST]
    ]
    return TaskList(_("Niet gepubliceerd"), tasks, len(mine))


def broken_links(request: HttpRequest) -> TaskList | None:
    """For the first page of the admin: links that no longer work."""
    if not request.user.has_perm("cms.view_linkcheck"):
        return None
    links = LinkCheck.objects.broken().prefetch_related("uses__page")
    tasks = [Task(title=link.url, url=_editor_of(link), note=link.on_pages) for link in links[:MOST]]
    return TaskList(_("Kapotte links"), tasks, len(links), reverse("wagtailsnippets_cms_linkcheck:list"))


def _editor_of(link: LinkCheck) -> str:
    return reverse("wagtailadmin_pages:edit", args=[link.uses.all()[0].page_id])
