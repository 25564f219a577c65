"""What a training is and which practices send people, and a region's plan with its pot."""

import uuid
from itertools import count

from django.db import DataError, IntegrityError, transaction
from django.db.models import Count, F
from django.utils.text import slugify
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from cms import clock, page_cache
from cms.form_ids import id_of
from cms.models import Region
from events.actions.organise.conflict import refuse_stale
from events.actions.refusal import Refused
from events.models import Practice, Spending, TrainingPlan, TrainingProgramme
from events.notifications import training as letters


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


@transaction.atomic
def spend(*, plan: TrainingPlan, key: uuid.UUID, amount: int, reason: str, actor=None) -> Spending:
    """Take euros from the pot, or put back (negative). The same `key` again takes nothing.

    Raises `Refused` when there is not so much left, or was not so much spent; the database refuses it too.
    """
    plan = TrainingPlan.objects.select_for_update().get(pk=plan.pk)
    if known := Spending.objects.filter(key=key).first():
        return known
    try:
        with transaction.atomic():
            TrainingPlan.objects.filter(pk=plan.pk).update(spent=F("spent") + amount)
    except (IntegrityError, DataError):  # PostgreSQL refuses a number beyond its integers in words of its own
        plan.refresh_from_db()
        if amount < 0:
            text = _("Dat kan niet: er is € %(spent)s uitgegeven. Meer kan niet terug.") % {"spent": plan.spent}
        else:
            text = _("Dat kan niet: er zit nog € %(left)s in de pot.") % {"left": plan.left}
        raise Refused(text, field="amount") from None
    page_cache.forget()
    log(instance=plan, action="events.change", user=actor, data={"amount": amount})
    return Spending.objects.create(key=key, plan=plan, amount=amount, reason=reason)


def _free_slug(title: str) -> str:
    base = slugify(title)[:50] or "plan"
    taken = set(TrainingPlan.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    return next(slug for number in count(1) if (slug := base if number == 1 else f"{base}-{number}") not in taken)
