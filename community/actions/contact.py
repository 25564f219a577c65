"""A visitor writes to an ambassador, whose address stays hidden."""

import uuid

from django.db import transaction

from community import notifications
from community.actions.moderation import refuse_blocked
from community.models import AmbassadorProfile


@transaction.atomic
def write_to_ambassador(
    *,
    profile: AmbassadorProfile,
    key: uuid.UUID,
    name: str,
    email: str,
    message: str,
    language: str,
    quote: bool,
    user=None,
) -> None:
    """Pass the message on and send the visitor a receipt. The same `key` again sends nothing.

    `quote` puts the message in the receipt too: only for an address known to be the visitor's own, because a
    form that mails any text to any address is a gift to spammers.
    Raises `Refused` for somebody who may not contribute now.
    """
    refuse_blocked(user=user, email=email)
    notifications.message_for_ambassador(profile, key=key, name=name, email=email, message=message)
    notifications.message_passed_on(
        profile, key=key, name=name, email=email, message=message if quote else "", language=language
    )
