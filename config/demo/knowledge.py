"""Regions, handvatten, collections, practice examples and plain pages, made as an editor would make them."""

from datetime import timedelta

from wagtail.models import Page, Revision

from cms import clock
from cms.mirror import mirror
from cms.models import (
    Audience,
    CollectionItem,
    CollectionPage,
    Dimension,
    HandvatIndexPage,
    HandvatPage,
    HomePage,
    Interpretation,
    Phase,
    PracticeExampleIndexPage,
    PracticeExamplePage,
    Region,
    RelatedModel,
    Scale,
    Sector,
    StandardPage,
    Theme,
)
from config.demo.content import read
from config.demo.moments import today

TAXONOMIES = {
    "audiences": Audience,
    "dimensions": Dimension,
    "themes": Theme,
    "phases": Phase,
    "scales": Scale,
    "sectors": Sector,
    "regions": Region,
    "interpretations": Interpretation,
    "related_models": RelatedModel,
}


def load() -> int:
    """Make everything, unless it was made before; returns how many pages were made."""
    if Region.objects.filter(slug=read("regions")["region"][0]["slug"]).exists():
        return 0
    load_regions()
    handvatten = load_handvatten("handvatten") | load_handvatten("tips")
    return len(handvatten) + load_collections(handvatten) + load_examples(handvatten) + load_pages()


def load_regions() -> None:
    """The areas of the country, each inside the one it names."""
    made = {"nederland": Region.objects.get(slug="nederland")}
    for order, row in enumerate(read("regions")["region"], start=1):
        made[row["slug"]] = Region.objects.create(
            slug=row["slug"],
            name_nl=row["name"],
            name_en=row.get("name_en", ""),
            kind=row["kind"],
            code=row.get("code", ""),
            description_nl=row.get("description", ""),
            parent=made[row.get("in", "nederland")],
            sort_order=order * 10,
        )


def terms(row: dict) -> dict[str, list]:
    """The taxonomy terms that a row names by slug, per field of a page. Raises `ValueError` for an unknown slug."""
    chosen = {}
    for field, model in TAXONOMIES.items():
        slugs = row.get(field, [])
        found = {term.slug: term for term in model.objects.filter(slug__in=slugs)} if slugs else {}
        if missing := set(slugs) - set(found):
            raise ValueError(f"unknown {field}: {', '.join(sorted(missing))}")
        chosen[field] = [found[slug] for slug in slugs]
    return chosen


def publish(parent, page):
    """Put `page` below `parent`, live, with its English address.

    In one step and with one version to go back to: publishing as an editor does takes five times as long. The search
    index is filled once for all, by `load_demo`.
    """
    page.first_published_at = page.last_published_at = clock.now()
    parent.add_child(instance=page)
    keep_version(page)
    mirror(page)
    return page


def keep_version(page) -> None:
    """What stands there now, as the version that an editor can go back to after the first change."""
    content = page.serializable_data()
    revision = Revision.objects.create(
        content_object=page, base_content_type=page.get_base_content_type(), content=content, object_str=str(page)
    )
    page.latest_revision = page.live_revision = revision
    page.latest_revision_created_at = revision.created_at
    Page.objects.filter(pk=page.pk).update(
        latest_revision=revision, live_revision=revision, latest_revision_created_at=revision.created_at
    )


def load_handvatten(name: str) -> dict[str, HandvatPage]:
    """The handvatten of one file, by slug."""
    index = dutch(HandvatIndexPage)
    file = read(name)
    made = {}
    for row in file["handvat"]:
        row = file.get("defaults", {}) | row
        page = HandvatPage(
            number=row.get("number"),
            why=paragraphs(row["why"]),
            how=steps(row["how"]),
            **basics(row),
        )
        made[row["slug"]] = publish(index, page)
    return made


def load_collections(handvatten: dict[str, HandvatPage]) -> int:
    """The collections, each in its own order."""
    index = dutch(HandvatIndexPage)
    rows = read("collections")["collection"]
    for row in rows:
        slugs = row.get("handvatten") or [each["slug"] for each in read(row["all_of"])["handvat"]]
        page = CollectionPage(
            title=row["title"], slug=row["slug"], summary=row["summary"], introduction=row["introduction"]
        )
        page.items = [CollectionItem(handvat=handvatten[slug], sort_order=place) for place, slug in enumerate(slugs)]
        publish(index, page)
    return len(rows)


def load_examples(handvatten: dict[str, HandvatPage]) -> int:
    """The practice examples, each tied to the handvatten that name it."""
    index = dutch(PracticeExampleIndexPage)
    regions = {region.slug: region for region in Region.objects.select_related("parent")}
    pointed = [(row["slug"], example) for row in read("handvatten")["handvat"] for example in row["examples"]]
    rows = read("examples")["example"]
    for row in rows:
        municipality = regions[row["municipality"]]
        did_not_work = paragraphs(row["obstacles"])
        if lesson := row.get("lesson"):
            did_not_work += f"<h3>Wat we hiervan leerden</h3><p>{lesson}</p>"
        page = PracticeExamplePage(
            situation=paragraphs(row["situation"]),
            approach=paragraphs(row["approach"]),
            result=paragraphs(row["result"]),
            what_did_not_work=did_not_work,
            partners="\n".join(partner[:1].upper() + partner[1:] for partner in row["partners"].split(", ")),
            place=f"{municipality.name_nl}, {municipality.parent.name_nl}",
            target_group=row["target_group"],
            status=row["status"],
            year=(today() - timedelta(days=row["reviewed"] + 300)).year,
            **basics(row | {"regions": [municipality.parent.slug, municipality.slug]}),
        )
        page.handvatten = [handvatten[slug] for slug, example in pointed if example == row["slug"]]
        publish(index, page)
    return len(rows)


def load_pages() -> int:
    """The front door's words and the plain pages; those that every site starts with get the demo's text."""
    file = read("pages")
    for home in HomePage.objects.select_related("locale"):
        words = file["home"][home.locale.language_code]
        home.hero_title, home.introduction = words["hero_title"], words["introduction"]
        home.save()
    home = dutch(HomePage)
    present = {page.slug: page for page in StandardPage.objects.child_of(home)}
    for row in file["page"]:
        page = present.get(row["slug"]) or StandardPage(slug=row["slug"])
        page.title, page.summary, page.seo_title = row["title"], row["summary"], ""
        page.body = [("text", one_line(row["body"]))]
        if page.pk:
            page.save()
        else:
            publish(home, page)
    return len(file["page"])


def basics(row: dict) -> dict:
    """The fields that every content page has, from its row."""
    reviewed = today() - timedelta(days=row["reviewed"])
    return {
        "title": row["title"],
        "slug": row["slug"],
        "summary": row["summary"],
        "provenance": row.get("provenance", ""),
        "last_reviewed_on": reviewed,
        "review_before": reviewed + timedelta(days=365),
        **terms(row),
    }


def dutch(model):
    """The one Dutch page of this type."""
    return model.objects.get(locale__language_code="nl")


def one_line(html: str) -> str:
    """Rich text as it is stored, without the line ends of the content file."""
    return html.strip().replace("\n", "")


def paragraphs(text: str) -> str:
    """Plain text with blank lines between paragraphs, as rich text."""
    return "".join(f"<p>{part.strip()}</p>" for part in text.strip().split("\n\n"))


def steps(lines: list[str]) -> str:
    """Lines as numbered steps."""
    return "<ol>" + "".join(f"<li>{line}</li>" for line in lines) + "</ol>"
