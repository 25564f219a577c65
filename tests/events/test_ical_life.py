"""The life of an entry in somebody's calendar, from the mails as sent: under loss, repetition and a wrong order.

Two clients: one by the book (RFC 5546: an older SEQUENCE is ignored) and a careless one, which takes whatever comes, as
khal does when files are imported by hand. For the careless one the mails must arrive in the order in which they leave.
"""

import itertools
import os
import random
import shutil
import subprocess
from datetime import timedelta
from zoneinfo import ZoneInfo

import icalendar
import pytest

from community.models import OutgoingMail
from events.actions.change import cancel, come_back
from events.actions.organise import cancel_event, change_event
from events.entries import event_uid
from events.models import Event
from tests.events.factories import confirmed, make_event, make_round
from tests.events.itip import itip_complaints, lint
from tests.events.organisers import of

pytestmark = pytest.mark.django_db


class Client:
    """A calendar that takes in mails; `entries` is UID → (number, start), without what was cancelled."""

    def __init__(self, by_the_book: bool):
        self.by_the_book = by_the_book
        self.seen: dict[str, int] = {}
        self.entries: dict[str, object] = {}

    def take(self, content: str) -> None:
        calendar = icalendar.Calendar.from_ical(content)
        (event,) = calendar.walk("VEVENT")
        uid, number = str(event["UID"]), int(event["SEQUENCE"])
        if self.by_the_book and number < self.seen.get(uid, 0):
            return
        self.seen[uid] = number
        if calendar["METHOD"] == "CANCEL":
            self.entries.pop(uid, None)
        else:
            self.entries[uid] = event["DTSTART"].dt


def lives():
    """Meetings with histories: (event, what must be in the calendar at the end)."""
    event = make_event(mode=Event.Mode.ROOM, venue="De Linde")
    (group,) = make_round(event, 3)
    person = confirmed(event, group, email="leven@example.org")
    values = of(event)
    for hours in (1, 2):
        later = {name: values[name] + timedelta(hours=hours) for name in ("starts_at", "ends_at")}
        event.refresh_from_db()
        change_event(event=event, version=str(event.version), actor=None, **values | later)
    event.refresh_from_db()
    yield event, person, event.starts_at
    cancel(registration=person)
    yield event, person, None
    come_back(registration=person)
    event.refresh_from_db()
    yield event, person, event.starts_at
    cancel_event(event=event, reason="Storm", actor=None)
    yield event, person, None


def calendars(event) -> list[str]:
    mails = OutgoingMail.objects.filter(to_email="leven@example.org", thread=event_uid(event)).exclude(calendar="")
    return list(mails.order_by("pk").values_list("calendar", flat=True))


def numbers(contents) -> list[int]:
    return [int(icalendar.Calendar.from_ical(one).walk("VEVENT")[0]["SEQUENCE"]) for one in contents]


def test_entry_ends_right_under_loss_repetition_and_any_order():
    chance = random.Random(7)
    for event, _person, start in lives():
        sent = calendars(event)
        assert all(itip_complaints(one.encode()) == [] and lint(one.encode()) == [] for one in sent)
        assert numbers(sent) == sorted(set(numbers(sent))), "a number that does not rise"
        ends = {event_uid(event): start} if start else {}
        *earlier, last = sent
        for lost in itertools.product([False, True], repeat=len(earlier)):
            arrived = [one for one, gone in zip(earlier, lost, strict=True) if not gone]
            for by_the_book in (True, False):
                client = Client(by_the_book)
                for content in [*arrived, *chance.choices(arrived, k=2 if arrived else 0), last, last]:
                    client.take(content)
                assert client.entries == ends
            shuffled = chance.sample([*arrived, last, last], len(arrived) + 2)
            client = Client(by_the_book=True)
            for content in shuffled:
                client.take(content)
            assert client.entries == ends


KHAL = os.environ.get("KHAL") or shutil.which("khal")


@pytest.mark.skipif(not KHAL and not os.environ.get("CI"), reason="no khal on this machine")
def test_khal_ends_right_under_loss_and_repetition(tmp_path):
    """The same with a real calendar program, fed by hand with what was sent; each turn loses and repeats other mails."""
    chance = random.Random(3)
    for turn, (event, _person, start) in enumerate(lives()):
        home = tmp_path / str(turn)
        (home / "khal").mkdir(parents=True)
        calendar = home / "calendar"
        calendar.mkdir()
        (home / "khal" / "config").write_text(
            f"[calendars]\n[[work]]\npath = {calendar}\n[locale]\ntimeformat = %H:%M\n"
        )
        *earlier, last = calendars(event)
        arrived = [one for one in earlier if chance.random() < 0.6]
        for number, content in enumerate([*arrived, *arrived[-1:], last, last]):
            file = home / f"{number}.ics"
            file.write_bytes(content.encode())
            where = {name: str(home) for name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME")}
            command = [KHAL, "import", "--batch", "-a", "work", str(file)]
            subprocess.run(command, env=os.environ | where, check=True, capture_output=True, timeout=60)
        (kept,) = calendar.glob("*.ics")
        entry = icalendar.Calendar.from_ical(kept.read_bytes()).walk("VEVENT")[0]
        assert (entry["STATUS"] == "CANCELLED") == (start is None)
        if start:
            assert entry["DTSTART"].dt == start.astimezone(ZoneInfo("Europe/Amsterdam")).replace(microsecond=0)


def test_client_that_looks_at_no_number_would_go_wrong_in_a_wrong_order():
    """The twin that shows that the test above can fail."""
    *_rest, (event, _person, _start) = lives()
    sent = calendars(event)
    client = Client(by_the_book=False)
    for content in reversed(sent):
        client.take(content)
    assert client.entries != {}
