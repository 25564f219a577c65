"""What people can choose from, and until when: another deadline, rounds that fell away, and how room is told."""

import copy
import uuid
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils.formats import date_format
from django.utils.translation import override

from cms import clock
from community.models import OutgoingMail
from events.actions.admission import set_admission
from events.actions.allocate import publish
from events.actions.change import cancel
from events.actions.organise import change_event
from events.actions.organise.breakouts import cancel_breakout, delete_breakout
from events.actions.refusal import Refused
from events.actions.sign_up import sign_up
from events.board import standing
from events.links import registration_url
from events.models import Admission, Wish
from events.preferences import Wishes
from tests.events.factories import make_page
from tests.events.wishing import after_closing, by_wish, ready, wishing

pytestmark = pytest.mark.django_db
Method, Outcome = Admission.Method, Wish.Outcome


@pytest.fixture(scope="module")
def rankings(module_db):
    """Three people who wish for a group in each of two rounds."""
    event, first, second = by_wish(Method.RANKING, (4, 4), (4, 4))
    people = [wishing(event, [first[0]], [second[number % 2]], number=number) for number in range(3)]
    return {"event": event, "first": first, "second": second, "people": people, "page": make_page(event)}


@pytest.fixture
def ranking(rankings):
    return copy.deepcopy(rankings)


def test_another_end_of_choosing_is_told_once_to_everybody_who_can_still_choose(client, ranking, mailbox):
    event, person = ranking["event"], ranking["people"][0]
    waits = sign_up(event=event, name="Nog niet", email="nogniet@example.org", key=uuid.uuid4())
    cancel(registration=ranking["people"][1])
    admission = Admission.of(event)
    before, later = admission.wishes_close_at, admission.wishes_close_at + timedelta(days=1)

    def move(moment):
        version = str(Admission.of(event).version)
        set_admission(event=event, version=version, actor=None, wishes_close_at=moment)
        return OutgoingMail.objects.filter(kind="events/choosing_moved")

    assert not move(before).exists()
    told = move(later)
    assert told.count() == move(later).count() == 3
    assert set(told.values_list("to_email", flat=True)) >= {person.email, waits.email}
    assert ranking["people"][1].email not in told.values_list("to_email", flat=True)
    mail = told.get(to_email=person.email)
    assert mail.subject.startswith("Meer tijd om te kiezen")
    assert moment_in_words(later) in mail.text and moment_in_words(before) in mail.text
    mine = registration_url(person, absolute=False)
    for address in (mine, mine + "kiezen/", ranking["page"].url):
        assert moment_in_words(later).replace(f" {later.year}", "") in client.get(address).text
    assert move(before).filter(subject__startswith="Kies eerder").count() == 3
    assert not OutgoingMail.objects.filter(kind="events/choosing_moved").exclude(calendar="").exists()


def test_meeting_does_not_begin_before_wishes_close(ranking):
    event = ranking["event"]
    early = {"starts_at": event.starts_at - timedelta(days=10), "ends_at": event.ends_at - timedelta(days=10)}
    with pytest.raises(Refused, match="Kiezen en verdelen") as refusal:
        change_event(event=event, version=str(event.version), actor=None, **early)
    assert refusal.value.field == "date"
    set_admission(event=event, version="1", actor=None, wishes_close_at=event.starts_at - timedelta(days=11))
    assert change_event(event=event, version=str(event.version), actor=None, **early).starts_at == early["starts_at"]


def moment_in_words(moment):
    with override("nl"):
        return date_format(moment.astimezone(ZoneInfo("Europe/Amsterdam")), "l j F Y, H:i")


def test_round_without_groups_is_asked_of_nobody_and_says_so(client, ranking, mailbox):
    event, second, person = ranking["event"], ranking["second"], ranking["people"][0]
    with pytest.raises(Refused):
        delete_breakout(breakout=second[0], actor=None)
    for breakout in second:
        cancel_breakout(breakout=breakout, actor=None)
    told = OutgoingMail.objects.filter(kind="events/breakout_cancelled")
    assert told.count() == 3 and {mail.to_email for mail in told} == {one.email for one in ranking["people"]}
    assert "Die stond bij je voorkeur." in told[0].text and "Kies die op je eigen pagina" in told[0].text
    assert "geen groepen meer" in told.get(to_email=ranking["people"][1].email).text
    field = f"round-{second[0].round_id}-1"
    mine = registration_url(person, absolute=False)
    for address in (ranking["page"].url + "aanmelden/", mine + "kiezen/"):
        text = client.get(address).text
        assert field not in text and f"round-{ranking['first'][0].round_id}-1" in text
    for address in (ranking["page"].url, mine):
        assert "In deze ronde zijn geen groepen meer." in client.get(address).text
    text = client.get(mine).text
    assert second[0].title not in text.partition("Ronde 2")[2].partition("geen groepen meer")[0]
    cancel_breakout(breakout=ranking["first"][0], actor=None)
    assert "Gaat niet door" in client.get(mine).text.partition("Ronde 1")[2].partition("Ronde 2")[0]
    with after_closing():
        allocation = ready(event)
        publish(allocation=allocation, version=str(allocation.version), actor=None)
        assert not standing(Wishes(event, Admission.of(event))).unplaced
    assert person.wishes.get(round=second[0].round_id).outcome == Outcome.CANCELLED


def test_break_outs_tell_their_size_while_wishes_count_and_who_is_first_does_not(client, ranking):
    small = ranking["first"][0]
    small.capacity = 2
    small.save()
    text = client.get(ranking["page"].url).text
    assert "2 plaatsen" in text and "Nog 2 plekken" not in text
    Admission.objects.filter(event=ranking["event"]).update(settled_at=clock.now())
    assert "Nog 2 plekken" in client.get(ranking["page"].url).text
