"""The spider in the web of an area: a call where there is none, a history that stays, and decisions by who keeps it."""

from datetime import timedelta

import pytest
import time_machine

from cms import clock, page_cache
from community.actions.area_roles import end_role, give_role, offer_role
from community.actions.regions import appoint
from community.actions.removal import remove_person
from community.models import AreaRole, OutgoingMail
from community.personal_data import person_of
from config import roles
from tests.cms import places
from tests.cms.places import organisation
from tests.community.factories import member

pytestmark = pytest.mark.django_db
PAGE, ROLES = "/regio/veen/", "/regio/veen/rollen/"


@pytest.fixture
def region():
    roles.apply()
    found = places.region("veen", "Veen")
    appoint(user=member("regio@example.org", name="Lina Veen"), region=found)
    return found


def part(client) -> str:
    """What the page of the region says of it."""
    html = client.get(PAGE).content.decode()
    return html[html.index('id="deel-rollen"') :].partition("</section>")[0]


def test_area_without_holder_calls_for_somebody_who_offers_and_is_asked(client, region, mailbox):
    assert "Ik wil dit wel doen" in part(client)
    user = member("wies@example.org", name="Wies Wijk")
    client.force_login(user)
    form = {"kind": "wijkmanager", "organisation": "Welzijn Veen", "words": "Ik ken iedereen.", "shows_name": "on"}
    for _twice in range(2):
        assert client.post(ROLES, form).status_code == 302
    role = AreaRole.objects.get()
    assert "Wies Wijk" not in part(client)
    assert client.post(f"{ROLES}{role.public_id}/", {"step": "give"}).status_code == 404
    client.force_login(member("buiten@example.org"))
    assert "Ik ken iedereen." not in client.get(ROLES).content.decode()
    assert client.post(f"{ROLES}{role.public_id}/", {"step": "end"}).status_code == 404
    client.force_login(member("regio@example.org"))
    assert "1 mens biedt zich aan" in client.get("/account/mijn-regio/veen/").content.decode()
    assert "Ik ken iedereen." in client.get(ROLES).content.decode()
    assert client.post(f"{ROLES}{role.public_id}/", {"step": "give"}).status_code == 302
    assert "Wies Wijk" in part(client) and "Ik wil dit wel doen" not in part(client)
    mailbox.deliver()
    assert len(mailbox.to("regio@example.org")) == len(mailbox.to("wies@example.org")) == 1


def test_changing_the_holder_keeps_history(client, region):
    first, second = member("een@example.org", name="Eerste Spin"), member("twee@example.org", name="Tweede Spin")
    give_role(role=offer_role(region=region, user=first, kind="wijkcoordinator", shows_name=True))
    with time_machine.travel(clock.now() + timedelta(days=400), tick=False):
        end_role(role=AreaRole.objects.get())
        give_role(role=offer_role(region=region, user=second, kind="wijkcoordinator", shows_name=False))
        assert list(AreaRole.objects.past().values_list("user", flat=True)) == [first.pk]
        assert [role.user for role in AreaRole.objects.now()] == [second]
        now, before = part(client).split("<details")
        assert "Wijkcoördinator" in now and "Tweede Spin" not in now  # no consent: the role alone
        assert "Eerste Spin" in before
        remove_person(person_of(first))
        assert "Eerste Spin" not in part(client)
        assert AreaRole.objects.past().get().user is None


def test_holder_stands_on_the_page_of_the_organisation_too(client, region):
    organisation("Welzijn Veen", slug="welzijn-veen")
    user = member("wies@example.org", name="Wies Wijk")
    role = offer_role(region=region, user=user, kind="aandachtsvelder", organisation="welzijn veen", shows_name=True)
    page = "/organisaties/welzijn-veen/"
    assert "Wies Wijk" not in client.get(page).text  # nobody said yes yet
    give_role(role=role)
    assert "Wies Wijk" in client.get(page).text and "Aandachtsvelder" in client.get(page).text
    AreaRole.objects.update(shows_name=False)
    page_cache.forget()
    assert "Wies Wijk" not in client.get(page).text and "Aandachtsvelder" in client.get(page).text
    end_role(role=role)
    assert "Aandachtsvelder" not in client.get(page).text


def test_no_is_told_kindly_and_leaves_no_row(client, region):
    user = member("wies@example.org")
    role = offer_role(region=region, user=user, kind="aandachtsvelder", shows_name=False)
    client.force_login(member("redactie@example.org", groups=["redactie"]))
    client.post(f"{ROLES}{role.public_id}/", {"step": "decline"})
    assert not AreaRole.objects.exists()
    assert "Bedankt dat je het aanbood" in OutgoingMail.objects.get(to_email=user.email).text


@pytest.mark.parametrize("data", [{}, {"kind": "koning"}, {"kind": "wijkmanager", "words": "x" * 100_000}])
def test_bad_input_is_explained(client, region, data):
    client.force_login(member())
    page = client.post(ROLES, data)
    assert page.status_code == 200 and page.context["form"].errors
    assert client.get("/regio/bestaat-niet/rollen/").status_code == 404
