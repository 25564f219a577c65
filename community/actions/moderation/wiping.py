"""Forgetting the words of a contribution in every place that may hold them."""

from functools import reduce
from operator import or_

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from wagtail.models import ModelLogEntry

from community.contributions import Contribution, kinds
from community.models import ModerationDecision, ModerationItem, OutgoingMail, Report

PIECE = 25  # characters by which a mail that quotes a line of the text is recognised
SHORTEST = 12
AT_ONCE = 100  # pieces in one query: SQLite counts the terms of an expression, up to a thousand


def wipe_everywhere(*, item: ModerationItem, contribution: Contribution) -> None:
    """The row itself and the search (by its kind), mails that quote it, our own excerpts, and Wagtail's log.

    Called inside the decision's transaction; the kept pages go with it. The words are never returned or written down.
    """
    kind = kinds()[item.kind]
    row = kind.row(item.key)
    _wipe_mails(contribution)
    kind.wipe(item.key)
    if row:
        about = ContentType.objects.get_for_model(kind.model)
        ModelLogEntry.objects.filter(content_type=about, object_id=str(row.pk)).update(label="", data={})
    ModerationDecision.objects.filter(item=item).update(excerpt="", explanation="")
    Report.objects.filter(item=item).update(details="")


def _wipe_mails(contribution: Contribution) -> None:
    """Mails that quote it lose their text; those that had not left never leave."""
    found = _mails_quoting(contribution)
    waiting = OutgoingMail.objects.filter(pk__in=found, status=OutgoingMail.Status.QUEUED)
    waiting.update(status=OutgoingMail.Status.FAILED, last_error="wiped")
    OutgoingMail.objects.filter(pk__in=found).wipe()


def _mails_quoting(contribution: Contribution) -> list[int]:
    """The mails since then that hold a line of it. A line that mails held before is nobody's own ("Met vriendelijke
    groet"); a text of nothing but such lines is quoted by a mail that holds them all.
    """
    lines = (" ".join(line.split()) for line in contribution.text.splitlines())
    pieces = sorted({line[:PIECE] for line in lines if len(line) >= SHORTEST})
    mails = OutgoingMail.objects.filter(wiped=False)
    since = mails.filter(created_at__gte=contribution.created_at)
    quoted: dict[int, set[str]] = {}
    for start in range(0, len(pieces), AT_ONCE):
        some = pieces[start : start + AT_ONCE]
        for pk, text, subject in since.filter(_holds(some)).values_list("pk", "text", "subject").iterator():
            held = {piece for piece in some if piece in text or piece in subject}
            quoted[pk] = quoted.get(pk, set()) | held
    before = mails.filter(created_at__lt=contribution.created_at)
    common = {piece for piece in set().union(*quoted.values()) if before.filter(_holds([piece])).exists()}
    own = set(pieces) - common
    return [pk for pk, held in quoted.items() if (held & own if own else held >= common)]


def _holds(pieces: list[str]) -> Q:
    return reduce(or_, (Q(text__contains=piece) | Q(subject__contains=piece) for piece in pieces))
