"""Six tables: everybody at every table once, every table mixed, and as few people as possible together twice."""

import copy
import io
import uuid

import pytest
from pypdf import PdfReader

from cms.models import Sector
from community.models import OutgoingMail
from events.actions import tables
from events.actions.organise import create_event
from events.actions.refusal import Refused
from events.audit import violations
from events.models import Event, Kind
from events.rotation import Guest, TooManyRounds, meetings, rotation
from tests.events.factories import confirmed
from tests.events.organisers import details, member, url

pytestmark = pytest.mark.django_db


def evening(number: int = 36) -> list[Guest]:
    """As many from care as from welfare, a third of them new."""
    return [Guest(key, ("zorg", "welzijn")[key % 2], ("nieuw", "", "")[key % 3]) for key in range(number)]


def test_36_people_from_two_sectors_fill_six_mixed_tables_of_six_and_nobody_comes_back():
    guests = evening()
    plan = rotation(guests, tables=6, rounds=6, seed=7)
    sector = {guest.key: guest.sector for guest in guests}
    assert all(len(table) == 6 for tables in plan for table in tables)
    assert all(len({sector[key] for key in table}) == 2 for tables in plan for table in tables)
    for key in sector:
        assert sorted(number for tables in plan for number, table in enumerate(tables) if key in table) == [*range(6)]
    assert max(meetings(plan).values()) <= 2
    assert plan == rotation(guests, tables=6, rounds=6, seed=7)


@pytest.mark.parametrize("number", [6, 7, 35, 41])
def test_tables_differ_by_one_person_at_most(number):
    for round_ in rotation(evening(number), tables=6, rounds=3, seed=1):
        assert max(map(len, round_)) - min(map(len, round_)) <= 1
        assert sorted(key for table in round_ for key in table) == [*range(number)]


def test_more_rounds_than_tables_is_refused():
    with pytest.raises(TooManyRounds):
        rotation(evening(), tables=6, rounds=7, seed=1)


@pytest.fixture(scope="module")
def planned_evening(module_db):
    """A staff evening of six tables with twelve people from two fields."""
    values = details(template="zes-tafels", kind=Kind.STAFF_EVENING, capacity=36, title="Zes tafels")
    event = create_event(key=uuid.UUID(int=1), actor=member("maker@example.org"), **values)
    sectors = [Sector.objects.get_or_create(slug=slug, defaults={"name_nl": slug})[0] for slug in ("zorg", "welzijn")]
    for number in range(12):
        person = confirmed(event)
        person.sector = sectors[number % 2]
        person.save(update_fields=["sector"])
    return event


@pytest.fixture
def event(planned_evening):
    return copy.deepcopy(planned_evening)


def test_everybody_gets_a_table_in_every_round_and_one_mail(client, organiser, event):
    page = client.get(url("tables", event)).content.decode()
    assert "12 mensen" in page and "Aan elke tafel zitten mensen uit verschillende werkvelden." in page
    OutgoingMail.objects.all().delete()
    client.post(url("tables", event))
    for person in event.registrations.all():
        titles = list(person.places.exclude(breakout=None).seats().values_list("breakout__title", flat=True))
        assert len(titles) == len(set(titles)) == 6
    assert OutgoingMail.objects.filter(kind="events/tables_given").count() == OutgoingMail.objects.count() == 12
    assert list(violations()) == []
    tables.give_tables(event=event, actor=organiser)  # again, for who came later
    assert event.places.filter(breakout__isnull=False).count() == 72
    assert list(violations()) == []


def test_cards_name_the_table_and_who_comes_in_each_round(client, organiser, event):
    tables.give_tables(event=event, actor=organiser)
    response = client.get(url("rotation_cards", event))
    reader = PdfReader(io.BytesIO(response.content))
    assert len(reader.pages) == 6
    name = event.registrations.first().name
    assert all("Tafelronde 6" in page.extract_text() for page in reader.pages)
    assert sum(page.extract_text().count(name) for page in reader.pages) >= 6


def test_a_plan_that_does_not_fit_says_why(event):
    event.breakouts.filter(title="Meedoen").update(capacity=1)
    with pytest.raises(Refused, match="Meedoen"):
        tables.propose(event)
    event.rounds.first().breakouts.first().delete()
    with pytest.raises(Refused, match="evenveel tafels"):
        tables.propose(Event.objects.get(pk=event.pk))
