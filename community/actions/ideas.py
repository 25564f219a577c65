"""What happens to an idea once it is there: answers, energy, chances, and an end that may be told."""

import uuid
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Max, Q
from django.utils.translation import gettext as _

from cms import clock, page_cache, working_days
from cms.areas import Areas
from cms.models import PracticeExamplePage, Region
from community.actions.moderation import contributed, refuse_blocked
from community.actions.refusal import Refused
from community.models import Coordinator, Idea, IdeaAnswer, IdeaHint, IdeaVote, Match, User
from community.notifications import posts as notifications
from community.post_links import kind_of
from community.search import ideas as search

Status = Idea.Status
ANSWER_WITHIN = 5  # working days
SILENCE = timedelta(weeks=6)  # after that we ask how it goes
UNDER_WAY = (Status.OPEN, Status.TALKING, Status.CONNECTED, Status.RUNNING)
NEIGHBOURS = (Region.Kind.NEIGHBOURHOOD, Region.Kind.MUNICIPALITY)  # areas small enough to meet in


def appeared(idea: Idea) -> None:
    """An idea is public now: from here our promise to answer counts. Inside the caller's transaction."""
    if idea.status == Status.OPEN:
        promise(idea)
    look_around(idea)


def promise(idea: Idea) -> None:
    """It asks for support, or asks again: the team answers within five working days from now."""
    idea.answer_due_at = working_days.after(clock.now(), ANSWER_WITHIN)
    idea.save(update_fields=["answer_due_at"])


def look_around(idea: Idea) -> list[IdeaHint]:
    """Tell both owners, once, that an idea in the same area touches the same theme; returns what is new."""
    if not idea.region or idea.region.kind not in NEIGHBOURS or idea.status not in UNDER_WAY:
        return []
    others = Idea.objects.public().filter(region=idea.region_id, themes__in=idea.themes.all(), status__in=UNDER_WAY)
    new = []
    for other in others.exclude(pk=idea.pk).exclude(email=idea.email).distinct():
        first, second = sorted((idea, other), key=lambda one: one.pk)
        found, created = IdeaHint.objects.get_or_create(first=first, second=second)
        if created:
            notifications.hint(found)
            new.append(found)
    return new


def touching(idea: Idea) -> list[Idea]:
    """The public ideas this one was found to touch."""
    found = Idea.objects.public().filter(Q(hints_as_first__second=idea) | Q(hints_as_second__first=idea))
    return list(found.distinct())


@transaction.atomic
def answer(
    *, idea: Idea, key: uuid.UUID, did: str = "", did_not: str = "", from_team: bool, by: User | None = None
) -> IdeaAnswer:
    """Say what was done with an idea, and what not and why. From the team it keeps our promise and mails the owner.

    The same `key` again adds nothing. Raises `Refused` when nothing was said, and for an owner who is blocked.
    """
    idea = _lock(idea)
    if found := IdeaAnswer.objects.filter(key=key).first():
        return found
    if not from_team:
        refuse_blocked(user=idea.user, email=idea.email)
    if not (did.strip() or did_not.strip()):
        raise Refused(_("Vul minstens één van de twee in."))
    row = IdeaAnswer.objects.create(
        key=key, idea=idea, did=did.strip(), did_not=did_not.strip(), from_team=from_team, answered_by=by
    )
    if from_team:
        kept(idea)
        notifications.answered(row)
    else:
        contributed(kind=kind_of(idea), key=idea.public_id, user=idea.user)
    page_cache.forget()
    return row


def kept(idea: Idea) -> None:
    """Our promise to answer is kept."""
    if idea.answer_due_at:
        idea.answer_due_at = None
        idea.save(update_fields=["answer_due_at"])


def tell_coordinators() -> int:
    """Mail who coordinates the area of an idea that waits longer than we promised, once; work for the clock."""
    areas, told = Areas(), 0
    for idea in Idea.objects.overdue().exclude(region=None):
        around = [idea.region_id, *(area.pk for area in areas.above(idea.region_id))]
        for coordinator in Coordinator.objects.active().filter(region__in=around).select_related("user"):
            told += _tell(idea, coordinator.user)
    return told


@transaction.atomic
def _tell(idea: Idea, user: User) -> bool:
    return notifications.waits_too_long(idea, user)


def ask_what_became() -> int:
    """Ask who has an idea that was connected or runs how it goes, when nothing was heard for six weeks; work for the
    clock. Once for every silence. Returns how many were asked."""
    before, told = clock.now() - SILENCE, 0
    alive = Idea.objects.public().filter(status__in=(Status.CONNECTED, Status.RUNNING))
    heard = alive.annotate(
        said=Max("answers__created_at"), met=Max("matches__idea_yes_at"), joined=Max("matches__offer_yes_at")
    )
    for idea in heard:
        last = max(filter(None, (idea.confirmed_at, idea.said, idea.met, idea.joined)))
        told += last <= before and _ask(idea, last)
    return told


@transaction.atomic
def _ask(idea: Idea, last: datetime) -> bool:
    return notifications.how_does_it_go(idea, last)


@transaction.atomic
def start(*, idea: Idea) -> Idea:
    """It is under way, with or without help."""
    return _move(idea, Status.RUNNING)


@transaction.atomic
def reopen(*, idea: Idea) -> Idea:
    """It asks for support again."""
    idea = _move(idea, Status.OPEN, ended_at=None)
    promise(idea)
    return idea


@transaction.atomic
def finish(*, idea: Idea, lesson: str) -> Idea:
    """It worked; `lesson` is what it brought. This and `stop` raise `Refused` for an owner who is blocked."""
    return _end(idea, Status.DONE, lesson=lesson, stop_reason="")


@transaction.atomic
def stop(*, idea: Idea, reason: str, lesson: str) -> Idea:
    """It stops, and that may be seen: the reason and the lesson stand under "wat we leerden"."""
    return _end(idea, Status.STOPPED, lesson=lesson, stop_reason=reason)


@transaction.atomic
def link_example(*, idea: Idea, example: PracticeExamplePage | None) -> Idea:
    """Say which practice example it became; None takes that back."""
    idea = _lock(idea)
    idea.example = example
    idea.save(update_fields=["example"])
    page_cache.forget()
    return idea


@transaction.atomic
def vote(*, idea: Idea, user: User, on: bool) -> None:
    """Give one's energy to an idea, or take it back. Either is harmless twice."""
    if on:
        IdeaVote.objects.get_or_create(idea=idea, user=user)
    else:
        IdeaVote.objects.filter(idea=idea, user=user).delete()
    page_cache.forget()


def _lock(idea: Idea) -> Idea:
    return Idea.objects.select_for_update().get(pk=idea.pk)


def _move(idea: Idea, status: str, **fields) -> Idea:
    idea = _lock(idea)
    if idea.status != status or fields:
        idea.status = status
        for name, value in fields.items():
            setattr(idea, name, value)
        idea.version += 1
        idea.save()
        search.refresh(idea)
        page_cache.forget()
    return idea


def _end(idea: Idea, status: str, **fields) -> Idea:
    idea = _lock(idea)
    refuse_blocked(user=idea.user, email=idea.email)
    for match in Match.objects.filter(idea=idea, state=Match.State.PROPOSED).select_related("idea", "offer"):
        match.state, match.ended_at = Match.State.DECLINED, clock.now()
        match.save(update_fields=["state", "ended_at"])
        notifications.over(match, declined_by=match.idea)
    idea = _move(idea, status, ended_at=clock.now(), answer_due_at=None, **fields)
    contributed(kind=kind_of(idea), key=idea.public_id, user=idea.user)
    return idea
