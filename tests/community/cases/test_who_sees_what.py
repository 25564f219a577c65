"""Every address of cases, for everybody there is: visitor, member, outsider, group, facilitator, owner and staff.

One table says who gets in. An address that is not in it fails the test.
"""

import copy
import re
import uuid
from datetime import timedelta

import pytest
import time_machine
from django.urls import URLPattern, reverse
from django.utils import translation

from cms import clock
from community.actions import moderation
from community.actions.cases import discussions, entries, groups
from community.actions.removal import hand_out
from community.links import decision_token
from community.models import DiscussionMethod, HouseRule, ModerationItem, OutgoingMail
from community.personal_data import person_of
from community.urls import urlpatterns
from tests.community.cases.factories import peer_group, person
from tests.community.factories import member

pytestmark = pytest.mark.django_db
SECRET = "dromedarisverhaal"
PEOPLE = (
    "visitor", "member", "outsider", "groupmate", "participant", "facilitator", "owner", "moderator", "administrator"
)  # fmt: skip
# Who gets an answer other than "log in" or 404, to GET (or POST where there is no GET).
GROUP = {"groupmate", "participant", "facilitator", "owner"}
INSIDE = {"participant", "facilitator", "owner"}
MAY_ENTER = {
    "peer_groups": set(PEOPLE) - {"visitor"},
    "case_check": set(PEOPLE) - {"visitor"},
    "peer_join": set(),
    "peer_group": GROUP,
    "peer_sign": GROUP,
    "peer_change": {"facilitator"},
    "peer_invite": {"facilitator"},
    "peer_withdraw": {"facilitator"},
    "peer_member": set(),
    "peer_delete": {"facilitator"},
    "peer_calendar": GROUP,
    "peer_session_new": GROUP,
    "peer_session": GROUP,
    "case_choose": GROUP,
    "case_begin": GROUP,
    "case": INSIDE,
    "case_change": {"owner"},
    "case_look": set(),
    "case_write": {"owner"},
    "case_entry": {"owner"},
    "case_treat": {"owner", "facilitator"},
    "case_move": {"facilitator"},
    "case_undo": set(),
    "case_stop": {"owner", "facilitator"},
    "case_roles": {"facilitator"},
    "case_screen": INSIDE,
    "case_state": INSIDE,
    "case_plan": {"owner"},
    "case_log": INSIDE,
    "case_proof": set(),
    "case_lesson": set(),
}
POSTS = {
    "case_check": {"text": "Woorden"},
    "peer_invite": {"email": "nieuw@example.org"},
    "peer_withdraw": {"email": "nieuw@example.org"},
    "peer_member": {"step": "onzin"},
    "case_look": {"step": "release", "version": "1"},
    "case_write": {"phase": "0", "text": "Woorden"},
    "case_treat": {"step": "withdraw"},
    "case_undo": {"version": "1"},
}


@pytest.fixture(scope="module")
def made(module_db, vault_folder):
    inside = {name: person(name.title()) for name in ("facilitator", "participant", "owner")}
    group = peer_group(inside["facilitator"], inside["participant"], inside["owner"])
    case = discussions.bring_in(
        key=uuid.uuid4(),
        group=group,
        owner=inside["owner"],
        method=DiscussionMethod.objects.get(key="vijfstappen"),
        mode="async",
        title=f"Titel {SECRET}",
        question=f"Wat nu met {SECRET}?",
        story=f"Verhaal {SECRET}",
    )
    case = discussions.release(discussion=case, by=inside["facilitator"], expected_version=case.version)
    late = person("Groupmate")  # came in after the case began
    group.members.create(user=late)
    from community.actions.cases.groups import sign

    for each in group.members.select_related("group"):
        sign(member=each, seen=each.group.to_sign)
    outsider = person("Outsider")
    peer_group(outsider, name="Een andere groep")
    return {
        "people": {
            "visitor": None,
            "member": person("Member"),
            "outsider": outsider,
            "groupmate": late,
            **inside,
            "moderator": member("mod@example.org", groups=["moderatie"]),
            "administrator": member("baas@example.org", superuser=True),
        },
        "case": case,
        "group": group,
        "values": {
            "group": group.public_id,
            "case": case.public_id,
            "contribution": case.entries.get().pk,
            "member": group.members.first().pk,
            "invitation": uuid.uuid4(),
            "session": group.sessions.create(starts_at=case.created_at).public_id,
            "method": "vijfstappen",
        },
    }


@pytest.fixture
def here(made):
    return copy.deepcopy(made)


def ours():
    """Every address of cases, by name."""
    return {
        pattern.name: pattern
        for pattern in urlpatterns
        if isinstance(pattern, URLPattern) and str(pattern.pattern).startswith("intervisie/")
    }


def test_every_address_of_cases_is_in_the_table():
    assert ours().keys() == MAY_ENTER.keys()


@pytest.mark.parametrize("who", PEOPLE)
def test_each_gets_in_where_the_table_says_and_reads_the_case_nowhere_else(client, here, who):
    if here["people"][who]:
        client.force_login(here["people"][who])
    wrong = []
    for name, pattern in ours().items():
        values = {key: here["values"][key] for key in pattern.pattern.converters}
        with translation.override("nl"):
            address = reverse(name, kwargs=values)
        for where in (address, f"/en{address}"):
            answer = client.post(where, POSTS[name]) if name in POSTS else client.get(where)
            entered = answer.status_code in (200, 302) and "/account/login/" not in answer.headers.get("Location", "")
            if entered != (who in MAY_ENTER[name]):
                wrong.append((name, answer.status_code))
            if who not in INSIDE and SECRET.encode() in answer.content:
                wrong.append((name, "secret"))
            if name in POSTS and entered and name != "case_check":
                break  # done once is enough
    assert wrong == []


def test_forbidden_looks_like_what_does_not_exist(client, here):
    client.force_login(here["people"]["outsider"])
    real = client.get(reverse("case", args=[here["case"].public_id]))
    nothing = client.get(reverse("case", args=[uuid.uuid4()]))
    assert (real.status_code, nothing.status_code) == (404, 404)
    strip = re.compile(rb"[0-9a-f-]{36}")
    assert strip.sub(b"", real.content) == strip.sub(b"", nothing.content)


def test_who_was_removed_reads_nothing_with_the_next_request(client, here):
    from community.actions.cases.groups import remove_member

    user = here["people"]["participant"]
    client.force_login(user)
    address = reverse("case", args=[here["case"].public_id])
    assert SECRET in client.get(address).content.decode()
    remove_member(member=here["group"].members.select_related("group", "user").get(user=user))
    assert client.get(address).status_code == 404


def _bring_in(here, **words):
    return discussions.bring_in(
        key=uuid.uuid4(),
        group=here["group"],
        owner=here["people"]["owner"],
        method=DiscussionMethod.objects.get(key="vijfstappen"),
        mode="async",
        facilitator=here["group"].members.get(user=here["people"]["facilitator"]),
        **words,
    )


def test_names_stay_away_in_an_anonymous_case(client, here):
    people = here["people"]
    case = _bring_in(here, title="Titel", question="Wat nu?", is_anonymous=True)
    case = discussions.release(discussion=case, by=people["facilitator"], expected_version=case.version)
    part = case.participants.get(user=people["owner"])
    entries.write(discussion=case, part=part, key=uuid.uuid4(), written_in=0, kind="story", parts=[("", "Nog iets")])
    client.force_login(people["owner"])
    client.get(reverse("case", args=[case.public_id]))
    client.force_login(people["participant"])
    page = client.get(reverse("case", args=[case.public_id])).content.decode()
    assert "Nog iets" in page and "De inbrenger" in page and "bracht de casus in" not in page
    assert "Owner (inbrenger)" not in page
    log = client.get(reverse("case_log", args=[case.public_id])).content.decode()
    assert "Owner" not in log and "Participant" not in log  # the readers without the owner would tell who that is
    assert "Iemand: las de casus" in log and "Facilitator: gaf de casus vrij" in log
    client.force_login(people["facilitator"])
    log = client.get(reverse("case_log", args=[case.public_id])).content.decode()
    assert "Participant: las de casus" in log and "Owner" not in log
    groups.remove_member(member=here["group"].members.select_related("group", "user").get(user=people["owner"]))
    stopped = case.log.get(act="stopped")
    assert stopped.user is None


def test_owner_who_becomes_anonymous_later_stands_nowhere_in_the_log(client, here):
    people = here["people"]
    words = {"title": "Titel", "question": "Wat nu?"}
    case = _bring_in(here, **words)
    client.force_login(people["owner"])
    client.get(reverse("case", args=[case.public_id]))
    assert case.log.filter(user=people["owner"]).count() == 2
    case = discussions.change_case(discussion=case, expected_version=case.version, is_anonymous=True, **words)
    assert not case.log.filter(user=people["owner"]).exists()


def test_search_and_the_api_know_nothing_of_it(client, here):
    for words in (SECRET, here["group"].name):
        page = client.get("/zoeken/", {"q": words}).content.decode()
        assert not re.search(f"(Titel|Verhaal) {SECRET}", page) and not re.search(r"/intervisie/[^\"]", page)
    for address in ("/v1/handvatten", "/sitemap.xml", "/openapi.json"):
        assert "intervisie" not in client.get(address).content.decode()
    assert "Disallow: /intervisie/" in client.get("/robots.txt").content.decode()


@pytest.mark.parametrize("more", [0, 2])
def test_a_case_asks_the_same_for_more_entries(client, here, more, django_assert_num_queries):
    case, user = here["case"], here["people"]["owner"]
    part = case.participants.get(user=user)
    for number in range(1 + more):
        entries.write(
            discussion=case, part=part, key=uuid.uuid4(), written_in=0, kind="story", parts=[("", f"Meer {number}")]
        )
    client.force_login(user)
    client.get(reverse("case", args=[case.public_id]))  # notes when it was seen
    with django_assert_num_queries(9):
        client.get(reverse("case", args=[case.public_id]))


def test_visitor_cannot_report_an_entry_of_a_case_that_somebody_left_with_their_account(client, here):
    case = here["case"]
    case.participants.filter(user=here["people"]["participant"]).update(user=None)
    assert client.get(f"/melden/casus/{case.entries.get().key}/").status_code == 404


def test_entry_is_reported_by_who_reads_it_and_moderators_learn_kind_and_age_only(client, here):
    entry = here["case"].entries.get()
    address = f"/melden/casus/{entry.key}/"
    for who in ("visitor", "member", "outsider", "groupmate", "moderator", "administrator"):
        if here["people"][who]:
            client.force_login(here["people"][who])
        assert client.get(address).status_code == 404
    client.force_login(here["people"]["participant"])
    assert address in client.get(reverse("case", args=[here["case"].public_id])).content.decode()
    assert client.post(address, {"reason": "personal"}).status_code == 302
    receipt = OutgoingMail.objects.get(kind__contains="report_received", to_email="participant@example.org")
    assert SECRET not in receipt.subject + receipt.text
    item = ModerationItem.objects.get(kind="casus")
    client.force_login(here["people"]["moderator"])
    pages = client.get(f"/beheer/moderatie/{item.pk}/").content + client.get("/beheer/moderatie/").content
    assert b"casusbespreking" in pages and SECRET.encode() not in pages and b"Titel" not in pages
    rule = HouseRule.objects.first()
    moderation.wipe(item=item, by=here["people"]["moderator"], rule=rule)
    entry.refresh_from_db()
    assert (entry.status, entry.text) == ("withdrawn", None)


def test_author_of_an_anonymous_entry_is_told_and_nobody_learns_who_it_is(client, here):
    entry, people = here["case"].entries.select_related("author__user").get(), here["people"]
    author = entry.author.user
    type(entry).objects.filter(pk=entry.pk).update(is_anonymous=True)
    client.force_login(people["participant"])
    client.post(f"/melden/casus/{entry.key}/", {"reason": "personal"})
    item = ModerationItem.objects.get(kind="casus")
    made = moderation.hide(
        item=item, by=people["moderator"], rule=HouseRule.objects.first(), explanation="Te herkennen."
    )
    statement = OutgoingMail.objects.get(kind="community/decision_statement")
    address = f"/bezwaar/{decision_token(made)}/"
    assert statement.to_email == author.email
    assert address in statement.text and "Te herkennen." in statement.text
    client.logout()
    assert "Moderators weten niet wie jij bent" in client.get(address).text
    assert client.post(address, {"text": "Niemand is hier te herkennen."}).status_code == 302
    assert OutgoingMail.objects.get(kind="community/appeal_received").to_email == author.email
    made.refresh_from_db()
    item.refresh_from_db()
    assert (made.author, made.email, item.author) == (None, "", None)
    client.force_login(people["moderator"])
    shown = [f"/beheer/moderatie/{path}" for path in ("", f"{item.pk}/", "logboek/", f"bezwaren/{made.appeal.pk}/")]
    for path in shown:
        html = client.get(path).text
        assert author.email not in html and author.get_full_name() not in html
    second = member("tweede-moderator@example.org", groups=["moderatie"])
    moderation.decide_on_appeal(appeal=made.appeal, by=second, granted=True, answer="Je hebt gelijk.")
    outcome = OutgoingMail.objects.get(kind="community/appeal_decided")
    assert outcome.to_email == author.email and "opnieuw plaatsen" in outcome.text  # what was hidden here was wiped
    told = OutgoingMail.objects.exclude(to_email=author.email)
    assert not told.filter(text__contains=author.email).exists()
    for who, sees in ((author, True), *((people[name], False) for name in ("participant", "facilitator", "moderator"))):
        client.force_login(who)
        assert ("Te herkennen." in client.get("/account/besluiten/").text) is sees
        assert ("Te herkennen." in str(hand_out(person_of(who)))) is sees


def test_open_case_asks_to_log_in_again_after_half_an_hour_and_loses_no_words(client, here):
    client.force_login(here["people"]["owner"])
    address = reverse("case", args=[here["case"].public_id])
    start = clock.now()
    for minutes, status in ((0, 200), (29, 200), (58, 200), (89, 302), (90, 302)):
        with time_machine.travel(start + timedelta(minutes=minutes), tick=False):
            answer = client.get(address)
        assert answer.status_code == status
    assert answer["Location"] == f"/account/login/?next={address}"
    client.force_login(here["people"]["owner"])
    client.get(address)
    with time_machine.travel(clock.now() + timedelta(minutes=40), tick=False):
        client.post(reverse("case_write", args=[here["case"].public_id]), POSTS["case_write"] | {"key": uuid.uuid4()})
        assert here["case"].entries.count() >= 1
        assert "/account/login/" not in client.post(address).headers.get("Location", "")
