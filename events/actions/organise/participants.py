"""What organisers do with the list of participants, besides `move` and `cancel` in `events/actions/change.py`."""

from wagtail.log_actions import log

from events.models import Event


def record_export(*, event: Event, file_format: str, rows: int, actor) -> None:
    """Write down who took the list of participants out of the system, and how many people were on it."""
    log(instance=event, action="events.export", user=actor, data={"format": file_format, "rows": rows})
