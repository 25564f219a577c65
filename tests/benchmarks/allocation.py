"""What an allocation costs and how good it is proven to be.

Usage: python tests/benchmarks/allocation.py. Prints size, rules, cost, proven bound, gap, and seconds on the wall and of
the processor. The instances are made with a fixed seed; favourites are uneven, so that many want the same groups.
"""

import random
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

RULES = {"mixed_sectors": True, "ambassador_per_group": True, "never_twice_together": True}
SECTORS = ["zorg", "welzijn", "onderwijs", "wonen", "sport", "gemeente"]


def make(people, groups, rounds, *, ranked, rules=None, room=1.1, minimum=0, pairs=0, seed=1, scarce=None):
    """An instance as plain data. With `scarce` (a share) so many are of another sector than the rest, or ambassador."""
    random_ = random.Random(seed)
    capacity = int(people * room / groups) + 1
    ids = [f"g{at}" for at in range(groups)]
    weights = [1 / (at + 3) for at in range(groups)]

    def choices():
        keys = [(random_.random() ** (1 / weight), one) for one, weight in zip(ids, weights, strict=True)]
        return [one for _key, one in sorted(keys, reverse=True)][:ranked]

    return {
        "rounds": [[{"id": one, "capacity": capacity, "minimum": minimum} for one in ids] for _round in range(rounds)],
        "people": [
            {
                "id": f"p{at}",
                "sector": random_.choice(SECTORS) if scarce is None else SECTORS[random_.random() < scarce],
                "ambassador": random_.random() < (scarce or 0.1),
                "choices": [choices() for _round in range(rounds)],
            }
            for at in range(people)
        ],
        "pairs": [[f"p{2 * at}", f"p{2 * at + 1}"] for at in range(pairs)],
        "rules": rules or {},
        "seed": seed,
    }


CASES = {
    "500 x 21, all ranked": {"people": 500, "groups": 21, "rounds": 1, "ranked": 21},
    "500 x 21, 5 ranked": {"people": 500, "groups": 21, "rounds": 1, "ranked": 5},
    "500 x 21, minimum": {"people": 500, "groups": 21, "rounds": 1, "ranked": 5, "minimum": 15, "room": 1.5},
    "120 x 8 x 2, all rules": {
        "people": 120, "groups": 8, "rounds": 2, "ranked": 4, "rules": RULES, "minimum": 8, "pairs": 10,
    },
    "2000 x 40 x 2, all rules, all ranked": {
        "people": 2000, "groups": 40, "rounds": 2, "ranked": 40, "rules": RULES, "minimum": 20, "pairs": 100,
    },
    "2000 x 40 x 2, all rules, 5 ranked": {
        "people": 2000, "groups": 40, "rounds": 2, "ranked": 5, "rules": RULES, "minimum": 20, "pairs": 100,
    },
    "2000 x 40 x 2, all rules, room to spare": {
        "people": 2000, "groups": 40, "rounds": 2, "ranked": 5, "rules": RULES, "minimum": 30, "pairs": 100, "room": 1.6,
    },
    "2000 x 40 x 2, scarce sectors, tight minimums": {
        "people": 2000, "groups": 40, "rounds": 2, "ranked": 5, "rules": RULES, "minimum": 45, "pairs": 100, "scarce": 0.01,
    },
    "2000 x 40 x 2, groups exactly full": {
        "people": 2000, "groups": 40, "rounds": 2, "ranked": 3, "rules": RULES, "minimum": 51, "pairs": 300, "room": 1.0,
    },
    "2000 x 40 x 2, half of the groups close": {
        "people": 2000, "groups": 40, "rounds": 2, "ranked": 5, "rules": RULES, "minimum": 90, "pairs": 300, "room": 2.0,
        "scarce": 0.02,
    },
}  # fmt: skip

if __name__ == "__main__":
    from django.conf import settings

    from events.allocation import allocate, read

    settings.configure(USE_I18N=False)
    for name, size in CASES.items():
        if len(sys.argv) > 1 and sys.argv[1] not in name:
            continue
        instance = read(make(**size))
        begun, used = time.perf_counter(), time.process_time()
        result = allocate(instance)
        wall, cpu = time.perf_counter() - begun, time.process_time() - used
        gap = (result.cost - result.bound) / result.cost
        print(
            f"{name:<42} cost {result.cost:>9} bound {result.bound:>9} gap {gap:.4%}  {wall:6.2f} s, processor {cpu:6.2f} s"
            f"  without a place {result.ranks['unplaced']}, broken {len(result.broken)}",
            flush=True,
        )
