"""Collaborations: who, where and how often; found by form and rhythm; and never anything about a patient."""

import re

import pytest
from django.core.exceptions import ValidationError

from cms.models import CollaborationIndexPage, CollaborationPage
from config.demo.content import read
from tests.cms import factories
from tests.cms.test_queries import cost

pytestmark = pytest.mark.django_db
FACETS = "/samenwerkingen/"


def collaboration(
    title, *, rhythm="om-de-week", form="spreekuur", parties="Praktijk De Linde\nWelzijn Lindeveen", **more
):
    page = CollaborationPage(
        title=title,
        slug=title.lower().replace(" ", "-"),
        summary="Samen.",
        parties=parties,
        form=form,
        rhythm=rhythm,
        slot=more.pop("slot", ""),
        contact_role="Praktijkmanager",
        lessons="<p>Een vaste kamer helpt.</p>",
    )
    return factories.publish(page, CollaborationIndexPage.objects.get(locale__language_code="nl"), **more)


@pytest.fixture(scope="module")
def four(module_db):
    return [
        collaboration("Spreekuur bij Westerdok", slot="dinsdagochtend", sectors=["zorg"]),
        collaboration("Spreekuur bij Beekzicht", slot="donderdagmiddag"),
        collaboration("Koffie in de school", rhythm="elke-maand", form="overleg"),
        collaboration("Samen in het wijkteam", rhythm="elke-dag", form="team"),
    ]


def titles(client, query):
    html = client.get(f"{FACETS}?{query}").content.decode()
    return re.findall(r'class="card__title"><a[^>]*>([^<]+)<', html)


def test_two_practices_with_a_fortnightly_slot_appear_with_that_rhythm(client, four):
    assert titles(client, "ritme=om-de-week") == ["Spreekuur bij Beekzicht", "Spreekuur bij Westerdok"]
    html = client.get(f"{FACETS}?ritme=om-de-week").content.decode()
    assert "Om de week, dinsdagochtend" in html
    assert "Om de week, donderdagmiddag" in html
    assert "Elke maand" in html  # the other choices stay on offer


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("vorm=overleg", ["Koffie in de school"]),
        ("vorm=overleg&ritme=om-de-week", []),
        ("vorm=overleg&vorm=team", ["Koffie in de school", "Samen in het wijkteam"]),
        ("sector=zorg&ritme=om-de-week", ["Spreekuur bij Westerdok"]),
        ("ritme=%00&vorm=" + "x" * 5000, None),
    ],
)
def test_form_and_rhythm_combine_with_the_other_facets(client, four, query, expected):
    found = titles(client, query)
    assert found == expected or (expected is None and len(found) == 4)


def test_page_tells_parties_rhythm_contact_role_and_lessons_in_both_languages(client, four):
    for prefix in ("", "/en"):
        html = client.get(f"{prefix}{four[0].url}").content.decode()
        for part in ("Praktijk De Linde", "Welzijn Lindeveen", "dinsdagochtend", "Praktijkmanager", "Een vaste kamer"):
            assert part in html


def test_collaboration_is_found_by_its_party(client, four):
    assert four[1].url in client.get("/zoeken/?q=praktijk+linde").content.decode()


def test_there_is_no_field_for_a_patient():
    forbidden = re.compile(r"pati[eë]nt|cli[eë]nt|bsn|birth|geboren|diagnos|naam_", re.IGNORECASE)
    own = [field.name for field in CollaborationPage._meta.get_fields()]
    assert not [name for name in own if forbidden.search(name)]


@pytest.mark.parametrize("field", ["parties", "contact_role"])
def test_number_of_a_citizen_is_refused(field):
    with pytest.raises(ValidationError, match=r"(?i)bsn|burgerservicenummer"):
        CollaborationPage._meta.get_field(field).clean("Iemand 123456782", None)


def test_one_party_is_no_collaboration():
    with pytest.raises(ValidationError, match="twee partijen"):
        collaboration("Alleen", parties="Praktijk De Linde")


def test_collaborations_of_the_demo_could_be_published():
    for row in read("collaborations")["collaboration"]:
        assert len(row["parties"]) >= CollaborationPage.FEWEST
        assert row["form"] in CollaborationPage.Form.values
        assert row["rhythm"] in CollaborationPage.Rhythm.values


def test_list_costs_the_same_with_more(client, four):
    before = cost(client, FACETS)
    collaboration("Nog een", sectors=["zorg"])
    assert cost(client, FACETS) == before == 5
