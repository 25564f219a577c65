"""The public side of ambassadors: who is found, what is shown, and what never is."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils.translation import override

from cms import clock
from cms.models import Region, Theme
from community import rules
from community.actions import ambassadors as actions
from community.actions import circles
from community.actions.refusal import Refused
from community.models import Circle, ConsentField, OutgoingMail
from config import roles
from tests.community.factories import ALL, ambassador, member

pytestmark = pytest.mark.django_db


def region(slug, parent=None):
    return Region.objects.get_or_create(slug=slug, defaults={"name_nl": slug.title(), "parent": parent})[0]


def theme(slug):
    return Theme.objects.get_or_create(slug=slug, defaults={"name_nl": slug.title()})[0]


def names(client, address="/ambassadeurs/"):
    response = client.get(address)
    assert response.status_code == 200
    return [card["name"] for card in response.context["cards"]]


def test_list_shows_published_people(client):
    ambassador("Noor Hagens", regions=[region("lindeveen")], themes=[theme("gesprek")])
    html = client.get("/ambassadeurs/").content.decode()
    assert "Noor Hagens" in html and "Lindeveen" in html and "NH" in html


def test_list_without_people_says_so(client):
    response = client.get("/ambassadeurs/")
    assert response.status_code == 200
    assert "Er zijn nog geen ambassadeurs" in response.content.decode()


def test_list_exists_in_english(client):
    assert client.get("/en/ambassadeurs/").status_code == 200


@pytest.mark.parametrize("number", [1, 3])
def test_list_asks_the_same_number_of_queries(client, number, django_assert_num_queries):
    for index in range(number):
        ambassador(f"Persoon {index}", regions=[region("lindeveen")], themes=[theme("gesprek")], slug=f"p{index}")
    client.get("/ambassadeurs/")
    from django.core.cache import caches

    from cms import page_cache  # noqa: F401

    caches["pages"].clear()
    with django_assert_num_queries(10):
        client.get("/ambassadeurs/?regio=lindeveen")


@pytest.mark.parametrize("number", [1, 3])
def test_profile_asks_the_same_number_of_queries(client, number, django_assert_num_queries):
    person = ambassador(
        regions=[region(f"r{index}") for index in range(number)], themes=[theme(f"t{index}") for index in range(number)]
    )
    with django_assert_num_queries(5):
        client.get(f"/ambassadeurs/{person.slug}/")


def test_region_and_theme_combine(client):
    ambassador("Anna Both", slug="a", regions=[region("lindeveen")], themes=[theme("gesprek")])
    ambassador("Bram Region", slug="b", regions=[region("lindeveen")], themes=[theme("beleid")])
    ambassador("Cato Theme", slug="c", regions=[region("ander")], themes=[theme("gesprek")])
    assert names(client, "/ambassadeurs/?regio=lindeveen") == ["Anna Both", "Bram Region"]
    assert names(client, "/ambassadeurs/?regio=lindeveen&thema=gesprek") == ["Anna Both"]


def test_region_includes_the_areas_in_it(client):
    province = region("provincie")
    ambassador("Anna Dorp", regions=[region("dorp", parent=province)])
    assert names(client, "/ambassadeurs/?regio=provincie") == ["Anna Dorp"]


@pytest.mark.parametrize(
    "query",
    ["regio=bestaat-niet", "thema=%00", "page=999", "page=abc", "regio=" + "x" * 5000, "onbekend=1", "regio=' OR 1=1"],
)
def test_unknown_values_in_the_address_are_ignored(client, query):
    ambassador("Noor Hagens")
    assert names(client, f"/ambassadeurs/?{query}") == ["Noor Hagens"]


def test_long_list_is_cut_in_pages(client):
    for index in range(14):
        ambassador(f"Persoon {index:02}", slug=f"p{index}")
    assert len(names(client)) == 12
    assert names(client, "/ambassadeurs/?page=2") == ["Persoon 12", "Persoon 13"]


def test_choice_without_people_offers_the_way_back(client):
    ambassador("Anna", slug="a", regions=[region("lindeveen")], themes=[theme("beleid")])
    ambassador("Bram", slug="b", regions=[region("ander")], themes=[theme("gesprek")])
    response = client.get("/ambassadeurs/?regio=lindeveen&thema=gesprek")
    assert response.context["cards"] == []
    assert "Hier is nog niemand" in response.content.decode()


def test_profile_shows_what_was_agreed(client):
    person = ambassador(bio="Ik werk in de wijk.")
    html = client.get(f"/ambassadeurs/{person.slug}/").content.decode()
    assert "Noor Hagens" in html and "Zorggroep Lindeveen" in html and "Ik werk in de wijk." in html


@pytest.mark.parametrize(
    "address", ["/ambassadeurs/", "/ambassadeurs/noor-hagens/", "/ambassadeurs/noor-hagens/contact/"]
)
def test_mail_address_is_nowhere(client, address):
    person = ambassador(bio="Ik werk in de wijk.")
    assert person.email not in client.get(address).content.decode()


@pytest.mark.parametrize("hidden", [field for field in ALL if field not in (ConsentField.PHOTO, ConsentField.CONTACT)])
def test_field_without_consent_appears_nowhere(client, hidden):
    values = {
        "role_label": "kanarie-rol", "organisation": "kanarie-organisatie", "ask_me_about": "kanarie-vraag", "bio": "kanarie-bio",
        "languages": "kanarie-talen", "availability": "kanarie-wanneer",
    }  # fmt: skip
    region("kanarie-regio"), theme("kanarie-thema")
    from cms.models import Sector

    sector = Sector.objects.create(slug="kanarie-sector", name_nl="Kanarie-sector")
    canary = (
        values.get(hidden)
        or {"regions": "Kanarie-Regio", "themes": "Kanarie-Thema", "sectors": "Kanarie-sector"}[hidden]
    )
    person = ambassador(
        **values, regions=[region("kanarie-regio")], themes=[theme("kanarie-thema")], sectors=[sector],
        consents=[field for field in ALL if field != hidden],
    )  # fmt: skip
    for address in ("/ambassadeurs/", f"/ambassadeurs/{person.slug}/"):
        html = client.get(address).content.decode()
        # The map names every area, also those where nobody is.
        assert canary not in re.sub(r'<span class="area-tile area-tile--0.*?</b></span>', "", html)
        assert "Noor Hagens" in html


def test_profile_without_consent_for_the_name_does_not_exist(client):
    person = ambassador()
    person.consents.filter(field="name").update(withdrawn_at=clock.now())
    assert client.get(f"/ambassadeurs/{person.slug}/").status_code == 404
    assert names(client) == []


@pytest.mark.parametrize("status", ["draft", "applied", "paused", "stopped"])
def test_profile_that_is_not_published_does_not_exist(client, status):
    person = ambassador()
    type(person).objects.update(status=status)
    for address in ("", "contact/", "contact/verstuurd/"):
        assert client.get(f"/ambassadeurs/{person.slug}/{address}").status_code == 404
    assert names(client) == []


@pytest.mark.parametrize(("field", "days"), [("starts_on", 2), ("ends_on", -2)])
def test_profile_outside_its_dates_does_not_exist(client, field, days):
    person = ambassador(**{field: (clock.now() + timedelta(days=days)).date()})
    assert client.get(f"/ambassadeurs/{person.slug}/").status_code == 404


def test_profile_disappears_a_year_after_the_last_confirmation(client):
    person = ambassador()
    with time_machine.travel(clock.now() + timedelta(days=364), tick=False):
        assert actions.AmbassadorProfile.objects.public().count() == 1
    with time_machine.travel(clock.now() + timedelta(days=366), tick=False):
        assert Client().get(f"/ambassadeurs/{person.slug}/").status_code == 404


def test_confirming_makes_it_visible_for_another_year():
    person = ambassador()
    with time_machine.travel(clock.now() + timedelta(days=400), tick=False):
        assert not person.__class__.objects.public().exists()
        actions.resume(profile=person)
        assert person.__class__.objects.public().exists()


@pytest.mark.parametrize("slug", ["bestaat-niet", "a" * 300])
def test_unknown_profile_is_not_found(client, slug):
    assert client.get(f"/ambassadeurs/{slug}/").status_code == 404


def test_what_people_write_is_shown_as_text(client):
    person = ambassador("<script>alert(1)</script> Jansen", slug="x", bio="<img src=x onerror=alert(1)>")
    for address in ("/ambassadeurs/", f"/ambassadeurs/{person.slug}/"):
        html = client.get(address).content.decode()
        assert "<script>alert" not in html and "<img src=x" not in html


def test_public_pages_set_no_cookie(client):
    person = ambassador()
    for address in ("/ambassadeurs/", f"/ambassadeurs/{person.slug}/"):
        response = client.get(address)
        assert not response.cookies and "csrf" not in response.content.decode()


def test_card_is_in_the_language_of_the_page(client):
    ambassador(themes=[Theme.objects.create(slug="proef-taal", name_nl="Gesprekken", name_en="Talks")])
    assert "Gesprekken" in client.get("/ambassadeurs/").content.decode()
    assert "Talks" in client.get("/en/ambassadeurs/").content.decode()


def test_slug_is_free_for_people_with_the_same_name():
    with override("nl"):
        first, second = ambassador("Jan Smit"), None
        second = actions.create_published(display_name="Jan Smit", email="x@example.org")
    assert (first.slug, second.slug) == ("jan-smit", "jan-smit-2")


def addresses(words):
    """The addresses that the search gives for these words, in both languages."""
    from cms.models import SearchDocument
    from cms.search.words import plain

    return {
        document.url
        for document in SearchDocument.objects.filter(kind="ambassadeur")
        if plain(words) in plain(" ".join([document.title, document.summary, document.text]))
    }


def test_search_finds_who_is_public(client):
    person = ambassador(bio="Ik werk met kanariepieten.")
    assert addresses("kanariepieten") == {f"/ambassadeurs/{person.slug}/", f"/en/ambassadeurs/{person.slug}/"}
    assert "Noor" in client.get("/zoeken/", {"q": "kanariepieten"}).content.decode()
    actions.pause(profile=person)
    assert addresses("Hagens") == set()


def test_search_knows_nothing_without_consent():
    ambassador(bio="kanariepieten", organisation="kanarieclub", consents=["role_label"])
    assert addresses("kanarie") == set()


def test_search_never_holds_the_address():
    assert ambassador().email and addresses("geheim.example.org") == set()


def test_search_forgets_who_expired_or_left():
    """Also an account that went without the admin: from a shell, or by a cascade."""
    ambassador("Anna Weg", slug="a", user=member("anna@example.org")).user.delete()
    ambassador("Bram Oud", slug="b")
    with time_machine.travel(clock.now() + timedelta(days=366), tick=False):
        assert actions.keep_dates() == 0
    assert addresses("Anna") == addresses("Bram") == set()


def test_map_counts_what_the_list_shows_and_asks_nothing_more(client):
    ambassador("Anna Dorp", slug="a", regions=[region("dorp", parent=region("provincie"))], themes=[theme("gesprek")])
    ambassador("Bram Dorp", slug="b", regions=[region("dorp")])
    ambassador("Cato Stil", slug="c", regions=[region("dorp")], consents=["role_label"])
    region("leeg")

    def tiles(query=""):
        found = client.get(f"/ambassadeurs/{query}").context["map"]
        return {tile.name: (tile.count, [(inner.name, inner.count) for inner in tile.inner]) for tile in found}

    assert tiles() == {"Provincie": (2, [("Dorp", 2)]), "Leeg": (0, [])}
    assert tiles("?thema=gesprek")["Provincie"] == (1, [("Dorp", 1)])
    html = client.get("/ambassadeurs/?regio=dorp").content.decode()
    assert html.count('class="area-tile') == 3 and 'aria-current="true"' in html


def test_whoever_applies_hears_so_and_moderators_are_reminded_until_they_decide():
    roles.apply()
    moderator = member("mod@example.org", groups=["moderatie"])
    user = member("nieuw@example.org", name="Nieuw Gezicht")
    profile = actions.save_profile(user=user, data={"display_name": "Nieuw Gezicht"}, consents=["name"])
    actions.apply_for_publication(profile=profile)
    start = clock.now()
    told = OutgoingMail.objects.filter(to_email=moderator.email)
    assert OutgoingMail.objects.filter(to_email=user.email, kind="community/ambassador_applied").count() == 1
    for days, mails in ((2, 0), (3, 1), (4, 1), (9, 1), (10, 2), (40, 3)):
        with time_machine.travel(start + timedelta(days=days, minutes=1), tick=False):
            actions.remind()
            actions.remind()
        assert told.count() == mails
    assert "Nieuw Gezicht" in told.first().text and "38 dagen" in told.last().text
    actions.approve(profile=profile)
    with time_machine.travel(start + timedelta(days=60), tick=False):
        actions.remind()
    assert told.count() == 3


def test_yearly_confirmation_is_asked_before_and_told_after():
    person = ambassador()
    asked = OutgoingMail.objects.filter(kind="community/ambassador_confirm")
    for days, mails in ((300, 0), (336, 1), (340, 1), (359, 2), (364, 2), (366, 3), (380, 3)):
        with time_machine.travel(person.confirmed_at + timedelta(days=days), tick=False):
            actions.remind()
        assert asked.count() == mails
    assert "verdwijnt je profiel" in asked.first().text and "niet meer zichtbaar" in asked.last().text
    with time_machine.travel(person.confirmed_at + timedelta(days=380), tick=False):
        actions.resume(profile=person)
        actions.remind()
    assert asked.count() == 3


def test_room_holds_the_ambassadors_and_nobody_else(client):
    first, second = member("een@example.org"), member("twee@example.org")
    profiles = [ambassador(f"{name} Vos", slug=name, user=user) for name, user in (("een", first), ("twee", second))]
    ambassador("Zonder Account", slug="zonder")
    room = Circle.objects.get(slug=rules.account_of(first).ambassador_room)
    inside = room.members.values_list("user__email", flat=True)
    assert set(inside) == {"een@example.org", "twee@example.org"}
    client.force_login(first)
    assert f"/groepen/{room.slug}/" in client.get("/account/").content.decode()
    assert client.get(f"/groepen/{room.slug}/").status_code == 200
    for outsider in (member("lid@example.org"), member("baas@example.org", superuser=True)):
        client.force_login(outsider)
        assert client.get(f"/groepen/{room.slug}/").status_code == 404
    words = {"name": "Open huis", "summary": "x", "welcome": "", "access": "open"}
    with pytest.raises(Refused):
        circles.change_circle(circle=room, data=words, expected_version=room.version)
    with pytest.raises(Refused):
        circles.invite(circle=room, by=first, email="lid@example.org", language="nl")
    actions.stop(profile=profiles[0])
    assert set(inside.all()) == {"twee@example.org"}
    with time_machine.travel(clock.now() + timedelta(days=366), tick=False):
        actions.keep_dates()
        assert not rules.account_of(second).ambassador_room
        actions.resume(profile=profiles[1])
        assert rules.account_of(second).ambassador_room
