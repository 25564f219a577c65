"""What we tell people by mail about their account and their profile. Rows in the outbox, in the caller's transaction."""

import uuid

from django.db import transaction

from community import mail
from community.links import url_of as _url
from community.models import AmbassadorProfile, TeamInvitation


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
        to_email=profile.email,
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
        to_email=profile.email,
        to_name=profile.display_name,
        language=profile.language,
        context={"profile": profile, "reason": reason, "own_url": _url("account_ambassador", profile.language)},
    )


def message_for_ambassador(profile: AmbassadorProfile, *, key: uuid.UUID, name: str, email: str, message: str) -> None:
    """A visitor's message; an answer goes straight to the visitor."""
    mail.queue(
        key=f"ambassador_message:{key}",
        template="mail/community/ambassador_message",
        to_email=profile.email,
        to_name=profile.display_name,
        language=profile.language,
        context={
            "profile": profile,
            "name": name,
            "email": email,
            "message": message,
            "report_url": _url("report", profile.language, "bericht", key),
            "own_url": _url("account_ambassador", profile.language),
        },
        reply_to=email,
    )


def message_passed_on(
    profile: AmbassadorProfile, *, key: uuid.UUID, name: str, email: str, message: str, language: str
) -> None:
    """The visitor's receipt; `message` may be empty."""
    mail.queue(
        key=f"ambassador_receipt:{key}",
        template="mail/community/ambassador_receipt",
        to_email=email,
        to_name=name,
        language=language,
        context={
            "profile": profile,
            "name": name,
            "message": message,
            "url": _url("ambassador", language, profile.slug),
        },
    )


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
