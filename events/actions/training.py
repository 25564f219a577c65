"""Training: enrolling with or without a voucher, filling cohorts, closing them, and a plan's pot."""

import uuid
from datetime import date
from itertools import count

from django.db import DataError, IntegrityError, transaction
from django.db.models import Count, F
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from cms import clock, page_cache
from cms.form_ids import id_of
from cms.models import Region
from events.actions.organise.conflict import refuse_stale
from events.actions.refusal import Refused
from events.models import Cohort, Enrolment, Practice, Spending, TrainingPlan, TrainingProgramme, Voucher
from events.notifications import training as letters

VOUCHER_USES = 3


@transaction.atomic
def enrol(
    *,
    programme: TrainingProgramme,
    key: uuid.UUID,
    name: str,
    email: str,
    practice: Practice,
    sector,
    code: str = "",
    is_ambassador: bool = False,
    language: str = "nl",
    user=None,
) -> Enrolment:
    """Enrol somebody; who has a voucher goes first. The same `key` or address again returns the first enrolment.

    They get a place in the first cohort with room, or wait. Raises `Refused` for a voucher that does not work.
    """
    programme = TrainingProgramme.objects.select_for_update().get(pk=programme.pk)
    email = email.strip().lower()
    if known := Enrolment.objects.filter(key=key).first() or programme.enrolments.filter(email=email).first():
        return known
    voucher = _use(programme, code) if code else None
    enrolment = Enrolment.objects.create(
        key=key,
        programme=programme,
        name=name,
        email=email,
        practice=practice,
        sector=sector,
        language=language,
        is_ambassador=is_ambassador,
        voucher=voucher,
        has_priority=voucher is not None,
        user=user,
    )
    _fill(programme)
    enrolment.refresh_from_db()
    letters.enrolled(enrolment)
    return enrolment


@transaction.atomic
def place(*, enrolment: Enrolment, cohort: Cohort | None, actor=None) -> Enrolment:
    """Put somebody in a cohort, or (None) back on the list of who waits. Raises `Refused` for a full or closed one."""
    programme = TrainingProgramme.objects.select_for_update().get(pk=enrolment.programme_id)
    enrolment = Enrolment.objects.select_for_update(of=("self",)).get(pk=enrolment.pk)
    if cohort and (cohort.programme_id != programme.pk or not Cohort.objects.get(pk=cohort.pk).is_open):
        raise Refused(_("Deze groep is gesloten."), field="cohort")
    if cohort and cohort.enrolments.exclude(pk=enrolment.pk).count() >= cohort.capacity:
        raise Refused(_("Deze groep is vol."), field="cohort")
    if enrolment.cohort_id != (cohort and cohort.pk):
        enrolment.cohort = cohort
        enrolment.save(update_fields=["cohort"])
        if cohort:
            letters.placed(enrolment)
    return enrolment


@transaction.atomic
def close_cohort(*, cohort: Cohort, actor=None) -> Cohort:
    """Nobody comes in any more.

    Raises `Refused` with the names of the practices that lack an ambassador, or of the sectors that nobody comes from.
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


def without_ambassador(programme: TrainingProgramme):
    """The practices of which no ambassador is enrolled."""
    covered = programme.enrolments.filter(is_ambassador=True).values("practice")
    return programme.practices.exclude(pk__in=covered)


@transaction.atomic
def invite_practice(*, practice: Practice, actor=None) -> bool:
    """Ask a practice without an ambassador to send one; once. Raises `Refused` without an address."""
    practice = Practice.objects.select_for_update(of=("self",)).select_related("programme").get(pk=practice.pk)
    if practice.invited_at:
        return False
    if not practice.email:
        raise Refused(_("Van %(practice)s is geen e-mailadres bekend.") % {"practice": practice.name})
    practice.invited_at = clock.now()
    practice.save(update_fields=["invited_at"])
    letters.ambassador_wanted(practice)
    return True


@transaction.atomic
def give_voucher(*, enrolment: Enrolment, ends_on: date, uses: int = VOUCHER_USES) -> Voucher:
    """A voucher for who follows the training, to win colleagues with; who has one keeps that one."""
    Enrolment.objects.select_for_update().get(pk=enrolment.pk)
    found = enrolment.vouchers.first()
    return found or Voucher.objects.create(programme=enrolment.programme, giver=enrolment, ends_on=ends_on, uses=uses)


@transaction.atomic
def spend(*, plan: TrainingPlan, key: uuid.UUID, amount: int, reason: str, actor=None) -> Spending:
    """Take euros from the pot, or put back (negative). The same `key` again takes nothing.

    Raises `Refused` when there is not so much left; the database refuses it too.
    """
    plan = TrainingPlan.objects.select_for_update().get(pk=plan.pk)
    if known := Spending.objects.filter(key=key).first():
        return known
    try:
        with transaction.atomic():
            TrainingPlan.objects.filter(pk=plan.pk).update(spent=F("spent") + amount)
    except (IntegrityError, DataError):  # PostgreSQL refuses a number beyond its integers in words of its own
        plan.refresh_from_db()
        words = {"left": plan.left}
        raise Refused(_("Dat kan niet: er zit nog € %(left)s in de pot.") % words, field="amount") from None
    page_cache.forget()
    log(instance=plan, action="events.change", user=actor, data={"amount": amount})
    return Spending.objects.create(key=key, plan=plan, amount=amount, reason=reason)


@transaction.atomic
def save_programme(
    *,
    programme: TrainingProgramme | None = None,
    version: str = "",
    key: uuid.UUID | None = None,
    sectors,
    practices,
    actor,
    **values,
):
    """Make or change a training; the same form (`key`) again gives what it made.

    `practices`: (name, address) of those that send people; none with people is dropped.
    """
    if programme is None:
        public_id = id_of(key, "training", actor and actor.pk)
        programme, made = TrainingProgramme.objects.get_or_create(public_id=public_id, defaults=values)
        if not made:
            return programme
    else:
        programme = TrainingProgramme.objects.select_for_update().get(pk=programme.pk)
        refuse_stale(programme, version)
        for name, value in values.items():
            setattr(programme, name, value)
        programme.version += 1
        programme.save()
    programme.sectors.set(sectors)
    for name, email in practices:
        Practice.objects.update_or_create(programme=programme, name=name, defaults={"email": email})
    gone = programme.practices.exclude(name__in=[name for name, _email in practices])
    gone.annotate(people=Count("enrolments")).filter(people=0).delete()
    page_cache.forget()
    log(instance=programme, action="events.change", user=actor)
    return programme


def _use(programme: TrainingProgramme, code: str) -> Voucher:
    """Count one more use of this voucher, under the programme's lock."""
    voucher = Voucher.objects.select_for_update().filter(programme=programme, code=code).first()
    if voucher is None:
        raise Refused(_("Deze code kennen we niet. Kijk of je hem goed hebt overgenomen."), field="code")
    if voucher.ends_on < timezone.localtime(clock.now()).date():
        raise Refused(_("Deze voucher is verlopen. Je kunt je ook zonder code inschrijven."), field="code")
    if voucher.used >= voucher.uses:
        raise Refused(_("Deze voucher is al helemaal gebruikt. Je kunt je ook zonder code inschrijven."), field="code")
    Voucher.objects.filter(pk=voucher.pk).update(used=F("used") + 1)
    return voucher


def _fill(programme: TrainingProgramme) -> None:
    """Give free places to who waits: those with a voucher first, then in order. What the pages say changes with it."""
    page_cache.forget()
    waiting = list(programme.enrolments.filter(cohort=None).order_by("-has_priority", "pk"))
    for cohort in programme.cohorts.filter(status=Cohort.Status.OPEN):
        free = cohort.capacity - cohort.enrolments.count()
        for enrolment in waiting[: max(free, 0)]:
            enrolment.cohort = cohort
            enrolment.save(update_fields=["cohort"])
        waiting = waiting[max(free, 0) :]


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
    waiting = set(programme.enrolments.filter(cohort=None).values_list("pk", flat=True))
    _fill(programme)
    for enrolment in programme.enrolments.filter(pk__in=waiting).exclude(cohort=None):
        letters.placed(enrolment)
    log(instance=programme, action="events.change", user=actor, data={"cohort": title})
    return cohort


@transaction.atomic
def save_plan(*, plan: TrainingPlan | None = None, version: str = "", actor=None, **values) -> TrainingPlan:
    """Make or change a region's plan; a new one that equals one there is, to the letter, is that one.

    Raises `Refused` for a pot that holds less than was spent.
    """
    if plan is None:
        Region.objects.select_for_update(no_key=True).get(
            pk=values["region"].pk
        )  # the same form twice: the second waits
        if same := TrainingPlan.objects.filter(**values).first():
            return same
        slug = _free_slug(values["title"])
        plan = TrainingPlan.objects.create(slug=slug, **values)
    else:
        plan = TrainingPlan.objects.select_for_update().get(pk=plan.pk)
        refuse_stale(plan, version)
        if values["pot"] < plan.spent:
            words = {"spent": plan.spent}
            raise Refused(_("Er is al € %(spent)s uitgegeven. De pot kan niet kleiner zijn.") % words, field="pot")
        for name, value in values.items():
            setattr(plan, name, value)
        plan.version += 1
        plan.save()
    page_cache.forget()
    log(instance=plan, action="events.change", user=actor)
    return plan


def _free_slug(title: str) -> str:
    base = slugify(title)[:50] or "plan"
    taken = set(TrainingPlan.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    return next(slug for number in count(1) if (slug := base if number == 1 else f"{base}-{number}") not in taken)
