"""The audit log: every act leaves an entry, nothing in it can be changed unseen, and it outlives the person."""

from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth.models import Group
from django.db import DatabaseError, connection, transaction
from django.db.models import QuerySet

from cms import clock
from community.actions import audit_log as actions
from community.audit_log import breaks
from community.models import AppendOnly, AuditActor, AuditEntry, AuditMonth
from events.actions.organise.participants import record_export
from tests.community.factories import member
from tests.events.factories import make_event

pytestmark = pytest.mark.django_db


def written(number: int = 5) -> list[AuditEntry]:
    return [actions.record(act="events.change", about=f"events.event:{count}") for count in range(number)]


def raw(entry: AuditEntry) -> QuerySet:
    """The row as somebody with the database in hand reaches it."""
    return QuerySet(AuditEntry).filter(pk=entry.pk)


def test_export_leaves_an_entry_without_personal_data():
    event, organiser = make_event(), member("organisator@example.org")
    record_export(event=event, file_format="csv", rows=3, actor=organiser)
    entry = AuditEntry.objects.get(act="events.export")
    assert (entry.about, entry.facts) == (f"events.event:{event.pk}", {"format": "csv", "rows": 3})
    assert entry.actor == organiser.audit_actor
    assert "organisator" not in f"{entry} {entry.facts} {entry.actor}"


def test_entry_goes_when_the_act_is_undone():
    with transaction.atomic():
        record_export(event=make_event(), file_format="csv", rows=3, actor=None)
        transaction.set_rollback(True)
    assert not AuditEntry.objects.exists()


def test_roles_leave_an_entry_from_either_side():
    user = member("nieuw@example.org")
    group = Group.objects.get(name="moderatie")
    user.groups.add(group)
    group.user_set.remove(user)
    user.groups.clear()
    found = AuditEntry.objects.filter(about=f"community.user:{user.pk}").values_list("act", "facts")
    assert ("groups.add", {"groups": ["moderatie"]}) in found
    assert ("groups.remove", {"groups": ["moderatie"]}) in found


def test_rows_can_only_be_added():
    entry = written(1)[0]
    for forbidden in (entry.save, entry.delete, AuditEntry.objects.all().delete):
        with pytest.raises(AppendOnly):
            forbidden()
    with pytest.raises(AppendOnly):
        AuditEntry.objects.update(act="iets anders")


def test_seal_chains_everything_once():
    written(5)
    assert (actions.seal(), actions.seal()) == (5, 0)
    assert list(AuditEntry.objects.values_list("number", flat=True)) == [1, 2, 3, 4, 5]
    assert AuditMonth.objects.get().head == AuditEntry.objects.last().seal
    assert list(breaks()) == []


TAMPERING = {
    "act": lambda rows: raw(rows[2]).update(act="events.cancel"),
    "facts": lambda rows: raw(rows[2]).update(facts={"rows": 1}),
    "moment": lambda rows: raw(rows[2]).update(at=clock.now() - timedelta(hours=1)),
    "actor": lambda rows: raw(rows[2]).update(actor=AuditActor.objects.create()),
    "taken out": lambda rows: raw(rows[2])._raw_delete("default"),
    "last taken out": lambda rows: raw(rows[4])._raw_delete("default"),
}


@pytest.mark.parametrize("tamper", TAMPERING.values(), ids=TAMPERING)
@pytest.mark.parametrize("sealed", [True, False], ids=["sealed", "not sealed yet"])
def test_database_itself_refuses_tampering(tamper, sealed):
    rows = written(5)
    if sealed:
        actions.seal()
    before = list(AuditEntry.objects.values())
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        tamper(rows)
    assert list(AuditEntry.objects.values()) == before


@pytest.mark.parametrize("tamper", TAMPERING.values(), ids=TAMPERING)
def test_tampering_shows_when_somebody_took_that_guard_away(tamper):
    with connection.cursor() as cursor:
        on = " ON community_auditentry" if connection.vendor == "postgresql" else ""
        for act in ("update", "delete"):
            cursor.execute(f"DROP TRIGGER community_auditentry_{act}{on}")
    rows = written(5)
    actions.seal()
    tamper(rows)
    assert len(list(breaks())) == 1


def test_month_follows_on_the_one_before_and_can_be_forgotten():
    with time_machine.travel(clock.now() - timedelta(days=800), tick=False):
        written(2)
        actions.seal()
    written(1)
    actions.seal()
    old, new = AuditMonth.objects.all()
    assert new.start == old.head
    assert (actions.forget_old(), actions.forget_old()) == (2, 0)
    old.refresh_from_db()
    assert (AuditEntry.objects.count(), old.entries, new.start == old.head) == (1, 2, True)
    assert list(breaks()) == []


def test_who_it_was_goes_with_the_account():
    user = member("weg@example.org")
    actions.record(act="events.change", about="events.event:1", actor_id=user.pk)
    actions.seal()
    user.delete()
    assert AuditEntry.objects.get(act="events.change").actor.user is None
    assert list(breaks()) == []
