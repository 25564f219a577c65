"""Bringing an idea and an offer together. Contact data pass only after two yeses."""

from datetime import timedelta

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from cms import clock, page_cache
from cms.areas import Areas
from community import suggestions
from community.actions import ideas
from community.actions.moderation import refuse_blocked
from community.actions.refusal import Refused
from community.models import Idea, Match, Posted, SupportOffer, User
from community.notifications import posts as notifications
from community.rules.moderation import block_of
from community.search import ideas as search
from community.search import offers as found_offers

OPEN_FOR = timedelta(days=14)
State = Match.State


def offer_appeared(offer: SupportOffer) -> None:
    """An offer for one idea is a yes already: ask the idea's owner. Inside the caller's transaction."""
    idea = offer.idea
    if idea and idea.is_public and not idea.has_ended and idea.email != offer.email:
        _propose(idea, offer, None, offer_yes_at=clock.now())


@transaction.atomic
def connect(*, idea: Idea, offer: SupportOffer, by: User | None) -> Match:
    """Propose an offer to an idea: both get a message and the idea is being talked about. Harmless twice.

    Raises `Refused` where one of them is gone, or where the two tried before.
    """
    idea = Idea.objects.select_for_update().get(pk=idea.pk)
    if found := Match.objects.filter(idea=idea, offer=offer).first():
        if found.state in (State.DECLINED, State.EXPIRED):
            raise Refused(_("Dit voorstel is er al geweest en ging niet door."))
        return found
    if not idea.is_public or idea.has_ended:
        raise Refused(_("Dit idee is gestopt of klaar. Kies een ander idee."))
    if not offer.is_public or offer.status != SupportOffer.Status.OPEN:
        raise Refused(_("Dit aanbod is er niet meer. Kies een ander aanbod."))
    return _propose(idea, offer, by)


@transaction.atomic
def reply(*, match: Match, side: Posted, yes: bool) -> Match:
    """One side's yes or no. The second yes gives both the other's name and address.

    Harmless when the answer was given before. Raises `Refused` when the proposal is over, and for a yes while a
    moderator keeps one of the two from readers, or from writing.
    """
    match = Match.objects.select_for_update().select_related("idea", "offer").get(pk=match.pk)
    if match.state == State.AGREED and yes:
        return match
    if match.state != State.PROPOSED:
        raise Refused(_("Dit voorstel is voorbij."))
    if not yes:
        _decline(match, side)
        return match
    _refuse_kept_back(match, side)
    field = "idea_yes_at" if isinstance(side, Idea) else "offer_yes_at"
    if not getattr(match, field):
        setattr(match, field, clock.now())
    if match.idea_yes_at and match.offer_yes_at:
        match.state = State.AGREED
        notifications.agreed(match)
        _set_status(match.idea, Idea.Status.CONNECTED)
    match.save()
    return match


@transaction.atomic
def close_offer(*, offer: SupportOffer, status: str) -> SupportOffer:
    """No longer there (`TAKEN` or `CLOSED`), or there again (`OPEN`). What was proposed with it is over."""
    offer = SupportOffer.objects.select_for_update().get(pk=offer.pk)
    offer.status = status
    offer.version += 1
    offer.save()
    if status != SupportOffer.Status.OPEN:
        call_off(post=offer)
    found_offers.refresh(offer)
    page_cache.forget()
    return offer


@transaction.atomic
def call_off(*, post: Idea | SupportOffer) -> None:
    """End what is proposed with a post that is no longer there for others, and tell the other sides. Harmless twice."""
    waiting = post.matches.filter(state=State.PROPOSED).select_related("idea", "offer")
    for match in waiting.select_for_update(of=("self",)):
        _decline(match, post)


def expire() -> int:
    """End the proposals that nobody answered in time, and tell both; work for the clock. Returns how many."""
    late = Match.objects.filter(state=State.PROPOSED, expires_at__lte=clock.now())
    return sum(_expire(pk) for pk in late.values_list("pk", flat=True))


@transaction.atomic
def _expire(pk: int) -> int:
    match = Match.objects.select_for_update().select_related("idea", "offer").get(pk=pk)
    if match.state != State.PROPOSED:
        return 0
    match.state, match.ended_at = State.EXPIRED, clock.now()
    match.save()
    notifications.over(match)
    _seek_again(match.idea)
    return 1


def _decline(match: Match, side: Posted) -> None:
    match.state, match.ended_at = State.DECLINED, clock.now()
    match.save()
    notifications.over(match, declined_by=side)
    _seek_again(match.idea)


def _refuse_kept_back(match: Match, side: Posted) -> None:
    """Names and addresses go to nobody whom a moderator stopped; the other side does not hear why."""
    refuse_blocked(user=side.user, email=side.email)
    other = match.offer if isinstance(side, Idea) else match.idea
    if not (match.idea.is_public and match.offer.is_public) or block_of(other.user, other.email):
        raise Refused(_("Dit voorstel kan nu niet doorgaan. Probeer het later nog eens, of zeg nee."))


def _propose(idea: Idea, offer: SupportOffer, by: User | None, **fields) -> Match:
    now = clock.now()
    match = Match.objects.create(
        idea=idea, offer=offer, proposed_by=by, proposed_at=now, expires_at=now + OPEN_FOR, **fields
    )
    with translation.override(idea.language):
        found = suggestions.fit(idea, offer, Areas())
    notifications.proposed(match, found.reasons if found else [])
    if by:
        ideas.kept(idea)
    if idea.status == Idea.Status.OPEN:
        _set_status(idea, Idea.Status.TALKING)
    return match


def _seek_again(idea: Idea) -> None:
    """Back to asking for support, unless something else is still being talked about."""
    if idea.status == Idea.Status.TALKING and not idea.matches.filter(state=State.PROPOSED).exists():
        _set_status(idea, Idea.Status.OPEN)
        ideas.promise(idea)


def _set_status(idea: Idea, status: str) -> None:
    if idea.status in (Idea.Status.OPEN, Idea.Status.TALKING):
        idea.status = status
        idea.save(update_fields=["status"])
        search.refresh(idea)
        page_cache.forget()
