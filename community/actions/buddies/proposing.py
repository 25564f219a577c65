"""Proposing: the best division over everybody who waits, a message to both, and nothing said of who they are."""

from django.db import transaction
from django.db.models import Q

from cms import clock
from cms.areas import Areas
from cms.models import Region
from community import buddies
from community.models import BuddyBlock, BuddyMatch, BuddyProfile, How
from community.models.buddies import ANSWER_WITHIN, HEARS_WITHIN
from community.notifications import buddies as notifications

Side = BuddyProfile.Side
WIDE = (Region.Kind.COUNTRY, Region.Kind.PROVINCE)  # two who share only this do not live near each other


@transaction.atomic
def propose() -> int:
    """Propose buddies to everybody who waits and fits somebody; returns how many pairs. Two at a time cannot clash:

    whoever has an open proposal no longer waits, and an asker can have one only (a constraint).
    """
    held = list(BuddyProfile.objects.select_for_update(of=("self",)).filter(pk__in=_waiting_keys()).with_words())
    # Asked anew under the lock: another worker may just have proposed somebody to them.
    busy = dict(BuddyProfile.objects.waiting().values_list("pk", "busy"))
    waiting = [profile for profile in held if profile.pk in busy]
    areas = Areas()
    people = {profile.pk: _person(profile, areas, busy[profile.pk]) for profile in waiting}
    askers = [people[profile.pk] for profile in waiting if profile.side == Side.ASK]
    offerers = [people[profile.pk] for profile in waiting if profile.side == Side.OFFER]
    by_pk = {profile.pk: profile for profile in waiting}
    found = buddies.proposals(askers, offerers, never=_never())
    for pair in found:
        _propose(by_pk[pair.offerer.key], by_pk[pair.asker.key], pair)
    return len(found)


def _waiting_keys() -> list[int]:
    return list(BuddyProfile.objects.waiting().values_list("pk", flat=True))


def _person(profile: BuddyProfile, areas: Areas, busy: int) -> buddies.Person:
    regions = frozenset(region.pk for region in profile.regions.all() if region.kind not in WIDE)
    above = {area.pk for region in regions for area in areas.above(region) if area.kind not in WIDE}
    return buddies.Person(
        key=profile.pk,
        user=profile.user_id,
        regions=regions,
        around=regions | above,
        sectors=frozenset(term.pk for term in profile.sectors.all()),
        themes=frozenset(term.pk for term in profile.themes.all()),
        moments=frozenset(profile.moments),
        meets=profile.how != How.ONLINE,
        online=profile.how != How.MEET,
        room=profile.capacity - busy,
        days=max((clock.now() - profile.waiting_since).days, 0),
    )


def _never() -> set[tuple[int, int]]:
    """Asker and offerer, by account: who tried before, and who is blocked, whichever way round."""
    tried = BuddyMatch.objects.values_list("ask__user", "offer__user")
    blocked = BuddyBlock.objects.values_list("user", "blocked")
    return {*tried, *blocked, *((other, one) for one, other in blocked)}


def _propose(offer: BuddyProfile, ask: BuddyProfile, pair: buddies.Pair) -> None:
    now = clock.now()
    match = BuddyMatch.objects.create(
        offer=offer, ask=ask, reasons=_reasons(offer, ask, pair), proposed_at=now, expires_at=now + ANSWER_WITHIN
    )
    BuddyProfile.objects.filter(Q(pk=offer.pk) | Q(pk=ask.pk)).update(hear_by=now + HEARS_WITHIN)
    notifications.proposed(match)


def _reasons(offer: BuddyProfile, ask: BuddyProfile, pair: buddies.Pair) -> dict:
    """What the two share, as keys of words by kind; put into sentences where it is shown."""
    return {
        "near": pair.near,
        "themes": sorted(term.slug for term in ask.themes.all() if term.pk in pair.themes),
        "sectors": sorted(term.slug for term in ask.sectors.all() if term.pk in pair.sectors),
        "moments": sorted(pair.moments),
    }
