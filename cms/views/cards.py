"""A conversation card on one sheet of A4."""

from django.http import Http404
from django.utils.translation import get_language, override
from django.views.decorators.http import require_safe

from cms import pdf
from cms.models import ConversationCardPage, open_to_all


@require_safe
def sheet(request, card):
    """The public card with this name in the language of the address; 404 for any other."""
    cards = ConversationCardPage.objects.live().filter(locale__language_code=get_language(), slug=card)
    page = open_to_all(cards).order_by("path").first()
    if page is None:
        raise Http404
    with override(page.text_language):
        words = {"title": page.title, "summary": page.summary, "steps": page.steps()}
        return pdf.response(pdf.make("cms/typst/card.typ", words), f"{page.slug}.pdf")
