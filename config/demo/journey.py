"""The implementation guide of the demo: five stations."""

from cms.models import GuideIndexPage, HandvatPage, ImplementationGuidePage, PracticeExamplePage
from config.demo.content import read
from config.demo.knowledge import basics, dutch, publish, steps


def load() -> int:
    """Make the guide, unless it was made before; returns how many pages were made."""
    row = read("journey")
    if ImplementationGuidePage.objects.filter(slug=row["slug"]).exists():
        return 0
    page = ImplementationGuidePage(
        introduction=row["introduction"],
        plain_introduction=row["plain_introduction"],
        stations=[("station", _station(station)) for station in row["station"]],
        roles=[("role", role) for role in row["role"]],
        **basics(row),
    )
    publish(dutch(GuideIndexPage), page)
    return 1


def _station(row: dict) -> dict:
    """A station as the block holds it."""
    return {
        **{name: row[name] for name in ("title", "plain_title", "question", "who", "plain_who", "tips")},
        "text": steps(row["text"]),
        **_pages(row),
        "obstacles": [
            {**{name: obstacle[name] for name in ("title", "signal", "others")}, **_pages(obstacle)}
            for obstacle in row["obstacle"]
        ],
    }


def _pages(row: dict) -> dict:
    """The Dutch pages that a row names by slug, in its order."""
    found = {}
    for name, model in (("handvatten", HandvatPage), ("examples", PracticeExamplePage)):
        if slugs := row.get(name):
            pages = {page.slug: page for page in model.objects.filter(locale__language_code="nl", slug__in=slugs)}
            found[name] = [pages[slug] for slug in slugs]
    return found
