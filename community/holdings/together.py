"""What is kept of people who take part: their profile as a member."""

from collections.abc import Iterator

from community.actions.members import remove_member
from community.models import MemberProfile
from community.personal_data import Holding, Person, register


def _profile(person: Person) -> Iterator[dict]:
    for profile in MemberProfile.objects.filter(user=person.user).with_details() if person.user else ():
        row = {"adres": str(profile.public_id), "gemaakt": profile.created_at.isoformat()}
        for field in MemberProfile.FIELDS:
            value = getattr(profile, field)
            row[str(profile._meta.get_field(field).verbose_name)] = {
                "inhoud": value if isinstance(value, str) else [str(term) for term in value.all()],
                "te zien voor": getattr(profile, f"get_{field}_for_display")(),
            }
        yield row


def _remove_profile(person: Person) -> int:
    return remove_member(user=person.user) if person.user else 0


def register_holdings() -> None:
    """Called when the app is ready."""
    register(Holding("ledenprofiel", ("community.MemberProfile",), _profile, _remove_profile))
