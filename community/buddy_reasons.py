"""Why two people may be each other's buddy, in the words of the reader."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from cms.models import Sector, Theme
from community.models import BuddyMatch, Moment


def reasons_of(matches: Iterable[BuddyMatch]) -> dict[int, list[str]]:
    """Sentences by the key of the match, in the active language. Two queries for all of them."""
    matches = list(matches)
    names = {
        "themes": _names(Theme, matches, "themes"),
        "sectors": _names(Sector, matches, "sectors"),
        "moments": {value: str(label) for value, label in Moment.choices},
    }
    lines = (
        ("sectors", _("Jullie werken allebei in: %(words)s")),
        ("themes", _("Jullie kozen allebei: %(words)s")),
        ("moments", _("Jullie kunnen allebei: %(words)s")),
    )
    found = {}
    for match in matches:
        near = [_("Jullie wonen of werken bij elkaar in de buurt")] if match.reasons.get("near") else []
        found[match.pk] = near + [
            line % {"words": ", ".join(words).lower()}
            for kind, line in lines
            if (words := [names[kind][slug] for slug in match.reasons.get(kind, []) if slug in names[kind]])
        ]
    return found


def _names(model, matches: list[BuddyMatch], kind: str) -> dict[str, str]:
    slugs = {slug for match in matches for slug in match.reasons.get(kind, [])}
    return {term.slug: term.name for term in model.objects.filter(slug__in=slugs)} if slugs else {}
