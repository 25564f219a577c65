"""What moderation keeps of a contribution whose author took it back, or let it stand without a name."""

from django.db import transaction

from community.actions.unnaming import leave_out_of
from community.models import Appeal, Block, ModerationDecision, ModerationItem, Report


@transaction.atomic
def forget_author(*, kind: str, key, names: set[str], words: set[str]) -> None:
    """Nobody can find out any more who wrote it. That something was decided stays, and a block holds by its hash."""
    item, decisions, appeals, reports = _about(kind, key)
    leave_out_of(decisions, ("explanation", "excerpt"), names, words)
    leave_out_of(appeals, ("text", "answer"), names, words)
    leave_out_of(reports, ("details",), names, words)
    Block.objects.filter(decision__in=decisions).update(user=None)
    decisions.update(author=None, email="")
    item.update(author=None)


@transaction.atomic
def forget_words(*, kind: str, key) -> None:
    """The words are gone, so nothing quotes them. Its author still finds what was decided about them."""
    _item, decisions, _appeals, reports = _about(kind, key)
    decisions.update(excerpt="")
    reports.update(details="")


def _about(kind: str, key):
    item = ModerationItem.objects.filter(kind=kind, key=str(key))
    decisions = ModerationDecision.objects.filter(item__in=item)
    return item, decisions, Appeal.objects.filter(decision__in=decisions), Report.objects.filter(item__in=item)
