"""From an instance to its result: a proven bound by a linear programme, then the places in whole numbers."""

import math
import time

from events.allocation.instance import Instance
from events.allocation.outcome import Result, judge

TIME_LIMIT = 48.0  # seconds; a result that ran into it is right, but may differ on a faster machine


def allocate(instance: Instance, *, time_limit: float = TIME_LIMIT) -> Result:
    """The allocation of lowest cost that is found, with what is proven about it; never raises for rules that clash."""
    begun = time.perf_counter()
    places: list[list[int | None]] = [[None] * len(instance.rounds) for _person in instance.people]
    bound = 0
    if instance.people:
        parts = _parts(instance)
        for number, rounds in enumerate(parts):
            left = time_limit - (time.perf_counter() - begun)
            from events.allocation.solving import solve  # NumPy and HiGHS: only for whoever allocates

            found, proven = solve(instance, rounds, max(left, 0.5) / (len(parts) - number))
            bound += math.ceil(proven - 1e-3)
            for party, mine in zip(instance.parties, found, strict=True):
                for index in party:
                    for at, place in mine.items():
                        places[index][at] = place
    return judge(instance, places, bound, time.perf_counter() - begun)


def _parts(instance: Instance) -> list[list[int]]:
    """The rounds that must be solved together."""
    every = list(range(len(instance.rounds)))
    keys = [{group.key for group in groups} for groups in instance.rounds]
    shared = any(keys[one] & keys[other] for one in every for other in every[:one])
    return [every] if instance.rules.never_twice_together and shared else [[at] for at in every]
