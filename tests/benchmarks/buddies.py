"""Proposals of buddies for 1,000 askers and 200 offerers: must take less than 2 seconds. `python tests/benchmarks/buddies.py`"""

import random
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
LIMIT = 2.0


def population(number: int, first_user: int, chance: random.Random):
    """People spread over ten regions with five municipalities each; six themes, eight sectors, four moments."""
    from community.buddies import Person

    for at in range(number):
        region = chance.randrange(10)
        towns = frozenset(100 + 5 * region + town for town in chance.sample(range(5), chance.randint(1, 2)))
        yield Person(
            key=at,
            user=first_user + at,
            regions=towns,
            around=towns | {region},
            sectors=frozenset(chance.sample(range(8), chance.randint(1, 2))),
            themes=frozenset(chance.sample(range(6), chance.randint(1, 4))),
            moments=frozenset(chance.sample(["ochtend", "middag", "avond", "weekend"], chance.randint(1, 3))),
            online=chance.random() < 0.7,
            room=chance.randint(1, 3),
            days=chance.randrange(40),
        )


def main() -> int:
    """Prints one line per round; 1 when the slowest took too long."""
    from community.buddies import proposals

    chance = random.Random(7)
    slowest = 0.0
    for attempt in range(3):
        askers = list(population(1000, 0, chance))
        offerers = list(population(200, 5000, chance))
        began = time.process_time()
        pairs = proposals(askers, offerers, never=[(attempt, 5000)])
        took = time.process_time() - began
        slowest = max(slowest, took)
        print(f"{len(askers)} x {len(offerers)}: {len(pairs)} pairs in {took:.2f} s of the processor")
    print(f"slowest {slowest:.2f} s, limit {LIMIT} s")
    return int(slowest > LIMIT)


if __name__ == "__main__":
    sys.exit(main())
