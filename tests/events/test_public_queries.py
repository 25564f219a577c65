"""What the pages of the agenda cost a reader without an account, with one of everything and with three."""

import pytest

from events.models import (
    Accreditation,
    AgendaPage,
    EventSeries,
    HarvestedPage,
    Register,
    ReportPage,
    SeriesPage,
    Speaker,
    SpeakerMaterial,
)
from tests.cms import factories as knowledge
from tests.cms.test_queries import cost
from tests.events.factories import make_event, make_page, make_plenary, make_round

pytestmark = pytest.mark.django_db
EXPECTED = {
    "agenda": 11,
    "archive": 11,
    "elsewhere": 7,
    "series": 9,
    "meeting": 11,
    "report": 5,
    "sign up": 6,
    "follow": 4,
    "calendar": 6,
}


def edition(number: int, parent: SeriesPage, *, days: float):
    """A meeting with `number` of everything on its page."""
    event = make_event(title=f"Editie {days}", days=days, series=parent.series)
    for count in range(number):
        make_plenary(event)
        make_round(event, *[12] * number, start=30 * (count + 1))
        speaker = Speaker.objects.create(
            event=event, name="S", email=f"s{count}@example.org", fee_rule="-", status="accepted", display_name="Sam",
            shows_name=True,
        )  # fmt: skip
        SpeakerMaterial.objects.create(speaker=speaker, name="Dia's", url="https://example.org/", is_public=True)
        Accreditation.objects.create(
            event=event,
            register=Register.objects.create(name=f"R{event.pk}{count}", digits=9),
            minimum_minutes=60,
            status="granted",
            points=2,
        )
    return make_page(event, parent=parent)


@pytest.mark.parametrize("number", [1, 3])
def test_page_costs_a_fixed_number_of_queries(client, number):
    agenda = AgendaPage.objects.get(locale__language_code="nl")
    series = SeriesPage(title="Leeratelier", series=EventSeries.objects.create(name="Leeratelier"))
    knowledge.publish(series, agenda)
    past = [edition(number, series, days=-7 - count) for count in range(number)]
    coming = [edition(number, series, days=7 + count) for count in range(number)]
    report = knowledge.publish(ReportPage(title="Verslag", slug="verslag", summary="x"), past[0])
    for page in [report, *(knowledge.handvat(f"Doe {count}", number=count) for count in range(number))]:
        HarvestedPage.objects.create(event=past[0].event, page=page)
    addresses = {
        "agenda": "/agenda/?vorm=online",
        "archive": "/agenda/?geweest=ja",
        "elsewhere": "/insluiten/agenda/",
        "series": series.url,
        "meeting": past[0].url,
        "report": report.url,
        "sign up": f"{coming[0].url}aanmelden/",
        "follow": f"{series.url}volgen/",
        "calendar": "/agenda.ics?vorm=online",
    }
    assert {name: cost(client, address) for name, address in addresses.items()} == EXPECTED
    assert cost(client, coming[0].url) == 12  # how full it is matters still
    assert cost(client, f"/en{past[0].url}") == EXPECTED["meeting"]
