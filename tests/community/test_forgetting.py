"""What goes by itself when its time has come, what stays, and that everybody can read how long."""

from datetime import timedelta

import pytest
import time_machine

from cms import clock
from community.actions import forgetting
from community.actions.circles import ask_to_join, decide
from community.actions.moderation.contributing import to_queue
from community.models import Circle, JoinRequest, NewsletterConsent, Report, Subscription
from community.models.teams import INVITED_FOR, Team, TeamInvitation
from community.personal_data import periods
from community.tasks import forget_what_had_its_time
from tests.community.factories import circle_of, member

pytestmark = pytest.mark.django_db


def test_everything_goes_in_its_own_time_and_what_runs_stays():
    now, host = clock.now(), member("host@example.org")
    item = to_queue(kind="ervaring", key="x", rank=1)
    Report.objects.create(item=item, reason="other", email="buur@example.org", decided_at=now)
    waiting = Report.objects.create(item=item, reason="advert", email="wacht@example.org")
    ended = Subscription.objects.create(email="weg@example.org", status="ended", ended_at=now)
    again = Subscription.objects.create(email="opnieuw@example.org", status="waiting", ended_at=now)
    running = Subscription.objects.create(email="leest@example.org", status="active")
    for one in (ended, again, running):
        NewsletterConsent.objects.create(subscription=one, version="1", text="Ja", asked_at=now)
    circle = circle_of(host, Circle.Access.ON_REQUEST, name="Kring")
    refused, asks = (
        ask_to_join(circle=circle, user=member(f"{name}@example.org"), words="Graag", name="Lid Hier") for name in "ab"
    )
    decide(request=refused, let_in=False)
    TeamInvitation.objects.create(team=Team.objects.create(name="Team"), email="genodigd@example.org")
    goes = [
        (INVITED_FOR, TeamInvitation.objects.all()),
        (forgetting.REPORTERS_KEPT, Report.objects.filter(email="buur@example.org")),
        (forgetting.REFUSALS_KEPT, JoinRequest.objects.filter(pk=refused.pk)),
        (forgetting.CONSENT_KEPT, Subscription.objects.filter(pk__in=[ended.pk, again.pk])),
    ]
    for kept, _rows in goes:
        with time_machine.travel(now + kept - timedelta(hours=2), tick=False):
            forget_what_had_its_time()
        assert {other.exists() for time, other in goes if time >= kept} == {True}
    for kept, _rows in goes:
        with time_machine.travel(now + kept + timedelta(hours=2), tick=False):
            forget_what_had_its_time()
            assert forget_what_had_its_time() == 0  # a second time finds nothing
        assert not any(other.exists() for time, other in goes if time <= kept)
    waiting.refresh_from_db()
    assert (waiting.email, Report.objects.count()) == ("wacht@example.org", 2)
    assert JoinRequest.objects.get() == asks
    assert NewsletterConsent.objects.get().subscription == running


def test_everybody_reads_how_long(client):
    page = client.get("/wat-we-bewaren/").text
    assert len(periods()) >= 15
    assert [period for period in periods() if f"<li>{period}</li>" not in page] == []
    yearly = ("tot 2 jaar na het afmelden", "tot 1 jaar na het laatste bericht")
    for words in ("meldde: tot 90 dagen", "iets doet: tot 70 dagen na de laatste stap", *yearly):
        assert words in page
