"""Regional plans: from a plan to its projects and back, and what is over is marked."""

from datetime import date

import pytest
import time_machine

from cms.models import Theme
from tests.cms.places import organisation, region
from tests.community.factories import member
from tests.community.ideas import WALK, put_up
from tests.community.policies import policy

pytestmark = pytest.mark.django_db


def test_one_clicks_from_a_regional_plan_to_local_projects_and_back(client):
    province = policy("Provinciaal akkoord", level="province")
    plan = policy("Vitale buurten", region=region("lindeveen"), comes_from=province)
    plan.parties.add(organisation("Bakkerij Korenbloem"))
    idea = put_up()
    plan.projects.add(idea)
    page = client.get("/plannen/vitale-buurten/").content.decode()
    address = f"/actiecentrum/idee/{idea.public_id}/"
    for link in (address, "/plannen/provinciaal-akkoord/", "/organisaties/bakkerij-korenbloem/"):
        assert f'href="{link}"' in page
    assert 'href="/plannen/vitale-buurten/"' in client.get(address).content.decode()
    assert 'href="/plannen/vitale-buurten/"' in client.get("/plannen/provinciaal-akkoord/").content.decode()
    assert WALK in page


def test_expired_plan_is_marked(client):
    policy("Oud plan", ends_on=date(2026, 6, 30))
    with time_machine.travel("2026-06-30T12:00:00+02:00"):
        assert "verlopen" not in client.get("/plannen/?x=1").content.decode()
    with time_machine.travel("2026-07-01T12:00:00+02:00"):
        assert "verlopen" in client.get("/plannen/?x=2").content.decode()
        assert "is verlopen" in client.get("/plannen/oud-plan/").content.decode()


def test_list_is_narrowed_down(client):
    theme = Theme.objects.first()
    policy("Met thema", region=region("lindeveen")).themes.add(theme)
    policy("Zonder thema", level="province")
    html = client.get(f"/plannen/?thema={theme.slug}&regio=lindeveen&niveau=region&page=\x00").content.decode()
    assert "Met thema" in html and "Zonder thema" not in html
    assert client.get("/plannen/bestaat-niet/").status_code == 404


def test_editor_adds_a_plan(client):
    client.force_login(member("redactie@example.org", groups=["redactie"]))
    data = {"title": "Nieuw plan", "slug": "nieuw", "summary": "Kort.", "level": "region", "starts_on": "2026-01-01"}
    assert client.post("/beheer/plannen/new/", data | {"ends_on": "2025-01-01"}).status_code == 200
    assert client.post("/beheer/plannen/new/", data).status_code == 302
    assert "Nieuw plan" in client.get("/plannen/").content.decode()
