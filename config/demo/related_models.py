"""Models beside these ideas, and which practice examples combine them."""

from cms.models import PracticeExamplePage, RelatedModel, RelatedModelIndexPage, RelatedModelPage
from config.demo.content import read
from config.demo.knowledge import basics, dutch, publish

FIELDS = ("text", "source", "source_url")


def load() -> int:
    """Make the terms and their pages, unless they were made before; returns how many pages were."""
    if RelatedModel.objects.exists():
        return 0
    rows = read("related_models")["model"]
    for order, row in enumerate(rows, start=1):
        term = RelatedModel.objects.create(
            slug=row["slug"], name_nl=row["title"], name_en=row["name_en"], sort_order=order * 10
        )
        claims = {
            name: [("claim", dict(zip(FIELDS, claim, strict=True))) for claim in said]
            for name, said in row["claims"].items()
        }
        publish(
            dutch(RelatedModelIndexPage), RelatedModelPage(**claims, **basics(row | {"related_models": [term.slug]}))
        )
        # Both languages hold the term: aliases mirror what their page has.
        for example in PracticeExamplePage.objects.filter(slug__in=row["examples"]):
            example.related_models.add(term)
            example.save()
    return len(rows)
