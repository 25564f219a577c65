"""Who goes to which break-out: the best allocation by everybody's preferences, with a proof of how good it is.

Pure functions, no database: `read` makes an `Instance` of plain data, `allocate` returns a `Result`.

The instance, as JSON (`python3 manage.py allocate FILE`); what is between brackets may be left out:

    {"rounds": [[{"id", "capacity", ["minimum": 0], ["topic"], ["name"], ["level"]}]],
     "people": [{"id", ["sector"], ["ambassador": false], "choices": [[group ids, favourite first] per round],
                 ["current": [group id or null per round]], ["level"]}],
     ["pairs": [[person id, person id]]], ["rules": {}], ["seed": 0]}

Always: no group above its capacity; a group stays empty or has at least its minimum; a pair shares one group or neither
has a place in that round (pairs that share a person become one party). In `rules`, each false unless it says true:

- `never_twice_together`: nobody comes into the same group (the same id, or the same `topic`) in two rounds;
- `ambassador_per_group`: every group that is used has an ambassador;
- `mixed_sectors`: every group that is used has people of two sectors (a person without a sector counts for neither);
- `only_ranked`: nobody is placed in a group that they did not rank;
- `levels`: whoever gets none of their wishes goes, if possible, to a group of their own `level` or one without a level.

`ambassador_per_group` and `mixed_sectors` give way where they cannot hold, and `Result.broken` tells where.

The cost is the sum, over people and rounds, of the squared rank: 1 for a first choice, 4 for a second. With G groups in
the largest round, a group that somebody did not rank costs (G + 1)², a rule broken in one group (G + 1)³, and a person
without a place 2(G + 1)³: first everybody a place, then the rules, then the wishes. Who has a place already (`current`)
and does not keep it costs (G + 1)² more, so that after drop-outs as few people as possible move. Under `levels` a group
that somebody did not rank costs G + 1 more where its level is not theirs, and so does a place that is not kept.

The result:

- `assignment`: person id → group id or null, per round;
- `cost`, and `bound`: no allocation whatsoever costs less than `bound`; where they are equal this is the best there is;
- `ranks`: {"1": places that were a first choice, "2": …, "unranked": …, "unplaced": …}, over all rounds;
- `unplaced`: [{"person", "round" (0 is the first), "rule" (what stood in the way), "reason" (in words)}];
- `seconds`: what the allocation took.

Equal claims are settled by lot: everybody's number is a hash of the seed and their id, so that the same seed gives the
same answer, and the order of the list gives nobody an advantage.
"""

from events.allocation.allocating import TIME_LIMIT, allocate
from events.allocation.instance import BadInstance, Group, Instance, Person, Rules, read
from events.allocation.outcome import Result

__all__ = ["TIME_LIMIT", "BadInstance", "Group", "Instance", "Person", "Result", "Rules", "allocate", "read"]
