"""What is forgotten after a meeting, and when. Work for the clock: harmless when run twice, or a day late.

The periods are told to everybody by the register (`community.personal_data`).
"""

from datetime import timedelta

from django.db.models import Q
from django.utils import timezone

from cms import clock
from events.actions.removal import FORGOTTEN
from events.models import Answer, Attendance, Door, Enrolment, ParticipantDetails, Practice, Scan, SignedUpFor

SCANS_KEPT = timedelta(days=30)  # what the door saw; how long somebody was there stays, for the register's checks
HELPERS_KEPT = timedelta(days=30)  # who signed up another person, and that person's telephone number
ANSWERS_KEPT = timedelta(days=90)  # about people's work, and to the organiser's questions
WALK_INS_KEPT = timedelta(days=365)  # who came without signing up: as long as links of who did sign up work
TRAINED_KEPT = timedelta(days=2 * 365)  # so long whoever gave the subsidy may ask who was trained
TRAINING_TAKES = timedelta(days=365)  # a group is over by then, where nobody wrote down that somebody finished


def forget_after_meetings() -> int:
    """Wipe scans, doors, helpers and answers, and the names of walk-ins and the trained, each after its time; returns how
    many rows."""
    now = clock.now()
    forgotten = Scan.objects.filter(event__ends_at__lte=now - SCANS_KEPT).delete()[0]
    forgotten += Door.objects.filter(event__ends_at__lte=now - SCANS_KEPT).delete()[0]
    forgotten += SignedUpFor.objects.filter(registration__event__ends_at__lte=now - HELPERS_KEPT).delete()[0]
    for model in (Answer, ParticipantDetails):
        forgotten += model.objects.filter(registration__event__ends_at__lte=now - ANSWERS_KEPT).delete()[0]
    walked_in = Attendance.objects.filter(registration=None, event__ends_at__lte=now - WALK_INS_KEPT)
    return forgotten + walked_in.exclude(name="", email="").update(name="", email="") + _forget_trained()


def _forget_trained() -> int:
    """That somebody was trained stays counted; who never got a place is deleted."""
    before = timezone.localdate(clock.now()) - TRAINED_KEPT
    over = Q(finished_on__lte=before) | Q(finished_on=None, cohort__starts_on__lte=before - TRAINING_TAKES)
    trained = Enrolment.objects.filter(over).exclude(cohort=None).exclude(name="")
    for enrolment in (rows := list(trained)):
        enrolment.name, enrolment.user, enrolment.email = "", None, f"{enrolment.public_id.hex}@{FORGOTTEN}"
        enrolment.save(update_fields=["name", "user", "email"])
    waited = Enrolment.objects.filter(cohort=None, created_at__lte=clock.now() - TRAINED_KEPT).delete()[0]
    named = Practice.objects.filter(enrolments__in=Enrolment.objects.exclude(name="")).values("pk")
    done = Practice.objects.filter(enrolments__name="").exclude(pk__in=named).exclude(email="")
    return len(rows) + waited + Practice.objects.filter(pk__in=list(done.values_list("pk", flat=True))).update(email="")
