"""S45, REG-4 and the groups of S43: mixed cohorts, coverage, and a pot that never goes below zero."""

import uuid

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from cms import clock
from events import training
from events.actions import training as actions
from events.actions.refusal import Refused
from events.models import Cohort, Enrolment, Practice, TrainingPlan, TrainingProgramme
from events.secret_links import enrolment_url
from tests.events.organisers import url
from tests.events.trainings import enrol

pytestmark = pytest.mark.django_db


def test_36_people_in_3_cohorts_of_12_with_both_sectors_in_each_are_accepted(course):
    for number in range(36):
        enrol(course, number, is_ambassador=number < 9)
    assert [cohort.enrolments.count() for cohort in course["cohorts"]] == [12, 12, 12]
    for cohort in course["cohorts"]:
        assert not actions.close_cohort(cohort=cohort).is_open
    assert enrol(course, 36).cohort is None


def test_closing_is_refused_with_the_practices_that_lack_an_ambassador(client, course, organiser):
    for number in range(12):
        enrol(course, number, is_ambassador=number not in (3, 7))
    cohort = course["cohorts"][0]
    address = url("close_cohort", course["programme"], cohort)
    html = client.post(address, follow=True).content.decode()
    assert "nog geen ambassadeur in de training: Praktijk 4, Praktijk 8." in html
    assert Cohort.objects.get(pk=cohort.pk).is_open


def test_ambassador_in_another_group_counts_once_they_confirmed(course):
    first, second = course["cohorts"][:2]
    Cohort.objects.filter(pk=first.pk).update(capacity=2)
    for number in range(2):
        enrol(course, number, practice=course["practices"][0])
    ambassador = enrol(course, 2, practice=course["practices"][0], is_ambassador=True, held=True)
    assert ambassador.cohort == second
    assert training.coverage(course["programme"])[0].people == 3
    assert not any(one.ambassadors for one in training.coverage(course["programme"]))
    with pytest.raises(Refused, match="nog geen ambassadeur in de training: Praktijk 1"):
        actions.close_cohort(cohort=first)
    actions.confirm(enrolment=ambassador)
    assert sum(one.ambassadors for one in training.coverage(course["programme"])) == 1
    assert not actions.close_cohort(cohort=first).is_open


def test_cohort_of_one_sector_is_refused(course):
    for number in range(0, 6, 2):
        enrol(course, number, is_ambassador=True)
    with pytest.raises(Refused, match=course["sectors"][1].name):
        actions.close_cohort(cohort=course["cohorts"][0])


def test_coverage_names_the_practices_without_ambassador_and_invites_each_once(client, course, organiser, mailbox):
    for number in range(9):
        enrol(course, number, is_ambassador=number not in (3, 7))
    lacking = [one.practice.name for one in training.coverage(course["programme"]) if not one.ambassadors]
    assert lacking == ["Praktijk 4", "Praktijk 8"]
    html = client.get(url("training", course["programme"])).content.decode()
    assert "2 praktijken hebben nog geen ambassadeur" in html
    for _twice in "ab":
        client.post(url("invite_practice", course["programme"], course["practices"][3].pk))
    mailbox.deliver()
    assert len(mailbox.to("p4@example.org")) == 1
    assert mailbox.to("p8@example.org") == []


def test_last_places_of_a_group_wait_for_the_sector_that_is_lacking(course):
    for number in range(0, 24, 2):
        late = enrol(course, number)
    first, second = course["cohorts"][:2]
    assert [first.enrolments.count(), late.cohort] == [11, second]
    assert enrol(course, 1).cohort == first


def test_full_groups_are_mixed_by_a_swap_and_who_leaves_makes_room(client, course, organiser, mailbox):
    Cohort.objects.filter(pk__in=[one.pk for one in course["cohorts"]]).update(capacity=1)
    course["programme"].sectors.clear()
    people = [enrol(course, number) for number in range(4)]
    assert [one.cohort for one in people] == [*course["cohorts"], None]
    html = client.get(url("training", course["programme"])).content.decode()
    assert f'value="ruil:{people[1].public_id}"' in html

    def act(number, to):
        address = url("place_enrolment", course["programme"], people[number].public_id)
        return client.post(address, {"to": to}, follow=True).content.decode()

    def groups():
        return [Enrolment.objects.get(pk=one.pk).cohort for one in people]

    one, two, three = course["cohorts"]
    assert "hebben geruild" in act(0, f"ruil:{people[1].public_id}")
    assert groups() == [two, one, three, None]
    assert "Deze groep is vol." in act(0, f"groep:{three.public_id}")
    for broken in ("", "weg", "ruil:x", f"groep:{uuid.uuid4()}", "\0"):
        assert "Kies iets anders" in act(0, broken)
    mine = enrolment_url(people[2], absolute=False)
    assert "Je bent uitgeschreven" in client.post(mine).content.decode()
    assert client.get(mine).status_code == 404
    with pytest.raises(Refused, match="doet niet meer mee"):
        actions.swap(enrolment=people[0], other=people.pop(2))
    assert groups() == [two, one, three]
    mailbox.deliver()
    assert [len(mailbox.to(f"mens{number}@example.org")) for number in range(4)] == [2, 2, 1, 2]


def test_moved_first_day_is_told_and_finishing_counts_in_the_plan(client, course, organiser, mailbox):
    people = [enrol(course, number, is_ambassador=True) for number in range(3)]
    cohort = course["cohorts"][0]
    address = url("change_cohort", course["programme"], cohort)
    page = client.get(address)
    typed = {"title": "Groep 1", "starts_on": "2050-02-01", "capacity": 2, "version": page.context["version"]}
    assert "Er zitten al 3 mensen" in client.post(address, typed).content.decode()
    client.post(address, typed | {"capacity": 3})
    mailbox.deliver()
    assert [len(mailbox.to(f"mens{number}@example.org")) for number in range(3)] == [2, 2, 2]
    assert client.post(address, typed).status_code == 409
    finish = url("finish_cohort", course["programme"], cohort)
    ticked = {"finished": [str(people[0].public_id), str(people[2].public_id), "x"]}
    assert "Sluit eerst de groep." in client.post(finish, ticked, follow=True).content.decode()
    actions.close_cohort(cohort=cohort)
    assert "nog niet begonnen" in client.post(finish, ticked, follow=True).content.decode()
    Cohort.objects.filter(pk=cohort.pk).update(starts_on=clock.today())
    assert "2 mensen hebben de training afgerond" in client.post(finish, ticked, follow=True).content.decode()
    assert training.progress(course["plan"])[0].finished == 2
    assert "Je hebt deze training afgerond." in client.get(enrolment_url(people[0], absolute=False)).content.decode()
    with pytest.raises(Refused):
        actions.withdraw(enrolment=people[0])
    client.post(finish, {})
    assert training.progress(course["plan"])[0].finished == 0


def test_who_finished_a_training_says_what_they_thought_without_a_name(client, course, organiser, mailbox):
    people = [enrol(course, number, is_ambassador=True) for number in range(6)]
    cohort = actions.close_cohort(cohort=course["cohorts"][0])
    assert client.post(url("open_training_evaluation", course["programme"]), {}).status_code == 302
    mine = enrolment_url(people[0], absolute=False)
    assert "als je de training hebt afgerond" in client.get(f"{mine}evaluatie/").content.decode()
    client.post(f"{mine}evaluatie/", {"morgen_anders": "Te vroeg"})
    actions.finish(cohort=cohort, finished=[one.public_id for one in people])
    mailbox.deliver()
    assert mine in mailbox.to(people[0].email)[-1].get_body(("plain",)).get_content()
    assert "evaluatie/" in client.get(mine).content.decode()
    for person in people[:5]:
        answers = {"morgen_anders": f"Bellen {person.pk}"}
        client.post(f"{enrolment_url(person, absolute=False)}evaluatie/", answers)
        html = client.get(url("training", course["programme"])).content.decode()
        assert ("Bellen" in html) == (person is people[4])  # hidden below five
    file = client.get(url("training_evaluation_file", course["programme"], "antwoorden")).content.decode()
    assert file.count("Bellen") == 5 and "Te vroeg" not in file
    assert people[0].name not in file


def test_pot_cannot_go_below_zero(course):
    plan, key = course["plan"], uuid.uuid4()
    for _twice in "ab":
        actions.spend(plan=plan, key=key, amount=900, reason="Zaal")
    with pytest.raises(Refused, match="€ 100"):
        actions.spend(plan=plan, key=uuid.uuid4(), amount=101, reason="Te veel")
    with pytest.raises(Refused, match="€ 900 uitgegeven"):
        actions.spend(plan=plan, key=uuid.uuid4(), amount=-901, reason="Te veel terug")
    with pytest.raises(IntegrityError), transaction.atomic():
        TrainingPlan.objects.filter(pk=plan.pk).update(spent=1001)
    plan.refresh_from_db()
    assert plan.left == 100


def test_organiser_reads_what_went_out_of_the_pot(client, course, organiser):
    address = url("spend", course["plan"].pk)
    client.post(address, {"amount": "250", "reason": "Zaal", "key": str(uuid.uuid4())})
    html = client.get(address).content.decode()
    assert "Zaal" in html and "€ 250" in html and "€ 750" in html


def test_both_tracks_can_be_followed_and_the_public_page_has_numbers_without_persons(client, course):
    coach = TrainingProgramme.objects.create(title="Coachen", plan=course["plan"], track="coach")
    practice = Practice.objects.create(programme=coach, name="Praktijk 1")
    enrol(course, 1)
    enrol(course | {"programme": coach}, 1, practice=practice)
    enrol(course | {"programme": coach}, 2, practice=practice, held=True)  # counts once confirmed
    assert [(row.enrolled, row.planned) for row in training.progress(course["plan"])] == [(1, 0), (1, 4)]
    html = client.get(reverse("training_plan", args=["scholing"])).content.decode()
    assert "Nog € 1" in html
    assert "Mens" not in html
    assert "Praktijk 1" not in html


def test_organiser_makes_a_training_with_its_practices(client, organiser):
    form = {
        "title": "Nieuw",
        "track": "practitioner",
        "practices": "De Linde; linde@example.org\nDe Es\n\nDe Linde",
        "needs_ambassador": "on",
    }
    assert client.post(url("new_training"), form).status_code == 302
    programme = TrainingProgramme.objects.get(title="Nieuw")
    assert sorted(programme.practices.values_list("name", flat=True)) == ["De Es", "De Linde"]
    bad = client.post(url("new_training"), form | {"practices": "De Linde; geen adres"})
    assert bad.status_code == 200
    assert "De Linde; geen adres" in bad.content.decode()
