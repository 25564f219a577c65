"""Ambassadors in the search: only who is public, and only what they agreed to show."""

from collections.abc import Iterator

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from cms import search
from cms.models import SearchDocument
from community import rules
from community.models import AmbassadorProfile

KIND = "ambassadeur"
FACETS = {"regio": "regions", "thema": "themes", "sector": "sectors"}
LANGUAGES = tuple(code for code, _name in settings.LANGUAGES)


def key(pk: int, language: str) -> str:
    """The name of an entry in the index."""
    return f"ambassador:{pk}:{language}"


def entries(profiles=None) -> Iterator[search.Entry]:
    """One entry per language for every public profile among `profiles` (default all)."""
    profiles = AmbassadorProfile.objects.all() if profiles is None else profiles
    for profile in profiles.public().with_details():
        shown = rules.visible_fields(profile)
        for language in LANGUAGES:
            with translation.override(language):
                terms = [str(term) for field in ("regions", "themes", "sectors") for term in shown.get(field, ())]
                texts = [shown.get(field, "") for field in ("organisation", "bio", "availability", "languages")]
                yield search.Entry(
                    key=key(profile.pk, language),
                    kind=KIND,
                    language=language,
                    title=shown["name"],
                    url=reverse("ambassador", args=[profile.slug]),
                    summary=" · ".join(filter(None, [shown.get("role_label", ""), shown.get("ask_me_about", "")])),
                    text="\n".join(filter(None, [*texts, *terms])),
                    terms={facet: [term.slug for term in shown.get(field, ())] for facet, field in FACETS.items()},
                )


def refresh(profile: AmbassadorProfile) -> None:
    """Bring the index up to date with one profile."""
    found = list(entries(AmbassadorProfile.objects.filter(pk=profile.pk)))
    for entry in found:
        search.put(entry)
    if not found:
        forget(profile)


def forget(profile: AmbassadorProfile) -> None:
    """Take one profile out of the index."""
    search.remove(*(key(profile.pk, language) for language in LANGUAGES))


def refresh_all() -> int:
    """Bring the index up to date with everybody, people whose account is gone included; returns who is public."""
    found = list(entries())
    for entry in found:
        search.put(entry)
    gone = SearchDocument.objects.filter(kind=KIND).exclude(key__in=[entry.key for entry in found])
    search.remove(*gone.values_list("key", flat=True))
    return len(found) // len(LANGUAGES)


def register() -> None:
    """Make ambassadors known to the search; called when the app is ready."""
    search.register(search.Source(KIND, _("Ambassadeur"), entries))
