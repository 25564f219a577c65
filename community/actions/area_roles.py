"""Offering to hold a role in an area, being asked to, and stopping. Nothing overwrites who held it before."""

from django.db import transaction
from django.utils.translation import gettext as _

from cms import page_cache
from cms.models import Region
from cms.models.regions import today
from community import rules
from community.actions.moderation import refuse_blocked
from community.actions.refusal import Refused
from community.models import AreaRole, User
from community.notifications import area_roles as notifications


@transaction.atomic
def offer_role(
    *, region: Region, user: User, kind: str, shows_name: bool, organisation: str = "", words: str = ""
) -> AreaRole:
    """Say that one wants to hold a role; the coordinators of the region (or the editors) hear of it.

    Harmless when it was said before. Raises `Refused` for who holds the role already, and for who is blocked.
    """
    refuse_blocked(user=user)
    known = AreaRole.objects.filter(region=region, kind=kind, user=user, ends_on=None).first()
    if known and known.starts_on:
        raise Refused(_("Je hebt deze rol hier al."))
    if known:
        return known
    role = AreaRole.objects.create(
        region=region, user=user, kind=kind, shows_name=shows_name, organisation=organisation, words=words
    )
    for person in rules.who_keeps(region):
        notifications.role_offered(role, person)
    return role


@transaction.atomic
def give_role(*, role: AreaRole) -> AreaRole:
    """Let somebody hold the role from today, and tell them. Harmless twice."""
    role = _lock(role)
    if role.starts_on is None:
        role.starts_on = today()
        role.save(update_fields=["starts_on"])
        notifications.role_given(role)
        page_cache.forget()
    return role


@transaction.atomic
def decline_role(*, role: AreaRole) -> None:
    """Say no to who offered, kindly, and forget the offer. Harmless when it is gone, or when the role was given."""
    role = AreaRole.objects.select_for_update(of=("self",)).filter(pk=role.pk, starts_on=None).first()
    if role:
        notifications.role_declined(role)
        role.delete()


@transaction.atomic
def end_role(*, role: AreaRole) -> AreaRole:
    """Stop today; who held it stays in the history. An offer that nobody answered is taken back."""
    role = _lock(role)
    if role.starts_on is None:
        role.delete()
    elif role.ends_on is None:
        role.ends_on = max(today(), role.starts_on)
        role.save(update_fields=["ends_on"])
        page_cache.forget()
    return role


@transaction.atomic
def forget_area_roles(*, user: User) -> int:
    """When an account goes: the area remembers that somebody held the role and when, and nothing of who."""
    found = AreaRole.objects.filter(user=user)
    if not found.exists():
        return 0
    offered = found.filter(starts_on=None).delete()[0]
    found.filter(ends_on=None).update(ends_on=today())
    page_cache.forget()
    return offered + found.update(user=None, organisation="", words="", shows_name=False)


def _lock(role: AreaRole) -> AreaRole:
    return AreaRole.objects.select_for_update(of=("self",)).select_related("region", "user").get(pk=role.pk)
