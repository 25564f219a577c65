"""Signing up somebody who does not do that on a screen: a helper does, and gets all the mail."""

import uuid
from collections.abc import Mapping

from django.db import transaction

from cms import clock
from events.actions.refusal import Refused
from events.actions.sign_up import Choice, sign_up
from events.models import PROXY_DOMAIN, Event, Registration, SignedUpFor


def sign_up_for(
    *,
    event: Event,
    name: str,
    helper_name: str,
    helper_email: str,
    phone: str = "",
    choices: Mapping[int, Choice] | None = None,
    attends: str = "",
    key: uuid.UUID,
    language: str = "nl",
    actor=None,
) -> Registration:
    """Sign up `name`, who agreed, through a helper whose name and address are kept; nothing goes to anybody else.

    The helper confirms from their own mailbox within the same time as everybody. `choices`, `attends` and
    `actor` as in `sign_up`. The same `key` again returns the same registration. Raises `Refused` as `sign_up` does.
    """
    email = f"{key.hex}@{PROXY_DOMAIN}"
    with transaction.atomic():
        made = Registration.objects.filter(event=event, email=email).first()
        if made is None:
            status = Registration.Status.CANCELLED  # until it is signed up below
            made = Registration.objects.create(event=event, email=email, name=name, language=language, status=status)
            SignedUpFor.objects.create(
                registration=made,
                name=helper_name,
                email=helper_email.strip().lower(),
                phone=phone,
                consented_at=clock.now(),
            )
    asked = {"choices": choices, "attends": attends, "language": language, "actor": actor}
    try:
        return sign_up(event=event, name=name, email=email, key=key, **asked)
    except Refused:
        if not made.ledger.exists():
            made.delete()
        raise
