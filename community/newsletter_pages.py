"""Pieces of the newsletter: handvatten and practice examples that were published lately, and questions that wait."""

from datetime import timedelta

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale

from cms import clock
from cms.models import HandvatPage, PracticeExamplePage, published
from community.models import Conversation
from community.newsletter_sources import Piece, Source
from community.newsletter_sources import register as add
from community.rules.conversations import public_conversations

NEW_FOR = timedelta(days=60)
MOST = 12


def _pages(model):
    def pieces():
        locale = Locale.objects.filter(language_code="nl").values("pk")[:1]
        found = published(model, locale).filter(first_published_at__gte=clock.now() - NEW_FOR)
        for page in found.order_by("-first_published_at")[:MOST]:
            yield Piece(str(page.pk), page.title, page.url, getattr(page, "summary", ""))

    return pieces


def _questions():
    """Public questions, those without an answer first."""
    found = public_conversations().filter(kind=Conversation.Kind.QUESTION, created_at__gte=clock.now() - NEW_FOR)
    for question in found.order_by("answers", "-created_at")[:MOST]:
        yield Piece(str(question.pk), question.title, reverse("question", args=[question.slug]))


def register() -> None:
    """Called when the app is ready."""
    add(Source("handvatten", _("Nieuwe handvatten"), 20, _pages(HandvatPage)))
    add(Source("voorbeelden", _("Uit de praktijk"), 30, _pages(PracticeExamplePage)))
    add(Source("vragen", _("Weet jij het antwoord?"), 40, _questions))
