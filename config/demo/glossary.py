"""Words explained, and words that mean the same."""

from cms.models import GlossaryIndexPage, GlossaryTermPage, SynonymSet, TermUsage
from config.demo.content import read
from config.demo.knowledge import dutch, one_line, publish


def load() -> int:
    """Make the terms and the synonyms, unless they were made before; returns how many terms were made."""
    file = read("glossary")
    if GlossaryTermPage.objects.filter(slug=file["term"][0]["slug"]).exists():
        return 0
    index = dutch(GlossaryIndexPage)
    for row in file["term"]:
        page = GlossaryTermPage(
            title=row["title"],
            slug=row["slug"],
            summary=row["meaning"],
            other_forms="\n".join(row.get("other_forms", [])),
            explanation=one_line(row.get("explanation", "")),
        )
        page.usages = [
            TermUsage(setting=setting, meaning=meaning, sort_order=place)
            for place, (setting, meaning) in enumerate(row.get("in", {}).items())
        ]
        publish(index, page)
    for row in file["synonyms"]:
        SynonymSet.objects.create(words="\n".join(row["words"]))
    return len(file["term"])
