"""Topics and quotations, made as an editor would make them."""

from datetime import timedelta

from cms.models import HandvatPage, Quote, Theme, TopicIndexPage, TopicPage
from config.demo.content import read
from config.demo.knowledge import basics, dutch, publish
from config.demo.moments import today


def load() -> int:
    """Make both, unless they were made before; returns how many there are."""
    file = read("topics")
    if Quote.objects.exists():
        return 0
    quotes = {}
    for place, row in enumerate(file["quote"]):
        row["theme"] = Theme.objects.get(slug=row["theme"])
        key, said_on = row.pop("key"), today() - timedelta(days=20 + 30 * place)
        quotes[key] = Quote.objects.create(consent_reference="Verzonnen voor de demo", said_on=said_on, **row)
    for row in file["topic"]:
        page = TopicPage(
            **basics(row),
            organisation=row["organisation"],
            evidence_level=row["evidence_level"],
            body=[block(each, quotes) for each in row["block"]],
        )
        page.changed_on = page.last_reviewed_on
        publish(dutch(TopicIndexPage), page)
    return len(file["quote"]) + len(file["topic"])


def block(row: dict, quotes: dict[str, Quote]) -> tuple:
    """One block of the running text."""
    kind = row.pop("type")
    if kind == "said":
        return kind, quotes[row["value"]]
    if kind == "handvat":
        return kind, HandvatPage.objects.get(slug=row["value"], locale__language_code="nl")
    if kind == "steps":
        return kind, row | {"steps": [f"<p>{step}</p>" for step in row["steps"]]}
    return kind, row.get("value") or row | {"language": "nl"}
