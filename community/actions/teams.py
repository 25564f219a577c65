"""Making teams, letting people in, and leaving. A team without members does not exist; one without an owner neither."""

import uuid
from itertools import count

from django.db import transaction
from django.utils.translation import gettext as _

from cms import clock
from cms.form_ids import id_of
from cms.models import Organisation
from community import notifications
from community.actions.refusal import Refused
from community.actions.unnaming import called, full, leave_out_of, near
from community.models import MapChange, MapNode, OutgoingMail, PlanItem, Team, TeamInvitation, TeamMember, User

ALONE = uuid.UUID("6d2c0a1e-6f0b-4a55-9d3c-0d6b6b1f6f35")  # stands for the form that nobody fills in
MOST_TEAMS = 30
MOST_MEMBERS = 60


@transaction.atomic
def make_team(*, user: User, name: str, key: uuid.UUID | None = None) -> Team:
    """A new team with this user as its owner. The same form (`key`) again gives the first.

    Raises `Refused` for somebody with very many teams.
    """
    User.objects.select_for_update(no_key=True).get(pk=user.pk)  # the same form twice at once: the second waits
    public_id = id_of(key, "team", user.pk)
    if team := Team.objects.filter(public_id=public_id).first():
        return team
    return _make(user, public_id, name)


@transaction.atomic
def own_team(*, user: User) -> Team:
    """Where somebody works alone: a team of one, made when it is first needed.

    Once a colleague came in it is a team like any other, and there is a new one. Raises `Refused` as `make_team` does.
    """
    User.objects.select_for_update(no_key=True).get(pk=user.pk)  # two at once: the second waits
    for turn in count():
        public_id = id_of(ALONE, user.pk, turn)
        team = Team.objects.filter(public_id=public_id).first()
        if team is None:
            return _make(user, public_id, _("Mijn eigen werk"))
        if list(team.members.values_list("user", flat=True)) == [user.pk]:
            return team


def _make(user: User, public_id: uuid.UUID, name: str) -> Team:
    if user.team_memberships.count() >= MOST_TEAMS:
        raise Refused(_("Je zit al in heel veel teams. Verlaat er eerst een."))
    team = Team.objects.create(public_id=public_id, name=name)
    TeamMember.objects.create(team=team, user=user, is_owner=True)
    return team


@transaction.atomic
def invite(*, team: Team, by: User, email: str, language: str) -> TeamInvitation:
    """Send somebody a link to join, valid for two weeks. Asking again sends a new link; the old one stops working.

    It makes no difference whether the address has an account. Raises `Refused` for a member and for a full team.
    """
    team = Team.objects.select_for_update().get(pk=team.pk)
    email = email.strip().lower()
    if team.members.filter(user__email=email).exists():
        raise Refused(_("Deze persoon zit al in het team."))
    if team.members.count() + team.invitations.exclude(email=email).count() >= MOST_MEMBERS:
        raise Refused(_("Dit team is vol. Maak voor een grote groep liever meer teams."))
    team.invitations.filter(email=email).delete()
    invitation = TeamInvitation.objects.create(team=team, email=email, invited_by=by)
    notifications.team_invitation(invitation, language)
    return invitation


@transaction.atomic
def withdraw_invitation(*, team: Team, email: str) -> None:
    """Make an open invitation worthless."""
    team.invitations.filter(email=email).delete()


@transaction.atomic
def join(*, user: User, invitation: TeamInvitation) -> Team:
    """Become a member; the invitation is used up. Harmless for a member."""
    TeamMember.objects.get_or_create(team=invitation.team, user=user)
    team = invitation.team
    TeamInvitation.objects.filter(pk=invitation.pk).delete()
    return team


@transaction.atomic
def remove_member(*, member: TeamMember) -> None:
    """Let a member go, or a member leaves. What they did stays; the last one takes the team along."""
    team = Team.objects.select_for_update().get(pk=member.team_id)
    team.checks.filter(user=member.user_id).delete()
    member.delete()
    rest = list(team.members.all())
    if not rest:
        team.delete()
    elif not any(each.is_owner for each in rest):
        # Who was there first keeps the key.
        rest[0].is_owner = True
        rest[0].save(update_fields=["is_owner"])


@transaction.atomic
def share_ownership(*, member: TeamMember) -> None:
    """Make a member an owner too."""
    TeamMember.objects.filter(pk=member.pk).update(is_owner=True)


@transaction.atomic
def link_organisation(*, team: Team, organisation: Organisation | None) -> Team:
    """Say which organisation the team belongs to, so that its members see their progress on that page; None: to none."""
    team.organisation = organisation
    team.save(update_fields=["organisation"])
    return team


@transaction.atomic
def delete_team(*, team: Team) -> None:
    """Take the team away with everything it made."""
    team.delete()


@transaction.atomic
def forget_member(*, email: str, user: User | None) -> int:
    """What must happen before an account goes: leave every team, lose every invitation. Returns how many of both."""
    members = list(user.team_memberships.select_related("team")) if user and user.pk else []
    for member in members:
        _leave_out_name(member)
        remove_member(member=member)
    if user and user.pk:  # their name stands in the invitations they sent
        sent = TeamInvitation.objects.filter(invited_by=user).values_list("public_id", flat=True)
        mails = OutgoingMail.objects.filter(key__in=[f"team_invitation:{public_id}" for public_id in sent])
        mails.filter(status=OutgoingMail.Status.QUEUED).update(status=OutgoingMail.Status.FAILED)
        mails.wipe()
    return len(members) + TeamInvitation.objects.filter(email__iexact=email).delete()[0]


def _leave_out_name(member: TeamMember) -> None:
    """Put "…" for a name, also for one word of it, on the sheets, plans and maps that the others keep."""
    team, names = member.team, full(called(member.user))
    words = near(member.user, others=User.objects.filter(team_memberships__team=team))
    leave_out_of(team.sheet_lines.all(), ("text", "who", "promise"), names, words)
    leave_out_of(team.plans.all(), ("title",), names, words)
    leave_out_of(PlanItem.objects.filter(plan__team=team), ("title", "plain_title", "notes"), names, words)
    leave_out_of(team.maps.all(), ("goal",), names, words)
    leave_out_of(MapNode.objects.filter(map__team=team), ("text", "grounds"), names, words)
    leave_out_of(MapChange.objects.filter(map__team=team), ("before", "after"), names, words)


def open_invitation(*, user: User, public_id) -> TeamInvitation | None:
    """The invitation for this very person, while its link works."""
    found = TeamInvitation.objects.select_related("team", "invited_by").filter(
        public_id=public_id, email=user.email, sent_at__lte=clock.now()
    )
    invitation = found.first()
    return invitation if invitation and invitation.is_open else None
