"""Mail about roles in an area: to who keeps the region, and to who offered."""

from community import mail
from community.links import url_of
from community.models import AreaRole, User


def role_offered(role: AreaRole, person: User) -> None:
    """To a coordinator or an editor: somebody wants to hold a role."""
    _send(role, person, "area_role_offered", url_of("area_roles", "nl", role.region.slug))


def role_given(role: AreaRole) -> None:
    """To who offered: yes."""
    _send(role, role.user, "area_role_given", url_of("region", "nl", role.region.slug))


def role_declined(role: AreaRole) -> None:
    """To who offered: not now."""
    _send(role, role.user, "area_role_declined", url_of("region", "nl", role.region.slug))


def _send(role: AreaRole, person: User, name: str, url: str) -> None:
    mail.queue(
        key=f"{name}:{role.public_id}:{person.pk}",
        template=f"mail/community/{name}",
        to_email=person.email,
        to_name=person.get_full_name(),
        context={
            "name": mail.display_name(person.get_full_name()) or "daar",
            "role": role.get_kind_display(),
            "region": role.region.name,
            "url": url,
        },
    )
