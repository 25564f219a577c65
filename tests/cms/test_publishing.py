"""Publishing is refused, with a reason at the field, when something is missing; a draft may lack it."""

import base64
from datetime import timedelta
from io import BytesIO

import pytest
import time_machine
from django.core.files.images import ImageFile
from django.urls import reverse
from wagtail.images import get_image_model
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from cms import clock
from cms.actions.due_publications import publish_due
from cms.models import HandvatIndexPage, HandvatPage, PublicationRefused, RefusedPublication, StandardPage
from config import roles
from tests.cms import factories
from tests.cms.factories import home
from tests.community.factories import member

pytestmark = pytest.mark.django_db
PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


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


def test_everything_that_stands_in_the_way_is_said_at_once(editor):
    response = add(editor, title="", how=rich_text("<p>111222333</p>"))
    assert set(response.context["form"].errors) == {"title", "summary", "audiences", "provenance", "how"}


def image(**words):
    picture = get_image_model().objects.create(
        title="Soep", file=ImageFile(BytesIO(PNG), name="soep.png"), width=1, height=1
    )
    for name, value in ({"contextual_alt_text": "", "decorative": False} | words).items():
        setattr(picture, name, value)
    return picture


def plain(*blocks, **fields):
    """A draft of a plain page with these blocks."""
    page = home().add_child(instance=StandardPage(title="Soep", body=list(blocks), **fields))
    return page, page.save_revision()


@pytest.mark.parametrize(
    ("words", "published"),
    [({}, False), ({"decorative": True}, True), ({"contextual_alt_text": "Een pan soep"}, True)],
)
def test_image_needs_a_text_or_is_marked_decorative_also_when_published_by_code(client, words, published):
    page, revision = plain(("image", image(**words)))
    if published:
        revision.publish()
        html = client.get(page.url).content.decode()
        assert ('alt=""' if "decorative" in words else 'alt="Een pan soep"') in html
    else:
        with pytest.raises(PublicationRefused):
            revision.publish()
        page.refresh_from_db()
        assert page.live_revision_id is None


def test_code_cannot_publish_what_lacks_audience_source_consent_or_transcript():
    index = HandvatIndexPage.objects.get(locale__language_code="nl")
    handvat = index.add_child(instance=HandvatPage(title="Begin", live=False))
    with pytest.raises(PublicationRefused) as refusal:
        handvat.save_revision().publish()
    assert set(refusal.value.message_dict) == {"summary", "audiences", "provenance"}
    video = {"title": "Film", "link": "https://video.example.org/1", "duration": "2:30", "language": "nl"}
    _page, revision = plain(("video", video))
    with pytest.raises(PublicationRefused, match="Schrijf uit wat er gezegd wordt"):
        revision.publish()
    with pytest.raises(PublicationRefused, match="toestemming"):
        factories.example("Met naam", fields={"people_named": True})


def test_planned_page_that_lacks_something_waits_on_the_worklist_and_holds_up_nobody(editor, client):
    roles.apply()
    soon = clock.now() + timedelta(hours=1)
    page, _revision = plain(("image", image(decorative=True)), live=False)
    whole, _revision = plain(("text", "<p>Soep.</p>"), live=False, slug="heel")
    for each in (page, whole):
        each.go_live_at = soon
        each.save_revision().publish()
    get_image_model().objects.all().delete()  # what was whole when it was planned need not stay so
    with time_machine.travel(soon + timedelta(minutes=1)):
        assert publish_due() == 1
        assert publish_due() == 0
        html = client.get("/beheer/").content.decode()
        assert "Niet gepubliceerd" in html
        assert f"/beheer/pages/{page.pk}/edit/" in html
        assert not StandardPage.objects.get(pk=page.pk).live
        assert StandardPage.objects.get(pk=whole.pk).live
        page.refresh_from_db()
        page.body, page.go_live_at = [("text", "<p>Toch.</p>")], None
        page.save_revision().publish()
        assert not RefusedPublication.objects.exists()


def test_admin_that_publishes_without_a_form_says_what_is_missing(editor):
    index = HandvatIndexPage.objects.get(locale__language_code="nl")
    page = index.add_child(instance=HandvatPage(title="Begin", slug="begin", live=False))
    page.save_revision()
    address = f"/beheer/bulk/wagtailcore/page/publish/?id={page.pk}"
    response = editor.post(address, follow=True)
    assert response.status_code == 200
    assert "Kies voor wie dit is" in response.content.decode()
    assert not HandvatPage.objects.get(pk=page.pk).live
