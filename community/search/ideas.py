"""Ideas in the search: only those that are public."""

from collections.abc import Iterator

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from cms import search
from community.models import Idea, Posted

KIND = "idee"
LANGUAGES = tuple(code for code, _name in settings.LANGUAGES)


def key(post: Posted, language: str) -> str:
    """The name of an entry in the index."""
    return f"{post._meta.model_name}:{post.pk}:{language}"


def entries(ideas=None) -> Iterator[search.Entry]:
    """One entry per language for every public idea among `ideas` (default all)."""
    ideas = Idea.objects.all() if ideas is None else ideas
    for idea in ideas.public().with_details():
        for language in LANGUAGES:
            with translation.override(language):
                words = [*map(str, idea.need_labels), *map(str, idea.dimensions.all()), *map(str, idea.themes.all())]
                yield search.Entry(
                    key=key(idea, language),
                    kind=KIND,
                    language=language,
                    title=idea.title,
                    url=reverse("idea", args=[idea.public_id]),
                    summary=idea.text[:300],
                    text="\n".join([idea.text, idea.lesson, idea.by, *words]),
                    terms={
                        "regio": [idea.region.slug] if idea.region else [],
                        "dimensie": [term.slug for term in idea.dimensions.all()],
                        "thema": [term.slug for term in idea.themes.all()],
                    },
                )


def refresh(post: Posted) -> None:
    """Bring the index up to date with one idea; anything else is not in it."""
    if not isinstance(post, Idea):
        return
    found = list(entries(Idea.objects.filter(pk=post.pk)))
    for entry in found:
        search.put(entry)
    if not found:
        forget(post)


def forget(post: Posted) -> None:
    """Take one out of the index."""
    if isinstance(post, Idea):
        search.remove(*(key(post, language) for language in LANGUAGES))


def register() -> None:
    """Called when the app is ready."""
    search.register(search.Source(KIND, _("Idee"), entries))
