"""Training in numbers: who is in which group, which practices are covered, and what a region's plan has done so far."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Count

from events.models import Cohort, Enrolment, Practice, Track, TrainingPlan, TrainingProgramme


@dataclass(frozen=True)
class Covered:
    """A practice, how many people it sends, and how many of those are ambassadors who confirmed."""

    practice: Practice
    people: int
    ambassadors: int


def coverage(programme: TrainingProgramme) -> list[Covered]:
    """Every practice of the training; those without an ambassador first. 2 queries."""
    rows = programme.enrolments.values_list("practice", "is_ambassador", "confirm_before")
    people, ambassadors = Counter(), Counter()
    for practice, is_ambassador, confirm_before in rows:
        people[practice] += 1
        ambassadors[practice] += is_ambassador and confirm_before is None
    found = [Covered(one, people[one.pk], ambassadors[one.pk]) for one in programme.practices.all()]
    return sorted(found, key=lambda one: (one.ambassadors > 0, one.practice.name))


@dataclass(frozen=True)
class Filling:
    """A cohort with its people and how they are mixed."""

    cohort: Cohort
    people: list[Enrolment]
    sectors: list[tuple[str, int]]

    @property
    def has_room(self) -> bool:
        """Whether somebody more can come in."""
        return self.cohort.is_open and len(self.people) < self.cohort.capacity


def fillings(programme: TrainingProgramme) -> list[Filling]:
    """The cohorts of a training with who is in them. 2 queries."""
    people: dict[int, list[Enrolment]] = {}
    for one in programme.enrolments.exclude(cohort=None).select_related("practice", "sector").order_by("name"):
        people.setdefault(one.cohort_id, []).append(one)
    return [
        Filling(cohort, inside, sorted(Counter(one.sector.name for one in inside).items()))
        for cohort in programme.cohorts.all()
        for inside in [people.get(cohort.pk, [])]
    ]


@dataclass(frozen=True)
class Progress:
    """One track of a plan: places planned, people who have one, and who finished."""

    track: str
    planned: int
    enrolled: int
    finished: int


def progress(plan: TrainingPlan) -> list[Progress]:
    """Numbers only, per track. 1 query."""
    rows = (
        Enrolment.objects.filter(programme__plan=plan, confirm_before=None).order_by().values_list("programme__track")
    )
    counts = {track: (people, done) for track, people, done in rows.annotate(Count("pk"), Count("finished_on"))}
    planned = {Track.PRACTITIONER: plan.practitioner_places, Track.COACH: plan.coach_places}
    return [Progress(track.label, planned[track], *counts.get(track.value, (0, 0))) for track in Track]
