"""Every page type is shown; links between pages go both ways; the fixed addresses exist."""

import pytest
import time_machine
from django.core.cache import caches
from django.core.exceptions import ValidationError
from wagtail.models import Page, PageViewRestriction

from cms.models import HandvatPage, PracticeExamplePage
from tests.cms import factories

pytestmark = pytest.mark.django_db


def get(client, address):
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


@pytest.mark.parametrize(
    "address",
    ["/", "/handvatten/", "/praktijkvoorbeelden/", "/over/", "/help/", "/privacy/", "/toegankelijkheid/", "/zoeken/"],
)
def test_fixed_address_exists_after_a_fresh_install_in_both_languages(client, address):
    assert '<html lang="nl">' in get(client, address)
    assert '<html lang="en">' in get(client, f"/en{address}")


def test_tree_is_sound_after_a_fresh_install():
    assert [problem for problem in Page.find_problems() if problem] == []
    assert not Page.objects.filter(slug="home").exists()
    assert list(Page.objects.filter(depth=2).values_list("locale__language_code", flat=True)) == ["nl", "en"]


def test_handvat_shows_why_how_example_origin_and_terms(client):
    page = factories.handvat(number=2, themes=["gesprek"], audiences=["professional"], dimensions=["meedoen"])
    factories.example("Kaartjes op A5", handvatten=[page])
    html = get(client, page.url)
    for part in ("Daarom.", "Zo.", "Kaartjes op A5", "Herkomst", "Eerste leeratelier", "1 november 2026"):
        assert part in html
    assert 'href="/handvatten/?dimensie=meedoen"' in html
    assert 'href="/handvatten/?voor=professional"' in html


def test_handvat_keeps_its_address_when_it_gets_another_number(client):
    page = factories.handvat(number=2)
    address = page.url
    page.number = 7
    factories.publish(page)
    assert "Handvat 7" in get(client, address)


def test_example_shows_its_handvatten_and_what_did_not_work(client):
    page = factories.handvat()
    html = get(client, factories.example(handvatten=[page]).url)
    assert page.url in html
    assert "Te kleine letters." in html
    assert "Welzijn Lindeveen" in html


def test_example_that_stopped_is_still_found_with_what_it_taught(client):
    page = factories.example("Soep op straat", fields={"status": "stopped"})
    assert page.url in get(client, "/praktijkvoorbeelden/")
    assert page.url in get(client, "/zoeken/?q=letters")
    html = get(client, page.url)
    assert html.index("Dit loopt niet meer.") < html.index("Te kleine letters.")


def test_related_handvatten_share_a_theme(client):
    page = factories.handvat("Zoek maten", themes=["samenwerken"])
    factories.handvat("Leer het samen", themes=["samenwerken"])
    factories.handvat("Geef het tijd", themes=["vertrouwen"])
    html = get(client, page.url)
    assert "Leer het samen" in html
    assert "Geef het tijd" not in html


def test_collection_keeps_its_own_order_and_a_handvat_may_be_in_two(client):
    one, two, three = (
        factories.handvat(title, number=number) for number, title in enumerate(("Eerst", "Daarna", "Tot slot"), 1)
    )
    collection = factories.collection("Andersom", [three, one])
    factories.collection("Nog een keer", [one, two])
    html = get(client, collection.url)
    assert html.index("Tot slot") < html.index("Eerst")
    assert "Daarna" not in html
    assert {"Andersom", "Nog een keer"} <= {
        link for link in ("Andersom", "Nog een keer") if link in get(client, one.url)
    }


def test_collection_leaves_out_what_is_not_published(client):
    one = factories.handvat("Eerst")
    collection = factories.collection("Kort", [one])
    one.unpublish()
    html = get(client, collection.url)
    assert "Deze collectie is nog leeg" in html


def test_plain_page_shows_every_block(client):
    blocks = [
        ("text", "<p>Gewone tekst.</p>"),
        ("remark", {"title": "Let op", "text": "<p>Een opmerking.</p>"}),
    ]
    html = get(client, factories.text(body=blocks).url)
    for part in ("Gewone tekst.", "Let op", "Een opmerking."):
        assert part in html


def test_home_shows_the_chosen_handvat_and_example_and_the_collections(client):
    first, second = factories.handvat("Eerst", number=1), factories.handvat("Gekozen", number=2)
    chosen = factories.example("Ook gekozen")
    factories.example("Niet gekozen")
    factories.collection("Een collectie", [first])
    home = factories.home()
    home.featured_handvat, home.featured_example = second, chosen
    factories.publish(home)
    for address in ("/", "/en/"):
        html = get(client, address)
        for title in ("Gekozen", "Ook gekozen", "Een collectie"):
            assert title in html, (address, title)
        assert "Eerst" not in html
        assert "Niet gekozen" not in html


def test_home_without_choices_shows_the_first_handvat_and_its_example(client):
    first = factories.handvat("Eerst", number=1)
    factories.handvat("Later", number=2)
    factories.example("Het voorbeeld erbij", handvatten=[first])
    html = get(client, "/")
    assert "Eerst" in html
    assert "Het voorbeeld erbij" in html
    assert "Later" not in html


def test_example_that_names_people_is_refused_without_consent(client):
    with pytest.raises(ValidationError, match="toestemming"):
        factories.example("Met naam", fields={"people_named": True})
    page = PracticeExamplePage.objects.get(title="Met naam", locale__language_code="nl")
    page.consent_recorded_on = "2026-11-01"
    page.consent_note = "Per mail"
    html = get(client, factories.publish(page).url)
    assert "Per mail" not in html


def test_public_pages_set_no_cookie(client):
    page = factories.handvat()
    for address in ("/", "/handvatten/?fase=start", page.url, "/zoeken/?q=gesprek"):
        assert not client.get(address).cookies, address


@pytest.mark.parametrize("model", [HandvatPage, PracticeExamplePage])
def test_head_names_canonical_description_and_other_language(client, model):
    page = factories.handvat(summary="Wachten helpt niet.") if model is HandvatPage else factories.example()
    html = get(client, page.url)
    assert f'<link rel="canonical" href="http://localhost{page.url}">' in html
    assert f'hreflang="en" href="http://localhost/en{page.url}"' in html
    assert f'<meta property="og:title" content="{page.title}">' in html
    assert f'<meta name="description" content="{page.summary}">' in html


def test_restriction_stays_with_its_page_when_pages_change_places(client):
    everybody, some = factories.text("Voor iedereen"), factories.text("Voor leden")
    PageViewRestriction.objects.create(page=some, restriction_type=PageViewRestriction.LOGIN)
    addresses = [everybody.url, some.url, f"/en{everybody.url}", f"/en{some.url}"]
    assert [client.get(address).status_code for address in addresses] == [200, 302, 200, 302]
    some.move(everybody, pos="left")
    caches["pages"].clear()
    assert [client.get(address).status_code for address in addresses] == [200, 302, 200, 302]
    PageViewRestriction.objects.all().delete()
    assert [client.get(address).status_code for address in addresses] == [200] * 4


def test_site_moves_with_the_settings(settings):
    from django.core.management import call_command
    from wagtail.models import Site

    settings.BASE_URL = "https://leerspoor.example.org"
    call_command("migrate", verbosity=0)
    site = Site.objects.get(is_default_site=True)
    assert (site.hostname, site.port) == ("leerspoor.example.org", 443)


def test_scheduled_page_is_published_when_its_moment_has_come(client):
    from datetime import timedelta

    from cms import clock
    from cms.tasks import publish_scheduled

    page = factories.handvat("Straks")
    page.unpublish()
    page.go_live_at = clock.now() + timedelta(hours=1)
    page.save_revision().publish()
    assert client.get("/handvatten/straks/").status_code == 404
    publish_scheduled()
    assert client.get("/handvatten/straks/").status_code == 404
    with time_machine.travel(clock.now() + timedelta(hours=2)):
        publish_scheduled()
        assert client.get("/handvatten/straks/").status_code == 200
