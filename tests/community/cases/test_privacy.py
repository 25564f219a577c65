"""What is written in a case: refused, asked about, locked away, and gone when its key is thrown away."""

import copy
import json
import os
import uuid
from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from cms import clock
from community.actions.cases import discussions, entries, outcome, phases, wiping
from community.actions.removal import hand_out, remove_person
from community.cases import texts, vault
from community.models import CaseDiscussion, CaseEntry, CaseLogEntry, DiscussionMethod
from community.personal_data import person_of
from community.tasks import keep_case_dates
from tests.community.cases.factories import peer_group, person

pytestmark = pytest.mark.django_db
CANARY = "zandloperbriefje"
TELEPHONE = "Ze belde via 06-12345678 terug"


@pytest.fixture(scope="module")
def made(module_db, vault_folder):
    people = [person(name) for name in ("Anna", "Bram", "Cora", "Derk")]
    case = running(peer_group(*people), people[3])
    return {"people": people, "case": case}


@pytest.fixture
def here(made):
    return copy.deepcopy(made)


def running(group, owner, **more):
    """A discussion by the five steps that the facilitator let go."""
    method = DiscussionMethod.objects.get(key="vijfstappen")
    words = {"title": f"Titel {CANARY}", "question": f"Wat nu met {CANARY}?", "story": f"Verhaal {CANARY}"}
    case = discussions.bring_in(
        key=uuid.uuid4(), group=group, owner=owner, method=method, mode="async", **words, **more
    )
    return discussions.release(discussion=case, by=owner, expected_version=case.version)


def say(case, user, words, number=0, kind="story"):
    part = case.participants.get(user=user)
    return entries.write(
        discussion=case, part=part, key=uuid.uuid4(), written_in=number, kind=kind, parts=[("", words)]
    )


def test_a_sealed_text_cannot_be_moved_or_changed(here):
    case = here["case"]
    with pytest.raises(vault.KeyGone):
        vault.unseal(case.text_key, case.title, about=uuid.uuid4())
    changed = bytes(case.title)[:-1] + bytes([bytes(case.title)[-1] ^ 1])
    with pytest.raises(vault.KeyGone):
        vault.unseal(case.text_key, changed, about=case.public_id)


@pytest.mark.parametrize(
    "text",
    [
        TELEPHONE,
        "Haar BSN is 111 222 333",
        "Rekening NL91ABNA0417164300",
        "Mail naar jan@example.org",
        "Ze woont op 1234 AB 12",
        "Geboren op 3 maart 1948",
    ],
)
def test_a_hard_stop_is_refused_beside_the_field_and_not_stored(client, here, text):
    case, owner = here["case"], here["people"][3]
    client.force_login(owner)
    before = CaseEntry.objects.count()
    fields = {"key": uuid.uuid4(), "phase": 0, "text": text, "confirmed": "x"}
    page = client.post(reverse("case_write", args=[case.public_id]), fields).content.decode()
    assert "Haal dat eerst weg" in page and "error-summary" in page
    assert text in page.replace("&#x27;", "'")
    assert CaseEntry.objects.count() == before
    plan = {"plan": text, "version": case.version, "look_back_on": ""}
    assert "Haal dat eerst weg" in client.post(reverse("case_plan", args=[case.public_id]), plan).content.decode()
    change = {
        "title": text,
        "question": "Wat nu?",
        "key": uuid.uuid4(),
        "version": case.version,
        "is_not_traceable": "on",
    }
    assert "Haal dat eerst weg" in client.post(reverse("case_change", args=[case.public_id]), change).content.decode()


def test_a_doubt_is_asked_once_with_better_words_and_then_the_writer_decides(client, here):
    case, owner = here["case"], here["people"][3]
    client.force_login(owner)
    address = reverse("case_write", args=[case.public_id])
    fields = {"key": uuid.uuid4(), "phase": 0, "text": "Mevrouw Jansen is 83 jaar oud."}
    page = client.post(address, fields).content.decode()
    assert "tussen 80 en 85 jaar" in page and "nog niet geplaatst" in page
    digest = page.split('name="confirmed" value="')[1].split('"')[0]
    other = client.post(address, fields | {"text": "Meneer Smit is 84 jaar oud.", "confirmed": digest})
    assert "nog niet geplaatst" in other.content.decode()
    assert client.post(address, fields | {"confirmed": digest}).status_code == 302
    entry = CaseEntry.objects.get(key=fields["key"])
    assert texts.parts_of(entry, case) == [("", "Mevrouw Jansen is 83 jaar oud.")]
    assert client.post(address, fields | {"confirmed": digest}).status_code == 302
    assert CaseEntry.objects.filter(key=fields["key"]).count() == 1


def test_check_while_writing_answers_and_keeps_nothing(client, here, caplog):
    client.force_login(here["people"][0])
    answer = client.post(reverse("case_check"), {"text": f"{TELEPHONE} {CANARY}"}).json()
    assert {found["level"] for found in answer["findings"]} >= {"stop"}
    assert "missen ook dingen" in answer["sentence"]
    assert CANARY not in caplog.text
    assert client.post(reverse("case_check"), {"text": "a" * 100_000}).status_code == 200


def test_text_is_wiped_in_two_weeks_and_the_rest_stays(here, django_capture_on_commit_callbacks, mailbox):
    case, owner = here["case"], here["people"][3]
    leader = case.participants.get(role="begeleider").user
    outcome.make_plan(
        discussion=case,
        expected_version=case.version,
        plan="Eerst vragen.",
        look_back_on=(clock.now() + timedelta(50)).date(),
    )
    for _phase in case.method.phases:
        case.refresh_from_db()
        case = phases.move(discussion=case, by=leader, expected_version=case.version)
    with time_machine.travel(clock.now() + timedelta(days=13)):
        keep_case_dates()
    assert texts.title_of(CaseDiscussion.objects.get(pk=case.pk))
    for _twice in range(2):
        with (
            time_machine.travel(clock.now() + timedelta(days=14, minutes=1)),
            django_capture_on_commit_callbacks(execute=True),
        ):
            keep_case_dates()
    case = CaseDiscussion.objects.get(pk=case.pk)
    assert case.wiped_at and not case.entries.exists() and texts.title_of(case) == ""
    assert texts.plan_of(case) == "Eerst vragen." and case.look_back_on
    assert case.participants.get(user=owner).attended
    with time_machine.travel(clock.now() + timedelta(days=51)):
        for _twice in range(2):
            keep_case_dates()
        mailbox.deliver()
    subjects = [mail["Subject"] for mail in mailbox.to(owner.email)]
    assert subjects.count("Kijk terug op je plan") == 1
    assert not any(CANARY in str(mail) for mail in mailbox.messages)


def closed(case):
    """The discussion after its last phase."""
    leader = case.participants.get(role="begeleider").user
    for _phase in case.method.phases:
        case.refresh_from_db()
        case = phases.move(discussion=case, by=leader, expected_version=case.version)
    return case


def test_plan_can_still_be_made_after_the_text_is_wiped(client, here, django_capture_on_commit_callbacks):
    case, owner = closed(here["case"]), here["people"][3]
    with django_capture_on_commit_callbacks(execute=True):
        wiping.wipe(discussion=case)
    client.force_login(owner)
    case.refresh_from_db()
    fields = {"plan": "Eerst vragen.", "look_back_on": "", "version": case.version}
    for post in (lambda: client.post(reverse("case_plan", args=[case.public_id]), fields), lambda: None):
        for key in vault.names():
            os.utime(vault._path(key), (0, 0))
        wiping.wipe_again()
        post()
    case = CaseDiscussion.objects.get(pk=case.pk)
    assert texts.plan_of(case) == "Eerst vragen." and texts.title_of(case) == ""


def test_another_day_to_look_back_is_reminded_of_too(here, mailbox):
    case, owner = here["case"], here["people"][3]
    for days in (10, 20):
        case.refresh_from_db()
        day = (clock.now() + timedelta(days)).date()
        outcome.make_plan(discussion=case, expected_version=case.version, plan="Vragen", look_back_on=day)
        with time_machine.travel(clock.now() + timedelta(days=days + 1)):
            for _twice in range(2):
                keep_case_dates()
            mailbox.deliver()
    assert [mail["Subject"] for mail in mailbox.to(owner.email)].count("Kijk terug op je plan") == 2


def test_who_stops_a_case_is_said_to_wipe_all_of_it(here, mailbox):
    case, people = here["case"], here["people"]
    discussions.stop(discussion=case, by=people[3], expected_version=case.version)
    mailbox.deliver()
    for user in people:
        mail = mailbox.to(user.email)[-1]
        text = mail.get_body(("plain",)).get_content()
        assert mail["Subject"] == "Je intervisie is gestopt"
        assert "het plan zijn gewist" in text and "bewijs" not in text


def test_an_orphaned_key_is_thrown_away(here):
    orphan, new = uuid.uuid4(), uuid.uuid4()
    for name in (orphan, new):
        vault.make_key(name)
    os.utime(vault._path(orphan), (0, 0))
    os.utime(vault._path(new), (now := clock.now().timestamp(), now))
    wiping.wipe_again()
    assert orphan not in set(vault.names())
    assert new in set(vault.names())  # perhaps of a case that is being brought in at this very moment
    assert here["case"].text_key in set(vault.names())


def test_who_goes_takes_their_words_along(here, django_capture_on_commit_callbacks):
    case, (anna, _bram, _cora, owner) = here["case"], here["people"]
    say(case, owner, f"Meer over {CANARY}")
    handed = json.dumps(hand_out(person_of(owner)), ensure_ascii=False)
    assert f"Meer over {CANARY}" in handed and f"Titel {CANARY}" in handed
    assert CANARY not in json.dumps(hand_out(person_of(anna)))
    with django_capture_on_commit_callbacks(execute=True):
        remove_person(person_of(owner))
    case = CaseDiscussion.objects.get(pk=case.pk)
    assert case.state == "d_stopped" and case.wiped_at
    assert not vault._path(case.text_key).exists()


def test_name_of_who_goes_is_left_out_of_what_the_others_wrote(here):
    case, (_anna, bram, _cora, owner) = here["case"], here["people"]
    entry = say(case, owner, "Dank je, Bram! Wat Cora zei, hielp ook.")
    remove_person(person_of(bram))
    entry.refresh_from_db()
    assert texts.parts_of(entry, case) == [("", "Dank je, …! Wat Cora zei, hielp ook.")]


def test_name_of_who_goes_is_left_out_of_title_question_and_plan(here, django_capture_on_commit_callbacks):
    case, (_anna, bram, cora, _owner) = here["case"], here["people"]
    words = {"title": "Samen met Bram", "question": "Wat vraag ik Bram en Cora?"}
    case = discussions.change_case(discussion=case, expected_version=case.version, **words)
    plan = "Ik bel Bram, en Cora."
    outcome.make_plan(discussion=case, expected_version=case.version, plan=plan, look_back_on=None)
    remove_person(person_of(bram))
    case = CaseDiscussion.objects.get(pk=case.pk)
    assert (texts.title_of(case), texts.question_of(case)) == ("Samen met …", "Wat vraag ik … en Cora?")
    with django_capture_on_commit_callbacks(execute=True):
        wiping.wipe(discussion=case)
    remove_person(person_of(cora))
    assert texts.plan_of(CaseDiscussion.objects.get(pk=case.pk)) == "Ik bel …, en …."


def test_who_goes_takes_title_and_question_of_a_closed_case_along(here):
    case = closed(here["case"])
    remove_person(person_of(here["people"][3]))
    case = CaseDiscussion.objects.get(pk=case.pk)
    assert (case.state, case.title, case.question) == ("c_closed", None, None)


def test_every_reading_is_in_the_log_and_breaking_the_glass_too(client, here, mailbox):
    case, (anna, _bram, _cora, owner) = here["case"], here["people"]
    from tests.community.factories import member

    client.force_login(anna)
    for _twice in range(2):
        assert client.get(reverse("case", args=[case.public_id])).status_code == 200
    assert CaseLogEntry.objects.filter(discussion=case, act="read", user=anna).count() == 2
    boss = member("baas@example.org", superuser=True)
    client.force_login(boss)
    glass = reverse("case_break_glass")
    assert client.get(reverse("case", args=[case.public_id])).status_code == 404
    assert CANARY not in client.post(glass, {"case": case.public_id, "reason": "zomaar"}).content.decode()
    assert CaseLogEntry.objects.filter(act="broke_glass").count() == 0
    read = client.post(
        glass, {"case": case.public_id, "reason": "Een lid meldde dat er gevaar dreigt."}
    ).content.decode()
    assert f"Titel {CANARY}" in read and f"Verhaal {CANARY}" in read
    client.force_login(owner)
    log = client.get(reverse("case_log", args=[case.public_id])).content.decode()
    assert "Een lid meldde dat er gevaar dreigt." in log and "baas@example.org" in log and "Anna" in log
    mailbox.deliver()
    told = [mail for mail in mailbox.messages if "beheer" in mail["Subject"]]
    assert len(told) == 4 and not any(CANARY in str(mail) for mail in told)
