"""What we tell people by mail about their account and their profile. Rows in the outbox, in the caller's transaction."""

import uuid

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from community import mail
from community.links import url_of as _url
from community.models import AmbassadorProfile, TeamInvitation, User


@transaction.atomic
def account_mail(name: str, *, email: str, language: str, context: dict) -> None:
    """One mail of the log-in: `name` is a template under `mail/community/`. Every call is a mail of its own.

    A transaction of its own where the caller (allauth) has none; a code is forgotten once the mail has left.
    """
    mail.queue(
        key=f"account:{name}:{uuid.uuid4()}",
        template=f"mail/community/{name}",
        to_email=email,
        language=language,
        context=context,
        secret=True,
    )


def ambassador_published(profile: AmbassadorProfile) -> None:
    """The profile is visible now."""
    mail.queue(
        key=f"ambassador_published:{profile.pk}:{profile.version}",
        template="mail/community/ambassador_published",
        to_email=profile.address,
        to_name=profile.display_name,
        language=profile.language,
        context={
            "profile": profile,
            "url": _url("ambassador", profile.language, profile.slug),
            "own_url": _url("account_ambassador", profile.language),
        },
    )


def ambassador_sent_back(profile: AmbassadorProfile, reason: str) -> None:
    """A moderator made it a draft again."""
    mail.queue(
        key=f"ambassador_sent_back:{profile.pk}:{profile.version}",
        template="mail/community/ambassador_sent_back",
        to_email=profile.address,
        to_name=profile.display_name,
        language=profile.language,
        context={"profile": profile, "reason": reason, "own_url": _url("account_ambassador", profile.language)},
    )


def ambassadors_wait(profile: AmbassadorProfile, moderator: User, days: int) -> bool:
    """To a moderator: somebody asked so many days ago to be shown. Once per round of days; says whether it was now."""
    key = f"ambassador_waits:{profile.pk}:{profile.applied_at:%Y%m%d%H%M}:{days}:{moderator.pk}"
    if mail.is_queued(key):
        return False
    mail.queue(
        key=key,
        template="mail/community/ambassador_waits",
        to_email=moderator.email,
        to_name=moderator.get_full_name(),
        context={
            "name": mail.display_name(profile.display_name),
            "days": days,
            "url": settings.BASE_URL + reverse("ambassadors_admin:inspect", args=[profile.pk]),
        },
        is_new=True,
    )
    return True


def ambassador_applied(profile: AmbassadorProfile) -> None:
    """A receipt: we got the request, and when they hear from us."""
    mail.queue(
        key=f"ambassador_applied:{profile.pk}:{profile.version}",
        template="mail/community/ambassador_applied",
        to_email=profile.address,
        to_name=profile.display_name,
        language=profile.language,
        context={"profile": profile, "own_url": _url("account_ambassador_preview", profile.language)},
    )


def ambassador_confirm(profile: AmbassadorProfile, *, days: int) -> bool:
    """Does it still hold? `days` before the profile hides itself; 0 says that it did. Says whether it was sent now."""
    key = f"ambassador_confirm:{profile.pk}:{profile.confirmed_at:%Y%m%d}:{days}"
    if mail.is_queued(key):
        return False
    mail.queue(
        key=key,
        template="mail/community/ambassador_confirm",
        to_email=profile.address,
        to_name=profile.display_name,
        language=profile.language,
        context={
            "profile": profile,
            "is_over": not days,
            "own_url": _url("account_ambassador_preview", profile.language),
        },
        is_new=True,
    )
    return True


def team_invitation(invitation: TeamInvitation, language: str) -> None:
    """A link to join a team; whoever has no account yet makes one on the way."""
    mail.queue(
        key=f"team_invitation:{invitation.public_id}",
        template="mail/community/team_invitation",
        to_email=invitation.email,
        language=language,
        context={
            # Empty where a name hides a web or mail address: this mail goes to anybody a member thinks of.
            "team": mail.display_name(invitation.team.name),
            "by": mail.display_name(invitation.invited_by.get_full_name()),
            "url": _url("team_join", language, invitation.public_id),
        },
    )
