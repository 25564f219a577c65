"""Who was removed stays removed when an older database is put back, and who came back of their own will stays."""

from datetime import timedelta

import pytest
from django.core.management import call_command

from cms import clock
from community import removals_log
from community.actions.removal import remove_person, replay_removals
from community.models import ErasedAddress, Idea, OutgoingMail, Subscription, User
from community.personal_data import Person, person_of
from tests.community.factories import member
from tests.community.ideas import put_up

pytestmark = pytest.mark.django_db
EMAIL, GUEST, ONLY_MAILED = "zwaantje@plantage.example.org", "gast@example.org", "gemaild@example.org"


@pytest.fixture(autouse=True)
def outside(settings, tmp_path):
    """The folder that is in no back-up of the database."""
    settings.CASE_KEYS = tmp_path / "keys"
    return settings.CASE_KEYS


@pytest.fixture
def removed(django_capture_on_commit_callbacks):
    """A member, a reader of the newsletter and who only got a mail, all removed since the back-up was made."""
    with django_capture_on_commit_callbacks(execute=True):
        remove_person(person_of(member(EMAIL)))
        for email in (GUEST, ONLY_MAILED):
            remove_person(Person(email))


def put_back() -> None:
    """What the database of yesterday held: the people, and nothing of their removal."""
    ErasedAddress.objects.all().delete()
    before = clock.now() - timedelta(days=1)
    User.objects.filter(pk=member(EMAIL).pk).update(date_joined=before)
    Subscription.objects.create(email=GUEST.title(), asked_at=before)
    OutgoingMail.objects.create(key="x", kind="x", to_email=ONLY_MAILED, subject="x", text="x", created_at=before)


def test_database_that_knows_of_no_removal_gives_nobody_back(removed):
    put_back()
    Subscription.objects.create(email="blijft@example.org", asked_at=clock.now() - timedelta(days=9))
    call_command("replay_removals")
    assert not User.objects.filter(email=EMAIL).exists()
    assert Subscription.objects.get().email == "blijft@example.org"
    assert not OutgoingMail.objects.filter(to_email=ONLY_MAILED).exists()
    assert ErasedAddress.objects.count() == 3
    assert replay_removals() == 0


def test_who_comes_back_after_the_removal_stays(removed):
    member(EMAIL)
    put_up(email=GUEST)  # with mails of ours about it
    assert replay_removals() == 0
    assert User.objects.filter(email=EMAIL).exists() and Idea.objects.filter(email=GUEST).exists()


def test_account_that_took_the_address_over_stays(removed, client):
    """Of two accounts of one person, the younger was removed; the other goes on under its address."""
    other = member("zwaan@example.org")
    User.objects.filter(pk=other.pk).update(date_joined=clock.now() - timedelta(days=400), email=EMAIL)
    client.force_login(other)
    put_up(email="zwaan@example.org")
    Idea.objects.update(email=EMAIL, created_at=clock.now() - timedelta(days=300))
    assert replay_removals() == 0
    assert User.objects.filter(pk=other.pk).exists() and Idea.objects.exists()


def test_log_holds_no_address_and_is_filled_up_from_the_table(removed, outside, django_capture_on_commit_callbacks):
    log = outside / "removals.log"
    told = removals_log.read()
    assert (len(told), log.stat().st_mode & 0o077) == (3, 0)
    assert "example" not in log.read_text()
    log.write_text("spoilt\nab \x00 not-a-moment\n")
    with django_capture_on_commit_callbacks(execute=True):
        assert replay_removals() == 0
    assert removals_log.read() == told
