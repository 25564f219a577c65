"""The handbook: every task has its page, every step its picture, and its reader finds the way there."""

from html import unescape

import pytest
from django.urls import reverse

from cms.handbook import PICTURES, tasks
from tests.community.factories import member

pytestmark = pytest.mark.django_db


def test_every_task_has_a_page_with_a_described_picture_per_step(client):
    overview = client.get(reverse("handbook")).text
    for task in tasks().values():
        assert f'href="{reverse("handbook_task", args=[task.slug])}"' in overview
        page = unescape(client.get(reverse("handbook_task", args=[task.slug])).text)
        assert page.count("<img") >= len(task.steps) >= 2
        assert all(step.alt in page and len(step.alt) > 20 for step in task.steps)
    assert client.get(reverse("handbook_task", args=["bestaat-niet"])).status_code == 404


def test_pictures_are_all_used_and_light():
    used = {step.picture.rpartition("/")[2] for task in tasks().values() for step in task.steps}
    files = {file.name: file.stat().st_size for file in PICTURES.iterdir()}
    assert files.keys() == used
    assert sum(files.values()) < 1_500_000


def test_organisers_and_editors_find_it(client):
    client.force_login(member("nieuw@example.org", groups=["organisatie"]))
    for name in ("account", "wagtailadmin_home"):
        assert f'href="{reverse("handbook")}"' in client.get(reverse(name)).text
