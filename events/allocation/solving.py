"""Solves rounds that hang together: the linear programme, then the few columns that can still matter.

A column whose reduced cost exceeds the distance between a solution and the bound is in no better solution, so a search
over the cheap columns only can prove the optimum for all of them.
"""

import time
from copy import copy

import numpy as np

from events.allocation import improving
from events.allocation.instance import Instance
from events.allocation.programme import TOLERANCE, Model, Programme

SMALL = 4_000  # columns; up to here all take part
KEPT_PER_PARTY = 6  # columns per party and round in the first search
NODES = 200  # of the search tree, for what is not small: a measure of work that is the same on every machine
FIRST_SHARE = 0.3  # of the time left, for a search over everything at once
POOR = 0.01  # a gap above which another beginning is worth its time
GOOD = 0.001  # a gap below which looking further everywhere beats looking better somewhere


def solve(instance: Instance, rounds: list[int], seconds: float) -> tuple[list[dict[int, int]], float]:
    """For each party the group (an index) per round, and a proven lower bound of the cost."""
    until = time.perf_counter() + seconds
    model = Model(instance, rounds)
    linear, reduced, bound = _linear(model, until, instance.seed)
    chosen = linear.chosen()
    if not _whole(chosen) or not _whole(linear.opened()) or not _converged(linear):
        chosen, bound = _search(model, linear, reduced, bound, until, instance.seed)
    places: list[dict[int, int]] = [{} for _party in instance.parties]
    for party, slot in np.argwhere(chosen > 0.5):
        at, index = model.slots[slot]
        places[party][at] = index
    return places, bound + model.paid


def _whole(values) -> bool:
    return bool((np.abs(values - np.rint(values)) < TOLERANCE).all())


def _converged(linear: Programme) -> bool:
    return not _met_twice(linear).any() and not _in_closed(linear).any()


def _met_twice(linear: Programme):
    """Parties × topics that the linear solution visits more than once."""
    model, chosen = linear.model, linear.chosen()
    met = np.zeros(linear.twice.shape)
    for topic in range(model.topics):
        met[:, topic] = chosen[:, model.topic == topic].sum(axis=1)
    return met > 1 + TOLERANCE


def _in_closed(linear: Programme):
    """Parties × slots in which more of the party is than the group is open."""
    return linear.chosen() > linear.opened() + 1e-4


def _linear(model: Model, until: float, seed: int):
    """The solved linear programme, the reduced cost of every column, and the bound."""
    small = model.allowed.sum() <= SMALL
    linear = Programme(model, model.allowed if small else _cheapest(model, seed), seed=seed)
    while True:
        linear.run(until - time.perf_counter())
        reduced = np.where(model.allowed, linear.reduced_costs(), np.inf)
        # Each party takes one column per round at most, so this holds even before all columns are in.
        lowest = np.minimum(model.by_round(reduced, np.min, 0.0), 0.0)
        bound = linear.objective + lowest.sum()
        better = (reduced < -TOLERANCE) & (linear.column < 0) & (reduced <= lowest[:, model.rounds] / 2)
        twice, closed = _met_twice(linear), _in_closed(linear)
        if time.perf_counter() > until or not (better.any() or twice.any() or closed.any()):
            return linear, reduced, bound
        linear.forbid_twice(twice)
        linear.forbid_closed(closed)
        linear.add_columns(better)


def _cheapest(model: Model, seed: int):
    """The favourites of each party per round, equal ones by lot."""
    noise = np.random.default_rng(seed % 2**63).random(model.cost.shape) / 2
    wanted = np.zeros(model.cost.shape, dtype=bool)
    for at in range(model.count):
        slots = np.flatnonzero(model.rounds == at)
        order = np.argsort(np.where(model.allowed, model.cost + noise, np.inf)[:, slots], axis=1)
        np.put_along_axis(wanted, slots[order[:, :KEPT_PER_PARTY]], True, axis=1)
    return wanted


def _search(model: Model, linear: Programme, reduced, bound: float, until: float, seed: int):
    """The best solution in whole numbers that is found, and the bound that is proven."""
    best, worth = _begin(model, linear, bound, until, seed)
    proven = bound
    ranked = np.sort(reduced[model.allowed])
    small = len(ranked) <= SMALL
    reach = ranked[-1] if small else ranked[min(KEPT_PER_PARTY * model.count * len(reduced), len(ranked)) - 1]
    while True:
        kept = model.allowed & (reduced <= reach)
        left = until - time.perf_counter()
        whole = _in_whole_numbers(model, kept | best, best, linear.link >= 0, seed)
        # Without a bound of its own this may take all the time there is, and find little.
        solved = whole.run(left if small else left * FIRST_SHARE, None if small else NODES)
        if solved and whole.objective < worth:
            best, worth = whole.chosen() > 0.5, whole.objective
        outside = reduced[model.allowed & ~kept]
        beyond = bound + outside.min() if len(outside) else np.inf
        proven = max(proven, min(whole.bound, beyond))
        # Columns that were left out may still hold something better: once more with all that can.
        if worth <= proven + 0.99 or small:
            return best, min(proven, worth)
        if worth > proven * (1 + GOOD) or time.perf_counter() > until:
            break
        reach = worth - bound
        if not (model.allowed & (reduced <= reach) & ~kept).any():
            break
    best, worth = improve(model, best, worth, until, seed)
    return best, min(proven, worth)


def _begin(model: Model, linear: Programme, bound: float, until: float, seed: int):
    """The best of some quick solutions, and what it costs."""
    shares = linear.chosen()
    used = improving.used_groups(model, linear)
    found = [_greedy(model), improving.rounded(model, shares), improving.rounded(model, np.where(used, shares, 0.0))]
    if min(improving.worth_of(model, one) for one in found) > bound * (1 + POOR):
        # With the groups to use settled, the linear programme comes nearer to whole numbers.
        inner = copy(model)
        inner.allowed = model.allowed & used
        now = time.perf_counter()
        settled, _reduced, _bound = _linear(inner, now + (until - now) * FIRST_SHARE, seed)
        found.append(improving.rounded(inner, settled.chosen()))
    worth, _number, best = min((improving.worth_of(model, one), number, one) for number, one in enumerate(found))
    return best, worth


def _in_whole_numbers(model: Model, columns, best, links, seed: int) -> Programme:
    """The programme in whole numbers over these columns, begun from `best`."""
    whole = Programme(model, columns, whole=True, seed=seed)
    whole.forbid_twice(_twice_possible(model, columns))
    whole.forbid_closed(links)
    whole.start(best)
    return whole


def _twice_possible(model: Model, kept):
    possible = np.zeros((len(kept), max(model.topics, 1)), dtype=bool)
    for topic in range(model.topics):
        possible[:, topic] = kept[:, model.topic == topic].sum(axis=1) > 1
    return possible


def _greedy(model: Model):
    """A solution to begin from: each party in turn takes the best that is left; groups that stay too small close."""
    allowed = model.allowed.copy()
    while True:
        chosen, inside = np.zeros(allowed.shape, dtype=bool), np.zeros(len(model.slots))
        for party, size in enumerate(model.size):
            met = np.zeros(model.topics + 1, dtype=bool)  # the last one stands for no topic
            for at in range(model.count):
                can = allowed[party] & (model.rounds == at) & (inside + size <= model.capacity) & ~met[model.topic]
                if can.any():
                    slot = int(np.argmin(np.where(can, model.cost[party], np.inf)))
                    chosen[party, slot], inside[slot] = True, inside[slot] + size
                    if model.topic[slot] >= 0:
                        met[model.topic[slot]] = True
        small = (inside > 0) & (inside < model.minimum)
        if not small.any():
            return chosen
        allowed[:, np.argmin(np.where(small, inside - model.minimum, np.inf))] = False


def improve(model: Model, best, worth: float, until: float, seed: int):
    """A better solution than `best` as far as time allows: a few groups at a time are filled anew."""
    random, idle, turn = np.random.default_rng(seed % 2**63), 0, 0
    while idle < improving.PATIENCE and time.perf_counter() < until:
        slots = improving.neighbourhood(model, best, turn, random)
        free = (best & slots).any(axis=1) | (model.by_round(best, np.sum, 0) < 1).any(axis=1)
        columns = best | (model.allowed & slots & free[:, None])
        whole = _in_whole_numbers(model, columns, best, np.zeros_like(columns), seed + turn)
        seconds = min(improving.SECONDS, until - time.perf_counter())
        if whole.run(seconds, improving.NODES) and whole.objective < worth - 0.5:
            best, worth, idle = whole.chosen() > 0.5, whole.objective, 0
        else:
            idle += 1
        turn += 1
    return best, worth
