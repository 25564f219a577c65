"""A member's practice example: to the editors, seen to, published, taken back."""

import uuid

import pytest
from django.urls import reverse
from wagtail.models import Revision

from cms.models import Audience, PracticeExampleIndexPage, PracticeExamplePage
from community.actions.removal import hand_out, remove_person
from community.actions.shared_examples import PARTS, share_example, take_back
from community.models import SharedExample
from community.personal_data import person_of
from config import roles
from tests.community.factories import member

pytestmark = pytest.mark.django_db
TEXTS = {
    "title": "De huisarts wandelt mee",
    "situation": "Mensen kwamen elke week terug met dezelfde vraag.",
    "approach": "We gingen met een groepje lopen.",
    "result": "Er is minder haast.",
    "what_did_not_work": "De eerste keer regende het.",
    "place": "Lindeveen",
}


@pytest.fixture
def writer():
    return member("schrijver@example.org", name="Sam Schrijver")


def shared(user, **changes) -> SharedExample:
    parts = {name: TEXTS[name] for name in PARTS}
    given = {"user": user, "key": uuid.uuid4(), "title": TEXTS["title"], "parts": parts, "named": False}
    return share_example(**given | changes)


def publish(row: SharedExample) -> None:
    """As an editor does, who says for whom it is."""
    page = row.page.get_latest_revision_as_object()
    page.audiences = [Audience.objects.first()]
    page.save_revision().publish()
    row.page.refresh_from_db()


def test_example_becomes_a_draft_that_only_editors_see(client, writer):
    client.force_login(writer)
    data = TEXTS | {"people": "ja", "key": str(uuid.uuid4())}
    for _twice in range(2):
        response = client.post(reverse("share_example"), data, follow=True)
    assert "ligt bij de redactie" in response.content.decode()
    page = SharedExample.objects.get().page
    assert (page.live, page.owner, page.people_named, bool(page.consent_recorded_on)) == (False, None, True, True)
    assert "Sam" not in str(vars(page)) + str(Revision.objects.get(object_id=str(page.pk)).content)
    assert PracticeExampleIndexPage.objects.get(locale__language_code="nl").get_children().get() == page.page_ptr
    assert client.get(page.url).status_code == 404


def test_without_consent_the_editors_cannot_publish(writer):
    page = shared(writer, named=True).page.get_latest_revision_as_object()
    assert "consent_recorded_on" in page.problems(lambda name: getattr(page, name))


@pytest.mark.parametrize("telling", ["Bel 06-12345678 voor meer.", "Geboren op 3 maart 1961 in het dorp."])
def test_what_tells_who_somebody_is_is_stopped_and_the_text_kept(client, writer, telling):
    client.force_login(writer)
    data = TEXTS | {"situation": telling, "people": "niemand"}
    response = client.post(reverse("share_example"), data)
    assert response.context["form"].errors.keys() == {"situation"}
    assert telling in response.content.decode() and TEXTS["approach"] in response.content.decode()
    assert not SharedExample.objects.exists()


def test_taking_back_works_until_it_is_published_and_only_for_oneself(client, writer):
    roles.apply()
    kept, gone = shared(writer), shared(writer, title="Nog een")
    publish(kept)
    client.force_login(member("ander@example.org"))
    assert client.post(reverse("take_back_example", args=[gone.key])).status_code == 404
    client.force_login(writer)
    for each in (kept, gone):
        client.post(reverse("take_back_example", args=[each.key]))
    assert SharedExample.objects.get() == kept
    assert PracticeExamplePage.objects.get(alias_of=None).title == TEXTS["title"]
    text = client.get(reverse("own_posts")).content.decode()
    assert "staat op de site" in text and kept.page.url in text


def test_editors_see_what_waits_and_the_writer_what_was_not_placed(client, writer):
    roles.apply()
    waiting = shared(writer)
    editor = member("redactie@example.org", name="Rosa", groups=["redactie"])
    client.force_login(editor)
    assert reverse("wagtailadmin_pages:edit", args=[waiting.page_id]) in client.get("/beheer/").content.decode()
    waiting.page.delete()
    client.force_login(writer)
    assert "niet geplaatst" in client.get(reverse("own_posts")).content.decode()


def test_who_goes_takes_drafts_along_and_leaves_what_is_published(writer):
    published, _draft = shared(writer), shared(writer, title="Nog een")
    publish(published)
    person = person_of(writer)
    assert len(hand_out(person)["gedeelde voorbeelden"]) == 2
    remove_person(person)
    assert not SharedExample.objects.exists()
    assert [page.title for page in PracticeExamplePage.objects.filter(alias_of=None)] == [TEXTS["title"]]


def test_a_draft_taken_back_is_gone(writer):
    row = shared(writer)
    assert take_back(shared=row)
    assert not PracticeExamplePage.objects.exists()
