"""Practice guides with their lessons, made as an editor would make them."""

from django.core.files.base import ContentFile
from wagtail.documents.models import Document

from cms import pdf
from cms.models import GuideIndexPage, LessonPage, PracticeGuidePage
from config.demo.content import read
from config.demo.knowledge import basics, dutch, one_line, publish

ORIGIN = [
    "authors",
    "organisation",
    "commissioner",
    "funder",
    "contributors",
    "published_on",
    "evidence_level",
    "source_title",
    "source_url",
]


def load() -> int:
    """Make the guides, unless they were made before; returns how many pages were made."""
    rows = read("practice_guides")["guide"]
    if PracticeGuidePage.objects.filter(slug=rows[0]["slug"]).exists():
        return 0
    return sum(load_guide(row) for row in rows)


def load_guide(row: dict) -> int:
    """One guide and its lessons."""
    guide = PracticeGuidePage(
        **basics(row),
        **{field: row.get(field, "") for field in ORIGIN},
        body=[("text", one_line(row["text"]))],
        dilemmas=[("dilemma", each) for each in row["dilemma"]],
        looks=[("look", each) for each in row["look"]],
        downloads=[("download", worksheet(each)) for each in row.get("worksheet", [])],
    )
    guide.recommendations = [
        ("recommendation", {"number": number, **each}) for number, each in enumerate(row["recommendation"], start=1)
    ]
    publish(dutch(GuideIndexPage), guide)
    for each in row["lesson"]:
        lesson = LessonPage(
            title=each["title"], slug=each["slug"], summary=each["summary"], body=[("text", one_line(each["text"]))]
        )
        publish(guide, lesson)
    return 1 + len(row["lesson"])


def worksheet(row: dict) -> dict:
    """A sheet to print, as a download."""
    content = pdf.make("cms/typst/page.typ", row)
    document = Document(
        title=row["title"], file=ContentFile(content, name=f"{row['slug']}.pdf"), file_size=len(content)
    )
    document.save()
    return {"title": row["title"], "document": document, "language": "nl"}
