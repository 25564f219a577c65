"""From a poor solution to a good one: first which groups are used, then a few groups at a time.

Which groups are used makes the problem hard; once that is settled, the rest is nearly a transport problem. And with most
people staying where they are, HiGHS finds the best for the others in a second (large neighbourhood search).
"""

import numpy as np

from events.allocation.programme import Model, Programme

AT_ONCE = 4  # groups per round that are looked at anew, or one or two more
SECONDS = 3.0  # at most for one look
NODES = 60
PATIENCE = 30  # looks in a row that find nothing


def used_groups(model: Model, linear: Programme):
    """Truth values per slot: groups to use, those the linear programme wants most, with room for all that can have it."""
    opened, people = linear.opened(), model.size.sum()
    inside = (linear.chosen() * model.size[:, None]).sum(axis=0)
    chosen = np.zeros(len(model.slots), dtype=bool)
    for at in range(model.count):
        slots = np.flatnonzero((model.rounds == at) & (model.minimum <= model.capacity) & (model.capacity > 0))
        slots = slots[np.lexsort((-inside[slots], -np.round(opened[slots], 2)))]
        need = room = 0.0
        for slot in slots:
            wanted = room < people or opened[slot] > 0.5
            if wanted and need + model.minimum[slot] <= people:
                chosen[slot], need, room = True, need + model.minimum[slot], room + model.capacity[slot]
    return chosen


def neighbourhood(model: Model, best, turn: int, random: np.random.Generator):
    """Truth values per slot: the groups to look at anew, around one that is in trouble or else at random."""
    inside = (best * model.size[:, None]).sum(axis=0)
    used = inside > 0
    trouble = np.zeros(len(used))
    if model.makes.shape[1]:
        trouble += used * (~((best.T.astype(float) @ model.makes) > 0)).sum(axis=1)
    dear = (np.where(best, model.cost, 0).sum(axis=0) / np.maximum(inside, 1)) / max(model.broken, 1)
    weight = 0.02 + trouble + dear + (~used) * 0.2
    chosen = np.zeros(len(used), dtype=bool)
    for at in range(model.count):
        slots = np.flatnonzero((model.rounds == at) & model.allowed.any(axis=0))
        count = min(AT_ONCE + turn % 3, len(slots))
        if count:
            chosen[random.choice(slots, count, replace=False, p=weight[slots] / weight[slots].sum())] = True
    return chosen


def rounded(model: Model, values):
    """A solution near the shares in `values` (parties × slots), which need not be whole: everybody a place if at all
    possible, no group above its capacity, none between empty and its minimum. Rules about sectors are left to others.
    """
    chosen = np.zeros(values.shape, dtype=bool)
    inside = np.zeros(len(model.slots))
    met = np.zeros((len(values), model.topics + 1), dtype=bool)  # the last column stands for no topic

    def put(party, slot):
        chosen[party, slot] = True
        inside[slot] += model.size[party]
        met[party, model.topic[slot]] = model.topic[slot] >= 0

    def take(party, slot):
        chosen[party, slot] = False
        inside[slot] -= model.size[party]
        met[party, model.topic[slot]] = False

    def fits(party, slots):
        room = inside[slots] + model.size[party] <= model.capacity[slots]
        return slots[room & model.allowed[party, slots] & ~met[party, model.topic[slots]]]

    def cheapest(party, slots):
        can = fits(party, slots)
        if len(can):
            put(party, can[np.argmin(model.cost[party, can])])

    for at in range(model.count):
        slots = np.flatnonzero(model.rounds == at)
        party, column = np.nonzero(values[:, slots] > 0.01)
        order = np.lexsort((party, -values[party, slots[column]]))
        for one, slot in zip(party[order], slots[column[order]], strict=True):
            if not chosen[one, slots].any() and len(fits(one, np.array([slot]))):
                put(one, slot)
        used = slots[inside[slots] > 0]
        for one in np.flatnonzero(~chosen[:, slots].any(axis=1)):
            cheapest(one, used)
        while len(low := slots[(inside[slots] > 0) & (inside[slots] < model.minimum[slots])]):
            slot = low[np.argmin(model.minimum[low] - inside[low])]
            if not _filled_up(model, chosen, inside, met, slots, slot, put, take):
                members = np.flatnonzero(chosen[:, slot])
                for one in members:
                    take(one, slot)
                others = slots[(slots != slot) & (inside[slots] > 0)]
                for one in members:
                    cheapest(one, others)
        for one in np.flatnonzero(~chosen[:, slots].any(axis=1)):
            cheapest(one, slots[inside[slots] > 0])
    return chosen


def _filled_up(model: Model, chosen, inside, met, slots, slot, put, take) -> bool:
    """Whether a group could be brought to its minimum by those whom it costs least, from groups that can spare them."""
    while inside[slot] < model.minimum[slot]:
        here = chosen[:, slots] & (slots != slot)
        party, column = np.nonzero(here)
        giver = slots[column]
        spare = inside[giver] - model.size[party] >= model.minimum[giver]
        can = spare & model.allowed[party, slot] & (inside[slot] + model.size[party] <= model.capacity[slot])
        can &= (model.topic[slot] < 0) | (model.topic[giver] == model.topic[slot]) | ~met[party, model.topic[slot]]
        loose = np.flatnonzero(~chosen[:, slots].any(axis=1) & model.allowed[:, slot] & ~met[:, model.topic[slot]])
        loose = loose[inside[slot] + model.size[loose] <= model.capacity[slot]]
        if len(loose):
            put(loose[np.argmin(model.cost[loose, slot])], slot)
        elif can.any():
            extra = np.where(can, model.cost[party, slot] - model.cost[party, giver], np.inf)
            best = int(np.argmin(extra / model.size[party]))
            take(party[best], giver[best])
            put(party[best], slot)
        else:
            return False
    return True


def worth_of(model: Model, chosen) -> float:
    """The cost of a solution, as the programme counts it."""
    placed = model.by_round(chosen, np.sum, 0)
    cost = (model.cost * chosen).sum() + ((1 - placed) * model.without[:, None]).sum()
    used = chosen.any(axis=0)
    kept = (chosen.T.astype(float) @ model.makes) > 0
    for part in (kept[:, : model.mixed_from], kept[:, model.mixed_from :]):
        if part.shape[1]:
            cost += model.broken * (used & ~part.all(axis=1)).sum()
    return float(cost)
