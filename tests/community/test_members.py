"""Profiles of members: private until somebody says otherwise, per field; the directory; where a newcomer begins."""

import copy

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cms.models import Region, SearchDocument, Sector, Theme
from community.actions.members import save_member
from community.actions.moderation import blocks
from community.actions.refusal import Stale
from community.actions.removal import hand_out, remove_person
from community.contributions import kinds
from community.models import MemberProfile, SeenBy
from community.personal_data import person_of
from tests.cms import factories
from tests.community.factories import member, seen_member
from tests.events.factories import make_event, make_page

pytestmark = pytest.mark.django_db
CANARY = {"about": "kanarieover", "can_help": "kanariehulp", "looking_for": "kanariezoek", "role": "kanarierol"}


@pytest.fixture(scope="module")
def people(module_db):
    return {
        "own": member("zij@example.org", name="Zoë Zandstra"),
        "other": member("hij@example.org", name="Hugo Horst"),
    }


@pytest.fixture
def own(people):
    return copy.deepcopy(people["own"])


@pytest.fixture
def as_member(people):
    client = Client()
    client.force_login(people["other"])
    return client


@pytest.fixture
def as_own(own):
    client = Client()
    client.force_login(own)
    return client


def page(client, profile):
    response = client.get(f"/leden/{profile.public_id}/")
    return response.content.decode() if response.status_code == 200 else ""


def test_a_new_profile_is_for_its_owner_alone(own, as_member, client):
    profile = save_member(user=own, data=dict(CANARY))
    assert {getattr(profile, f"{field}_for") for field in MemberProfile.FIELDS} == {SeenBy.ME}
    assert profile.name == "Zoë Zandstra"
    assert page(client, profile) == page(as_member, profile) == ""
    assert "Zoë Zandstra" not in as_member.get("/leden/").content.decode()
    assert not SearchDocument.objects.filter(kind="lid").exists()


@pytest.mark.parametrize("field", sorted(CANARY))
def test_each_field_has_a_circle_of_its_own(field, own, as_member, client):
    profile = save_member(user=own, data=CANARY | {"name_for": SeenBy.EVERYONE, f"{field}_for": SeenBy.MEMBERS})
    seen_by_member, seen_by_all = page(as_member, profile), page(client, profile)
    assert [word for word in CANARY.values() if word in seen_by_member] == [CANARY[field]]
    assert [word for word in CANARY.values() if word in seen_by_all] == []
    assert "Zoë Zandstra" in seen_by_all
    assert not SearchDocument.objects.filter(text__contains="kanarie").exists()


def test_a_hidden_name_hides_all_the_rest(own, as_member):
    profile = seen_member(own, SeenBy.EVERYONE, about="kanarieover")
    assert "kanarieover" in page(as_member, profile)
    profile = save_member(user=own, data={"name_for": SeenBy.ME})
    assert page(as_member, profile) == ""
    assert not SearchDocument.objects.filter(key__startswith=f"member:{profile.pk}:").exists()


def test_public_profile_is_found_with_only_what_is_public(own):
    profile = save_member(user=own, data=CANARY | {"name_for": SeenBy.EVERYONE, "about_for": SeenBy.EVERYONE})
    document = SearchDocument.objects.get(key=f"member:{profile.pk}:nl")
    assert "kanarieover" in document.text
    assert "kanariehulp" not in document.text + document.summary


def test_form_keeps_what_was_typed_and_previews_each_circle(own, as_own):
    form = {"name": "Zoë", "name_for": "1", "about": "Ik fiets.", "about_for": "2", "version": "0"}
    form |= {f"{field}_for": "0" for field in MemberProfile.FIELDS if f"{field}_for" not in form}
    refused = as_own.post("/account/profiel/", form | {"about": "Mijn nummer is 111222333."})
    assert "burgerservicenummer" in refused.content.decode() and "Mijn nummer is" in refused.content.decode()
    long = as_own.post("/account/profiel/", form | {"about": "a" * 100_000})
    assert long.status_code == 200 and "a" * 100_000 in long.content.decode()
    assert as_own.post("/account/profiel/", form).status_code == 302
    seen = as_own.get("/account/profiel/voorbeeld/?als=leden").content.decode()
    assert "Ik fiets." in seen
    assert "bestaat je profiel voor hen niet" in as_own.get("/account/profiel/voorbeeld/?als=iedereen").content.decode()


def test_a_stale_window_is_refused(own):
    save_member(user=own, data={"about": "een"})
    save_member(user=own, data={"about": "twee"}, expected_version=1)
    with pytest.raises(Stale):
        save_member(user=own, data={"about": "oud"}, expected_version=1)


def test_scripts_are_shown_as_text(own, as_member):
    profile = seen_member(own, about="<script>alert(1)</script>")
    assert "&lt;script&gt;alert(1)" in page(as_member, profile)


def region(slug, parent=None):
    return Region.objects.get_or_create(slug=slug, defaults={"name_nl": slug.title(), "parent": parent})[0]


def test_directory_is_narrowed_by_what_members_show(own, as_member):
    around = region("streek")
    town = region("stadje", parent=around)
    seen_member(own, regions=[town], can_help="Fietsen")
    quiet = member("stil@example.org", name="Stille Stien")
    save_member(user=quiet, data={"name_for": SeenBy.MEMBERS, "regions": [town], "can_help": "Zwijgen"})

    def names(query):
        return [card["name"] for card in as_member.get(f"/leden/{query}").context["cards"]]

    assert names("") == ["Stille Stien", "Zoë Zandstra"]
    assert names("?regio=streek") == ["Zoë Zandstra"]
    assert names("?hulp=kan-helpen") == ["Zoë Zandstra"]
    assert names("?hulp=zoekt") == []
    assert as_member.get("/leden/?regio=%00&hulp=onzin&page=9999999999999").status_code == 200


@pytest.mark.parametrize("number", [1, 3])
def test_directory_costs_the_same_for_one_and_three(number, as_member):
    for count in range(number):
        seen_member(member(f"lid{count}@example.org"), name=f"Lid {count}", regions=[region("streek")])
    with CaptureQueriesContext(connection) as queries:
        as_member.get("/leden/")
    assert len(queries) == 11
    with CaptureQueriesContext(connection) as again:
        as_member.get("/leden/")
    assert len(again) == 7


def test_a_beginner_gets_one_person_one_meeting_and_one_handvat(own, as_own, people):
    theme = Theme.objects.create(slug="buurt", name_nl="Buurt")
    sector = Sector.objects.create(slug="school", name_nl="School")
    factories.handvat("Begin klein", number=1)
    factories.handvat("Praat met de buurt", number=2, themes=["buurt"])
    make_page(make_event(title="Leeratelier"))
    seen_member(people["other"], can_help="Meedenken", sectors=[sector])
    seen_member(member("later@example.org"), name="Later", can_help="Iets anders")

    def suggested():
        return [each.title for each in as_own.get("/account/begin/").context["suggestions"]]

    assert suggested()[0] == "Later" and suggested()[2] == "Begin klein"
    assert as_own.post("/account/begin/", {"sectors": [sector.pk], "themes": [theme.pk]}).status_code == 302
    first, meeting, handvat = suggested()
    assert (first, handvat) == ("Hugo Horst", "Praat met de buurt")
    assert meeting
    assert MemberProfile.objects.get(user=own).sectors_for == SeenBy.ME
    with CaptureQueriesContext(connection) as queries:
        as_own.get("/account/begin/")
    assert len(queries) <= 12


def test_download_holds_the_profile_and_removal_takes_it(own):
    seen_member(own, SeenBy.EVERYONE, **CANARY)
    told = str(hand_out(person_of(own))["ledenprofiel"])
    assert all(word in told for word in CANARY.values())
    remove_person(person_of(own))
    assert not MemberProfile.objects.filter(user_id=own.pk).exists()
    assert not SearchDocument.objects.filter(text__contains="kanarie").exists()


def test_doors_lead_on(client):
    html = client.get("/meedoen/").content.decode()
    assert "/ambassadeurs/" in html and "/leden/" in html


def test_a_reported_profile_can_be_hidden(own, as_member):
    profile = seen_member(own, SeenBy.EVERYONE, about="kanarieover")
    assert f"/melden/lid/{profile.public_id}" in page(as_member, profile)
    kinds()["lid"].hide(str(profile.public_id), hidden=True)
    assert page(as_member, profile) == ""
    assert "Zoë Zandstra" not in as_member.get("/leden/").content.decode()
    assert not SearchDocument.objects.filter(text__contains="kanarie").exists()


def test_who_is_blocked_may_tell_less_but_not_more(own, as_own):
    profile = seen_member(own, SeenBy.MEMBERS, name="Zoë Zandstra", about="Ik ben er.")
    blocks.start(email=own.email, user=own, days=14)
    form = {f"{field}_for": SeenBy.MEMBERS for field in MemberProfile.FIELDS} | {"name": "Zoë Zandstra"}
    more = as_own.post("/account/profiel/", form | {"about": "Koop mijn thee", "version": profile.version})
    assert more.status_code == 200 and "niets plaatsen" in more.text and "Koop mijn thee" in more.text
    less = {"about": "Ik ben er.", "about_for": SeenBy.ME, "version": profile.version}
    assert as_own.post("/account/profiel/", form | less).status_code == 302
    profile.refresh_from_db()
    assert (profile.about, profile.about_for) == ("Ik ben er.", SeenBy.ME)
    assert (
        as_own.post("/account/begin/", {"themes": [Theme.objects.create(slug="x", name_nl="X").pk]}).status_code == 302
    )
