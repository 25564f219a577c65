"""What goes wrong in a discussion and must end well: two facilitators, late words, people who leave, odd input."""

import copy
import uuid
from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from cms import clock
from cms.models import HandvatPage
from community.actions.cases import discussions, entries, groups, phases
from community.actions.cases.wiping import OPEN_FOR, WARNED_FOR
from community.actions.refusal import Refused, Stale
from community.cases import texts
from community.models import CaseDiscussion, CaseEntry, CaseLesson, DiscussionMethod, OutgoingMail
from community.rules import cases as rules
from community.tasks import keep_case_dates
from tests.community.cases.factories import peer_group, person
from tests.community.factories import member

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def made(module_db, vault_folder):
    people = [person(name) for name in ("Anna", "Bram", "Cora", "Derk")]
    group = peer_group(*people)
    case = discussions.bring_in(
        key=uuid.uuid4(),
        group=group,
        owner=people[3],
        method=DiscussionMethod.objects.get(key="vijfstappen"),
        mode="async",
        title="Een titel",
        question="Wat nu?",
    )
    case = discussions.release(discussion=case, by=people[0], expected_version=case.version)
    return {"people": people, "group": group, "case": case}


@pytest.fixture
def here(made):
    found = copy.deepcopy(made)
    found["case"].group = found["group"]
    return found


def part(case, user):
    return case.participants.get(user=user)


def fresh(case):
    return CaseDiscussion.objects.select_related("group").get(pk=case.pk)


def move(case, by):
    return phases.move(discussion=fresh(case), by=by, expected_version=fresh(case).version)


def write(case, user, kind, number, words="Woorden", **more):
    return entries.write(
        discussion=case,
        part=part(case, user),
        key=more.pop("key", uuid.uuid4()),
        written_in=number,
        kind=kind,
        parts=[("", words)],
        **more,
    )


def test_two_facilitators_move_once(client, here):
    case, (anna, bram, *_rest) = here["case"], here["people"]
    phases.give_role(discussion=case, part=part(case, bram), role="begeleider", by=anna)
    case = fresh(case)
    moved = phases.move(discussion=case, by=anna, expected_version=case.version)
    with pytest.raises(Stale):
        phases.move(discussion=case, by=bram, expected_version=case.version)
    client.force_login(bram)
    page = client.post(reverse("case_move", args=[case.public_id]), {"version": case.version, "days": ""}, follow=True)
    assert "Iemand anders was je voor" in page.content.decode()
    assert fresh(case).phase_number == moved.phase_number == 1


def test_only_the_facilitator_moves_and_sees_who_has_not_written(client, here):
    case, (anna, _bram, _cora, derk) = here["case"], here["people"]
    address = reverse("case_move", args=[case.public_id])
    client.force_login(derk)
    assert client.get(address).status_code == 404
    assert client.post(address, {"version": case.version}).status_code == 404
    client.force_login(anna)
    page = client.get(address).content.decode()
    assert "Nog niet geschreven" in page and "Derk" in page.split("Nog niet geschreven")[1]
    write(case, derk, "story", 0)
    assert "Iedereen die aan de beurt was" in client.get(address).content.decode()


def test_words_that_come_after_the_move_are_kept_for_their_writer(client, here):
    case, (anna, _bram, _cora, derk) = here["case"], here["people"]
    move(case, anna)
    client.force_login(derk)
    fields = {"key": uuid.uuid4(), "phase": 0, "text": "Net te laat geschreven"}
    page = client.post(reverse("case_write", args=[case.public_id]), fields, follow=True).content.decode()
    assert "bewaard als eigen aantekening" in page and "Net te laat geschreven" in page
    client.force_login(anna)
    assert "Net te laat geschreven" not in client.get(reverse("case", args=[case.public_id])).content.decode()
    phases.undo(discussion=case, by=anna, expected_version=fresh(case).version)
    entry = CaseEntry.objects.get(key=fields["key"])
    entries.change(entry=entry, expected_version=1, parts=[("", "Toch nog")], is_anonymous=False)
    assert "Toch nog" in client.get(reverse("case", args=[case.public_id])).content.decode()


def test_a_deadline_reminds_once_and_moves_nothing(here, mailbox):
    case, (anna, _bram, _cora, derk) = here["case"], here["people"]
    late = clock.now() + timedelta(days=3)
    with time_machine.travel(late):
        for _twice in range(2):
            keep_case_dates()
        write(case, derk, "story", 0)
        mailbox.deliver()
    assert fresh(case).phase_number == 0
    due = [str(mail["To"]) for mail in mailbox.messages if mail["Subject"] == "De tijd van een fase is om"]
    assert sorted(address.split("<")[-1].strip(">") for address in due) == sorted([anna.email, derk.email])


IDLE = "Gaat deze intervisie verder?"


def told(subject):
    """Who was written to with this subject, once for each mail."""
    return sorted(OutgoingMail.objects.filter(subject=subject).values_list("to_email", flat=True))


def sweep(moment):
    with time_machine.travel(moment):
        for _twice in range(2):
            keep_case_dates()


def test_a_case_that_nobody_goes_on_with_is_warned_of_and_then_wiped(client, here, django_capture_on_commit_callbacks):
    case, people = here["case"], here["people"]
    entry = write(case, people[3], "story", 0)
    everybody = sorted(user.email for user in people)
    quiet = fresh(case).phase_due_at + OPEN_FOR
    sweep(quiet - timedelta(hours=1))
    assert told(IDLE) == []
    sweep(quiet + timedelta(hours=1))
    assert told(IDLE) == everybody
    client.force_login(people[0])
    assert "Gaat niemand verder" in client.get(reverse("case", args=[case.public_id])).text
    end = quiet + WARNED_FOR
    sweep(end)
    assert CaseEntry.objects.filter(pk=entry.pk).exists() and fresh(case).is_running
    with django_capture_on_commit_callbacks(execute=True):
        sweep(end + timedelta(hours=2))
    case = fresh(case)
    assert (case.state, case.entries.count(), texts.title_of(case)) == ("d_stopped", 0, "")
    assert told("Je intervisie is gestopt") == everybody and told(IDLE) == everybody


def test_a_case_that_somebody_goes_on_with_or_will_be_discussed_is_left_alone(here):
    case, (_anna, _bram, _cora, derk) = here["case"], here["people"]
    warned = fresh(case).phase_due_at + OPEN_FOR + timedelta(hours=1)
    later = warned + WARNED_FOR + timedelta(days=1)
    session = here["group"].sessions.create(starts_at=later)
    CaseDiscussion.objects.filter(pk=case.pk).update(session=session)
    sweep(warned)
    assert fresh(case).wipe_at is None
    session.is_cancelled = True
    session.save()
    sweep(warned)
    assert fresh(case).wipe_at
    with time_machine.travel(warned + timedelta(days=1)):
        write(case, derk, "story", 0)
    sweep(later)
    assert fresh(case).is_running and fresh(case).wipe_at is None


def test_a_case_that_waits_reminds_its_facilitator_and_ends_too(here):
    group, (anna, bram, _cora, derk) = here["group"], here["people"]
    waiting = discussions.bring_in(
        key=uuid.uuid4(), group=group, owner=derk, method=DiscussionMethod.objects.get(key="vijfstappen"),
        mode="async", title="T", question="V?", facilitator=group.members.get(user=bram),
    )  # fmt: skip
    discussions.stop(discussion=here["case"], by=derk, expected_version=fresh(here["case"]).version)
    start = clock.now()
    sweep(start + timedelta(days=5))
    assert told("Er wacht een casus op jou") == [anna.email, bram.email, bram.email]  # hers was the first case
    both = [bram.email, derk.email]
    sweep(start + OPEN_FOR + timedelta(days=5))
    assert told(IDLE) == both
    sweep(start + OPEN_FOR + WARNED_FOR + timedelta(days=6))
    assert fresh(waiting).state == "d_stopped"
    assert told("Je intervisie is gestopt") == sorted([*both, *(user.email for user in here["people"])])


def test_who_takes_over_is_told_and_had_the_turn(here):
    case, group, (anna, bram, cora, derk) = here["case"], here["group"], here["people"]
    waiting = discussions.bring_in(
        key=uuid.uuid4(), group=group, owner=derk, method=DiscussionMethod.objects.get(key="vijfstappen"),
        mode="async", title="T", question="V?", facilitator=group.members.get(user=anna),
    )  # fmt: skip
    groups.remove_member(member=group.members.select_related("group", "user").get(user=anna))
    leads = part(case, bram).role, part(waiting, cora).role
    assert leads == ("begeleider", "begeleider")
    assert told("Jij begeleidt nu een intervisie") == [bram.email]
    assert cora.email in told("Er wacht een casus op jou")
    assert group.members.get(user=bram).facilitated_at and group.members.get(user=cora).facilitated_at
    groups.remove_member(member=group.members.select_related("group", "user").get(user=derk))
    assert told("Je intervisie is gestopt") == [bram.email, cora.email, cora.email]


def test_a_phase_that_ends_stands_on_the_account_page_without_a_word_of_the_case(client, here):
    case, (anna, *_others) = here["case"], here["people"]
    client.force_login(anna)
    html = client.get("/account/").text
    assert "Dit wacht op jou" in html and reverse("case", args=[case.public_id]) in html and "Groep Vaart" in html
    assert "Een titel" not in html
    client.force_login(member("buiten@example.org"))
    assert "Dit wacht op jou" not in client.get("/account/").text


def test_who_leaves_while_it_runs(here, django_capture_on_commit_callbacks):
    case, group, (anna, bram, cora, derk) = here["case"], here["group"], here["people"]
    move(case, anna)
    entry = write(case, bram, "question", 1, "Blijft staan")
    groups.remove_member(member=group.members.select_related("group", "user").get(user=bram))
    case = fresh(case)
    assert case not in rules.cases_of(bram)
    assert texts.parts_of(CaseEntry.objects.get(pk=entry.pk), case) == [("", "Blijft staan")]
    groups.remove_member(member=group.members.select_related("group", "user").get(user=anna))
    assert part(case, cora).role == "begeleider"  # the only one left who is not the owner
    case = fresh(case)
    assert rules.is_paused(case.group)
    assert rules.writable_kind(part(case, derk), case) == "" and not rules.may_move(part(case, cora), case)
    with django_capture_on_commit_callbacks(execute=True):
        groups.remove_member(member=group.members.select_related("group", "user").get(user=derk))
    assert fresh(case).state == "d_stopped" and not fresh(case).entries.exists()


def test_a_method_asks_for_enough_people(here):
    balint = DiscussionMethod.objects.get(key="balint")
    with pytest.raises(Refused, match="6 tot 10"):
        discussions.begin(key=uuid.uuid4(), group=here["group"], method=balint, mode="live")
    for gone in here["people"][:2]:
        groups.remove_member(member=here["group"].members.select_related("group", "user").get(user=gone))
    five = DiscussionMethod.objects.get(key="vijfstappen")
    with pytest.raises(Refused, match="minder dan drie"):
        discussions.bring_in(
            key=uuid.uuid4(), group=here["group"], owner=here["people"][2], method=five, mode="async",
            title="T", question="V?",
        )  # fmt: skip


def test_the_case_is_looked_at_first_and_given_back_with_a_word(client, here):
    group, (anna, _bram, _cora, derk) = here["group"], here["people"]
    client.force_login(derk)
    address = reverse("case_begin", args=[group.public_id, "vijfstappen"])
    fields = {
        "key": uuid.uuid4(), "mode": "async", "title": "Nieuw", "question": "Twee? Vragen?", "story": "Een verhaal",
    }  # fmt: skip
    page = client.post(address, fields).content.decode()
    assert "Stel één vraag" in page and "Een verhaal" in page
    fields |= {"question": "Wat kan ik doen?", "is_not_traceable": "on"}
    where = client.post(address, fields).url
    assert client.post(address, fields).url == where  # sent twice it counts once
    case = CaseDiscussion.objects.get(key=fields["key"])
    leader = case.participants.get(role="begeleider").user
    for user, status in ((anna, 404), (derk, 200), (leader, 200)):
        if user != leader or status == 200:
            client.force_login(user)
            assert client.get(where).status_code == (200 if user in (derk, leader) else status)
    client.force_login(leader)
    look = reverse("case_look", args=[case.public_id])
    client.post(look, {"version": case.version, "note": "Laat de buurt weg."})
    client.force_login(derk)
    assert "Laat de buurt weg." in client.get(where).content.decode()
    client.force_login(leader)
    client.post(look, {"version": fresh(case).version, "step": "release"})
    others = next(user for user in here["people"] if user not in (leader, derk))
    client.force_login(others)
    page = client.get(where).content.decode()
    assert "Een verhaal" in page and "Laat de buurt weg." not in page


def test_odd_input_gives_words_and_no_error(client, here):
    case, (anna, _bram, _cora, derk) = here["case"], here["people"]
    client.force_login(derk)
    address = reverse("case_write", args=[case.public_id])
    for text in ("a" * 100_000, "nul\0teken", "", "woord " * 251):
        answer = client.post(address, {"key": uuid.uuid4(), "phase": 0, "text": text})
        assert answer.status_code == 200 and "error-summary" in answer.content.decode()
    for phase in ("", "x", "9", "99999999999", "-1"):
        assert client.post(address, {"key": uuid.uuid4(), "phase": phase, "text": "Ja"}).status_code == 404
    script = {"key": uuid.uuid4(), "phase": 0, "text": "<script>alert(1)</script> een 06‑1234\u200b5678"}
    assert "Haal dat eerst weg" in client.post(address, script).content.decode()
    script["text"] = "<script>alert(1)</script> en <b>vet</b>"
    page = client.post(address, script, follow=True).content.decode()
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page and "<script>alert(1)" not in page
    for name in ("case_undo", "case_stop", "case_look"):
        client.force_login(anna)
        assert client.post(reverse(name, args=[case.public_id]), {"version": "x"}).status_code == 404


def test_limits_of_a_phase_hold(here):
    case, (anna, bram, _cora, _derk) = here["case"], here["people"]
    for _phase in range(2):
        move(case, anna)
    case = fresh(case)
    first = write(case, bram, "problem_statement", 2)
    with pytest.raises(Refused, match="hoogstens 1"):
        write(case, bram, "problem_statement", 2)
    assert write(case, bram, "problem_statement", 2, key=first.key).pk == first.pk


def test_the_screen_and_the_state_tell_no_word(client, here):
    case, (anna, *_rest) = here["case"], here["people"]
    client.force_login(anna)
    for name in ("case_screen", "case_state"):
        body = client.get(reverse(name, args=[case.public_id])).content.decode()
        assert "Een titel" not in body and "Vraagintroductie" in body


def test_a_lesson_becomes_a_draft_that_credits_the_group(client, here):
    case, (anna, _bram, _cora, derk) = here["case"], here["people"]
    for _phase in case.method.phases:
        move(case, anna)
    client.force_login(derk)
    lesson = reverse("case_lesson", args=[case.public_id])
    fields = {
        "key": uuid.uuid4(),
        "title": "Vraag het eerst",
        "why": "Bel 06-12345678",
        "how": "",
        "group_agrees": "on",
    }
    assert "Haal dat eerst weg" in client.post(lesson, fields).content.decode()
    fields |= {"why": "Dan <b>weet</b> je het.", "names_group": "on"}
    for _twice in range(2):
        client.post(lesson, fields)
    told = CaseLesson.objects.get()
    editor = member("redactie@example.org", groups=["redactie"])
    client.force_login(editor)
    assert "Vraag het eerst" in client.get("/beheer/").content.decode()
    inspect = client.get(reverse("case_lessons_admin:inspect", args=[told.pk])).content.decode()
    assert "Nog eens nagekeken" in inspect and "intervisiegroep: Groep Vaart" in inspect
    for _twice in range(2):
        client.post(reverse("case_lesson_take", args=[told.pk]))
    page = HandvatPage.objects.get(title="Vraag het eerst")
    assert not page.live and "&lt;b&gt;" in page.why
    assert page.provenance == "Geleerd in een intervisiegroep: Groep Vaart."
    client.force_login(anna)
    proof = client.get(reverse("case_proof", args=[case.public_id]))
    assert proof["Content-Type"] == "application/pdf" and proof.content.startswith(b"%PDF")


def filled(form):
    """What a browser would post of an admin form with its formsets."""
    bound = [form, *(part for formset in form.formsets.values() for part in (formset.management_form, *formset.forms))]
    fields = {part.add_prefix(name): part[name].value() for part in bound for name in part.fields}
    return {name: "" if value is None else value for name, value in fields.items() if value is not False}


def test_editors_copy_and_change_a_method_without_code(client, here):
    client.force_login(member("redactie2@example.org", groups=["redactie"]))
    method = DiscussionMethod.objects.get(key="imi")
    copy_form = client.get(reverse("case_methods_admin:copy", args=[method.pk])).context["form"]
    fields = filled(copy_form) | {"key": "imi-van-ons"}
    assert client.post(reverse("case_methods_admin:add"), fields).status_code == 302
    copied = DiscussionMethod.objects.get(key="imi-van-ons")
    assert [phase.as_data() for phase in copied.phases.all()] == [phase.as_data() for phase in method.phases.all()]
    address = reverse("case_methods_admin:edit", args=[method.pk])
    fields = filled(client.get(address).context["form"]) | {"name": "IMI anders"}
    assert client.post(address, fields).status_code == 302
    method.refresh_from_db()
    assert (method.name, method.version, method.phases.count()) == ("IMI anders", 2, 7)
    assert client.post(address, fields | {"largest": 2}).status_code == 200
