"""The groups of a training: making, changing and closing them, and who finished."""

import uuid
from collections.abc import Collection
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from cms import clock, page_cache
from cms.form_ids import id_of
from events.actions.organise.conflict import refuse_stale
from events.actions.refusal import Refused
from events.actions.training.enrolling import fill_and_tell
from events.models import Cohort, TrainingProgramme
from events.notifications import training as letters


@transaction.atomic
def add_cohort(
    *,
    programme: TrainingProgramme,
    title: str,
    starts_on: date,
    capacity: int,
    key: uuid.UUID | None = None,
    actor=None,
) -> Cohort:
    """One group more; who waits gets the places in it. The same form (`key`) again gives the first."""
    programme = TrainingProgramme.objects.select_for_update().get(pk=programme.pk)
    fields = {"title": title, "starts_on": starts_on, "capacity": capacity}
    cohort, made = programme.cohorts.get_or_create(public_id=id_of(key, "cohort", programme.pk), defaults=fields)
    if not made:
        return cohort
    fill_and_tell(programme)
    log(instance=programme, action="events.change", user=actor, data={"cohort": title})
    return cohort


@transaction.atomic
def change_cohort(*, cohort: Cohort, version: str, title: str, starts_on: date, capacity: int, actor=None) -> Cohort:
    """Another name, first day or size. Who is in it hears of another day; places that come free go to who waits.

    Raises `Conflict`, and `Refused` for a size that does not hold who is in it.
    """
    programme = TrainingProgramme.objects.select_for_update().get(pk=cohort.programme_id)
    cohort = Cohort.objects.select_for_update().get(pk=cohort.pk)
    refuse_stale(cohort, version)
    if capacity < (inside := cohort.enrolments.count()):
        raise Refused(_("Er zitten al %(inside)s mensen in deze groep.") % {"inside": inside}, field="capacity")
    other_day = cohort.starts_on != starts_on
    cohort.title, cohort.starts_on, cohort.capacity = title, starts_on, capacity
    cohort.save()
    if other_day:
        for enrolment in cohort.enrolments.exclude(name=""):
            letters.first_day_moved(enrolment)
    fill_and_tell(programme)
    log(instance=programme, action="events.change", user=actor, data={"cohort": title})
    return cohort


@transaction.atomic
def close_cohort(*, cohort: Cohort, actor=None) -> Cohort:
    """Nobody comes in any more.

    Raises `Refused` with the names of who has not confirmed yet, of the practices that lack an ambassador, or of the
    sectors that nobody comes from.
    """
    programme = TrainingProgramme.objects.select_for_update().get(pk=cohort.programme_id)
    cohort = Cohort.objects.select_for_update().get(pk=cohort.pk)
    if not cohort.is_open:
        return cohort
    people = list(cohort.enrolments.select_related("practice", "sector"))
    if not people:
        raise Refused(_("Er zit nog niemand in deze groep."))
    if len(people) > cohort.capacity:
        raise Refused(_("Er zitten meer mensen in deze groep dan er plaatsen zijn."))
    if held := [one.name for one in people if not one.is_confirmed]:
        raise Refused(
            _("Nog niet bevestigd: %(names)s. Na een dag komt de plek anders vanzelf vrij.")
            % {"names": ", ".join(held)}
        )
    missing = [sector.name for sector in programme.sectors.all() if sector.pk not in {one.sector_id for one in people}]
    if missing:
        raise Refused(_("In deze groep komt nog niemand uit: %(sectors)s.") % {"sectors": ", ".join(missing)})
    if programme.needs_ambassador:
        lacking = without_ambassador(programme).filter(pk__in={one.practice_id for one in people})
        if names := [practice.name for practice in lacking]:
            raise Refused(
                _("Deze praktijken hebben nog geen ambassadeur in de training: %(names)s.")
                % {"names": ", ".join(names)}
            )
    cohort.status = Cohort.Status.CLOSED
    cohort.save(update_fields=["status"])
    page_cache.forget()
    log(instance=programme, action="events.change", user=actor, data={"cohort": cohort.title})
    return cohort


@transaction.atomic
def finish(*, cohort: Cohort, finished: Collection[uuid.UUID], actor=None) -> int:
    """Write down who of a group finished the training (their public ids) and who did not; returns how many did.

    Raises `Refused` while the group is open, and before its first day.
    """
    cohort = Cohort.objects.select_for_update(of=("self",)).select_related("programme").get(pk=cohort.pk)
    if cohort.is_open:
        raise Refused(_("Sluit eerst de groep."))
    if not cohort.has_begun:
        raise Refused(_("Deze groep is nog niet begonnen."))
    people = cohort.enrolments.exclude(name="")
    people.exclude(public_id__in=finished).update(finished_on=None)
    for enrolment in people.filter(public_id__in=finished, finished_on=None):
        enrolment.finished_on = clock.today()
        enrolment.save(update_fields=["finished_on"])
        letters.finished(enrolment)
    page_cache.forget()
    log(instance=cohort.programme, action="events.change", user=actor, data={"cohort": cohort.title})
    return cohort.enrolments.exclude(finished_on=None).count()


def without_ambassador(programme: TrainingProgramme):
    """The practices of which no ambassador is enrolled; one who has not confirmed yet may not come at all."""
    covered = programme.enrolments.filter(is_ambassador=True, confirm_before=None).values("practice")
    return programme.practices.exclude(pk__in=covered)
