"""Members in the search: only who shows their name to everyone, and only what they show to everyone."""

from collections.abc import Iterator

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from cms import search
from community.models import MemberProfile, SeenBy
from community.rules.members import shown_of

KIND = "lid"
FACETS = {"regio": "regions", "thema": "themes", "sector": "sectors"}
LANGUAGES = tuple(code for code, _name in settings.LANGUAGES)


def key(pk: int, language: str) -> str:
    """The name of an entry in the index."""
    return f"member:{pk}:{language}"


def entries(profiles=None) -> Iterator[search.Entry]:
    """One entry per language for every public profile among `profiles` (default all)."""
    profiles = MemberProfile.objects.all() if profiles is None else profiles
    for profile in profiles.shown_to(SeenBy.EVERYONE).with_details():
        shown = shown_of(profile, SeenBy.EVERYONE)
        for language in LANGUAGES:
            with translation.override(language):
                terms = [str(term) for field in FACETS.values() for term in shown.get(field, ())]
                texts = [shown.get(field, "") for field in ("about", "can_help", "looking_for")]
                yield search.Entry(
                    key=key(profile.pk, language),
                    kind=KIND,
                    language=language,
                    title=shown["name"],
                    url=reverse("member", args=[profile.public_id]),
                    summary=shown.get("role", ""),
                    text="\n".join(filter(None, [*texts, *terms])),
                    terms={facet: [term.slug for term in shown.get(field, ())] for facet, field in FACETS.items()},
                )


def refresh(profile: MemberProfile) -> None:
    """Bring the index up to date with one profile."""
    found = list(entries(MemberProfile.objects.filter(pk=profile.pk)))
    for entry in found:
        search.put(entry)
    if not found:
        forget(profile)


def forget(profile: MemberProfile) -> None:
    """Take one profile out of the index."""
    search.remove(*(key(profile.pk, language) for language in LANGUAGES))


def register() -> None:
    """Make members known to the search."""
    search.register(search.Source(KIND, _("Lid"), entries))
