"""The queue and the log."""

from django.utils.translation import gettext_lazy as _

from cms.facets import page_at
from community.contributions import kinds
from community.models import Appeal, ModerationDecision, ModerationItem
from community.moderation_queue import rows
from community.views.moderation.base import ModerationPage

PER_PAGE = 25


class Queue(ModerationPage):
    """`/beheer/moderatie/`: objections first, then what waits: possible personal data on top, the oldest before."""

    template_name = "community/admin/moderation_queue.html"

    def get_context_data(self, **kwargs):
        user = self.request.user
        waiting = ModerationItem.objects.open().select_related("assignee").prefetch_related("reports")
        mine = self.request.GET.get("van") == "mij"
        page = page_at(waiting.filter(assignee=user) if mine else waiting, self.request.GET.get("page"), PER_PAGE)
        appeals = Appeal.objects.filter(status=Appeal.Status.WAITING).select_related("decision__item", "decision__by")
        return super().get_context_data(
            rows=rows(page.object_list),
            page_obj=page,
            mine=mine,
            appeals=[
                {
                    "appeal": appeal,
                    "kind": kinds().get(appeal.decision.item.kind),
                    "own": user.pk == appeal.decision.by_id,
                }
                for appeal in appeals[:PER_PAGE]
            ],
            **kwargs,
        )


class Log(ModerationPage):
    """`/beheer/moderatie/logboek/`: every decision with its moment and role, the newest first."""

    template_name = "community/admin/moderation_log.html"
    page_title = _("Logboek")
    header_icon = "history"

    def get_context_data(self, **kwargs):
        decisions = ModerationDecision.objects.select_related("item", "rule", "by", "block", "appeal__by")
        page = page_at(decisions, self.request.GET.get("page"), 50)
        rows = [{"decision": decision, "kind": kinds().get(decision.item.kind)} for decision in page.object_list]
        for row in rows:
            row["appeal"] = getattr(row["decision"], "appeal", None)
        return super().get_context_data(rows=rows, page_obj=page, **kwargs)
