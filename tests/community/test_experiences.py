"""Ik heb dit toegepast: told without a name, read by a moderator, shown with the counts."""

import pytest

from community.actions.experiences import approve, reject
from community.models import Experience
from tests.cms import factories
from tests.community.factories import member

pytestmark = pytest.mark.django_db
TEXT = "Wij probeerden dit met het hele team, op een dinsdag."


@pytest.fixture(scope="module")
def handvat(module_db):
    return factories.handvat("Begin gewoon")


def tell(client, handvat, **changes):
    address = f"/toegepast/{handvat.translation_key}/"
    return client.post(address, {"worked": "nee", "situation": TEXT, "sector": "", **changes})


def shown(client, handvat):
    return client.get(handvat.url).content.decode()


def test_experience_waits_for_a_moderator_and_then_stands_at_the_handvat(
    client, handvat, django_capture_on_commit_callbacks
):
    assert f'href="/toegepast/{handvat.translation_key}/"' in shown(client, handvat)
    response = tell(client, handvat)
    assert response.status_code == 302
    assert client.get(response.url).status_code == 200
    experience = Experience.objects.get()
    assert TEXT not in shown(client, handvat)
    client.force_login(member("m@example.org", groups=["moderatie"]))
    assert TEXT in client.get(f"/beheer/ervaringen/inspect/{experience.pk}/").content.decode()
    client.post(f"/beheer/ervaringen/{experience.pk}/tonen/")
    client.logout()
    html = shown(client, handvat)
    assert TEXT in html
    assert "1 keer werkte het niet." in html
    english = client.get(f"/en{handvat.url}").content.decode()
    assert f'<blockquote lang="nl"><p>{TEXT}</p>' in english
    reject(experience=experience)
    assert TEXT not in shown(client, handvat)


def test_form_is_sent_once_and_keeps_what_was_typed(client, handvat):
    key = "5f1f7d5e-98f4-4a52-9a2f-3a6a0a8f1b11"
    for _again in range(2):
        tell(client, handvat, key=key)
    assert Experience.objects.count() == 1
    for changes, message in (
        ({"worked": ""}, "Kies of het werkte of niet."),
        ({"situation": "Kort"}, "Vertel iets meer"),
        ({"situation": f"{TEXT} 111222333"}, "burgerservicenummer"),
        ({"situation": TEXT, "sector": "999999"}, "sector"),
    ):
        response = tell(client, handvat, **changes)
        assert response.status_code == 200
        assert message in response.content.decode()
    assert TEXT in response.content.decode()
    assert Experience.objects.count() == 1


@pytest.mark.parametrize("text", ["\x00" * 30, "x" * 100_000, "<script>alert(1)</script> en nog wat meer"])
def test_evil_text_breaks_nothing(client, handvat, text):
    tell(client, handvat, situation=text)
    for experience in Experience.objects.all():
        approve(experience=experience)
    assert "<script>alert" not in shown(client, handvat)


def test_who_tells_too_much_waits(client, handvat):
    assert [tell(client, handvat).status_code for _again in range(6)] == [302] * 5 + [429]


def test_handvat_that_is_not_public_has_no_form(client, handvat):
    handvat.unpublish()
    assert tell(client, handvat).status_code == 404


def test_stories_cost_no_query_of_their_own_when_nothing_changed(client, handvat, django_assert_num_queries):
    for _again in range(3):
        approve(experience=Experience.objects.create(handvat=handvat.translation_key, worked=True, situation=TEXT))
    client.get(handvat.url)
    before = Experience.objects.filter(worked=True).count()
    assert shown(client, handvat).count(TEXT) == before
    assert f"{before} keer werkte het." in shown(client, handvat)
