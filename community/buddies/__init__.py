"""Who could be whose buddy: persons in, pairs out, without a database.

The best division over everybody who waits at once, not the best for whoever asks first. It is a transport problem:
every asker gets at most one offerer, every offerer at most as many as they have room for, and the sum of how well
the pairs fit is as large as can be. Such a problem has whole answers by itself, so a linear solver proves the best.
"""

from community.buddies.persons import Pair, Person
from community.buddies.proposals import proposals

__all__ = ["Pair", "Person", "proposals"]
