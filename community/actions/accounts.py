"""Making a member: a user with a verified address, in the groups they belong to."""

from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group
from django.db import transaction

from community.actions.members import save_member
from community.models import MemberProfile, User


@transaction.atomic
def create_member(
    *,
    email: str,
    name: str = "",
    password: str | None = None,
    groups: tuple[str, ...] | list[str] = (),
    superuser: bool = False,
) -> User:
    """The user with this address, made if there was none; their groups become exactly `groups`.

    Safe to repeat. A password is set only when given and is not checked for strength (the demo uses it);
    without one a new user logs in by code. `name` is split at the first space. Raises `Group.DoesNotExist`.
    """
    email = email.strip().lower()
    first_name, _space, last_name = name.partition(" ")
    user = User.objects.filter(email=email).first() or User.objects.create_user(email)
    if name:
        user.first_name, user.last_name = first_name, last_name
    if password:
        user.set_password(password)
    if superuser:
        user.is_staff = user.is_superuser = user.is_active = True
    user.save()
    user.groups.set([Group.objects.get(name=group) for group in groups])
    EmailAddress.objects.update_or_create(user=user, email=email, defaults={"verified": True, "primary": True})
    return user


@transaction.atomic
def rename_member(*, user: User, first_name: str, last_name: str) -> User:
    """Give the user this name; a profile that has the old one follows."""
    before = User.objects.select_for_update().get(pk=user.pk).get_full_name()[:120]
    user.first_name, user.last_name = first_name, last_name
    user.save(update_fields=["first_name", "last_name"])
    if MemberProfile.objects.filter(user=user, name=before).exists():
        save_member(user=user, data={"name": user.get_full_name()[:120]})
    return user
