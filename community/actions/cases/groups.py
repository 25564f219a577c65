"""Peer groups: making one, letting people in, signing, and leaving. A group without members does not exist."""

import uuid

from django.db import transaction
from django.utils.translation import gettext as _

from cms import clock
from cms.form_ids import id_of
from community.actions.cases.leaving import leave_discussions
from community.actions.cases.wiping import wipe
from community.actions.refusal import Refused, Stale
from community.models import AGREEMENT, PeerGroup, PeerInvitation, PeerMember, SharedCase, User
from community.models.cases.groups import INVITED_FOR, SMALLEST
from community.notifications import cases as notifications

MOST_GROUPS = 10


@transaction.atomic
def make_group(*, user: User, name: str, key: uuid.UUID | None = None) -> PeerGroup:
    """A new group with this user as its host. The same form (`key`) again gives the first."""
    User.objects.select_for_update(no_key=True).get(pk=user.pk)  # the same form twice at once: the second waits
    public_id = id_of(key, "peer group", user.pk)
    if group := PeerGroup.objects.filter(public_id=public_id).first():
        return group
    if user.peer_memberships.count() >= MOST_GROUPS:
        raise Refused(_("Je zit al in heel veel intervisiegroepen. Verlaat er eerst een."))
    group = PeerGroup.objects.create(public_id=public_id, name=name)
    PeerMember.objects.create(group=group, user=user, is_host=True)
    return group


@transaction.atomic
def change_group(*, group: PeerGroup, expected_version: int, name: str, agreement: str, largest: int) -> PeerGroup:
    """Another name, size or agreement of the group's own. With another agreement everybody signs anew.

    Raises `Stale` when somebody changed the agreement since the form was made.
    """
    group = _lock(group)
    if group.agreement_version != expected_version:
        raise Stale(group)
    if largest < group.members.count():
        raise Refused(_("De groep heeft nu al meer leden dan dat."))
    if agreement != group.agreement:
        group.agreement_version += 1
    group.name, group.agreement, group.largest = name, agreement, largest
    group.save()
    return group


@transaction.atomic
def invite(*, group: PeerGroup, by: User, email: str, language: str) -> PeerInvitation:
    """Send somebody a link to join, valid for two weeks. Asking again sends a new link; the old one stops working."""
    group = _lock(group)
    email = email.strip().lower()
    if group.members.filter(user__email=email).exists():
        raise Refused(_("Deze persoon zit al in de groep."))
    open_ones = group.invitations.filter(sent_at__gt=clock.now() - INVITED_FOR)
    if group.members.count() + open_ones.exclude(email=email).count() >= group.largest:
        raise Refused(_("De groep is vol. In een kleine groep durft iedereen te praten."))
    group.invitations.filter(email=email).delete()
    invitation = PeerInvitation.objects.create(group=group, email=email, invited_by=by)
    notifications.invitation(invitation, language)
    return invitation


@transaction.atomic
def withdraw_invitation(*, group: PeerGroup, email: str) -> None:
    """Make an open invitation worthless."""
    group.invitations.filter(email=email.strip().lower()).delete()


def forget_invitations() -> int:
    """Forget whom a link was sent to that no longer works; work for the clock. Returns how many."""
    return PeerInvitation.objects.filter(sent_at__lte=clock.now() - INVITED_FOR).delete()[0]


@transaction.atomic
def join(*, user: User, invitation: PeerInvitation) -> PeerGroup:
    """Become a member; the invitation is used up. All others declare again that they manage nobody here."""
    group = _lock(invitation.group)
    if not group.members.filter(user=user).exists():
        if group.members.count() >= group.largest:
            raise Refused(_("De groep is intussen vol."))
        PeerMember.objects.create(group=group, user=user)
    PeerInvitation.objects.filter(pk=invitation.pk).delete()
    return group


@transaction.atomic
def sign(*, member: PeerMember, seen: str) -> PeerMember:
    """Sign the agreement, and declare to manage nobody in the group, both as they are now. Safe to repeat.

    `seen` is the `to_sign` of the group that this member was shown. Raises `Stale` when it is another by now.
    """
    group = _lock(member.group)
    if group.to_sign != seen:
        raise Stale(group)
    member.signed_house, member.signed_version, member.signed_at = AGREEMENT, group.agreement_version, clock.now()
    member.save(update_fields=["signed_house", "signed_version", "signed_at"])
    return member


@transaction.atomic
def remove_member(*, member: PeerMember) -> None:
    """Let a member go, or a member leaves. Their running cases stop, others go on without them.

    The last one takes the group along; without a host, who was there first becomes one.
    """
    group = _lock(member.group)
    gone = member.pk
    leave_discussions(user=member.user, group=group)
    member.delete()
    rest = list(group.members.select_related("user"))
    if not rest:
        delete_group(group=group)
    elif not any(each.is_host for each in rest):
        rest[0].is_host = True
        rest[0].save(update_fields=["is_host"])
    if len(rest) == SMALLEST - 1:
        notifications.group_shrank(group, [each.user for each in rest], turn=gone)


@transaction.atomic
def share_hosting(*, member: PeerMember) -> None:
    """Make a member a host too."""
    PeerMember.objects.filter(pk=member.pk).update(is_host=True)


@transaction.atomic
def delete_group(*, group: PeerGroup) -> None:
    """Take the group away, with every case: the keys go too."""
    for discussion in group.discussions.all():
        wipe(discussion=discussion, with_plan=True)
    group.delete()


@transaction.atomic
def forget_member(*, email: str, user: User | None) -> int:
    """What must happen before an account goes: leave every group, lose every invitation, and take back what was sent for
    the library and not let in yet. What is in the library names nobody, and stays. Returns how many rows."""
    members = list(user.peer_memberships.select_related("group", "user")) if user and user.pk else []
    for member in members:
        remove_member(member=member)
    taken = 0
    if user and user.pk:
        taken = SharedCase.objects.filter(author=user).exclude(status=SharedCase.Status.APPROVED).delete()[0]
    return len(members) + taken + PeerInvitation.objects.filter(email__iexact=email).delete()[0]


def open_invitation(*, user: User, public_id) -> PeerInvitation | None:
    """The invitation for this very person, while its link works."""
    found = PeerInvitation.objects.select_related("group", "invited_by")
    invitation = found.filter(public_id=public_id, email=user.email).first()
    return invitation if invitation and invitation.is_open else None


def _lock(group: PeerGroup) -> PeerGroup:
    return PeerGroup.objects.select_for_update().get(pk=group.pk)
