"""The ground the other tests stand on."""

import pytest
from django.conf import settings
from django.core.mail import EmailMessage
from wagtail.models import Page

from community.models import User
from tests import environment


@pytest.mark.parametrize("round_", [1, 2])
@pytest.mark.django_db(transaction=True)
def test_real_transactions_leave_nothing_behind(round_):
    assert User.objects.count() == 0
    assert Page.objects.filter(depth=1).exists()
    User.objects.create_user("iemand@example.org")


@pytest.mark.django_db
def test_database_belongs_to_this_process():
    assert str(environment.VAR) in str(settings.VAR_DIR)
    name = str(settings.DATABASES["default"]["NAME"])
    assert str(environment.VAR) in name or name.startswith("tests_")


@pytest.mark.django_db
def test_mailbox_reads_what_a_package_sent_through_the_outbox(mailbox):
    EmailMessage("Onderwerp", "Tekst", to=["iemand@example.org"]).send()
    assert mailbox.messages == []
    mailbox.deliver()
    assert [message["Subject"] for message in mailbox.to("iemand@example.org")] == ["Onderwerp"]


def test_browser_reaches_the_live_server(any_page):
    assert any_page.goto("/bestaat-niet/").status == 404
