"""Who takes part: enrolling with or without a voucher, confirming, a place in a group, and leaving again."""

import uuid
from datetime import date

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from cms import clock, page_cache
from events.actions.refusal import Refused
from events.actions.sign_up import HOLD
from events.models import Cohort, Enrolment, Practice, TrainingProgramme, Voucher
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
    tells_giver: bool = False,
    language: str = "nl",
    user=None,
) -> Enrolment:
    """Enrol somebody; who has a voucher goes first. The same `key` again returns the first enrolment.

    They get a place in the first cohort with room, or wait; it is held until they confirm from their mailbox, within
    a day. A signed-in `user` who gives their own address is confirmed at once. Until then the last form with their
    address counts, since anybody may have sent the first; it keeps the turn, the link and the hour of the first. Who
    has confirmed gets a mail with their link. Raises `Refused` for a voucher that does not work; to others than the
    owner of an address, whether it is known or not.
    """
    programme = TrainingProgramme.objects.select_for_update().get(pk=programme.pk)
    _release_overdue(programme)  # who comes back too late for the first form is new
    email = email.strip().lower()
    if made := Enrolment.objects.filter(key=key).first():
        return made
    is_theirs = user is not None and user.email.lower() == email
    known = programme.enrolments.filter(email=email).first()
    if known and is_theirs:  # only they see what we answer
        if known.is_confirmed:
            return _send_again(known)
        _give_back(known)  # a voucher is not full because of themselves
    voucher = _usable(programme, code) if code else None
    if known and known.is_confirmed:
        return _send_again(known)
    enrolment = _write_down(
        known or Enrolment(programme=programme, email=email, confirm_before=clock.now() + HOLD),
        voucher,
        key=key,
        name=name,
        practice=practice,
        sector=sector,
        language=language,
        is_ambassador=is_ambassador,
        tells_giver=tells_giver and voucher is not None,
        user=user if is_theirs else None,
    )
    for one in fill(programme):
        if one != enrolment:
            letters.placed(one)
    enrolment.refresh_from_db()
    letters.enrolled(enrolment) if is_theirs else letters.confirm_enrolment(enrolment)
    return enrolment


def _send_again(enrolment: Enrolment) -> Enrolment:
    letters.enrolled(enrolment)
    return enrolment


def _write_down(enrolment: Enrolment, voucher: Voucher | None, **details) -> Enrolment:
    """Store what the form says, over what an earlier one said; a `user` has confirmed by it.

    Who comes from another sector than they said before is given a group anew.
    """
    if enrolment.pk:
        _give_back(enrolment)
        if enrolment.sector_id != details["sector"].pk:
            enrolment.cohort = None
    if details["user"]:
        enrolment.confirm_before = None
    if voucher:
        Voucher.objects.filter(pk=voucher.pk).update(used=F("used") + 1)
    enrolment.voucher, enrolment.has_priority = voucher, voucher is not None
    for field, value in details.items():
        setattr(enrolment, field, value)
    enrolment.save()
    return enrolment


@transaction.atomic
def confirm(*, enrolment: Enrolment) -> Enrolment:
    """Say from one's own mailbox that one takes part. Harmless when done already. Raises `Refused` when it is too late."""
    programme = TrainingProgramme.objects.select_for_update().get(pk=enrolment.programme_id)
    found = programme.enrolments.filter(pk=enrolment.pk).first()
    if found is None or (not found.is_confirmed and found.confirm_before <= clock.now()):
        raise Refused(_("Bevestigen kan niet meer: je plek is vrijgegeven. Schrijf je opnieuw in."))
    if not found.is_confirmed:
        _confirm(found)
    return found


def _confirm(enrolment: Enrolment) -> None:
    enrolment.confirm_before = None
    enrolment.save(update_fields=["confirm_before"])
    letters.enrolled(enrolment)


def expire_enrolments() -> int:
    """Forget who did not confirm in time; their places go to who waits. Work for the clock; returns how many."""
    overdue = Enrolment.objects.filter(confirm_before__lte=clock.now())
    programmes = TrainingProgramme.objects.filter(pk__in=overdue.values("programme"))
    return sum(_expire(programme) for programme in programmes)


@transaction.atomic
def _expire(programme: TrainingProgramme) -> int:
    return _release_overdue(TrainingProgramme.objects.select_for_update().get(pk=programme.pk))


def _release_overdue(programme: TrainingProgramme) -> int:
    """The same for one training, under its lock."""
    overdue = list(programme.enrolments.filter(confirm_before__lte=clock.now()))
    for enrolment in overdue:
        letters.hold_expired(enrolment)
        _forget(enrolment)
    if overdue:
        fill_and_tell(programme)
    return len(overdue)


@transaction.atomic
def forget_enrolments(*, email: str) -> int:
    """Somebody is removed, from trainings they finished too; their places go to who waits. Returns how many there were."""
    theirs = Enrolment.objects.filter(email__iexact=email)
    programmes = TrainingProgramme.objects.filter(pk__in=theirs.values("programme")).order_by("pk")
    forgotten = 0
    for programme in programmes.select_for_update():
        for enrolment in programme.enrolments.filter(email__iexact=email):
            _forget(enrolment)
            forgotten += 1
        fill_and_tell(programme)
    return forgotten


def _forget(enrolment: Enrolment) -> None:
    """Their row goes. That a voucher was used by who confirmed stays counted."""
    _give_back(enrolment)
    enrolment.delete()


def _give_back(enrolment: Enrolment) -> None:
    """Who has not confirmed uses their voucher no longer; harmless when called twice."""
    if not enrolment.is_confirmed:
        Voucher.objects.filter(pk=enrolment.voucher_id).update(used=F("used") - 1)
        enrolment.voucher = None


@transaction.atomic
def place(*, enrolment: Enrolment, cohort: Cohort, actor=None) -> Enrolment:
    """Put somebody in a cohort; a place they leave goes to who waits. Raises `Refused` for a full or closed one."""
    programme = TrainingProgramme.objects.select_for_update().get(pk=enrolment.programme_id)
    (enrolment,) = _lock(programme, enrolment)
    if enrolment.cohort_id == cohort.pk:
        return enrolment
    _refuse_closed(programme, enrolment.cohort_id, cohort.pk)
    if cohort.enrolments.count() >= Cohort.objects.get(pk=cohort.pk).capacity:
        raise Refused(_("Deze groep is vol."), field="cohort")
    _move(enrolment, cohort)
    fill_and_tell(programme)
    log(instance=programme, action="events.change", user=actor, data={"cohort": cohort.title})
    return enrolment


@transaction.atomic
def swap(*, enrolment: Enrolment, other: Enrolment, actor=None) -> None:
    """Two people take each other's place, so that full groups can be mixed too. Raises `Refused` for a closed group."""
    programme = TrainingProgramme.objects.select_for_update().get(pk=enrolment.programme_id)
    one, two = _lock(programme, enrolment, other)
    if one.cohort_id == two.cohort_id:
        return
    if one.cohort is None or two.cohort is None:
        raise Refused(_("Een van de twee heeft geen plek meer. Kies opnieuw."))
    _refuse_closed(programme, one.cohort_id, two.cohort_id)
    here, there = one.cohort, two.cohort
    _move(one, there)
    _move(two, here)
    log(instance=programme, action="events.change", user=actor)


@transaction.atomic
def withdraw(*, enrolment: Enrolment, actor=None) -> None:
    """Somebody does not take part any longer: they are forgotten, and their place goes to who waits. That a voucher
    was used by who confirmed stays counted. Harmless when called twice. Raises `Refused` for who finished the training."""
    programme = TrainingProgramme.objects.select_for_update().get(pk=enrolment.programme_id)
    enrolment = Enrolment.objects.select_for_update(of=("self",)).filter(pk=enrolment.pk).first()
    if enrolment is None:
        return
    if enrolment.finished_on:
        raise Refused(_("Deze training is al afgerond."))
    _forget(enrolment)
    fill_and_tell(programme)
    log(instance=programme, action="events.change", user=actor)


def _lock(programme: TrainingProgramme, *enrolments: Enrolment) -> list[Enrolment]:
    """The same as they are now. Raises `Refused` where somebody has left meanwhile."""
    rows = programme.enrolments.select_for_update(of=("self",)).select_related("cohort")
    found = rows.in_bulk([one.pk for one in enrolments])
    if len(found) < len(enrolments):
        raise Refused(_("Deze persoon doet niet meer mee."))
    return [found[one.pk] for one in enrolments]


def _refuse_closed(programme: TrainingProgramme, *keys: int | None) -> None:
    """Raise `Refused` unless all of these cohorts (none for who waits) are open ones of this training."""
    wanted = {key for key in keys if key}
    if programme.cohorts.filter(pk__in=wanted, status=Cohort.Status.OPEN).count() < len(wanted):
        raise Refused(_("Deze groep is gesloten."), field="cohort")


def _move(enrolment: Enrolment, cohort: Cohort) -> None:
    enrolment.cohort = cohort
    enrolment.save(update_fields=["cohort"])
    letters.placed(enrolment)


@transaction.atomic
def give_voucher(*, enrolment: Enrolment, ends_on: date, uses: int = VOUCHER_USES) -> Voucher:
    """A voucher for who follows the training, to win colleagues with, told by mail; who has one keeps that one."""
    Enrolment.objects.select_for_update().get(pk=enrolment.pk)
    if found := enrolment.vouchers.first():
        return found
    voucher = Voucher.objects.create(programme=enrolment.programme, giver=enrolment, ends_on=ends_on, uses=uses)
    letters.voucher_given(enrolment, voucher)
    return voucher


def fill(programme: TrainingProgramme) -> list[Enrolment]:
    """Give free places to who waits: those with a voucher first, then in order. Returns who got one.

    The last places of a group are kept for the sectors that it must have and that nobody in it comes from yet. What
    the pages say changes with it.
    """
    page_cache.forget()
    wanted = set(programme.sectors.values_list("pk", flat=True))
    waiting = list(programme.enrolments.filter(cohort=None).order_by("-has_priority", "pk"))
    seated = []
    for cohort in programme.cohorts.filter(status=Cohort.Status.OPEN):
        inside = list(cohort.enrolments.values_list("sector", flat=True))
        for enrolment in list(waiting):
            free = cohort.capacity - len(inside)
            lacking = wanted - {*inside, enrolment.sector_id} if cohort.capacity >= len(wanted) else set()
            if free <= len(lacking):
                continue
            enrolment.cohort = cohort
            enrolment.save(update_fields=["cohort"])
            inside.append(enrolment.sector_id)
            waiting.remove(enrolment)
            seated.append(enrolment)
    return seated


def fill_and_tell(programme: TrainingProgramme) -> None:
    """The same, and who got a place hears so."""
    for enrolment in fill(programme):
        letters.placed(enrolment)


def _usable(programme: TrainingProgramme, code: str) -> Voucher:
    """The voucher with this code, locked. Raises `Refused` when it cannot be used once more."""
    voucher = Voucher.objects.select_for_update().filter(programme=programme, code=code).first()
    if voucher is None:
        raise Refused(_("Deze code kennen we niet. Kijk of je hem goed hebt overgenomen."), field="code")
    if voucher.ends_on < timezone.localtime(clock.now()).date():
        raise Refused(_("Deze voucher is verlopen. Je kunt je ook zonder code inschrijven."), field="code")
    if voucher.used >= voucher.uses:
        raise Refused(_("Deze voucher is al helemaal gebruikt. Je kunt je ook zonder code inschrijven."), field="code")
    return voucher
