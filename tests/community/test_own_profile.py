"""One's own profile: writing it, agreeing per field, and showing, pausing and stopping it."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from community.actions import ambassadors as actions
from community.actions.moderation import blocks
from community.models import AmbassadorProfile, OutgoingMail
from tests.community.factories import ambassador, member

pytestmark = pytest.mark.django_db
GIVEN = {"display_name": "Mo Maas", "bio": "Ik werk in de wijk.", "organisation": "Wijkteam"}
EDIT, STATUS, PREVIEW = "/account/ambassadeur/", "/account/ambassadeur/status/", "/account/ambassadeur/voorbeeld/"


@pytest.fixture
def owner(client):
    user = member("mo@example.org")
    client.force_login(user)
    return user


def save(client, **changes):
    return client.post(EDIT, GIVEN | {"consents": ["name", "bio"]} | changes, follow=True)


def own():
    return AmbassadorProfile.objects.get(user__email="mo@example.org")


def test_member_writes_a_draft_that_nobody_sees(client, owner):
    assert save(client).redirect_chain[-1][0] == PREVIEW
    assert own().status == "draft"
    assert own().email == "mo@example.org"
    client.logout()
    assert client.get(f"/ambassadeurs/{own().slug}/").status_code == 404


def test_nothing_is_ticked_to_begin_with(client, owner):
    html = client.get(EDIT).content.decode()
    assert "checked" not in html.split('name="consents"', 1)[1]


def test_preview_shows_only_what_was_agreed(client, owner):
    html = save(client).content.decode()
    assert "Ik werk in de wijk." in html
    assert "Wijkteam" not in html


def test_consent_keeps_its_moment_and_is_closed_when_withdrawn(client, owner):
    save(client)
    first = own().consents.get(field="bio")
    save(client)
    assert own().consents.get(field="bio").given_at == first.given_at
    save(client, consents=["name"])
    first.refresh_from_db()
    assert first.withdrawn_at
    save(client)
    assert own().consents.filter(field="bio").count() == 2


def test_road_from_draft_to_visible_to_pause_and_back(client, owner):
    save(client)
    client.post(STATUS, {"step": "apply"})
    assert own().status == "applied"
    actions.approve(profile=own())
    assert client.get(f"/ambassadeurs/{own().slug}/").status_code == 200
    assert OutgoingMail.objects.filter(kind__contains="ambassador_published").count() == 1
    client.post(STATUS, {"step": "pause"})
    assert client.get(f"/ambassadeurs/{own().slug}/").status_code == 404
    client.post(STATUS, {"step": "resume"})
    assert client.get(f"/ambassadeurs/{own().slug}/").status_code == 200


def test_applying_without_consent_for_the_name_is_refused(client, owner):
    save(client, consents=["bio"])
    response = client.post(STATUS, {"step": "apply"}, follow=True)
    assert own().status == "draft"
    assert "Geef eerst toestemming" in response.content.decode()


def test_withdrawing_the_name_hides_the_profile(client, owner):
    ambassador("Mo Maas", user=owner, slug="mo-maas")
    save(client, consents=["bio"])
    assert own().status == "draft"


def test_stopping_withdraws_everything(client, owner):
    ambassador("Mo Maas", user=owner, slug="mo-maas")
    client.post(STATUS, {"step": "stop"})
    assert own().status == "stopped"
    assert own().consented == frozenset()
    assert client.get("/ambassadeurs/mo-maas/").status_code == 404


@pytest.mark.parametrize("step", ["", "approve", "delete"])
def test_unknown_step_does_nothing(client, owner, step):
    ambassador("Mo Maas", user=owner, slug="mo-maas")
    assert client.post(STATUS, {"step": step}).status_code == 404
    assert own().status == "published"


def test_a_pause_cannot_skip_the_approval(client, owner):
    save(client)
    for step in ("resume", "pause", "resume"):
        client.post(STATUS, {"step": step})
    assert own().status == "draft"


def test_extra_fields_in_the_form_change_nothing(client, owner):
    save(
        client, status="published", confirmed_at="2026-01-01", slug="iets", email="ander@example.org", user="1", pk="1"
    )
    assert (own().status, own().confirmed_at, own().email, own().slug) == ("draft", None, "mo@example.org", "mo-maas")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("display_name", ""), ("display_name", "x" * 100_000), ("bio", "x" * 100_000), ("bio", "nul \x00"),
        ("bio", "mijn nummer: 111.222.333"), ("regions", "999999"), ("consents", "geheim"),
    ],
)  # fmt: skip
def test_wrong_input_is_explained_and_kept(client, owner, field, value):
    response = save(client, **{field: value})
    assert response.status_code == 200
    assert field in response.context["form"].errors
    assert "Wijkteam" in response.content.decode()
    assert not AmbassadorProfile.objects.exists()


def test_stale_form_is_refused_and_keeps_the_text(client, owner):
    save(client)
    old = own().version
    save(client, version=old, bio="Uit het ene venster.")
    response = save(client, version=old, bio="Uit het andere venster.")
    assert "ergens anders gewijzigd" in response.content.decode()
    assert "Uit het andere venster." in response.content.decode()
    assert own().bio == "Uit het ene venster."


def photo(size=(640, 480), kind="JPEG", exif=True):
    image, out = Image.new("RGB", size, "teal"), io.BytesIO()
    data = Image.Exif()
    data[0x010E] = "kanarie: thuis"
    image.save(out, kind, exif=data) if exif else image.save(out, kind)
    return SimpleUploadedFile("thuis-adres.jpg", out.getvalue(), "image/jpeg")


def test_photo_is_made_small_square_and_forgets_the_camera(client, owner, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    save(client, photo=photo(), photo_alt="Mo lacht", consents=["name", "photo"])
    profile = own()
    with profile.photo.open() as file:
        content = file.read()
    assert Image.open(io.BytesIO(content)).size == (320, 320)
    assert b"kanarie" not in content
    assert "thuis" not in profile.photo.name
    assert "Mo lacht" in client.get(PREVIEW).content.decode()


def test_photo_is_seen_by_its_owner_and_by_others_only_while_agreed(client, owner, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    save(client, photo=photo(), photo_alt="Mo lacht", consents=["name", "photo"])
    where = f"/ambassadeurs/{own().slug}/foto/"
    assert client.get(where)["Content-Type"] == "image/webp"
    assert Client().get(where).status_code == 404
    AmbassadorProfile.objects.update(status="applied")
    actions.approve(profile=own())
    assert Client().get(where).status_code == 200
    save(client, photo_alt="Mo lacht", consents=["name"])
    assert Client().get(where).status_code == client.get(where).status_code == 404


def test_removed_photo_leaves_the_disk(client, owner, settings, tmp_path, django_capture_on_commit_callbacks):
    settings.MEDIA_ROOT = tmp_path
    save(client, photo=photo(), photo_alt="Mo lacht")
    name = own().photo.name
    with django_capture_on_commit_callbacks(execute=True):
        save(client, remove_photo="on")
    assert not own().photo
    assert not (tmp_path / name).exists()


@pytest.mark.parametrize("content", [b"", b"geen foto", b"<svg xmlns='http://www.w3.org/2000/svg'/>"])
def test_file_that_is_no_photo_is_refused(client, owner, content):
    response = save(client, photo=SimpleUploadedFile("x.jpg", content, "image/jpeg"))
    assert "photo" in response.context["form"].errors


def test_visible_photo_needs_a_description(client, owner):
    response = save(client, photo=photo(), consents=["name", "photo"])
    assert "photo_alt" in response.context["form"].errors


@pytest.mark.parametrize("address", [EDIT, PREVIEW])
def test_stranger_is_sent_to_log_in(client, address):
    response = client.get(address)
    assert response.status_code == 302 and response["Location"].startswith("/account/login/")


def test_another_member_sees_and_changes_only_their_own(client, owner):
    other = ambassador("Iemand Anders", user=member("ander@example.org"), slug="ander")
    save(client, bio="van mij")
    other.refresh_from_db()
    assert other.bio == ""
    assert "Iemand Anders" not in client.get(PREVIEW).content.decode()


def test_page_asks_no_more_than_needed(client, owner, django_assert_max_num_queries):
    ambassador("Mo Maas", user=owner, slug="mo-maas")
    with django_assert_max_num_queries(16):
        client.get(EDIT)


def test_who_is_blocked_can_withdraw_consent_but_not_tell_more(client, owner):
    save(client)
    actions.apply_for_publication(profile=own())
    actions.approve(profile=own())
    blocks.start(email=owner.email, user=owner, days=14)
    assert "niets plaatsen" in save(client, bio="Koop mijn thee.", version=own().version).text
    assert "niets plaatsen" in save(client, consents=["name", "bio", "organisation"], version=own().version).text
    save(client, consents=["name"], version=own().version)
    assert own().consented == {"name"} and own().bio == "Ik werk in de wijk."
