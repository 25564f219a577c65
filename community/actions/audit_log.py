"""Writing the audit log: an entry with each act, a seal soon after, and the end of old months."""

from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet

from cms import clock
from community.models import AuditActor, AuditEntry, AuditMonth

ZEROS = "0" * 64
SEAL_AT_ONCE = 1000


def record(*, act: str, about: str, actor_id: int | None = None, **facts) -> AuditEntry:
    """Write down that a user (None: the site itself) did `act` to `about` ("events.event:12"), with the act itself.

    `facts` are numbers and fixed names, never texts or personal data.
    """
    actor = AuditActor.objects.get_or_create(user_id=actor_id)[0] if actor_id else None
    return AuditEntry.objects.create(act=act, about=about, actor=actor, facts=facts)


def seal() -> int:
    """Give every entry without one its place in the chain of its month; returns how many. Safe to run at any time.

    Apart from the acts, so that nobody waits for the end of a chain that all share.
    """
    sealed = 0
    while count := _seal_some():
        sealed += count
    return sealed


@transaction.atomic
def _seal_some() -> int:
    months: dict[str, AuditMonth] = {}
    _first(months, clock.now())  # taken first, by whoever seals: one at a time
    entries = list(AuditEntry.objects.unsealed().select_related("actor")[:SEAL_AT_ONCE])
    for entry in entries:
        month = _first(months, entry.at)
        month.entries += 1
        month.head = entry.sealed_after(month.head, month.entries)
        rows = QuerySet(AuditEntry).filter(pk=entry.pk)
        rows.update(month=month, number=month.entries, seal=month.head)
    for month in months.values():
        month.save(update_fields=["head", "entries"])
    return len(entries)


def _first(months: dict[str, AuditMonth], moment: datetime) -> AuditMonth:
    """The locked head of the month of a moment."""
    name = f"{moment.astimezone(UTC):%Y-%m}"
    if name not in months:
        before = AuditMonth.objects.filter(month__lt=name).order_by("month").last()
        start = before.head if before else ZEROS
        AuditMonth.objects.get_or_create(month=name, defaults={"start": start, "head": start})
        months[name] = AuditMonth.objects.select_for_update().get(month=name)
    return months[name]


@transaction.atomic
def forget_old() -> int:
    """Delete the entries of months that ended `settings.AUDIT_LOG_DAYS` ago; their checkpoints stay. Returns how many."""
    end = f"{(clock.now() - timedelta(days=settings.AUDIT_LOG_DAYS)).astimezone(UTC):%Y-%m}"
    old = list(AuditMonth.objects.filter(month__lt=end, forgotten_at=None))
    AuditMonth.objects.filter(pk__in=[month.pk for month in old]).update(forgotten_at=clock.now())
    gone = QuerySet(AuditEntry).filter(month__in=old)  # the database lets go of a month that was forgotten
    count = gone.count()
    gone._raw_delete(gone.db)
    return count
