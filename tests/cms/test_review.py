"""Keeping pages fresh: what waits on the first page of the admin, four eyes, a moment set, and the way back."""

from datetime import timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageLogEntry

from cms import clock
from cms.actions.refusal import Refused
from cms.actions.review import overdue, still_good
from cms.models import HandvatPage
from tests.cms import factories
from tests.community.factories import ambassador, member
from tests.events.factories import make_event

pytestmark = pytest.mark.django_db


def day(**later):
    return timezone.localdate(clock.now()) + timedelta(**later)


@pytest.fixture
def editor():
    return member("redactie@example.org", groups=["redactie"])


@pytest.fixture
def old(editor):
    page = factories.handvat("Oud maar goed")
    page.review_before = day(days=-1)
    page.save_revision().publish()
    return HandvatPage.objects.get(pk=page.pk)


def test_overdue_page_waits_on_the_first_page_of_the_admin_until_it_is_confirmed(client, editor, old):
    factories.handvat("Vers")
    assert overdue() == [old]
    client.force_login(editor)
    front = client.get(reverse("wagtailadmin_home")).content.decode()
    assert "Te herzien" in front and "Oud maar goed" in front
    client.post(reverse("page_still_good", args=[old.pk]))
    old.refresh_from_db()
    assert (old.last_reviewed_on, old.review_before, old.live) == (day(), day(days=365), True)
    assert PageLogEntry.objects.get(page=old.pk, action="cms.still_good").user == editor
    assert "Te herzien" not in client.get(reverse("wagtailadmin_home")).content.decode()


def test_waiting_draft_is_not_published_along(editor, old):
    old.title = "Nog niet af"
    old.save_revision()
    old.refresh_from_db()
    with pytest.raises(Refused):
        still_good(page=old, actor=editor)
    old.refresh_from_db()
    assert (old.title, old.review_before) == ("Oud maar goed", day(days=-1))


def test_still_good_twice_is_once(editor, old):
    for _time in range(2):
        still_good(page=HandvatPage.objects.get(pk=old.pk), actor=editor)
    assert PageLogEntry.objects.filter(page=old.pk, action="cms.still_good").count() == 1


def test_who_may_not_publish_may_not_confirm(client, old):
    client.force_login(member("organisator@example.org", groups=["organisatie"]))
    assert client.post(reverse("page_still_good", args=[old.pk])).status_code == 404
    assert "Te herzien" not in client.get(reverse("wagtailadmin_home")).content.decode()


def test_first_page_shows_each_role_their_own_work(client):
    make_event(title="Leeratelier morgen", days=1)
    profile = ambassador("Noor Hagens")
    profile.status = "applied"
    profile.applied_at = clock.now() - timedelta(days=3)
    profile.save()
    seen = {}
    for role in ("organisatie", "moderatie"):
        client.force_login(member(f"{role}@example.org", groups=[role]))
        seen[role] = client.get(reverse("wagtailadmin_home")).content.decode()
    assert ("Leeratelier morgen" in seen["organisatie"], "Noor Hagens" in seen["organisatie"]) == (True, False)
    assert ("Leeratelier morgen" in seen["moderatie"], "Noor Hagens" in seen["moderatie"]) == (False, True)
    assert "wacht 3" in seen["moderatie"]


def test_page_that_is_handed_in_is_mailed_to_the_others_and_published_by_one_of_them(client, editor, mailbox):
    other = member("tweede@example.org", groups=["redactie"])
    page = factories.handvat("Vier ogen")
    page.title = "Vier ogen zien meer"
    page.save_revision(user=editor)
    page.get_workflow().start(page, editor)
    (mail,) = mailbox.deliver()
    assert (mail["To"], "Vier ogen zien meer" in mail["Subject"]) == ("tweede@example.org", True)
    client.force_login(other)
    task = page.current_workflow_task_state
    address = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", task.pk])
    client.post(address, {"comment": "Mooi zo"})
    page.refresh_from_db()
    assert page.title == "Vier ogen zien meer"
    assert [mail["To"] for mail in mailbox.deliver()] == ["tweede@example.org", "redactie@example.org"]


def test_scheduled_change_appears_and_an_earlier_version_comes_back(client, editor):
    page = factories.handvat("Eerste versie")
    first = page.latest_revision
    page.title, page.go_live_at = "Tweede versie", clock.now() + timedelta(hours=1)
    page.save_revision().publish()
    call_command("publish_scheduled")
    assert "Eerste versie" in client.get(page.url).content.decode()
    with time_machine.travel(clock.now() + timedelta(hours=1, minutes=1), tick=False):
        call_command("publish_scheduled")
        assert "Tweede versie" in client.get(page.url).content.decode()
        client.force_login(editor)
        edit = reverse("wagtailadmin_pages:revisions_revert", args=[page.pk, first.pk])
        assert "Eerste versie" in client.get(edit).content.decode()
        first.publish(user=editor)
    assert "Eerste versie" in client.get(page.url).content.decode()
