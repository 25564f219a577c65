"""The next edition from the last one, and templates that a programme begins from."""

import uuid
from datetime import date, timedelta

import pytest
import time_machine
from django.utils import timezone

from events.actions import organise
from events.actions.refusal import Refused
from events.meeting_templates import TEMPLATES
from events.models import Breakout, Event
from tests.events.factories import confirmed, make_event, make_page, make_plenary, make_round
from tests.events.organisers import details, member, url

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def third_edition(module_db):
    """Edition 3 in summer time: a page, a part, a round of two break-outs (one off), somebody in it, a secret link."""
    actor = member("maker@example.org")
    series = organise.create_series(name="Leeratelier Lindeveen", kind="learning_studio", actor=actor)
    with time_machine.travel("2026-09-01 12:00:00+02:00", tick=False):
        event = make_event(
            title="Leeratelier Lindeveen 3", series=series, edition=3, meeting_url="https://geheim.example.org/3"
        )
        make_page(event, parent=series.pages.get(), summary="Kom langs.", body="<p>Samen leren.</p>")
        make_plenary(event)
        first, second = make_round(event, 12, 8)
        confirmed(event, first)
        organise.cancel_breakout(breakout=second, actor=actor)
    return event


def wall(moment) -> str:
    return f"{timezone.localtime(moment):%Y-%m-%d %H:%M}"


@time_machine.travel("2026-10-05 10:00:00+02:00")
def test_edition_4_comes_from_edition_3_without_its_dates_and_people(client, organiser, third_edition):
    form = client.get(url("next_edition", third_edition)).context["form"]
    assert (form["title"].value(), form["date"].value()) == ("Leeratelier Lindeveen 4", None)
    day = date(2026, 11, 19)  # winter time
    begins = timezone.localtime(third_edition.starts_at)
    typed = {"title": "Leeratelier Lindeveen 4", "date": day, "starts": f"{begins:%H:%M}", "key": str(uuid.uuid4())}
    typed["ends"] = f"{timezone.localtime(third_edition.ends_at):%H:%M}"
    first, again = (client.post(url("next_edition", third_edition), typed) for _time in range(2))
    event = Event.objects.get(title="Leeratelier Lindeveen 4")
    assert first["Location"] == again["Location"] == url("workspace", event)
    assert (event.edition, event.series, event.capacity) == (4, third_edition.series, third_edition.capacity)
    assert (event.meeting_url, event.sequence, event.last_queue_number) == ("", 0, 0)
    assert not event.registrations.exists() and not event.places.exists()
    old, new = third_edition.programme_items.get(), event.programme_items.get()
    assert (new.title, wall(new.starts_at)[11:]) == (old.title, wall(old.starts_at)[11:])
    assert wall(event.rounds.get().starts_at) == f"{day} {wall(third_edition.rounds.get().starts_at)[11:]}"
    assert [each.title for each in event.breakouts.all()] == ["Groep 1"]
    page = event.pages.get()
    assert (page.live, page.summary, page.body) == (False, "Kom langs.", "<p>Samen leren.</p>")
    assert page.get_parent() == third_edition.pages.get(alias_of=None).get_parent()
    assert third_edition.registrations.count() == 1


@time_machine.travel("2026-10-05 10:00:00+02:00")
def test_an_edition_that_is_too_short_for_the_programme_is_refused(client, organiser, third_edition):
    starts = timezone.localtime(third_edition.starts_at)
    data = {"title": "Kort", "date": "2026-11-19", "starts": f"{starts:%H:%M}", "key": str(uuid.uuid4())}
    data["ends"] = f"{starts + timedelta(minutes=20):%H:%M}"
    assert "valt buiten" in client.post(url("next_edition", third_edition), data).content.decode()
    assert not Event.objects.filter(title="Kort").exists()


@pytest.mark.parametrize("name", TEMPLATES)
def test_every_template_fills_a_meeting_without_gaps(name):
    template, actor = TEMPLATES[name], member()
    values = details(template=name, kind=template.kind)
    values["ends_at"] = values["starts_at"] + max(template.shortest, timedelta(minutes=97))
    event = organise.create_event(key=uuid.uuid4(), actor=actor, **values)
    parts = sorted([*event.programme_items.all(), *event.rounds.all()], key=lambda part: part.starts_at)
    assert [part.title for part in parts] == [str(part.title) for part in template.parts]
    assert [part.ends_at for part in parts] == [*(part.starts_at for part in parts[1:]), event.ends_at]
    assert Breakout.objects.filter(event=event).count() == event.rounds.count() * len(template.tables)
    with pytest.raises(Refused):
        values["ends_at"] = values["starts_at"] + timedelta(minutes=20)
        organise.create_event(key=uuid.uuid4(), actor=actor, **values)
