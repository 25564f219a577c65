"""A team makes a plan of a guide or a checklist of a collection, keeps it together, and takes it along."""

import io
import json
from datetime import date, timedelta

import pytest
import time_machine
from django.urls import reverse
from icalendar import Calendar
from pypdf import PdfReader

from cms import clock
from community.actions import plans, teams
from community.actions.removal import hand_out, remove_person
from community.models import Plan, PlanItem, SheetLine, Team
from community.personal_data import person_of
from tests.cms import factories
from tests.cms.test_railway_guide import guide
from tests.community.factories import member

pytestmark = pytest.mark.django_db
BSN = "111222333"


@pytest.fixture(scope="module")
def site(module_db):
    """A guide of three stations with an example, a collection of two tips, and three people in one team of two."""
    example = factories.example("Bellen zonder computer")
    tips = [factories.handvat("Kies een doel"), factories.handvat("Durf te kiezen")]
    noor, daan, eva = (
        member("noor@example.org", name="Noor Vaart"),
        member("daan@example.org"),
        member("eva@example.org"),
    )
    team = teams.make_team(user=noor, name="Team Oosterdam")
    teams.join(user=daan, invitation=team.invitations.create(email="daan@example.org", invited_by=noor))
    page = guide(3, tips[:1], [example])
    plan = plans.make_plan(
        team=team, source=page.translation_key, kind=page.plan_kind, title="Onze reis", steps=page.steps()
    )
    return {
        "guide": page,
        "example": example,
        "collection": factories.collection("Tips", tips),
        "noor": noor,
        "daan": daan,
        "eva": eva,
        "team": team,
        "plan": plan,
        "items": list(plan.items.all()),
    }


def enter(client, who):
    client.force_login(who)
    return client


def post_item(client, item, **data):
    fields = {"version": item.version, "notes": "", "due_on": "", "owner": ""} | data
    return client.post(reverse("plan_item", args=[item.plan.public_id, item.pk]), fields)


def test_member_makes_a_plan_of_a_guide_with_a_new_team(client, site):
    page = site["guide"]
    address = reverse("new_plan", args=[page.translation_key])
    assert address in client.get(page.url).content.decode()
    assert client.get(address).status_code == 302
    enter(client, site["eva"])
    assert "Vul dit in" in client.post(address, {"title": "", "team_name": "Wij"}).content.decode()
    response = client.post(address, {"title": "Reis van Eva", "team_name": "Praktijk Eva"})
    plan = Plan.objects.get(title="Reis van Eva")
    assert response.url == reverse("plan", args=[plan.public_id])
    assert (plan.kind, plan.team.name, plan.items.count()) == ("reisplan", "Praktijk Eva", 3)
    html = client.get(response.url).content.decode()
    assert "0 van 3 gedaan" in html
    assert "Gewone stap 2" in html


def test_collection_becomes_a_checklist(client, site):
    enter(client, site["noor"])
    address = reverse("new_plan", args=[site["collection"].translation_key])
    assert address in client.get(site["collection"].url).content.decode()
    client.post(address, {"title": "Tips voor ons", "team": site["team"].pk, "team_name": ""})
    plan = Plan.objects.get(kind="checklist")
    assert [item.title for item in plan.items.all()] == ["Kies een doel", "Durf te kiezen"]
    assert client.get(reverse("plan", args=[plan.public_id])).status_code == 200


def test_step_gets_date_owner_notes_and_obstacle_with_what_others_did(client, site):
    enter(client, site["daan"])
    item, owner = site["items"][0], site["team"].members.get(user=site["noor"])
    key = site["guide"].steps()[0].obstacles[0].key
    response = post_item(client, item, due_on="2026-12-01", owner=owner.pk, notes="Taart mee", marked=[key], done="on")
    assert response.status_code == 302
    html = client.get(reverse("plan", args=[site["plan"].public_id])).content.decode()
    for part in ("1 december 2026", "Noor Vaart", "Taart mee", "Te weinig tijd", "Elke week tien minuten."):
        assert part in html
    assert "1 van 3 gedaan" in html
    assert f'href="{site["example"].url}"' in html


def test_who_saves_second_is_told_and_loses_nothing(client, site):
    item = site["items"][1]
    plans.change_item(item=item, expected_version=1, done=False, notes="Van de ander", due_on=date(2026, 12, 24))
    enter(client, site["daan"])
    html = post_item(client, item, notes="Van mij", due_on="2027-01-05").content.decode()
    for part in ("Iemand anders heeft dit intussen gewijzigd", "Van mij", "Van de ander", "24 december 2026"):
        assert part in html
    assert PlanItem.objects.get(pk=item.pk).notes == "Van de ander"
    assert 'name="version" value="2"' in html
    item.version = 2
    assert post_item(client, item, notes="Van mij").status_code == 302
    assert PlanItem.objects.get(pk=item.pk).notes == "Van mij"


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("notes", f"nummer {BSN}", "burgerservicenummer"),
        ("notes", "x" * 100_000, "4000"),
        ("notes", "een\x00nul", "niet kunnen bewaren"),
        ("due_on", "31-02-2026", "datum"),
        ("due_on", "9999-12-31", "te ver weg"),
        ("owner", "999999", "keuze"),
        ("marked", "onzin", "keuze"),
        ("version", "", "Vul dit in"),
    ],
)
def test_bad_input_is_refused_and_kept(client, site, field, value, words):
    item = site["items"][0]
    response = post_item(enter(client, site["noor"]), item, **{"notes": "Blijft staan"} | {field: value})
    assert response.status_code == 200
    html = response.content.decode()
    assert words in html
    assert field == "notes" or "Blijft staan" in html
    assert PlanItem.objects.get(pk=item.pk).version == 1


def test_ticking_adding_and_removing_steps(client, site):
    enter(client, site["daan"])
    plan, item = site["plan"], site["items"][2]
    for _twice in range(2):
        client.post(reverse("plan_tick", args=[plan.public_id, item.pk]), {"done": "1"})
    item.refresh_from_db()
    assert (item.is_done, item.version) == (True, 2)
    client.post(reverse("plan_remove", args=[plan.public_id, item.pk]))
    client.post(reverse("plan_add", args=[plan.public_id]), {"title": "Taart bestellen"})
    assert [each.title for each in plan.items.all()][-2:] == ["Station 2", "Taart bestellen"]
    html = client.get(reverse("plan", args=[plan.public_id])).content.decode()
    assert "Er is 1 stap die niet in je plan staat." in html
    client.post(reverse("plan_add", args=[plan.public_id]), {"from": "page"})
    assert plan.items.count() == 4


def test_plan_survives_the_page_it_came_from(client, site):
    site["guide"].unpublish()
    enter(client, site["noor"])
    plan = site["plan"]
    for name in ("plan", "plan_pdf", "plan_calendar"):
        assert client.get(reverse(name, args=[plan.public_id])).status_code == 200
    assert client.get(reverse("plan_item", args=[plan.public_id, site["items"][0].pk])).status_code == 200
    assert client.get(reverse("new_plan", args=[site["guide"].translation_key])).status_code == 404


def test_calendar_holds_every_dated_step_under_a_name_that_stays(client, site):
    enter(client, site["noor"])
    item = site["items"][0]
    address = reverse("plan_calendar", args=[site["plan"].public_id])
    seen = []
    for version, day in enumerate((date(2026, 12, 1), date(2026, 12, 8)), start=1):
        plans.change_item(item=item, expected_version=version, done=False, due_on=day, notes="Afspraak,\nmet komma")
        events = Calendar.from_ical(client.get(address).content).walk("VEVENT")
        seen += [(event["UID"], event["SEQUENCE"], event["DTSTART"].dt) for event in events]
    assert seen[0][0] == seen[1][0] == f"plan-{item.public_id}@{seen[0][0].split('@')[1]}"
    assert [row[1:] for row in seen] == [(2, date(2026, 12, 1)), (3, date(2026, 12, 8))]


def test_pdf_is_tagged_and_holds_dates_names_and_obstacles(client, site):
    item = site["items"][0]
    key = site["guide"].steps()[0].obstacles[0].key
    owner = site["team"].members.get(user=site["noor"])
    plans.change_item(
        item=item,
        expected_version=1,
        done=True,
        due_on=date(2026, 12, 1),
        owner=owner,
        notes="#let x = 1",
        obstacles=[key],
    )
    response = enter(client, site["noor"]).get(reverse("plan_pdf", args=[site["plan"].public_id]))
    reader = PdfReader(io.BytesIO(response.content))
    text = " ".join(page.extract_text() for page in reader.pages)
    assert "/StructTreeRoot" in reader.trailer["/Root"]
    for part in ("Onze reis", "1 december 2026", "Noor Vaart", "#let x = 1", "Te weinig tijd", "Bellen zonder"):
        assert part in text


def test_nobody_outside_the_team_sees_anything(client, site):
    enter(client, site["eva"])
    plan, item = site["plan"], site["items"][0]
    for name in ("plan", "plan_rename", "plan_pdf", "plan_calendar"):
        assert client.get(reverse(name, args=[plan.public_id])).status_code == 404
    assert post_item(client, item, notes="Inbraak").status_code == 404
    for name in ("team", "team_export", "team_delete"):
        assert client.get(reverse(name, args=[site["team"].public_id])).status_code == 404
    own = teams.make_team(user=site["eva"], name="Van Eva")
    other = plans.make_plan(team=own, source=plan.source, kind=plan.kind, title="Eva", steps=[])
    assert client.get(reverse("plan_item", args=[other.public_id, item.pk])).status_code == 404


def test_invitation_reaches_the_address_and_works_for_it_alone(client, site, mailbox):
    team = site["team"]
    enter(client, site["noor"])
    client.post(reverse("team_invite", args=[team.public_id]), {"email": "EVA@example.org"})
    mailbox.deliver()
    (mail,) = mailbox.to("eva@example.org")
    address = reverse("team_join", args=[team.invitations.get().public_id])
    assert address in mail.get_body(("plain",)).get_content()
    outsider = enter(client, member("fred@example.org"))
    assert outsider.get(address).status_code == 404
    assert outsider.post(address).status_code == 404
    with time_machine.travel(clock.now() + timedelta(days=366)):
        assert teams.open_invitation(user=site["eva"], public_id=team.invitations.get().public_id) is None
    enter(client, site["eva"])
    assert "Team Oosterdam" in client.get(address).content.decode()
    client.post(address)
    assert team.members.filter(user=site["eva"]).exists()
    assert client.post(address).status_code == 404
    assert client.post(reverse("team_invite", args=[team.public_id]), {"email": "x@example.org"}).status_code == 404


def test_members_come_go_and_always_leave_an_owner(client, site):
    team, plan = site["team"], site["plan"]
    mine = team.members.get(user=site["noor"])
    plans.change_item(item=site["items"][0], expected_version=1, done=False, owner=mine)
    enter(client, site["noor"])
    assert (
        client.post(reverse("team_member", args=[team.public_id, mine.pk]), {"step": "remove"}).url == "/account/teams/"
    )
    assert team.members.get().is_owner
    assert PlanItem.objects.get(pk=site["items"][0].pk).owner is None
    handed = hand_out(person_of(site["daan"]))["teams"]
    assert handed[0]["team"] == "Team Oosterdam"
    for _twice in range(2):
        remove_person(person_of(site["daan"]))
    assert not Team.objects.filter(pk=team.pk).exists()
    assert not Plan.objects.filter(pk=plan.pk).exists()


def test_member_cannot_remove_or_promote_others(client, site):
    team = site["team"]
    enter(client, site["daan"])
    other = team.members.get(user=site["noor"])
    for step in ("remove", "own", "onzin", ""):
        assert client.post(reverse("team_member", args=[team.public_id, other.pk]), {"step": step}).status_code == 404
    assert client.get(reverse("team_delete", args=[team.public_id])).status_code == 404


def test_team_takes_its_data_along_and_goes_completely(client, site):
    team = site["team"]
    enter(client, site["noor"])
    data = json.loads(client.get(reverse("team_export", args=[team.public_id])).content)
    assert [step["title"] for step in data["plans"][0]["steps"]] == ["Station 1", "Station 2", "Station 3"]
    assert {person["email"] for person in data["members"]} == {"noor@example.org", "daan@example.org"}
    assert "Onze reis" in client.get(reverse("team", args=[team.public_id])).content.decode()
    client.post(reverse("team_delete", args=[team.public_id]))
    assert not PlanItem.objects.filter(plan=site["plan"]).exists()


def test_who_has_no_team_works_alone_until_a_colleague_comes(client, site):
    eva = site["eva"]
    enter(client, eva)
    assert "Of alleen voor jezelf" in client.get("/account/teams/").text
    client.post(f"/account/plannen/nieuw/{site['guide'].translation_key}/", {"title": "Mijn reis", "team_name": ""})
    mine = teams.own_team(user=eva)
    assert [plan.title for plan in mine.plans.all()] == ["Mijn reis"]
    address = client.post("/account/teams/", {"step": "own"})["Location"]
    assert address == f"/account/teams/{mine.public_id}/"
    assert "Alleen van jou" in client.get(address).text
    sheet = {"wish": SheetLine.Wish.values[0], "text": "Een wandeling voorstellen", "who": "", "due_on": ""}
    assert client.post(f"{address}vervolg/", sheet).status_code == 302
    assert "Een wandeling voorstellen" in client.get(f"{address}vervolg/").text
    enter(client, site["daan"])
    assert client.get(address).status_code == 404
    teams.join(user=site["daan"], invitation=mine.invitations.create(email="daan@example.org", invited_by=eva))
    assert client.get(address).status_code == 200
    assert teams.own_team(user=eva) != mine  # shared now: what is begun alone is not shown to a colleague unasked
    assert teams.own_team(user=site["daan"]) not in (mine, teams.own_team(user=eva))
