"""How often something may happen; counted in the default cache, so all processes share one count."""

import hashlib

from django.core.cache import cache


def within_limit(name: str, key: str, *, amount: int, seconds: int) -> bool:
    """Count one more `name` for `key`; False when there were already `amount` in this window of `seconds`.

    The key (an address, a profile) is stored as a hash only.
    """
    slot = f"limit:{name}:{hashlib.sha256(key.encode()).hexdigest()[:32]}"
    if cache.add(slot, 1, seconds):
        return True
    try:
        return cache.incr(slot) <= amount
    except ValueError:  # the window closed between the two calls
        cache.set(slot, 1, seconds)
        return True
