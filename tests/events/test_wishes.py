"""Places by wish: telling wishes, the draw, and an allocation from proposal to what everybody reads."""

import copy
import uuid
from datetime import timedelta
from types import SimpleNamespace

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cms import clock
from community.models import OutgoingMail
from events.actions.admission import hold_draws, set_admission
from events.actions.allocate import move_people, propose, publish, repair, run_waiting
from events.actions.change import cancel, choose
from events.actions.organise import Conflict
from events.actions.refusal import Refused
from events.actions.sign_up import Choice, confirm, sign_up
from events.actions.wishes import wish
from events.audit import violations
from events.board import Board, standing
from events.links import registration_url
from events.models import Admission, Allocation, ParticipantDetails, Place, Wish
from events.preferences import Wishes
from events.worklist import groups_to_divide
from tests.community.factories import own_copy
from tests.events.factories import make_event, make_page, make_plenary, queue, seats
from tests.events.organisers import member, url
from tests.events.wishing import after_closing, by_wish, ready, wishing

pytestmark = pytest.mark.django_db
Method, Outcome, Status = Admission.Method, Wish.Outcome, Allocation.Status


@pytest.fixture(scope="module")
def rankings(module_db):
    """Twelve people, two rounds of three groups of four; nine want the first group."""
    event, first, second = by_wish(Method.RANKING, (4, 4, 6), (6, 6, 6), minimum=2)
    make_plenary(event)
    people = []
    for number in range(12):
        order = [first[0], first[1], first[2]] if number < 9 else [first[1], first[2]]
        people.append(wishing(event, order, [second[number % 3]], number=number))
    return {"event": event, "first": first, "second": second, "people": people, "page": make_page(event)}


@pytest.fixture
def ranking(rankings):
    return copy.deepcopy(rankings)


# --- telling wishes -------------------------------------------------------------------------------------------------
def test_wishes_take_no_place_and_can_be_changed_until_they_close(ranking):
    event, first, person = ranking["event"], ranking["first"], ranking["people"][0]
    assert not Place.objects.filter(event=event, breakout__isnull=False).exists()
    wish(registration=person, wishes={first[0].round_id: [first[2], first[0]]})
    mine = person.wishes.filter(round=first[0].round_id).order_by("rank")
    assert list(mine.values_list("breakout", flat=True)) == [first[2].pk, first[0].pk]
    with pytest.raises(Refused) as refusal:
        wish(registration=person, wishes={first[0].round_id: [first[1], first[1]]})
    assert refusal.value.field == f"round-{first[0].round_id}-2"
    with after_closing(), pytest.raises(Refused, match="niet meer doorgeven"):
        wish(registration=person, wishes={first[0].round_id: [first[1]]})


def test_people_rank_on_the_form_and_on_their_page_without_script(client, ranking):
    event, first, page = ranking["event"], ranking["first"], ranking["page"]
    form_url = page.url + "aanmelden/"
    field = f"round-{first[0].round_id}-"
    shown = client.get(form_url).text
    assert "1e keuze" in shown and f'name="{field}3"' in shown
    data = {"name": "An", "email": "an@example.org", "key": str(uuid.uuid4())}
    twice = client.post(form_url, data | {f"{field}1": first[0].pk, f"{field}2": first[0].pk})
    assert "twee keer" in twice.text and 'value="an@example.org"' in twice.text
    assert client.post(form_url, data | {f"{field}1": first[1].pk, f"{field}2": first[0].pk}).status_code == 302
    registration = confirm(registration=event.registrations.get(email="an@example.org"))
    mine = registration_url(registration, absolute=False)
    assert f"{first[1].title}" in client.get(mine).text
    assert client.post(mine + "kiezen/", {f"{field}1": first[2].pk, f"{field}2": "onzin"}).status_code == 200
    assert client.post(mine + "kiezen/", {f"{field}1": first[2].pk}).status_code == 302
    assert list(registration.wishes.values_list("breakout", flat=True)) == [first[2].pk]
    with after_closing():
        assert "worden nu verdeeld" in client.get(form_url).text
        assert client.get(mine + "kiezen/").status_code == 302


def test_method_and_seed_are_public(client, ranking):
    admission = Admission.of(ranking["event"])
    text = client.get(ranking["page"].url).text
    assert "Zo verdelen we de groepen" in text
    assert str(admission.seed) in text


def test_method_is_fixed_once_somebody_told_a_wish_or_has_a_place(ranking):
    admission = Admission.of(ranking["event"])
    values = {"method": Method.DRAW, "wishes_close_at": admission.wishes_close_at}
    with pytest.raises(Refused, match="voorkeuren doorgegeven"):
        set_admission(event=ranking["event"], version=str(admission.version), actor=None, **values)
    with pytest.raises(Conflict):
        set_admission(event=ranking["event"], version="9", actor=None, mixed_sectors=True)
    event = make_event()
    with pytest.raises(Refused) as refusal:
        set_admission(event=event, version="", actor=None, method=Method.RANKING)
    assert refusal.value.field == "wishes_close_at"


# --- the draw -------------------------------------------------------------------------------------------------------
def test_draw_gives_places_by_lot_at_its_moment_and_mails_everybody_once():
    event, first = by_wish(Method.DRAW, (2, 2))
    for number in range(7):
        wishing(event, [first[0], first[1]] if number < 6 else [first[1]], number=number)
    OutgoingMail.objects.all().delete()
    assert hold_draws() == 0
    with after_closing():
        assert hold_draws() == 1
        assert hold_draws() == 0
        assert len(seats(event, first[0])) == len(seats(event, first[1])) == 2
        waiting = [*queue(event, first[0]), *queue(event, first[1])]
        assert len(waiting) == 3
        assert list(violations()) == []
        kinds = list(OutgoingMail.objects.values_list("kind", "to_email"))
        assert sorted(kinds) == [("events/allocated", f"wens{number}@example.org") for number in range(7)]
        admission = Admission.of(event)
        assert admission.settled_at
        missed = Wish.objects.filter(registration__event=event, registration__email__in=queue(event, first[0]), rank=1)
        assert {one.outcome for one in missed} == {Outcome.FULL}


def test_wishes_in_a_draw_follow_the_lots_whoever_came_first():
    winners = set()
    for seed in range(6):
        event, (group,) = by_wish(Method.DRAW, (1,))
        Admission.objects.filter(event=event).update(seed=seed)
        for number in range(3):
            wishing(event, [group], number=number)
        with after_closing():
            hold_draws()
            winners.update(seats(event, group))
    assert len(winners) > 1


# --- proposing and adjusting ----------------------------------------------------------------------------------------
def test_who_gets_no_wish_is_placed_by_level():
    event, (full, starter, advanced) = by_wish(Method.RANKING, (1, 1, 1))
    for breakout, level in ((starter, "starter"), (advanced, "advanced")):
        breakout.level = level
        breakout.save()
    people = [wishing(event, [full], number=number) for number in range(3)]
    for person, experience in zip(people, ("new", "experienced", ""), strict=True):
        ParticipantDetails.objects.create(registration=person, experience=experience)
    with after_closing():
        allocation = ready(event)
    told = dict(allocation.places.values_list("registration", "breakout"))
    assert told[people[0].pk] != advanced.pk
    assert told[people[1].pk] != starter.pk


def test_proposal_waits_for_the_wishes_and_tells_nobody(ranking):
    event = ranking["event"]
    with pytest.raises(Refused, match="nog door"):
        propose(event=event, key=uuid.uuid4(), actor=None)
    OutgoingMail.objects.all().delete()
    with after_closing():
        allocation = ready(event)
        assert propose(event=event, key=allocation.public_id, actor=None) == allocation
        board = Board(Wishes(event, Admission.of(event)), allocation)
        ranks = board.result.ranks
        assert (ranks["1"], ranks["unplaced"]) == (4 + 12, 0)  # late first choices give way: thirds cost nine
        assert board.is_best and board.share == 0
        assert not Place.objects.filter(event=event, breakout__isnull=False).exists()
        assert not OutgoingMail.objects.exists()


def test_moving_people_in_a_proposal_is_judged_anew(ranking):
    event, first = ranking["event"], ranking["first"]
    with after_closing():
        allocation = ready(event)
        rows = allocation.places.filter(breakout=first[0])
        someone = rows.first().registration_id
        moved = {"people": [someone], "round": first[0].round, "actor": None}
        full = allocation.places.filter(breakout=first[1]).count() == 4
        assert full
        with pytest.raises(Refused, match="nog 0 plaatsen"):
            move_people(allocation=allocation, version="1", breakout=first[1], **moved)
        move_people(allocation=allocation, version="1", breakout=first[2], **moved)
        with pytest.raises(Conflict):
            move_people(allocation=allocation, version="1", breakout=None, **moved)
        board = Board(Wishes(event, Admission.of(event)), Allocation.objects.get(pk=allocation.pk))
        assert not board.is_best and board.share > 0
        assert any(seat.by_hand for column in board.columns for seat in column.seats)


def test_published_groups_are_told_to_each_person_alone_with_their_reasons(client, ranking, mailbox):
    event, first, people = ranking["event"], ranking["first"], ranking["people"]
    with after_closing():
        cancel(registration=people[11])
        allocation = ready(event)
        cancel(registration=people[10])
        OutgoingMail.objects.all().delete()
        publish(allocation=allocation, version="1", actor=None)
        publish(allocation=allocation, version="1", actor=None)
        assert list(violations()) == []
        mails = OutgoingMail.objects.order_by("to_email")
        assert [mail.to_email for mail in mails] == sorted(person.email for person in people[:10])
        assert {mail.calendar_method for mail in mails} == {"REQUEST"}
        others = [person.name for person in people]
        for mail in mails:
            assert not [name for name in others if name in mail.text and name != mail.to_name and name != "Wens 1"]
        assert len(seats(event, first[0])) == 4
        lost = next(
            person
            for person in people[:9]
            if person.email not in seats(event, first[0]) and person.email in seats(event, first[1])
        )
        mine = client.get(registration_url(lost, absolute=False)).text
        assert "9 mensen wilden hierheen en er zijn 4 plaatsen" in mine
        assert mine.count("1e keuze") == 1
        # From now on it is first come, first served.
        late = sign_up(event=event, name="Laat", email="laat@example.org", choices={}, key=uuid.uuid4())
        assert client.get(registration_url(confirm(registration=late), absolute=False) + "kiezen/").status_code == 200


def test_who_came_in_after_the_proposal_hears_and_reads_no_reason_that_is_not_theirs(client):
    event, (group, other) = by_wish(Method.RANKING, (2, 2))
    type(event).objects.filter(pk=event.pk).update(capacity=2)
    first, second, late = (wishing(event, [group, other], number=number) for number in range(3))
    with after_closing():
        allocation = ready(event)
        cancel(registration=second)
        OutgoingMail.objects.all().delete()
        publish(allocation=allocation, version="1", actor=None)
        told = OutgoingMail.objects.filter(kind="events/allocated").order_by("to_email")
        assert [mail.to_email for mail in told] == [first.email, late.email]
        assert "Voor jou is er nog geen groep" in told[1].text
        assert set(late.wishes.values_list("outcome", flat=True)) == {Outcome.OPEN}
        assert "een andere groep had je nodig" not in client.get(registration_url(late, absolute=False)).text


def test_after_drop_outs_few_people_move_and_only_they_hear(ranking):
    event, second = ranking["event"], ranking["second"]
    with after_closing():
        publish(allocation=ready(event), version="1", actor=None)
        inside = event.registrations.filter(places__breakout=second[0])
        for person in list(inside)[:3]:
            cancel(registration=person)
        wishes = Wishes(event, Admission.of(event))
        assert standing(wishes).too_few and standing(wishes).needs_repair
        OutgoingMail.objects.all().delete()
        allocation = ready(event)
        assert allocation.keeps_places
        outdated = ready(event)
        mover = event.registrations.filter(places__breakout=second[1]).first()
        with time_machine.travel(clock.now() + timedelta(minutes=1), tick=False):
            choose(registration=mover, choices={second[0].round_id: Choice(second[2])})
        with pytest.raises(Refused, match="van groep veranderd"):
            publish(allocation=outdated, version="1", actor=None)
        OutgoingMail.objects.all().delete()
        with time_machine.travel(clock.now() + timedelta(minutes=2), tick=False):
            allocation = ready(event)
        changed = Board(Wishes(event, Admission.of(event)), allocation).changed
        assert 1 <= len(changed) <= 3
        publish(allocation=allocation, version="1", actor=None)
        assert OutgoingMail.objects.count() == len(changed)
        assert not standing(Wishes(event, Admission.of(event))).needs_repair
        assert list(violations()) == []


def test_drop_outs_ask_for_a_new_proposal_by_themselves(ranking, organiser):
    event, second = ranking["event"], ranking["second"]

    def notes():
        return [task.note for task in groups_to_divide(SimpleNamespace(user=organiser)).tasks]

    with after_closing():
        publish(allocation=ready(event), version="1", actor=None)
    with after_closing(days=9):
        assert repair() == 0
        people = list(event.registrations.filter(places__breakout=second[0]))
        cancel(registration=people[0])
        assert repair() == 0  # nothing is wrong with three in a group
        for person in people[1:3]:
            cancel(registration=person)
        assert (repair(), run_waiting()) == (1, 1)
        assert notes() == ["Na afmeldingen staat een nieuw voorstel klaar"]
    with after_closing(days=10):
        assert repair() == 0
        cancel(registration=people[3])
        other = event.registrations.filter(places__breakout=second[1]).exclude(status="cancelled")[:3]
        for person in list(other):
            cancel(registration=person)
        assert (repair(), run_waiting()) == (1, 1)
        (latest,) = event.allocations.filter(status=Status.READY)
        publish(allocation=latest, version="1", actor=organiser)
        assert notes() == []


def test_rule_that_cannot_hold_is_named(ranking):
    event = ranking["event"]
    admission = Admission.of(event)
    set_admission(event=event, version=str(admission.version), actor=None, ambassador_per_group=True)
    with after_closing():
        board = Board(Wishes(event, Admission.of(event)), ready(event))
        assert any("geen ambassadeur" in sentence and "Groep 1" in sentence for sentence in board.result.broken)


# --- the organiser's pages ------------------------------------------------------------------------------------------
def test_organiser_goes_from_wishes_to_published_groups(client, ranking, settings):
    settings.SECOND_FACTOR_FOR_STAFF = False
    event, first = ranking["event"], ranking["first"]
    user = member()
    client.force_login(user)
    assert url("allocation", event) in client.get(url("workspace", event)).text
    page = client.get(url("allocation", event))
    assert "12" in page.text and "Maak een voorstel" not in page.text
    with after_closing():
        client.force_login(user)
        page = client.get(url("allocation", event))
        assert "Maak een voorstel" in page.text
        answer = client.post(url("propose", event), {"key": str(uuid.uuid4())})
        assert "wordt gemaakt" in client.get(answer["Location"]).text
        run_waiting()
        shown = client.get(answer["Location"])
        assert "Beter kan niet" in shown.text and "Wens 3" in shown.text
        allocation = Allocation.objects.get()
        person = allocation.places.filter(breakout=first[0]).first().registration_id
        data = {"version": 1, "round": first[0].round_id, "people": [person], "breakout": first[2].pk}
        moved = client.post(url("move_people", event, allocation), data, follow=True)
        assert "1 persoon verplaatst" in moved.text
        stale = client.post(url("move_people", event, allocation), data | {"breakout": "none"}, follow=True)
        assert "intussen gewijzigd" in stale.text
        for wrong in ({"breakout": "x"}, {"round": "0"}, {"people": "\0"}):
            assert client.post(url("move_people", event, allocation), data | wrong).status_code in (302, 404)
        confirm_page = client.get(url("publish_groups", event, allocation))
        assert "12 mensen krijgen een mail" in confirm_page.text
        client.post(url("publish_groups", event, allocation), {"version": 2})
        assert allocation.event.places.filter(breakout__isnull=False).count() == 24
        back = client.get(url("publish_groups", event, allocation), follow=True)
        assert "Deze groepen zijn bekendgemaakt op" in back.text
        rooms = client.post(url("rooms", event, first[0].round_id)).content.decode()
        assert rooms.startswith("Pre-assign Room Name,Email Address\r\nGroep 1,wens")
        assert rooms.count("\r\n") == 13
        assert "alles klopt" in client.get(url("allocation", event)).text


def test_organiser_sets_the_method_on_a_form_that_keeps_what_was_typed(client, settings):
    settings.SECOND_FACTOR_FOR_STAFF = False
    event = make_event()
    client.force_login(member())
    address = url("admission", event)
    typed = {"method": "ranking", "wishes_close_at": "", "never_twice_together": "on", "version": "", "dial_in": "020"}
    refused = client.post(address, typed)
    assert "Vul in tot wanneer" in refused.text and "020" in refused.text
    late = f"{event.starts_at + timedelta(days=1):%Y-%m-%dT%H:%M}"
    assert "voor het begin" in client.post(address, typed | {"wishes_close_at": late}).text
    closes = f"{event.starts_at - timedelta(days=7):%Y-%m-%dT%H:%M}"
    assert client.post(address, typed | {"wishes_close_at": closes}).status_code == 302
    admission = Admission.objects.get(event=event)
    assert (admission.method, admission.never_twice_together, admission.offer_hours) == (Method.RANKING, True, 8)
    stale = client.post(address, typed | {"wishes_close_at": closes, "version": "0", "only_ranked": "on"})
    assert stale.status_code == 409 and "intussen gewijzigd" in stale.text
    for wrong in ({"method": "\0"}, {"wishes_close_at": "x" * 10_000}, {"offer_hours": "-1"}, {"room_capacity": "1e9"}):
        assert client.post(address, typed | wrong).status_code == 200


def test_pages_ask_the_database_as_often_with_many_people_as_with_few(client, ranking, settings):
    settings.SECOND_FACTOR_FOR_STAFF = False
    event, first, second = ranking["event"], ranking["first"], ranking["second"]
    user = member()

    def count(address):
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        return len(queries)

    with after_closing():
        client.force_login(user)
        client.get(url("allocation", event))
        few = [count(url("allocation", event)), count(url("proposal", event, ready(event)))]
    for number in range(20, 24):
        wishing(event, [first[2]], [second[0]], number=number)
    with after_closing():
        client.force_login(user)
        client.get(url("allocation", event))
        allocation = ready(event)
        many = [count(url("allocation", event)), count(url("proposal", event, allocation))]
    assert many == few


def test_wishes_are_the_persons_own_to_take_along_and_to_remove(client, ranking):
    person = ranking["people"][0]
    file = client.get(reverse("registration_data_file", args=[registration_url(person, absolute=False).split("/")[2]]))
    assert "voorkeuren" in str(own_copy(file))
