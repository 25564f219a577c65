"""Publishing is refused, with a reason at the field, when something is missing; a draft may lack it."""

import pytest
from django.urls import reverse
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from cms.models import HandvatIndexPage, HandvatPage, StandardPage
from tests.cms.factories import home
from tests.community.factories import member

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client, settings):
    client.force_login(member("redactie@example.org", groups=["redactie"]))
    return client


def add(client, **fields):
    """Send the form of a new handvat; `publish=False` saves a draft."""
    publish, audiences = fields.pop("publish", True), fields.pop("audiences", [])
    data = {
        "title": "Begin gewoon",
        "slug": "begin-gewoon",
        "why": rich_text("<p>Daarom.</p>"),
        "how": rich_text("<p>Zo.</p>"),
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
        **fields,
    } | ({"action-publish": "on"} if publish else {})
    parent = HandvatIndexPage.objects.get(locale__language_code="nl")
    address = reverse("wagtailadmin_pages:add", args=["cms", "handvatpage", parent.pk])
    return client.post(address, nested_form_data(data) | {"audiences": audiences})


def test_handvat_without_text_for_lists_audience_and_source_is_not_published(editor):
    response = add(editor)
    assert set(response.context["form"].errors) == {"summary", "audiences", "provenance"}
    page = response.content.decode()
    assert "Kies voor wie dit is" in page and "Begin gewoon" in page
    assert not HandvatPage.objects.exists()


def test_draft_may_lack_them(editor):
    add(editor, publish=False)
    assert HandvatPage.objects.get(alias_of=None).live is False


def test_handvat_with_everything_is_published(editor):
    audience = HandvatPage._meta.get_field("audiences").related_model.objects.first()
    add(editor, summary="Wachten helpt niet.", provenance="Leeratelier 2", audiences=[str(audience.pk)])
    assert HandvatPage.objects.get(alias_of=None).live


@pytest.mark.parametrize("publish", [True, False])
def test_bsn_in_a_page_is_refused_in_a_draft_too(editor, publish):
    response = add(editor, how=rich_text("<p>Mevrouw 111222333 zei dat.</p>"), publish=publish)
    assert "burgerservicenummer" in response.content.decode()
    assert not HandvatPage.objects.exists()


def test_bsn_in_a_block_is_refused(editor):
    body = streamfield([("text", rich_text("<p>111222333</p>"))])
    data = {"title": "Over ons", "slug": "over-ons", "body": body, "action-publish": "on"}
    data |= {"comments-TOTAL_FORMS": "0", "comments-INITIAL_FORMS": "0"}
    address = reverse("wagtailadmin_pages:add", args=["cms", "standardpage", home().pk])
    assert "body" in editor.post(address, nested_form_data(data)).context["form"].errors
    assert not StandardPage.objects.filter(slug="over-ons").exists()
