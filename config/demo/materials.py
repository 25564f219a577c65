"""Variants of the conversation card, and the catalogue of materials with PDFs made on the spot."""

from django.core.files.base import ContentFile
from wagtail.documents import get_document_model

from cms import pdf
from cms.models import ConversationCardPage, MaterialIndexPage, MaterialPage
from community.actions.orders import add_stock
from config.demo.content import read
from config.demo.knowledge import basics, publish

OWN = ("kind", "format", "pages", "language_level", "languages", "rights_holder", "rights", "logo_zone")


def load() -> int:
    """Make the pages, unless they were made before; returns how many were."""
    index = MaterialIndexPage.objects.get(locale__language_code="nl")
    if MaterialPage.objects.child_of(index).exists():
        return 0
    file = read("materials")
    general = ConversationCardPage.objects.get(slug="gesprekskaart", locale__language_code="nl")
    for row in file["card"]:
        tips = {name: row[name] for name, _label in ConversationCardPage.STEPS}
        publish(general, ConversationCardPage(**tips, **basics(row)))
    for row in file["material"]:
        own = {name: row[name] for name in (*OWN, "own_address", "file_description") if name in row}
        page = publish(index, MaterialPage(**own, file=_document(row), **basics(row)))
        if "in_stock" in row:
            add_stock(material=page, number=row["in_stock"], most=row["most"])
    return len(file["card"]) + len(file["material"])


def _document(row: dict):
    """The PDF of a material whose text is given; None for one that stands elsewhere or is not to download."""
    if "text" not in row:
        return None
    content = pdf.make("cms/typst/page.typ", {"title": row["title"], "summary": "", "sections": row["text"]})
    return get_document_model().objects.create(title=row["title"], file=ContentFile(content, f"{row['slug']}.pdf"))
