"""Small makers of people and profiles for tests."""

from community.actions.accounts import create_member
from community.actions.ambassadors import create_published
from community.actions.members import save_member
from community.models import AmbassadorProfile, ConsentField, MemberProfile, SeenBy

ALL = [field for field in ConsentField if field != ConsentField.NAME]


def member(email="lid@example.org", **kwargs):
    """A member with a verified address."""
    return create_member(email=email, **kwargs)


def ambassador(name="Noor Hagens", **kwargs) -> AmbassadorProfile:
    """A visible profile that shows everything it holds."""
    kwargs.setdefault("email", f"{name.split()[0].lower()}@geheim.example.org")
    kwargs.setdefault("consents", ALL)
    kwargs.setdefault("role_label", "Wijkverpleegkundige")
    kwargs.setdefault("organisation", "Zorggroep Lindeveen")
    kwargs.setdefault("ask_me_about", "Hoe je een gesprek begint")
    return create_published(display_name=name, **kwargs)


def seen_member(user, circle=SeenBy.MEMBERS, **data) -> MemberProfile:
    """A profile that shows everything it holds to `circle`."""
    data.setdefault("name", user.get_full_name() or "Zichtbaar Lid")
    return save_member(user=user, data=data | {f"{field}_for": circle for field in MemberProfile.FIELDS})
