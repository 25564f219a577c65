"""Offers with a deadline, two who come together, and fewer seats than people."""

import uuid
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cms import clock
from community.models import OutgoingMail
from events.actions.admission import set_admission
from events.actions.change import cancel, choose
from events.actions.expire import expire_unconfirmed
from events.actions.organise import change_event, save_breakout
from events.actions.refusal import Refused
from events.actions.seating import seating
from events.actions.sign_up import Choice, accept_offer, confirm, sign_up
from events.audit import violations
from events.links import registration_url
from events.models import LedgerEntry, Registration
from events.working_hours import after_working_hours
from tests.events.factories import confirmed, make_event, make_page, make_round, queue, seats, signed_up
from tests.events.organisers import of

pytestmark = pytest.mark.django_db
AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def asking(event, **values):
    return set_admission(event=event, version="1", actor=None, offers=True, **values)


def together(event, *breakouts, first="een@example.org", second="twee@example.org"):
    """Two who sign up in one form, both confirmed."""
    choices = {one.round_id: Choice(one, may_wait=True) for one in breakouts}
    colleague = ("Tweede", second)
    one = sign_up(event=event, name="Eerste", email=first, choices=choices, colleague=colleague, key=uuid.uuid4())
    other = confirm(registration=event.registrations.get(email=second))
    return confirm(registration=one), other


def mails(kind: str) -> list[str]:
    return list(OutgoingMail.objects.filter(kind=f"events/{kind}").order_by("pk").values_list("to_email", flat=True))


# --- working hours --------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("start", "hours", "end"),
    [
        ((2026, 11, 25, 10, 0), 2, (2026, 11, 25, 12, 0)),
        ((2026, 11, 27, 16, 0), 4, (2026, 11, 30, 12, 0)),  # Friday to Monday
        ((2026, 11, 28, 12, 0), 1, (2026, 11, 30, 10, 0)),  # a Saturday
        ((2026, 11, 25, 7, 0), 8, (2026, 11, 25, 17, 0)),
        ((2026, 12, 24, 16, 0), 2, (2026, 12, 28, 10, 0)),  # Christmas and a weekend
        ((2027, 3, 26, 16, 0), 2, (2027, 3, 30, 11, 0)),  # Easter, and the clocks go forward
        ((2026, 10, 23, 16, 0), 2, (2026, 10, 26, 10, 0)),  # the clocks go back
    ],
)
def test_deadline_counts_hours_at_work_on_the_wall_clock(start, hours, end):
    begun = datetime(*start, tzinfo=AMSTERDAM)
    assert after_working_hours(begun.astimezone(UTC), hours, "Europe/Amsterdam") == datetime(*end, tzinfo=AMSTERDAM)


# --- offers ---------------------------------------------------------------------------------------------------------
def test_seat_that_comes_free_is_offered_and_waits_for_a_yes(client, mailbox):
    event = make_event(capacity=1)
    asking(event)
    seated, waiting, later = confirmed(event), confirmed(event), confirmed(event)
    assert seats(event) == [seated.email]
    cancel(registration=seated)
    place = waiting.places.get()
    assert place.is_offer and not place.is_seat
    assert seats(event) == [] and queue(event) == [later.email]
    assert mails("seat_offered") == [waiting.email]
    newcomer = confirmed(event)
    assert queue(event) == [later.email, newcomer.email]
    mine = registration_url(waiting, absolute=False)
    assert "Wil je nog komen?" in client.get(mine).text
    client.get(mine + "aannemen/")
    assert seats(event) == []
    client.post(mine + "aannemen/")
    client.post(mine + "aannemen/")
    assert seats(event) == [waiting.email]
    assert list(violations()) == []
    message = next(one for one in mailbox.deliver() if "Wil je nog komen" in one["Subject"])
    assert "werkuren" not in message.get_body(("plain",)).get_content()
    assert [mail.calendar_method for mail in OutgoingMail.objects.filter(to_email=waiting.email).order_by("pk")] == [
        "", "", "", "REQUEST",
    ]  # fmt: skip


def test_offer_without_an_answer_goes_to_the_next_and_never_past_the_start():
    event = make_event(capacity=1, days=3)
    asking(event, offer_hours=80)
    seated, waiting, later = confirmed(event), confirmed(event), confirmed(event)
    cancel(registration=seated)
    assert waiting.places.get().offered_until == event.starts_at
    Registration.objects.get(pk=waiting.pk).places.update(offered_until=clock.now() + timedelta(hours=1))
    with time_machine.travel(clock.now() + timedelta(hours=2), tick=False):
        expire_unconfirmed()
        waiting.refresh_from_db()
        assert waiting.status == Registration.Status.EXPIRED
        assert later.places.get().is_offer
        assert (mails("offer_expired"), mails("seat_offered")) == ([waiting.email], [waiting.email, later.email])
        with pytest.raises(Refused, match="iemand anders"):
            accept_offer(registration=waiting)
        cancel(registration=later)
        assert confirmed(event).places.get().is_seat  # nobody waits: no offer needed
        assert list(violations()) == []


def test_offer_is_kept_as_long_as_it_says_for_who_has_not_confirmed_either():
    event = make_event(capacity=1)
    asking(event, offer_hours=24)  # at work: days
    seated, waiting = confirmed(event), signed_up(event)
    cancel(registration=seated)
    until = waiting.places.get().offered_until
    assert until > waiting.confirm_before
    with time_machine.travel(until - timedelta(minutes=1), tick=False):
        assert expire_unconfirmed() == 0
        accept_offer(registration=waiting)
    waiting.refresh_from_db()
    assert (waiting.status, waiting.confirm_before) == (Registration.Status.CONFIRMED, None)
    assert (mails("hold_expired"), list(violations())) == ([], [])


def test_break_out_that_is_waited_for_is_swapped_in_one_step_also_where_seats_are_offered():
    event = make_event()
    asking(event)
    first, second = make_round(event, 1, 3)
    holder, person = confirmed(event, first), confirmed(event, second)
    choose(registration=person, choices={first.round_id: Choice(first, may_wait=True)})
    assert seats(event, second) == [person.email]
    cancel(registration=holder)
    assert (seats(event, first), seats(event, second)) == ([person.email], [])
    assert list(violations()) == []


# --- two together ---------------------------------------------------------------------------------------------------
def test_two_get_seats_together_or_neither_and_singles_may_pass():
    event = make_event(capacity=2)
    one, two = confirmed(event), confirmed(event)
    pair = together(event)
    single = confirmed(event)
    assert queue(event) == [*(mate.email for mate in pair), single.email]
    cancel(registration=one)
    assert seats(event) == [single.email, two.email]
    assert queue(event) == [mate.email for mate in pair]
    cancel(registration=two)
    assert queue(event) == [mate.email for mate in pair]
    assert list(violations()) == []
    cancel(registration=single)
    assert set(seats(event)) == {mate.email for mate in pair}
    assert mails("moved_up").count(pair[0].email) == mails("moved_up").count(pair[1].email) == 1
    assert list(violations()) == []


def test_one_of_two_who_leaves_sets_the_other_free_to_go_alone():
    event = make_event(capacity=1)
    seated = confirmed(event)
    one, other = together(event)
    cancel(registration=other)
    one.refresh_from_db()
    assert one.partner is None
    cancel(registration=seated)
    assert seats(event) == [one.email]
    assert list(violations()) == []


def test_two_share_a_break_out_and_offers_are_accepted_by_either(client):
    event = make_event(capacity=2)
    asking(event)
    (group,) = make_round(event, 3)
    people = [confirmed(event, group), confirmed(event)]
    one, other = together(event, group)
    for person in people:
        cancel(registration=person)
    assert one.places.of(event).get().is_offer and other.places.of(event).get().is_offer
    accept_offer(registration=other)
    assert set(seats(event)) == set(seats(event, group)) == {one.email, other.email}
    assert list(violations()) == []


def test_colleague_is_asked_on_the_form_and_confirms_alone(client):
    event = make_event()
    page = make_page(event)
    data = {"name": "An", "email": "an@example.org", "key": str(uuid.uuid4()), "colleague_name": "Bo"}
    assert "ook het e-mailadres" in client.post(page.url + "aanmelden/", data).text
    same = client.post(page.url + "aanmelden/", data | {"colleague_email": "AN@example.org"})
    assert "nog eens je eigen adres" in same.text
    client.post(page.url + "aanmelden/", data | {"colleague_email": "bo@example.org"})
    client.post(page.url + "aanmelden/", data | {"colleague_email": "bo@example.org"})
    assert mails("signed_up_by_colleague") == ["bo@example.org"]
    an, bo = event.registrations.order_by("email")
    assert (an.partner, bo.partner) == (bo, an)
    confirm(registration=an)
    bo.refresh_from_db()
    assert bo.status == Registration.Status.UNCONFIRMED
    link = registration_url(an, absolute=False)
    assert "Bo heeft nog niet bevestigd" in client.get(link).text
    confirm(registration=bo)
    assert "Je komt samen met Bo" in client.get(link).text
    cancel(registration=bo)
    alone = client.get(link).text
    assert "Je collega komt niet; jouw aanmelding blijft staan." in alone and "samen met Bo" not in alone
    assert list(violations()) == []


def test_who_stays_hears_that_their_colleague_does_not_come(organiser, mailbox):
    event = make_event(capacity=2)
    for pair in "ab":
        one, other = together(event, first=f"een{pair}@example.org", second=f"twee{pair}@example.org")
    assert queue(event) == [one.email, other.email]
    cancel(registration=other, actor=organiser)
    cancel(registration=other, actor=organiser)
    assert mails("partner_left") == [one.email]
    seated, gone = event.registrations.order_by("pk")[:2]
    cancel(registration=gone)
    assert mails("partner_left") == [one.email, seated.email]
    assert list(violations()) == []
    mailbox.deliver()
    (first,) = [mail for mail in mailbox.to(one.email) if "komt niet" in mail["Subject"]]
    words = first.get_body(("plain",)).get_content()
    assert first["Subject"].startswith("Tweede komt niet, jouw aanmelding blijft staan")
    assert "je nummer op de wachtlijst: 1." in words and "één vrije plek is genoeg" in words
    (last,) = [mail for mail in mailbox.to(seated.email) if "komt niet" in mail["Subject"]]
    assert "je houdt je plek" in last.get_body(("plain",)).get_content()


def news(mailbox, person, *, gone) -> str:
    """What the one mail says that this person gets when the other does not come."""
    mailbox.deliver()
    known = len(mailbox.to(person.email))
    cancel(registration=gone)
    mailbox.deliver()
    (message,) = mailbox.to(person.email)[known:]
    return message.get_body(("plain",)).get_content()


def test_who_stays_moves_up_alone_and_hears_both_in_one_mail(mailbox):
    event = make_event(capacity=2)
    confirmed(event)
    one, other = together(event)  # one free seat is too few for two
    words = news(mailbox, one, gone=other)
    assert one.email in seats(event)
    assert "Tweede komt niet naar" in words and "Die is nu voor jou." in words and "nummer" not in words
    assert mails("partner_left") == [] and mails("moved_up") == [one.email]


def test_who_stays_with_an_offer_hears_until_when_it_is_kept(mailbox):
    event = make_event(capacity=2)
    asking(event)
    people = [confirmed(event) for _number in range(2)]
    (one, other), (three, four) = together(event), together(event, first="drie@example.org", second="vier@example.org")
    for person in people:
        cancel(registration=person)
    assert one.places.get().is_offer and not three.places.get().is_offer
    words = news(mailbox, one, gone=other)
    assert "we houden de plek voor je vast tot" in words and "je houdt je plek" not in words
    words = news(mailbox, three, gone=four)  # so the free seat is one for them
    assert three.places.get().is_offer
    assert "Tweede komt niet naar" in words and "jij bent aan de beurt" in words
    assert mails("partner_left") == [one.email]
    assert list(violations()) == []


def test_who_stays_hears_that_their_colleague_did_not_confirm_but_not_when_neither_did():
    event = make_event(days=5)
    for name in ("an", "cas"):
        colleague = (f"Met {name}", f"met-{name}@example.org")
        sign_up(event=event, name=name, email=f"{name}@example.org", colleague=colleague, key=uuid.uuid4())
    confirm(registration=event.registrations.get(email="an@example.org"))
    with time_machine.travel(clock.now() + timedelta(hours=25), tick=False):
        expire_unconfirmed()
        expire_unconfirmed()
    assert mails("partner_left") == ["an@example.org"]
    assert sorted(mails("hold_expired")) == ["cas@example.org", "met-an@example.org", "met-cas@example.org"]
    assert seats(event) == ["an@example.org"]
    assert list(violations()) == []


def test_pair_hears_that_one_seat_is_too_few_and_can_wait_for_it(client):
    event = make_event()
    group, _other = make_round(event, 2, 5)
    confirmed(event, group)
    page, field = make_page(event), f"round-{group.round_id}"
    data = {"name": "An", "email": "an@example.org", "key": str(uuid.uuid4()), field: str(group.pk)}
    data |= {"colleague_name": "Bo", "colleague_email": "bo@example.org"}
    refused = client.post(page.url + "aanmelden/", data).text
    assert "Er is nog maar 1 plek in “Groep 1”, jullie zijn met twee." in refused and "net vol geraakt" not in refused
    assert f'value="{group.pk}-wachtlijst"' in refused and "samen komen jullie op plek 1 van de wachtlijst" in refused
    assert not event.registrations.filter(email="an@example.org").exists()
    assert client.post(page.url + "aanmelden/", data | {field: f"{group.pk}-wachtlijst"}).status_code == 302
    assert queue(event, group) == ["an@example.org", "bo@example.org"]
    confirmed(event, group, email="alleen@example.org")
    assert "alleen@example.org" in seats(event, group)
    assert list(violations()) == []


# --- fewer seats than people ----------------------------------------------------------------------------------------
def test_smaller_capacity_is_refused_with_names_or_the_last_wait_in_front():
    event = make_event(capacity=4)
    people = [confirmed(event, name=name) for name in ("An Een", "Bo Twee", "Cas Drie", "Dirk Vier")]
    waiting = confirmed(event)
    values = of(event, capacity=2)
    with pytest.raises(Refused, match="Cas Drie, Dirk Vier") as refusal:
        change_event(event=event, version="1", actor=None, **values)
    assert refusal.value.field == "capacity"
    change_event(event=event, version="1", actor=None, excess_waits=True, **values)
    assert seats(event) == [people[0].email, people[1].email]
    assert queue(event) == [people[2].email, people[3].email, waiting.email]
    assert mails("sent_back") == [people[2].email, people[3].email]
    last = OutgoingMail.objects.get(kind="events/sent_back", to_email=people[2].email)
    assert last.calendar_method == "CANCEL"
    assert list(violations()) == []
    cancel(registration=people[0])
    assert seats(event) == [people[2].email, people[1].email]
    assert list(violations()) == []


def test_who_is_sent_back_from_the_meeting_waits_for_their_break_out_too():
    event = make_event(capacity=2)
    (group,) = make_round(event, 5)
    first, second = confirmed(event, group), confirmed(event, group)
    change_event(event=event, version="1", actor=None, excess_waits=True, **of(event, capacity=1))
    assert (seats(event, group), queue(event, group)) == ([first.email], [second.email])
    assert list(violations()) == []
    cancel(registration=first)
    assert seats(event) == seats(event, group) == [second.email]
    assert list(violations()) == []


def test_smaller_break_out_sends_the_last_back_to_its_queue():
    event = make_event()
    first, second = make_round(event, 3, 1)
    people = [confirmed(event, first) for _ in range(3)]
    confirmed(event, second)
    choose(registration=people[2], choices={first.round_id: Choice(second, may_wait=True)})
    save_breakout(
        round=first.round, breakout=first, version="1", actor=None, title=first.title, capacity=1, excess_waits=True
    )
    assert seats(event, first) == [people[0].email]
    assert queue(event, first) == [people[1].email, people[2].email]
    assert queue(event, second) == []
    assert list(violations()) == []


# --- speed ----------------------------------------------------------------------------------------------------------
def test_promotion_costs_the_same_for_each_person_however_many_wait():
    def cost(promoted: int, waiting: int) -> int:
        event = make_event(capacity=1)
        for _ in range(1 + waiting):
            signed_up(event)
        with CaptureQueriesContext(connection) as queries, seating(event) as under_lock:
            under_lock.resize(None, 1 + promoted)
        assert len(seats(event)) == 1 + promoted
        return len(queries)

    base = cost(1, 5)
    assert cost(1, 10) == base
    per_person = cost(2, 10) - base
    assert per_person <= 10
    assert cost(5, 10) - base == 4 * per_person


def test_everybody_offered_or_promoted_is_written_down_once():
    event = make_event(capacity=1)
    asking(event)
    seated, waiting = confirmed(event), confirmed(event)
    cancel(registration=seated)
    accept_offer(registration=waiting)
    kinds = list(LedgerEntry.objects.filter(registration=waiting).values_list("kind", flat=True))
    assert kinds == ["signed_up", "queued", "confirmed", "offered", "seated"]
