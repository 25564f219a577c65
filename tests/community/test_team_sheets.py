"""Sheets of a team: what there is and is needed, the conditions as counts, what follows from a talk, and work processes."""

import csv
import io
from datetime import timedelta

import pytest
import time_machine

from cms import clock
from cms.models.regions import today
from community.actions import plans
from community.actions.processes import begin_process, remind_of_reviews
from community.actions.team_sheets import check_conditions
from community.actions.teams import link_organisation, make_team, remove_member
from community.models import ConditionsCheck, OutgoingMail, SheetLine
from community.processes import PROCESSES
from tests.cms.places import organisation
from tests.community.factories import member

pytestmark = pytest.mark.django_db
ALL_GOOD = dict.fromkeys(ConditionsCheck.ASPECTS, "goed")


@pytest.fixture
def team():
    user = member("wies@example.org", name="Wies Wijk")
    found = make_team(user=user, name="Team Zonneveld")
    found.address = f"/account/teams/{found.public_id}/"
    found.owner = user
    return found


def join(team, number):
    people = [member(f"lid{index}@example.org", name=f"Lid {index}") for index in range(number)]
    for user in people:
        team.members.create(user=user)
    return people


def test_inventory_has_two_columns(client, team):
    client.force_login(team.owner)
    for sheet, text in (("doen-we-al", "Samen eten in de buurt"), ("nodig", "Een rustige kamer")):
        assert client.post(team.address + "inventaris/", {"sheet": sheet, "text": text}).status_code == 302
    html = client.get(team.address + "inventaris/").content.decode()
    have, need = html.split('id="kolom-2"')
    assert "Samen eten in de buurt" in have and "Een rustige kamer" in need
    line = SheetLine.objects.get(sheet="nodig")
    client.force_login(member("buiten@example.org"))
    assert client.post(f"{team.address}regel/{line.public_id}/weg/").status_code == 404
    client.force_login(team.owner)
    client.post(f"{team.address}regel/{line.public_id}/weg/")
    assert "Een rustige kamer" not in client.get(team.address + "inventaris/").content.decode()


def test_conditions_are_counts_in_words_from_four_people_up(client, team):
    people = [team.owner, *join(team, 3)]
    for user in people[:3]:
        client.force_login(user)
        assert client.post(team.address + "voorwaarden/", ALL_GOOD | {"calm": "niet"}).status_code == 302
    page = client.get(team.address + "inventaris/")
    assert page.context["aspects"] == [] and "Nog 1 mens" in page.content.decode()
    check_conditions(team=team, user=people[3], answers=ALL_GOOD)
    page = client.get(team.address + "inventaris/")
    counts = [dict(aspect.counts) for aspect in page.context["aspects"]]
    assert counts[0] == {"goed geregeld": 4, "deels geregeld": 0, "nog niet geregeld": 0}
    assert counts[1] == {"goed geregeld": 1, "deels geregeld": 0, "nog niet geregeld": 3}
    html = page.content.decode()
    assert "Nog niet geregeld" in html and "Lid 2" not in html  # words, not colours; nobody by name
    client.force_login(people[1])
    assert 'value="niet" ' in client.get(team.address + "inventaris/").content.decode()  # one's own, to change
    remove_member(member=team.members.get(user=people[3]))
    assert client.get(team.address + "inventaris/").context["missing"] == 1


def test_residents_stand_on_a_ladder_with_what_happens_with_what_they_say(client, team):
    client.force_login(team.owner)
    address = team.address + "inwoners/"
    assert address in client.get(team.address).content.decode()
    given = {"rung": "maken", "text": "De wachtruimte", "who": "bewoners van de Kade", "promise": "Zij tekenen mee."}
    missing = client.post(address, given | {"promise": ""})
    assert missing.status_code == 200 and list(missing.context["form"].errors) == ["promise"]
    assert client.post(address, given | {"text": "De wens van mevrouw Jansen"}).status_code == 200  # asked first
    assert client.post(address, given).status_code == 302
    assert client.post(address, given | {"rung": "weten", "text": "De nieuwe tijden"}).status_code == 302
    page = client.get(address)
    rungs = [(label, [line.text for line in lines]) for label, lines in page.context["rungs"]]
    assert [lines for _label, lines in rungs] == [[], [], ["De wachtruimte"], [], [], ["De nieuwe tijden"]]
    assert "Zij tekenen mee." in page.text and rungs[0][0].startswith("inwoners doen het zelf")
    line = SheetLine.objects.get(rung="weten")
    assert client.post(f"{team.address}regel/{line.public_id}/weg/")["Location"] == address


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Bel mevrouw Jansen over de dagbesteding", "Jansen"),
        ("Iemand, geboren op 12-03-1951, wil wandelen", "geboortedatum"),
        ("Dossier 111222333 nakijken", "BSN"),
    ],
)
def test_sheet_warns_of_names_birth_dates_and_numbers(client, team, text, found):
    client.force_login(team.owner)
    page = client.post(team.address + "vervolg/", {"wish": "contact", "text": text, "who": "de wijkverpleegkundige"})
    assert page.status_code == 200 and found in page.content.decode()
    assert not SheetLine.objects.exists()
    form = page.context["form"]
    again = client.post(
        team.address + "vervolg/", {"wish": "contact", "text": text, "who": "", "confirmed": form.digest}
    )
    assert again.status_code == 200  # other words were confirmed than these
    who = {"wish": "contact", "text": text, "who": "de wijkverpleegkundige", "confirmed": form.digest}
    assert client.post(team.address + "vervolg/", who).status_code == (302 if found == "Jansen" else 200)


def test_export_holds_no_identifiers(client, team):
    client.force_login(team.owner)
    row = {"wish": "praktisch", "text": "=Vraag of de bus anders kan", "who": "buurtwerker", "due_on": "2027-03-01"}
    assert client.post(team.address + "vervolg/", row).status_code == 302
    named = row | {"text": "Bel mevrouw Jansen terug", "who": "buurtwerker", "due_on": ""}
    asked = client.post(team.address + "vervolg/", named).context["form"]
    assert client.post(team.address + "vervolg/", named | {"confirmed": asked.digest}).status_code == 302
    answer = client.get(team.address + "vervolg.csv")
    text = answer.getvalue().decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text), delimiter=";" if ";" in text.splitlines()[0] else ","))
    assert rows[0] == ["soort behoefte", "volgende stap", "wie", "wanneer"]
    assert rows[1][0] == "praktische hulp" and rows[1][2:] == ["buurtwerker", "2027-03-01"]
    assert not rows[1][1].startswith("=")
    assert rows[2][1] == "Bel mevrouw … terug"
    line = SheetLine.objects.first()
    for identifier in ("Jansen", "Wies", "Zonneveld", "wies@", str(line.public_id), str(team.public_id), "zonneveld"):
        assert identifier not in text + answer["Content-Disposition"]


def test_reminders_of_a_process_stop_when_all_is_ticked(client, team):
    client.force_login(team.owner)
    keeper = team.members.get()
    day = today() + timedelta(days=10)
    given = {"process": "intake", "owner": keeper.pk, "review_on": day.isoformat()}
    address = client.post(team.address + "werkproces/", given)["Location"]
    assert client.post(team.address + "werkproces/", given)["Location"] == address  # the same checklist, not a second
    html = client.get(address).content.decode()
    assert "Wies Wijk" in html and "0 van 4 gedaan" in html
    plan = team.plans.get()
    told = OutgoingMail.objects.filter(kind="community/process_review")
    for days, mails in ((9, 0), (10, 1), (12, 1), (17, 2)):
        with time_machine.travel(clock.now() + timedelta(days=days)):
            remind_of_reviews()
            remind_of_reviews()
        assert told.count() == mails
    for item in plan.items.all():
        plans.tick(item=item, done=True)
    with time_machine.travel(clock.now() + timedelta(days=40)):
        assert remind_of_reviews() == 0
    client.post(f"/account/plannen/{plan.public_id}/bijhouden/", {"owner": "", "review_on": ""})
    plan.refresh_from_db()
    assert (plan.owner, plan.review_on) == (None, None)


def test_progress_stands_on_the_page_of_the_organisation_for_members_only(client, team):
    partner = organisation("Zorggroep Zonneveld", slug="zonneveld")
    link_organisation(team=team, organisation=partner)
    begin_process(team=team, process=PROCESSES["inwerken"], owner=None, review_on=None)
    assert "0 van 4 gedaan" not in client.get("/organisaties/zonneveld/").content.decode()
    for user, sees in (
        (member("buiten@example.org"), False),
        (member("baas@example.org", superuser=True), False),
        (team.owner, True),
    ):
        client.force_login(user)
        assert ("0 van 4 gedaan" in client.get("/organisaties/zonneveld/").content.decode()) is sees


@pytest.mark.parametrize(
    "data",
    [{}, {"sheet": "x", "text": "y"}, {"sheet": "nodig", "text": "x" * 100_000}, {"sheet": "nodig", "text": "\x00"}],
)
def test_bad_input_is_explained(client, team, data):
    client.force_login(team.owner)
    page = client.post(team.address + "inventaris/", data)
    assert page.status_code == 200 and page.context["form"].errors
    assert client.post(team.address + "voorwaarden/", data).context["conditions"].errors


def test_a_line_is_changed_by_one_member_at_a_time(client, team):
    client.force_login(team.owner)
    step = {"wish": "contact", "text": "Koffie op dinsdag", "who": "de wijkverpleegkundige", "due_on": ""}
    client.post(team.address + "vervolg/", step)
    line = SheetLine.objects.get()
    address = f"{team.address}regel/{line.public_id}/"
    page = client.get(address)
    assert "Koffie op dinsdag" in page.text
    first, second = ({**step, "text": text, "state": line.state} for text in ("Koffie op woensdag", "Thee"))
    assert client.post(address, first)["Location"] == team.address + "vervolg/"
    refused = client.post(address, second)
    assert "Er staat nu: “Koffie op woensdag”" in refused.text
    assert refused.context["form"]["text"].value() == "Thee"  # what was typed stays
    assert client.post(address, {**second, "state": refused.context["state"]}).status_code == 302
    line.refresh_from_db()
    assert (line.text, line.who) == ("Thee", "de wijkverpleegkundige")
    client.force_login(member("buiten@example.org"))
    assert client.get(address).status_code == client.post(address, first).status_code == 404
