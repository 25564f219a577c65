"""Collaborations, some with an example agreement to take along."""

from django.core.files.base import ContentFile
from wagtail.documents import get_document_model

from cms import pdf
from cms.models import CollaborationIndexPage, CollaborationPage
from config.demo.content import read
from config.demo.knowledge import basics, dutch, paragraphs, publish, steps

OWN = ("form", "place", "rhythm", "slot", "started_in", "contact_role")


def load() -> int:
    """Make the pages, unless they were made before; returns how many were."""
    index = dutch(CollaborationIndexPage)
    if CollaborationPage.objects.child_of(index).exists():
        return 0
    file = read("collaborations")
    agreement = _document(file["agreement"])
    for row in file["collaboration"]:
        page = CollaborationPage(
            parties="\n".join(row["parties"]),
            how=steps(row["how"]),
            lessons=paragraphs(row["lessons"]),
            **{name: row[name] for name in OWN if name in row},
            **basics(row),
        )
        if row.get("agreement"):
            page.agreements = [("download", {"title": agreement.title, "document": agreement, "language": "nl"})]
        publish(index, page)
    return len(file["collaboration"])


def _document(row: dict):
    """The example agreement as a PDF."""
    content = pdf.make("cms/typst/page.typ", {"title": row["title"], "summary": "", "sections": row["text"]})
    return get_document_model().objects.create(title=row["title"], file=ContentFile(content, f"{row['slug']}.pdf"))
