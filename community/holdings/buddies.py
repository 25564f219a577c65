"""What is kept of people as buddies, for the register."""

from collections.abc import Iterator

from community.actions.buddies import leave
from community.models import BuddyBlock, BuddyMatch, BuddyReflection
from community.personal_data import Holding, Person, register


def _buddies(person: Person) -> Iterator[dict]:
    if not (user := person.user):
        return
    for profile in user.buddy_profiles.prefetch_related("regions", "sectors", "themes"):
        yield {
            "kant": profile.get_side_display(),
            "over jou": profile.about,
            "regio's": [str(term) for term in profile.regions.all()],
            "werkveld": [str(term) for term in profile.sectors.all()],
            "thema's": [str(term) for term in profile.themes.all()],
            "momenten": profile.moments,
            "hoe": profile.get_how_display(),
            "weken": profile.weeks,
            "voor hoeveel mensen": profile.capacity,
            "op pauze sinds": profile.paused_at and profile.paused_at.isoformat(),
        }
    for match in BuddyMatch.objects.of(user):
        yield {
            "maatjes": match.get_state_display(),
            "voorgesteld": match.proposed_at.isoformat(),
            "begonnen": match.started_at and match.started_at.isoformat(),
            "einde": match.ends_at and match.ends_at.isoformat(),
        }
    for reflection in BuddyReflection.objects.filter(user=user):
        yield {"terugblik": reflection.text, "bewaard": reflection.changed_at.isoformat()}
    for row in BuddyBlock.objects.filter(user=user):
        yield {"nooit meer voorstellen": row.created_at.isoformat()}


def _remove(person: Person) -> int:
    return leave(user=person.user) if person.user and person.user.pk else 0


def register_holdings() -> None:
    """Called when the app is ready."""
    models = ("BuddyProfile", "BuddyMatch", "BuddyBlock", "BuddyReflection")
    register(Holding("maatjes", tuple(f"community.{name}" for name in models), _buddies, _remove))
