"""What templates ask about proposed subjects: one query each."""

from django import template
from django.db.models import F
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cms import clock
from events.models import Event, EventPage, SubjectProposal

register = template.Library()


@register.simple_tag
def proposed_to(event: Event) -> list[SubjectProposal]:
    """The subjects that members propose for this meeting, undecided first; of questions that can still be read."""
    shown = SubjectProposal.objects.filter(event=event, question__is_shown=True)
    return list(shown.select_related("question"))


@register.simple_tag
def meetings_about(question) -> list[dict]:
    """The public meetings to which this question was brought: `page` and `status`, the latest first. Of what is over
    only where it was on the programme."""
    brought = SubjectProposal.objects.filter(question=question).exclude(status=SubjectProposal.Status.DECLINED)
    pages = EventPage.objects.open().filter(event__proposals__in=brought, locale__language_code=get_language())
    rows = pages.select_related("event").annotate(decision=F("event__proposals__status"))
    told = []
    for page in rows.order_by("-event__starts_at"):
        status, is_over = SubjectProposal.Status(page.decision), page.event.ends_at <= clock.now()
        if not is_over or status == SubjectProposal.Status.CHOSEN:
            told.append({"page": page, "status": _("stond op het programma") if is_over else status.label})
    return told
