"""What is forgotten after a meeting, and when. Work for the clock: harmless when run twice, or a day late."""

from datetime import timedelta

from cms import clock
from events.models import Answer, Attendance, Door, ParticipantDetails, Scan

SCANS_KEPT = timedelta(days=30)  # what the door saw; how long somebody was there stays, for the register's checks
ANSWERS_KEPT = timedelta(days=90)  # about people's work, and to the organiser's questions
WALK_INS_KEPT = timedelta(days=365)  # who came without signing up: as long as links of who did sign up work


def forget_after_meetings() -> int:
    """Wipe scans and doors, answers, and the names of walk-ins, each after its time; returns how many rows."""
    now = clock.now()
    forgotten = Scan.objects.filter(event__ends_at__lte=now - SCANS_KEPT).delete()[0]
    forgotten += Door.objects.filter(event__ends_at__lte=now - SCANS_KEPT).delete()[0]
    for model in (Answer, ParticipantDetails):
        forgotten += model.objects.filter(registration__event__ends_at__lte=now - ANSWERS_KEPT).delete()[0]
    walked_in = Attendance.objects.filter(registration=None, event__ends_at__lte=now - WALK_INS_KEPT)
    return forgotten + walked_in.exclude(name="", email="").update(name="", email="")
