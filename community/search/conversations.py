"""Questions, open groups and their topics in the search. What stands in a closed group never gets here."""

from collections.abc import Iterator

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from cms import search
from cms.models import SearchDocument
from community.models import Circle, Conversation
from community.rules.conversations import public_conversations

QUESTION, TOPIC, CIRCLE = "vraag", "gesprek", "groep"
LANGUAGES = tuple(code for code, _name in settings.LANGUAGES)
MOST_POSTS = 100  # as much of a long conversation as helps to find it


def key(pk: int) -> str:
    """The name of a conversation in the index."""
    return f"conversation:{pk}"


def address(conversation: Conversation) -> str:
    """Where a conversation is read."""
    if conversation.circle_id:
        return reverse("topic", args=[conversation.circle.slug, conversation.slug])
    return reverse("question", args=[conversation.slug])


def entries(kind: str, conversations=None) -> Iterator[search.Entry]:
    """The entries of one kind (`Conversation.Kind`) among the public ones; in the language they are written in."""
    rows = public_conversations() if conversations is None else public_conversations().filter(pk__in=conversations)
    rows = rows.filter(kind=kind).select_related("circle", "summary").prefetch_related("themes")
    for conversation in rows.iterator(chunk_size=200):
        texts = list(conversation.posts.readable().values_list("text", flat=True)[:MOST_POSTS])
        summary = getattr(conversation, "summary", None)
        with translation.override(settings.LANGUAGE_CODE):
            yield search.Entry(
                key=key(conversation.pk),
                kind=TOPIC if conversation.circle_id else QUESTION,
                language=settings.LANGUAGE_CODE,
                title=conversation.title,
                url=address(conversation),
                summary=Truncator(summary.text if summary else texts[0] if texts else "").words(30),
                text="\n".join([*([summary.text] if summary else []), *texts]),
                terms={"thema": [theme.slug for theme in conversation.themes.all()]},
            )


def refresh(conversation: Conversation) -> None:
    """Bring the index up to date with one conversation."""
    rows = list(entries(conversation.kind, [conversation.pk]))
    for entry in rows:
        search.put(entry)
    if not rows:
        forget(conversation)


def forget(conversation: Conversation) -> None:
    """Take one conversation out of the index; what was never in it, as in a closed group, costs the others nothing."""
    if SearchDocument.objects.filter(key=key(conversation.pk)).exists():
        search.remove(key(conversation.pk))


def circle_entries(circles=None) -> Iterator[search.Entry]:
    """One entry per language for every open group among `circles` (default all)."""
    rows = (Circle.objects.all() if circles is None else circles).filter(access=Circle.Access.OPEN)
    for circle in rows.prefetch_related("themes"):
        for language in LANGUAGES:
            with translation.override(language):
                yield search.Entry(
                    key=f"circle:{circle.pk}:{language}",
                    kind=CIRCLE,
                    language=language,
                    title=circle.name,
                    url=reverse("circle", args=[circle.slug]),
                    summary=circle.summary,
                    terms={"thema": [theme.slug for theme in circle.themes.all()]},
                )


def refresh_front(circle: Circle) -> None:
    """Bring the index up to date with the words of one group itself."""
    rows = list(circle_entries(Circle.objects.filter(pk=circle.pk)))
    for entry in rows:
        search.put(entry)
    if not rows:
        search.remove(*(f"circle:{circle.pk}:{language}" for language in LANGUAGES))


def refresh_circle(circle: Circle) -> None:
    """After another access: all its topics in or out of the index."""
    forget_circle(circle)
    for entry in entries(Conversation.Kind.TOPIC, circle.conversations.values("pk")):
        search.put(entry)


def forget_circle(circle: Circle) -> None:
    """Take a group and all its topics out of the index."""
    keys = [key(pk) for pk in circle.conversations.values_list("pk", flat=True)]
    keys += [f"circle:{circle.pk}:{language}" for language in LANGUAGES]
    search.remove(*SearchDocument.objects.filter(key__in=keys).values_list("key", flat=True))


def register() -> None:
    """Make them known to the search."""
    search.register(search.Source(QUESTION, _("Vraag"), lambda: entries(Conversation.Kind.QUESTION)))
    search.register(search.Source(TOPIC, _("Gesprek"), lambda: entries(Conversation.Kind.TOPIC)))
    search.register(search.Source(CIRCLE, _("Groep"), circle_entries))
