"""S43, S44 and AMB-3: enrolling for a training, the place that is held, and vouchers to win colleagues with."""

from datetime import timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.urls import reverse
from pypdf import PdfReader

from cms import clock
from community.personal_data import Person, holdings
from events.actions import training as actions
from events.actions.refusal import Refused
from events.audit import violations
from events.models import Cohort, Enrolment, Voucher
from events.secret_links import enrolment_url
from events.tasks import expire_unconfirmed
from tests.events.organisers import member
from tests.events.trainings import enrol, typed

pytestmark = pytest.mark.django_db


@pytest.fixture
def voucher(course):
    giver = enrol(course, 0, is_ambassador=True)
    return actions.give_voucher(enrolment=giver, ends_on=clock.today() + timedelta(days=30))


def test_place_is_held_until_confirmed_from_the_mailbox_and_then_goes_to_who_waits(client, course, voucher, mailbox):
    Cohort.objects.exclude(pk=course["cohorts"][0].pk).delete()
    course["programme"].sectors.clear()
    Cohort.objects.update(capacity=3)
    address = reverse("training", args=[course["programme"].public_id])
    for number in (1, 2):
        page = client.post(address, typed(course, number, voucher.code), follow=True).content.decode()
        assert "Bevestig je inschrijving binnen een dag" in page
    client.post(address, typed(course, 1, voucher.code), follow=True)  # at most one mail an hour
    waits = enrol(course, 5)
    mailbox.deliver()
    (mail,) = mailbox.to("collega1@example.org")
    one, two = Enrolment.objects.filter(voucher=voucher)
    assert enrolment_url(one) in mail.get_body(("plain",)).get_content()
    assert [one.cohort, two.cohort, waits.cohort] == [course["cohorts"][0]] * 2 + [None]
    with pytest.raises(Refused, match="Nog niet bevestigd: Collega 1, Collega 2"):
        actions.close_cohort(cohort=course["cohorts"][0])
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
    assert Enrolment.objects.get(pk=waits.pk).cohort == course["cohorts"][0]
    assert Voucher.objects.get().used == 1  # by who confirmed
    subjects = [mail["Subject"].partition(":")[0] for mail in mailbox.messages]
    assert subjects.count("Je bent ingeschreven") == 1
    (*_others, mail) = mailbox.to("collega2@example.org")
    assert mail["Subject"].startswith("Je plek is vrijgegeven") and address in mail.get_body(("plain",)).get_content()


def test_who_enrols_again_when_the_hold_is_over_but_not_swept_yet_is_new(course):
    Cohort.objects.exclude(pk=course["cohorts"][0].pk).delete()
    course["programme"].sectors.clear()
    Cohort.objects.update(capacity=1)
    late, waits = enrol(course, 1, held=True), enrol(course, 2)
    with time_machine.travel(clock.now() + timedelta(hours=25), tick=False):
        again = enrol(course, 1, held=True)
        assert again.pk != late.pk and again.cohort is None
        assert Enrolment.objects.get(pk=waits.pk).cohort == course["cohorts"][0]
        assert actions.confirm(enrolment=again).is_confirmed


def test_removal_gives_the_place_and_an_unconfirmed_use_of_a_voucher_back(course, voucher, mailbox):
    Cohort.objects.exclude(pk=course["cohorts"][0].pk).delete()
    course["programme"].sectors.clear()
    Cohort.objects.update(capacity=3)
    kept = enrol(course, 1, code=voucher.code)
    held, waits = enrol(course, 2, code=voucher.code, held=True), enrol(course, 3)
    assert [held.cohort, waits.cohort] == [course["cohorts"][0], None]
    forget = next(one for one in holdings() if one.name == "trainingen").take_away
    assert [forget(Person(held.email)) for _twice in "ab"] == [1, 0]
    mailbox.deliver()
    assert Enrolment.objects.get(pk=waits.pk).cohort == course["cohorts"][0]
    assert "plek" in mailbox.to(waits.email)[-1]["Subject"]
    assert Voucher.objects.get().used == 1
    assert forget(Person(kept.email)) == 1
    assert Voucher.objects.get().used == 1  # it won somebody


def test_who_is_signed_in_with_that_address_needs_no_confirmation(client, course):
    address = reverse("training", args=[course["programme"].public_id])
    client.force_login(member("collega1@example.org", ""))
    assert "collega1@example.org" in client.get(address).content.decode()
    client.post(address, typed(course, 2, ""))
    page = client.post(address, typed(course, 1, ""), follow=True)
    assert page.redirect_chain[0][0] == enrolment_url(Enrolment.objects.last(), absolute=False)
    assert [one.is_confirmed for one in Enrolment.objects.order_by("pk")] == [False, True]


def test_own_form_of_who_is_signed_in_counts_and_not_what_a_stranger_sent_before(client, course, voucher):
    Voucher.objects.update(uses=1)
    address = reverse("training", args=[course["programme"].public_id])
    strange = typed(course, 1, voucher.code) | {"name": "Vreemde", "is_ambassador": "on", "tells_giver": "on"}
    client.post(address, strange)
    mine = {"practice": course["practices"][4].pk, "sector": course["sectors"][1].pk}
    user = member("collega1@example.org", "")
    client.force_login(user)
    for code, used in (("", 0), (voucher.code, 1)):
        with transaction.atomic():
            page = client.post(address, typed(course, 1, code) | mine)
            found = Enrolment.objects.get(email=user.email)
            assert page.url == enrolment_url(found, absolute=False)
            assert (found.name, found.user, found.is_confirmed) == ("Collega 1", user, True)
            assert (found.practice, found.sector) == (course["practices"][4], course["sectors"][1])
            assert (found.is_ambassador, found.tells_giver, found.has_priority) == (False, False, bool(used))
            assert (found.voucher, Voucher.objects.get().used) == (voucher if used else None, used)
            transaction.set_rollback(True)


def test_last_form_counts_until_somebody_confirms(client, course, mailbox):
    Cohort.objects.filter(pk=course["cohorts"][0].pk).update(capacity=2)
    address = reverse("training", args=[course["programme"].public_id])
    client.post(address, typed(course, 1, ""))
    before = Enrolment.objects.get()
    better = {"practice": course["practices"][4].pk, "is_ambassador": "on"}
    with time_machine.travel(clock.now() + timedelta(minutes=1), tick=False):
        client.post(address, typed(course, 1, "") | better)
    found = Enrolment.objects.get()
    assert (found.practice, found.is_ambassador, found.cohort) == (course["practices"][4], True, course["cohorts"][0])
    assert (found.public_id, found.confirm_before) == (before.public_id, before.confirm_before)  # nobody keeps it held
    other = enrol(course, 0, held=True)
    assert other.cohort == course["cohorts"][1]  # the last place of the first group is for the other sector
    client.post(address, typed(course, 1, "") | better | {"sector": course["sectors"][1].pk})
    assert Enrolment.objects.get(pk=found.pk).cohort == course["cohorts"][0]
    actions.confirm(enrolment=found)
    client.post(address, typed(course, 1, ""))  # too late: by mail they get the link to their page
    assert Enrolment.objects.get(pk=found.pk).practice == course["practices"][4]


def test_code_is_answered_alike_whether_or_not_the_address_is_enrolled(client, course, voucher):
    address = reverse("training", args=[course["programme"].public_id])
    enrolled = enrol(course, 1)
    client.post(address, typed(course, 1, ""))
    for email in (enrolled.email, "collega1@example.org", "onbekend@example.org"):
        page = client.post(address, typed(course, 1, "GOKJE") | {"email": email})
        assert "Deze code kennen we niet" in page.content.decode()
    assert client.post(address, typed(course, 1, voucher.code) | {"email": enrolled.email}).status_code == 302
    assert Voucher.objects.get().used == 0  # who is in already uses nothing


def test_voucher_works_n_times_and_the_giver_sees_the_number_only(client, course, voucher):
    address = reverse("training", args=[course["programme"].public_id])
    code = f"{voucher.code[:5].lower()} {voucher.code[5:]}"
    for number in range(3):
        assert client.post(address, typed(course, number, code)).status_code == 302
    html = client.get(enrolment_url(voucher.giver, absolute=False)).content.decode()
    assert "3 van 3 gebruikt" in html
    assert "Collega" not in html
    refused = client.post(address, typed(course, 3, code)).content.decode()
    assert "al helemaal gebruikt" in refused
    assert "Collega 3" in refused  # what was typed stays
    assert Enrolment.objects.filter(has_priority=True).count() == 3


def test_giver_sees_the_name_of_a_colleague_who_says_so(client, course, voucher, mailbox):
    address, mine = (
        reverse("training", args=[course["programme"].public_id]),
        enrolment_url(voucher.giver, absolute=False),
    )
    client.post(address, typed(course, 1, voucher.code))
    client.post(address, typed(course, 2, voucher.code) | {"tells_giver": "on"})
    client.post(address, typed(course, 3, "") | {"tells_giver": "on"})
    html = client.get(mine).content.decode()
    assert "2 van 3 gebruikt" in html and "Collega 2" not in html  # anybody may have typed that address
    theirs = Enrolment.objects.get(name="Collega 2")
    asked = client.get(enrolment_url(theirs, absolute=False)).content.decode()
    assert "mag mijn naam zien" in asked and "word ambassadeur" not in asked  # what they say yes to
    actions.confirm(enrolment=theirs)
    html = client.get(mine).content.decode()
    assert "2 van 3 gebruikt" in html and "Collega 2" in html
    mailbox.deliver()
    (mail,) = [mail for mail in mailbox.to(voucher.giver.email) if "collega's" in mail["Subject"]]
    assert voucher.code in mail.get_body(("plain",)).get_content()
    assert "Collega 1" not in html and "Collega 3" not in html


def test_expired_and_unknown_codes_are_refused_and_guessing_is_limited(client, course, voucher):
    address = reverse("training", args=[course["programme"].public_id])
    with time_machine.travel(clock.now() + timedelta(days=31), tick=False):
        assert "is verlopen" in client.post(address, typed(course, 1, voucher.code)).content.decode()
        bodies = [client.post(address, typed(course, number, f"GOK{number}")) for number in range(20)]
    assert "Deze code kennen we niet" in bodies[0].content.decode()
    assert bodies[-1].status_code == 429
    assert Enrolment.objects.count() == 1


def test_who_has_a_voucher_goes_first_when_a_place_comes_free(course):
    Cohort.objects.all().delete()
    giver, late = enrol(course, 0), enrol(course, 1)
    voucher = actions.give_voucher(enrolment=giver, ends_on=clock.today())
    first = enrol(course, 2, code=voucher.code)
    today = clock.today()
    actions.add_cohort(programme=course["programme"], title="Klein", starts_on=today, capacity=1)
    assert Enrolment.objects.get(pk=first.pk).cohort is not None
    assert Enrolment.objects.get(pk=late.pk).cohort is None


def test_voucher_card_is_a_pdf_with_the_code(client, voucher, tmp_path):
    (tmp_path / "card.pdf").write_bytes(client.get(enrolment_url(voucher.giver, absolute=False) + "kaart.pdf").content)
    assert voucher.code[:5] in PdfReader(tmp_path / "card.pdf").pages[0].extract_text()


def test_database_itself_refuses_a_voucher_used_too_often(voucher):
    with pytest.raises(IntegrityError), transaction.atomic():
        Voucher.objects.filter(pk=voucher.pk).update(used=4)
