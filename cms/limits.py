"""How often something may happen; counted in the default cache, so all processes share one count."""

import hashlib

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest

from cms import clock


def counted(name: str, key: str, *, seconds: int) -> tuple[int, int]:
    """Count one more `name` for `key`; how many there are in this window of `seconds`, and how long it still lasts.

    Windows follow each other by the clock: around their border there can be twice as many. The key (an address, a
    profile) is stored as a hash only.
    """
    moment = int(clock.now().timestamp())
    window = moment // seconds
    left = (window + 1) * seconds - moment
    slot = f"limit:{name}:{window}:{hashlib.sha256(key.encode()).hexdigest()[:32]}"
    if cache.add(slot, 1, seconds):
        return 1, left
    try:
        number = cache.incr(slot)
    except ValueError:  # thrown out between the two calls
        cache.set(slot, number := 1, seconds)
    cache.touch(slot, seconds)  # counting in the database cache puts its life back to the default of five minutes
    return number, left


def within_limit(name: str, key: str, *, amount: int, seconds: int) -> bool:
    """Count one more `name` for `key`; False when there were already `amount` in this window of `seconds`."""
    number, _left = counted(name, key, seconds=seconds)
    return number <= amount


def visitor_address(request: HttpRequest) -> str:
    """The network address of the visitor, through a proxy where the settings say there is one."""
    return get_adapter(request).get_client_ip(request)
