"""What templates ask about proposed subjects: one query each."""

from django import template
from django.db.models import F
from django.utils.translation import get_language

from events.models import Event, EventPage, SubjectProposal

register = template.Library()


@register.simple_tag
def proposed_to(event: Event) -> list[SubjectProposal]:
    """The subjects that members propose for this meeting, undecided first; of questions that can still be read."""
    shown = SubjectProposal.objects.filter(event=event, question__is_shown=True)
    return list(shown.select_related("question"))


@register.simple_tag
def meetings_about(question) -> list[dict]:
    """The public meetings to which this question was brought: `page` and `status`, the latest first."""
    brought = SubjectProposal.objects.filter(question=question).exclude(status=SubjectProposal.Status.DECLINED)
    pages = EventPage.objects.open().filter(event__proposals__in=brought, locale__language_code=get_language())
    rows = pages.annotate(decision=F("event__proposals__status")).order_by("-event__starts_at")
    return [{"page": page, "status": SubjectProposal.Status(page.decision).label} for page in rows]
