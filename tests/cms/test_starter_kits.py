"""A starter kit of twelve pages gives another region twelve drafts of its own, and nobody's personal data."""

import copy
from datetime import date

import pytest
from django.contrib.auth.models import Group
from wagtail.models import Comment

from cms.actions.refusal import Refused
from cms.actions.starter_kits import copies_of, copy_kit
from cms.models import (
    CollectionItem,
    CollectionPage,
    GlossaryIndexPage,
    GlossaryTermPage,
    HandvatIndexPage,
    HandvatPage,
    KitPage,
    PracticeExampleIndexPage,
    PracticeExamplePage,
    Quote,
    Region,
    StandardPage,
    StarterKit,
    TermUsage,
    TopicIndexPage,
    TopicPage,
)
from config import roles
from events.models import AgendaPage, EventSeries, SeriesPage
from tests.cms.factories import home, publish
from tests.community.factories import member

pytestmark = pytest.mark.django_db
SECRET = "Truus de Vries"


def dutch(model):
    return model.objects.get(locale__language_code="nl")


def add(parent, page):
    return parent.add_child(instance=page)


@pytest.fixture(scope="module")
def made(module_db):
    """A kit of twelve pages, in which a name stands in every place that is not to go along."""
    roles.apply()
    author, owner = member("bron@example.org"), member("nieuw@example.org")
    author.groups.set(Group.objects.filter(name="redactie"))
    owner.groups.set(Group.objects.filter(name="redactie"))
    place = Region.objects.create(slug="waterkant", name_nl="Waterkant")
    own = {"owner": author, "provenance": f"Verteld door {SECRET}", "last_reviewed_on": date(2026, 1, 1)}
    pages = [
        add(dutch(HandvatIndexPage), HandvatPage(title=f"Handvat {number}", slug=f"handvat-{number}", **own))
        for number in range(4)
    ]
    example = PracticeExamplePage(
        title="Soep", slug="soep", consent_note=f"Mail van {SECRET}", situation="<p>Soep</p>", **own
    )
    example.handvatten = pages[:1]
    pages.append(add(dutch(PracticeExampleIndexPage), example))
    collection = CollectionPage(title="Checklist", slug="checklist", owner=author)
    collection.items = [CollectionItem(handvat=page) for page in pages[:2]]
    pages.append(add(dutch(HandvatIndexPage), collection))
    for number in range(3):
        term = GlossaryTermPage(title=f"woord {number}", slug=f"woord-{number}", owner=author)
        term.usages = [TermUsage(setting="zorg", meaning="In de zorg.")]
        pages.append(add(dutch(GlossaryIndexPage), term))
    quote = Quote.objects.create(
        text="Gezegd", role="kok", consent_reference="x", said_on=date(2026, 1, 1), name=SECRET
    )
    body = [("text", "<p>Tekst.</p>"), ("said", quote)]
    pages.append(add(dutch(TopicIndexPage), TopicPage(title="Eten", slug="eten", body=body, authors=SECRET, **own)))
    pages.append(add(home(), StandardPage(title="Folder", slug="folder", body=body, owner=author)))
    series = EventSeries.objects.create(name="Leeratelier")
    pages.append(add(dutch(AgendaPage), SeriesPage(title="Leeratelier", slug="leeratelier", series=series, **own)))
    for page in pages:
        page.save_revision(user=author)
    Comment.objects.create(page=pages[0], user=author, text=SECRET, contentpath="title")
    kit = StarterKit.objects.create(name="Zo begonnen wij")
    KitPage.objects.bulk_create(KitPage(kit=kit, page=page.page_ptr, sort_order=at) for at, page in enumerate(pages))
    return {"kit": kit, "region": place, "owner": owner, "actor": author, "pages": pages}


@pytest.fixture
def cloned(made):
    asked = {name: made[name] for name in ("kit", "region", "owner", "actor")}
    return copy_kit(**asked), asked, copy.copy(made["pages"])


def test_kit_of_twelve_pages_gives_twelve_drafts_with_the_new_owner(cloned):
    drafts, asked, pages = cloned
    assert len(pages) == len(drafts) == 12
    for source, draft in zip(pages, drafts, strict=True):
        draft.refresh_from_db()
        assert draft.live is False
        assert draft.owner == asked["owner"]
        assert draft.copied_from_id == source.pk
        assert draft.get_parent().pk == source.get_parent().pk
        assert draft.title == f"{source.title} (Waterkant)"


def test_nothing_of_people_is_copied(cloned):
    drafts, _asked, _pages = cloned
    for draft in drafts:
        latest = draft.get_latest_revision_as_object()
        for version in (type(draft).objects.get(pk=draft.pk), latest):
            assert SECRET not in str(version.serializable_data()), draft.title
            assert "said" not in [block.block_type for block in getattr(version, "body", "") if hasattr(block, "value")]
        assert draft.revisions.count() <= 2  # of the copy itself, none of the source
        assert not Comment.objects.filter(page=draft).exists()
    assert getattr(drafts[0], "last_reviewed_on", None) is None


def test_copies_point_to_each_other_and_the_series_is_one_of_its_own(cloned):
    drafts, asked, pages = cloned
    by_title = {draft.title.removesuffix(" (Waterkant)"): draft for draft in drafts}
    checklist = CollectionPage.objects.get(pk=by_title["Checklist"].pk)
    assert [item.handvat.title for item in checklist.items.all()] == ["Handvat 0 (Waterkant)", "Handvat 1 (Waterkant)"]
    example = PracticeExamplePage.objects.get(pk=by_title["Soep"].pk)
    assert [handvat.title for handvat in example.handvatten.all()] == ["Handvat 0 (Waterkant)"]
    assert list(example.regions.all()) == [asked["region"]]
    assert by_title["woord 0"].usages.get().meaning == "In de zorg."
    series = SeriesPage.objects.get(pk=by_title["Leeratelier"].pk).series
    assert series != pages[-1].series
    assert series.name == "Leeratelier (Waterkant)"
    assert not series.events.exists()


def test_second_time_makes_nothing_twice(cloned):
    drafts, asked, _pages = cloned
    assert copy_kit(**asked) == []
    assert {page.pk for page in copies_of(asked["kit"], asked["region"]).values()} == {page.pk for page in drafts}


def test_example_in_which_people_are_named_stays_behind(made):
    example = made["pages"][4]
    example.people_named = True
    example.save()
    drafts = copy_kit(**{name: made[name] for name in ("kit", "region", "owner", "actor")})
    assert len(drafts) == 11
    PracticeExamplePage.objects.update(people_named=False)


def test_empty_kit_is_refused(made):
    with pytest.raises(Refused):
        copy_kit(kit=StarterKit.objects.create(name="Leeg"), region=made["region"], owner=made["owner"], actor=None)


def test_editor_copies_a_kit_and_finds_the_drafts(client, made):
    client.force_login(made["actor"])
    address = f"/beheer/startpakket/{made['kit'].pk}/kopieren/"
    refused = client.post(address, {"region": "", "owner": ""})
    assert refused.status_code == 422
    response = client.post(address, {"region": made["region"].pk, "owner": made["owner"].pk}, follow=True)
    html = response.content.decode()
    assert "12 concepten gemaakt." in html
    assert "Handvat 3 (Waterkant)" in html


def test_published_copy_names_its_source(client, made):
    drafts = copy_kit(**{name: made[name] for name in ("kit", "region", "owner", "actor")})
    draft = HandvatPage.objects.get(pk=drafts[0].pk)
    publish(draft, audiences=["professional"])
    html = client.get(HandvatPage.objects.get(pk=drafts[0].pk).url).content.decode()
    assert "Overgenomen van" in html
    assert f'href="{made["pages"][0].url}"' in html


@pytest.mark.parametrize(("model", "allowed"), [(HandvatPage, True), (HandvatIndexPage, False), (SeriesPage, True)])
def test_kit_takes_only_what_can_stand_beside_its_source(model, allowed):
    from cms.models import can_be_copied

    assert can_be_copied(model) is allowed
