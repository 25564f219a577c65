"""Forgetting the words of a contribution in every place that may hold them."""

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from wagtail.models import ModelLogEntry

from community.contributions import Contribution, kinds
from community.models import ModerationDecision, ModerationItem, OutgoingMail, Report

PIECE = 25  # characters by which a mail that quotes a line of the text is recognised
SHORTEST = 12


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
    lines = (" ".join(line.split()) for line in contribution.text.splitlines())
    pieces = {line[:PIECE] for line in lines if len(line) >= SHORTEST}
    if not pieces:
        return
    quoting = Q()
    for piece in pieces:
        quoting |= Q(text__contains=piece) | Q(subject__contains=piece)
    mails = OutgoingMail.objects.filter(quoting, wiped=False, created_at__gte=contribution.created_at)
    found = list(mails.values_list("pk", flat=True))
    waiting = OutgoingMail.objects.filter(pk__in=found, status=OutgoingMail.Status.QUEUED)
    waiting.update(status=OutgoingMail.Status.FAILED, last_error="wiped")
    OutgoingMail.objects.filter(pk__in=found).wipe()
