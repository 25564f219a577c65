"""The notice board in the search: what hangs there now."""

from collections.abc import Iterator

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from cms import search
from cms.models import SearchDocument
from community.models import Notice, Posted

KIND = "prikbord"
LANGUAGES = tuple(code for code, _name in settings.LANGUAGES)


def key(pk: int, language: str) -> str:
    """The name of an entry in the index."""
    return f"notice:{pk}:{language}"


def entries(notices=None) -> Iterator[search.Entry]:
    """One entry per language for every notice among `notices` (default all) that hangs there."""
    notices = Notice.objects.all() if notices is None else notices
    for notice in notices.public().select_related("region").prefetch_related("sectors"):
        for language in LANGUAGES:
            with translation.override(language):
                yield search.Entry(
                    key=key(notice.pk, language),
                    kind=KIND,
                    language=language,
                    title=notice.title,
                    url=reverse("notice", args=[notice.public_id]),
                    summary=f"{notice.get_kind_display()}. {notice.text[:280]}",
                    text="\n".join([notice.text, notice.by, *map(str, notice.sectors.all())]),
                    terms={
                        "regio": [notice.region.slug] if notice.region else [],
                        "sector": [term.slug for term in notice.sectors.all()],
                    },
                )


def refresh(post: Posted) -> None:
    """Bring the index up to date with one notice; anything else is not in it."""
    if not isinstance(post, Notice):
        return
    found = list(entries(Notice.objects.filter(pk=post.pk)))
    for entry in found:
        search.put(entry)
    if not found:
        forget(post)


def forget(post: Posted) -> None:
    """Take one out of the index."""
    if isinstance(post, Notice):
        search.remove(*(key(post.pk, language) for language in LANGUAGES))


def forget_expired() -> int:
    """Take out what came down by itself; returns how many entries."""
    hanging = Notice.objects.public().values_list("pk", flat=True)
    there = {key(pk, language) for pk in hanging for language in LANGUAGES}
    gone = set(SearchDocument.objects.filter(kind=KIND).values_list("key", flat=True)) - there
    search.remove(*gone)
    return len(gone)


def register() -> None:
    """Called when the app is ready."""
    search.register(search.Source(KIND, _("Prikbord"), entries))
