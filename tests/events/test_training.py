"""S43, S44, S45, AMB-3 and REG-4: mixed cohorts, vouchers, coverage, and a pot that never goes below zero."""

import copy
import uuid
from datetime import timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.urls import reverse
from pypdf import PdfReader

from cms import clock
from cms.models import Region, Sector
from community.personal_data import Person, holdings
from events import training
from events.actions import training as actions
from events.actions.refusal import Refused
from events.audit import violations
from events.models import Cohort, Enrolment, Practice, TrainingPlan, TrainingProgramme, Voucher
from events.secret_links import enrolment_url
from events.tasks import expire_unconfirmed
from tests.events.organisers import member, url

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def module_training(module_db):
    """A training with nine practices, three cohorts of twelve, and two sectors that every cohort must have."""
    region = Region.objects.create(slug="waterkant", name_nl="Waterkant")
    plan = TrainingPlan.objects.create(slug="scholing", title="Samen leren", region=region, pot=1000, coach_places=4)
    programme = TrainingProgramme.objects.create(title="Samen leren werken", plan=plan)
    sectors = list(Sector.objects.order_by("pk")[:2])
    programme.sectors.set(sectors)
    practices = [
        Practice.objects.create(programme=programme, name=f"Praktijk {number}", email=f"p{number}@example.org")
        for number in range(1, 10)
    ]
    today = clock.now().date()
    cohorts = [
        Cohort.objects.create(programme=programme, title=f"Groep {number}", starts_on=today + timedelta(days=number))
        for number in range(3)
    ]
    return {"plan": plan, "programme": programme, "sectors": sectors, "practices": practices, "cohorts": cohorts}


@pytest.fixture
def made(module_training):
    return copy.deepcopy(module_training)


def enrol(made, number, held=False, **fields):
    """Somebody who takes part; `held`: who still has to confirm."""
    values = {
        "name": f"Mens {number}",
        "email": f"mens{number}@example.org",
        "practice": made["practices"][number % 9],
        "sector": made["sectors"][number % 2],
    }
    enrolment = actions.enrol(programme=made["programme"], key=uuid.uuid4(), **(values | fields))
    if not held:
        enrolment.confirm_before = None
        enrolment.save()
    return enrolment


def test_36_people_in_3_cohorts_of_12_with_both_sectors_in_each_are_accepted(made):
    for number in range(36):
        enrol(made, number, is_ambassador=number < 9)
    assert [cohort.enrolments.count() for cohort in made["cohorts"]] == [12, 12, 12]
    for cohort in made["cohorts"]:
        assert not actions.close_cohort(cohort=cohort).is_open
    assert enrol(made, 36).cohort is None


def test_closing_is_refused_with_the_practices_that_lack_an_ambassador(client, made, organiser):
    for number in range(12):
        enrol(made, number, is_ambassador=number not in (3, 7))
    cohort = made["cohorts"][0]
    address = url("close_cohort", made["programme"], cohort)
    html = client.post(address, follow=True).content.decode()
    assert "nog geen ambassadeur in de training: Praktijk 4, Praktijk 8." in html
    assert Cohort.objects.get(pk=cohort.pk).is_open


def test_ambassador_in_another_group_counts_once_they_confirmed(made):
    first, second = made["cohorts"][:2]
    Cohort.objects.filter(pk=first.pk).update(capacity=2)
    for number in range(2):
        enrol(made, number, practice=made["practices"][0])
    ambassador = enrol(made, 2, practice=made["practices"][0], is_ambassador=True, held=True)
    assert ambassador.cohort == second
    assert training.coverage(made["programme"])[0].people == 3
    assert not any(one.ambassadors for one in training.coverage(made["programme"]))
    with pytest.raises(Refused, match="nog geen ambassadeur in de training: Praktijk 1"):
        actions.close_cohort(cohort=first)
    actions.confirm(enrolment=ambassador)
    assert sum(one.ambassadors for one in training.coverage(made["programme"])) == 1
    assert not actions.close_cohort(cohort=first).is_open


def test_cohort_of_one_sector_is_refused(made):
    for number in range(0, 6, 2):
        enrol(made, number, is_ambassador=True)
    with pytest.raises(Refused, match=made["sectors"][1].name):
        actions.close_cohort(cohort=made["cohorts"][0])


def test_coverage_names_the_practices_without_ambassador_and_invites_each_once(client, made, organiser, mailbox):
    for number in range(9):
        enrol(made, number, is_ambassador=number not in (3, 7))
    lacking = [one.practice.name for one in training.coverage(made["programme"]) if not one.ambassadors]
    assert lacking == ["Praktijk 4", "Praktijk 8"]
    html = client.get(url("training", made["programme"])).content.decode()
    assert "2 praktijken hebben nog geen ambassadeur" in html
    for _twice in "ab":
        client.post(url("invite_practice", made["programme"], made["practices"][3].pk))
    mailbox.deliver()
    assert len(mailbox.to("p4@example.org")) == 1
    assert mailbox.to("p8@example.org") == []


def test_last_places_of_a_group_wait_for_the_sector_that_is_lacking(made):
    for number in range(0, 24, 2):
        late = enrol(made, number)
    first, second = made["cohorts"][:2]
    assert [first.enrolments.count(), late.cohort] == [11, second]
    assert enrol(made, 1).cohort == first


def test_full_groups_are_mixed_by_a_swap_and_who_leaves_makes_room(client, made, organiser, mailbox):
    Cohort.objects.filter(pk__in=[one.pk for one in made["cohorts"]]).update(capacity=1)
    made["programme"].sectors.clear()
    people = [enrol(made, number) for number in range(4)]
    assert [one.cohort for one in people] == [*made["cohorts"], None]
    html = client.get(url("training", made["programme"])).content.decode()
    assert f'value="ruil:{people[1].public_id}"' in html

    def act(number, to):
        address = url("place_enrolment", made["programme"], people[number].public_id)
        return client.post(address, {"to": to}, follow=True).content.decode()

    def groups():
        return [Enrolment.objects.get(pk=one.pk).cohort for one in people]

    one, two, three = made["cohorts"]
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


def test_moved_first_day_is_told_and_finishing_counts_in_the_plan(client, made, organiser, mailbox):
    people = [enrol(made, number, is_ambassador=True) for number in range(3)]
    cohort = made["cohorts"][0]
    address = url("change_cohort", made["programme"], cohort)
    page = client.get(address)
    typed = {"title": "Groep 1", "starts_on": "2050-02-01", "capacity": 2, "version": page.context["version"]}
    assert "Er zitten al 3 mensen" in client.post(address, typed).content.decode()
    client.post(address, typed | {"capacity": 3})
    mailbox.deliver()
    assert [len(mailbox.to(f"mens{number}@example.org")) for number in range(3)] == [2, 2, 2]
    assert client.post(address, typed).status_code == 409
    finish = url("finish_cohort", made["programme"], cohort)
    ticked = {"finished": [str(people[0].public_id), str(people[2].public_id), "x"]}
    assert "Sluit eerst de groep." in client.post(finish, ticked, follow=True).content.decode()
    actions.close_cohort(cohort=cohort)
    assert "nog niet begonnen" in client.post(finish, ticked, follow=True).content.decode()
    Cohort.objects.filter(pk=cohort.pk).update(starts_on=clock.today())
    assert "2 mensen hebben de training afgerond" in client.post(finish, ticked, follow=True).content.decode()
    assert training.progress(made["plan"])[0].finished == 2
    assert "Je hebt deze training afgerond." in client.get(enrolment_url(people[0], absolute=False)).content.decode()
    with pytest.raises(Refused):
        actions.withdraw(enrolment=people[0])
    client.post(finish, {})
    assert training.progress(made["plan"])[0].finished == 0


@pytest.fixture
def voucher(made):
    giver = enrol(made, 0, is_ambassador=True)
    return actions.give_voucher(enrolment=giver, ends_on=clock.now().date() + timedelta(days=30))


def typed(made, number, code):
    return {
        "key": uuid.uuid4(),
        "name": f"Collega {number}",
        "email": f"collega{number}@example.org",
        "practice": made["practices"][0].pk,
        "sector": made["sectors"][0].pk,
        "code": code,
    }


def test_place_is_held_until_confirmed_from_the_mailbox_and_then_goes_to_who_waits(client, made, voucher, mailbox):
    Cohort.objects.exclude(pk=made["cohorts"][0].pk).delete()
    made["programme"].sectors.clear()
    Cohort.objects.update(capacity=3)
    address = reverse("training", args=[made["programme"].public_id])
    for number in (1, 2):
        page = client.post(address, typed(made, number, voucher.code), follow=True).content.decode()
        assert "Bevestig je inschrijving binnen een dag" in page
    client.post(address, typed(made, 1, ""), follow=True)  # at most one mail an hour
    waits = enrol(made, 5)
    mailbox.deliver()
    (mail,) = mailbox.to("collega1@example.org")
    one, two = Enrolment.objects.filter(voucher=voucher)
    assert enrolment_url(one) in mail.get_body(("plain",)).get_content()
    assert [one.cohort, two.cohort, waits.cohort] == [made["cohorts"][0]] * 2 + [None]
    with pytest.raises(Refused, match="Nog niet bevestigd: Collega 1, Collega 2"):
        actions.close_cohort(cohort=made["cohorts"][0])
    mine = enrolment_url(one, absolute=False)
    assert "Bevestig mijn inschrijving" in client.get(mine).content.decode()
    for _twice in "ab":
        page = client.post(mine, {"confirm": "1"}, follow=True).content.decode()
        assert "Je zit in Groep 0" in page and "Bevestig mijn" not in page
    with time_machine.travel(clock.now() + timedelta(hours=25), tick=False):
        with pytest.raises(Refused, match="vrijgegeven"):
            actions.confirm(enrolment=two)
        assert list(violations()) == [f"training {two.programme_id}: enrolment {two.pk} was not confirmed in time"]
        assert expire_unconfirmed() == 1 and expire_unconfirmed() == 0
        assert not list(violations())
        mailbox.deliver()
    assert Enrolment.objects.get(pk=waits.pk).cohort == made["cohorts"][0]
    assert Voucher.objects.get().used == 1  # by who confirmed
    subjects = [mail["Subject"].partition(":")[0] for mail in mailbox.messages]
    assert subjects.count("Je bent ingeschreven") == 1
    (*_others, mail) = mailbox.to("collega2@example.org")
    assert mail["Subject"].startswith("Je plek is vrijgegeven") and address in mail.get_body(("plain",)).get_content()


def test_who_enrols_again_when_the_hold_is_over_but_not_swept_yet_is_new(made):
    Cohort.objects.exclude(pk=made["cohorts"][0].pk).delete()
    made["programme"].sectors.clear()
    Cohort.objects.update(capacity=1)
    late, waits = enrol(made, 1, held=True), enrol(made, 2)
    with time_machine.travel(clock.now() + timedelta(hours=25), tick=False):
        again = enrol(made, 1, held=True)
        assert again.pk != late.pk and again.cohort is None
        assert Enrolment.objects.get(pk=waits.pk).cohort == made["cohorts"][0]
        assert actions.confirm(enrolment=again).is_confirmed


def test_removal_gives_the_place_and_an_unconfirmed_use_of_a_voucher_back(made, voucher, mailbox):
    Cohort.objects.exclude(pk=made["cohorts"][0].pk).delete()
    made["programme"].sectors.clear()
    Cohort.objects.update(capacity=3)
    kept = enrol(made, 1, code=voucher.code)
    held, waits = enrol(made, 2, code=voucher.code, held=True), enrol(made, 3)
    assert [held.cohort, waits.cohort] == [made["cohorts"][0], None]
    forget = next(one for one in holdings() if one.name == "trainingen").take_away
    assert [forget(Person(held.email)) for _twice in "ab"] == [1, 0]
    mailbox.deliver()
    assert Enrolment.objects.get(pk=waits.pk).cohort == made["cohorts"][0]
    assert "plek" in mailbox.to(waits.email)[-1]["Subject"]
    assert Voucher.objects.get().used == 1
    assert forget(Person(kept.email)) == 1
    assert Voucher.objects.get().used == 1  # it won somebody


def test_who_is_signed_in_with_that_address_needs_no_confirmation(client, made):
    address = reverse("training", args=[made["programme"].public_id])
    client.force_login(member("collega1@example.org", ""))
    assert "collega1@example.org" in client.get(address).content.decode()
    client.post(address, typed(made, 2, ""))
    page = client.post(address, typed(made, 1, ""), follow=True)
    assert page.redirect_chain[0][0] == enrolment_url(Enrolment.objects.last(), absolute=False)
    assert [one.is_confirmed for one in Enrolment.objects.order_by("pk")] == [False, True]


def test_voucher_works_n_times_and_the_giver_sees_the_number_only(client, made, voucher):
    address = reverse("training", args=[made["programme"].public_id])
    code = f"{voucher.code[:5].lower()} {voucher.code[5:]}"
    for number in range(3):
        assert client.post(address, typed(made, number, code)).status_code == 302
    html = client.get(enrolment_url(voucher.giver, absolute=False)).content.decode()
    assert "3 van 3 gebruikt" in html
    assert "Collega" not in html
    refused = client.post(address, typed(made, 3, code)).content.decode()
    assert "al helemaal gebruikt" in refused
    assert "Collega 3" in refused  # what was typed stays
    assert Enrolment.objects.filter(has_priority=True).count() == 3


def test_giver_sees_the_name_of_a_colleague_who_says_so(client, made, voucher, mailbox):
    address, mine = (
        reverse("training", args=[made["programme"].public_id]),
        enrolment_url(voucher.giver, absolute=False),
    )
    client.post(address, typed(made, 1, voucher.code))
    client.post(address, typed(made, 2, voucher.code) | {"tells_giver": "on"})
    client.post(address, typed(made, 3, "") | {"tells_giver": "on"})
    html = client.get(mine).content.decode()
    assert "2 van 3 gebruikt" in html and "Collega 2" not in html  # anybody may have typed that address
    actions.confirm(enrolment=Enrolment.objects.get(name="Collega 2"))
    html = client.get(mine).content.decode()
    assert "2 van 3 gebruikt" in html and "Collega 2" in html
    mailbox.deliver()
    (mail,) = [mail for mail in mailbox.to(voucher.giver.email) if "collega's" in mail["Subject"]]
    assert voucher.code in mail.get_body(("plain",)).get_content()
    assert "Collega 1" not in html and "Collega 3" not in html


def test_who_finished_a_training_says_what_they_thought_without_a_name(client, made, organiser, mailbox):
    people = [enrol(made, number, is_ambassador=True) for number in range(6)]
    cohort = actions.close_cohort(cohort=made["cohorts"][0])
    assert client.post(url("open_training_evaluation", made["programme"]), {}).status_code == 302
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
        html = client.get(url("training", made["programme"])).content.decode()
        assert ("Bellen" in html) == (person is people[4])  # hidden below five
    file = client.get(url("training_evaluation_file", made["programme"], "antwoorden")).content.decode()
    assert file.count("Bellen") == 5 and "Te vroeg" not in file
    assert people[0].name not in file


def test_expired_and_unknown_codes_are_refused_and_guessing_is_limited(client, made, voucher):
    address = reverse("training", args=[made["programme"].public_id])
    with time_machine.travel(clock.now() + timedelta(days=31), tick=False):
        assert "is verlopen" in client.post(address, typed(made, 1, voucher.code)).content.decode()
        bodies = [client.post(address, typed(made, number, f"GOK{number}")) for number in range(20)]
    assert "Deze code kennen we niet" in bodies[0].content.decode()
    assert bodies[-1].status_code == 429
    assert Enrolment.objects.count() == 1


def test_who_has_a_voucher_goes_first_when_a_place_comes_free(made):
    Cohort.objects.all().delete()
    giver, late = enrol(made, 0), enrol(made, 1)
    voucher = actions.give_voucher(enrolment=giver, ends_on=clock.now().date())
    first = enrol(made, 2, code=voucher.code)
    today = clock.now().date()
    actions.add_cohort(programme=made["programme"], title="Klein", starts_on=today, capacity=1)
    assert Enrolment.objects.get(pk=first.pk).cohort is not None
    assert Enrolment.objects.get(pk=late.pk).cohort is None


def test_voucher_card_is_a_pdf_with_the_code(client, voucher, tmp_path):
    (tmp_path / "card.pdf").write_bytes(client.get(enrolment_url(voucher.giver, absolute=False) + "kaart.pdf").content)
    assert voucher.code[:5] in PdfReader(tmp_path / "card.pdf").pages[0].extract_text()


def test_database_itself_refuses_a_voucher_used_too_often(voucher):
    with pytest.raises(IntegrityError), transaction.atomic():
        Voucher.objects.filter(pk=voucher.pk).update(used=4)


def test_pot_cannot_go_below_zero(made):
    plan, key = made["plan"], uuid.uuid4()
    for _twice in "ab":
        actions.spend(plan=plan, key=key, amount=900, reason="Zaal")
    with pytest.raises(Refused, match="€ 100"):
        actions.spend(plan=plan, key=uuid.uuid4(), amount=101, reason="Te veel")
    with pytest.raises(IntegrityError), transaction.atomic():
        TrainingPlan.objects.filter(pk=plan.pk).update(spent=1001)
    plan.refresh_from_db()
    assert plan.left == 100


def test_organiser_reads_what_went_out_of_the_pot(client, made, organiser):
    address = url("spend", made["plan"].pk)
    client.post(address, {"amount": "250", "reason": "Zaal", "key": str(uuid.uuid4())})
    html = client.get(address).content.decode()
    assert "Zaal" in html and "€ 250" in html and "€ 750" in html


def test_both_tracks_can_be_followed_and_the_public_page_has_numbers_without_persons(client, made):
    coach = TrainingProgramme.objects.create(title="Coachen", plan=made["plan"], track="coach")
    practice = Practice.objects.create(programme=coach, name="Praktijk 1")
    enrol(made, 1)
    enrol(made | {"programme": coach}, 1, practice=practice)
    enrol(made | {"programme": coach}, 2, practice=practice, held=True)  # counts once confirmed
    assert [(row.enrolled, row.planned) for row in training.progress(made["plan"])] == [(1, 0), (1, 4)]
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
