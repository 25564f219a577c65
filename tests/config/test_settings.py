"""What the settings make of the environment."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from wagtail.models import Page
from wagtail.test.utils.form_data import querydict_from_html

from community.actions.accounts import create_member
from community.models import OutgoingMail
from tests import environment

ROOT = Path(__file__).resolve().parent.parent.parent
SHOW = "from config import settings as s; print(s.BASE_URL, s.UID_HOST, s.HTTPS, *sorted(set(s.ALLOWED_HOSTS)))"
LOCAL = ["127.0.0.1", "[::1]", "localhost"]


@pytest.mark.parametrize(
    ("variables", "base", "uid_host", "others"),
    [
        ({}, "http://127.0.0.1:8000", "localhost", []),
        ({"LEERSPOOR_URL": "http://127.0.0.1:8010"}, "http://127.0.0.1:8010", "localhost", []),
        ({"LEERSPOOR_HOST": "leer.example.org"}, "https://leer.example.org", "leer.example.org", ["leer.example.org"]),
        (
            {"LEERSPOOR_URL": "https://leer.example.org:8443/"},
            "https://leer.example.org:8443",
            "leer.example.org",
            ["leer.example.org"],
        ),
        (
            {"LEERSPOOR_URL": "http://een.example.org", "LEERSPOOR_HOST": "twee.example.org"},
            "http://een.example.org",
            "twee.example.org",
            ["een.example.org", "twee.example.org"],
        ),
    ],
)
def test_one_address_is_enough(variables, base, uid_host, others):
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("LEERSPOOR_", "ALLOWED"))}
    given = {"LEERSPOOR_VAR": str(environment.VAR), "LEERSPOOR_ENV_FILE": os.devnull}
    shown = subprocess.check_output([sys.executable, "-c", SHOW], cwd=ROOT, env=kept | given | variables, text=True)
    assert shown.split() == [base, uid_host, str(base.startswith("https")), *sorted(LOCAL + others)]


@pytest.mark.django_db
def test_wagtail_mails_the_reviewers_through_the_outbox_alone(client, mailbox):
    """Of a page that is handed in the other editors hear; nothing leaves but by the outbox."""
    create_member(email="tweede@example.org", groups=["redactie"])
    create_member(email="moderator@example.org", groups=["Moderators"])
    client.force_login(create_member(email="redactie@example.org", groups=["redactie"]))
    page = Page.objects.get(slug="over", locale__language_code="nl")
    address = f"/beheer/pages/{page.pk}/edit/"
    form = querydict_from_html(client.get(address).text, form_id="page-edit-form")
    form["action-submit"], form["body-count"] = "1", "0"
    assert client.post(address, form).status_code == 302
    page.refresh_from_db()
    assert page.latest_revision
    assert page.workflow_in_progress
    assert list(OutgoingMail.objects.values_list("to_email", flat=True)) == ["tweede@example.org"]
    assert mailbox.messages == []
