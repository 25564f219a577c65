"""What organisers do with the list of participants, besides `move` and `cancel` in `events/actions/change.py`."""

import uuid
from collections.abc import Mapping

from wagtail.log_actions import log

from events.actions.sign_up import Choice, sign_up
from events.actions.sign_up_for import sign_up_for
from events.models import Event, Registration


def sign_up_by_organiser(
    *, event: Event, name: str, email: str, choices: Mapping[int, Choice], attends: str = "", key: uuid.UUID, actor
) -> Registration:
    """Sign up somebody who asked for it, and write down which organiser did so.

    They confirm from the mail, as everybody does. Without an `email` the organiser helps them: the mail goes to
    `actor`, who confirms. The same `key` again returns the same registration. Raises `Refused` as `sign_up` does.
    """
    asked = {"event": event, "name": name, "choices": choices, "attends": attends, "key": key, "actor": actor}
    if email:
        return sign_up(email=email, **asked)
    helper = {"helper_name": actor.get_full_name() or actor.email, "helper_email": actor.email}
    return sign_up_for(**asked, **helper)


def record_export(*, event: Event, file_format: str, rows: int, actor) -> None:
    """Write down who took the list of participants out of the system, and how many people were on it."""
    log(instance=event, action="events.export", user=actor, data={"format": file_format, "rows": rows})
