"""The allocation as a linear programme, for HiGHS.

A party in a group is one column; a party without a place is another. Most columns are never of use, so a programme
starts with the favourites and takes in what would improve it (column generation); two kinds of rows that are seldom
needed, a topic met twice and a place in a closed group, come in when they are violated.

Only `allocating.solve` imports this module: NumPy and HiGHS stay out of the web processes.
"""

import highspy
import numpy as np

from events.allocation.instance import Instance

TOLERANCE = 1e-6


class Model:
    """The numbers of some rounds of an instance: rows are parties in the order of their lots, columns are slots.

    A slot is a group in a round. `cost` and `allowed` are matrices of parties × slots; `rounds` and `topic` say per
    slot which round it is in (counted from 0) and which topic it shares with another round (-1: none).
    """

    def __init__(self, instance: Instance, rounds: list[int]):
        people, rules, parties = instance.people, instance.rules, instance.parties
        slots = [
            (at, index)
            for at in rounds
            for index in sorted(
                range(len(instance.rounds[at])),
                key=lambda index, at=at: instance.lot(at, instance.rounds[at][index].id),
            )
        ]
        groups = [instance.rounds[at][index] for at, index in slots]
        self.slots, self.count = slots, len(rounds)
        self.rounds = np.array([rounds.index(at) for at, _index in slots], dtype=int)
        self.size = np.array([len(party) for party in parties], dtype=float)
        self.capacity = np.array([min(group.capacity, len(people)) for group in groups], dtype=float)
        self.minimum = np.array([min(group.minimum, len(people) + 1) for group in groups], dtype=float)
        self.without = self.size * instance.unplaced
        self.broken = float(instance.broken)
        column = {(at, instance.rounds[at][index].id): place for place, (at, index) in enumerate(slots)}
        self.cost = np.full((len(parties), len(slots)), float(instance.unranked)) * self.size[:, None]
        asked = np.zeros_like(self.cost)
        for row, party in enumerate(parties):
            for index in party:
                for at in rounds:
                    for rank, group in enumerate(people[index].choices[at], start=1):
                        self.cost[row, column[at, group]] += rank**2 - instance.unranked
                        asked[row, column[at, group]] += 1
                if rules.levels:
                    for place, (at, _index) in enumerate(slots):
                        if groups[place].id not in people[index].choices[at]:
                            self.cost[row, place] += instance.mismatch(people[index], groups[place])
        # Everybody who has a place pays for leaving it, beforehand; their own place gives that back.
        self.paid = 0.0
        for row, party in enumerate(parties):
            for index in party:
                for at in rounds:
                    if (had := people[index].place(at)) is not None:
                        self.cost[row, column[at, had]] -= instance.moved
                        self.paid += instance.moved
        self.allowed = (self.size[:, None] <= self.capacity) & (self.minimum <= self.capacity)
        if rules.only_ranked:
            self.allowed &= asked == self.size[:, None]
        keys = [group.key for group in groups]
        shared = sorted(
            {key for key in keys if len({at for at, k in zip(self.rounds, keys, strict=True) if k == key}) > 1}
        )
        number = {key: at for at, key in enumerate(shared)} if rules.never_twice_together else {}
        self.topic = np.array([number.get(key, -1) for key in keys], dtype=int)
        self.topics = len(number)
        # Whoever makes a slot keep a rule: one column per rule, for mixed sectors one per sector.
        makes = []
        if rules.ambassador_per_group:
            makes.append([any(people[index].ambassador for index in party) for party in parties])
        self.mixed_from = len(makes)
        if rules.mixed_sectors:
            for sector in sorted({person.sector for person in people} - {""}) or [""]:
                makes.append([any(people[index].sector not in ("", sector) for index in party) for party in parties])
        self.makes = np.array(makes, dtype=bool).reshape(len(makes), len(parties)).T
        self.gated = (self.minimum > 1) | bool(makes)

    def surplus(self, slots) -> float:
        """How many people cannot have a place in these slots (of one round), whichever of them are used."""
        people = int(self.size.sum())
        most = np.full(people + 1, -np.inf)  # the sum of minimums → the most places that groups of that sum offer
        most[0] = 0.0
        for minimum, capacity in zip(self.minimum[slots], self.capacity[slots], strict=True):
            need = int(minimum)
            if need <= min(people, capacity):
                taken = np.full_like(most, -np.inf)
                taken[need:] = most[: len(most) - need] + capacity
                most = np.maximum(most, taken)
        return float(people - min(most.max(), people))

    def by_round(self, matrix, reduce, empty):
        """`reduce` (such as `np.min`) over the slots of each round: a matrix of parties × rounds."""
        columns = [
            reduce(matrix[:, self.rounds == at], axis=1) if (self.rounds == at).any() else np.full(len(matrix), empty)
            for at in range(self.count)
        ]
        return np.stack(columns, axis=1)


class Programme:
    """A linear programme (or, with `whole`, one in whole numbers) over some of the columns of a model."""

    def __init__(self, model: Model, columns, *, whole: bool = False, seed: int = 0):
        self.model, self.whole = model, whole
        self.highs = highspy.Highs()
        options = {"output_flag": False, "threads": 1, "random_seed": seed % 2**31, "mip_rel_gap": 0.0}
        # Costs are whole numbers: what is less than one away from the bound is the best.
        for name, value in (options | {"mip_abs_gap": 0.99}).items():
            self.highs.setOptionValue(name, value)
        parties, slots = model.cost.shape
        self.column = np.full((parties, slots), -1)
        self.link = np.full((parties, slots), -1)
        self.twice = np.full((parties, max(model.topics, 1)), -1)
        self.rows = self.columns = 0
        self._static_rows()
        self._static_columns()
        self.add_columns(columns)

    def _static_rows(self) -> None:
        model, inf = self.model, highspy.kHighsInf
        parties, slots = model.cost.shape
        rules = model.makes.shape[1]
        self.one = self._add_rows(np.ones(parties * model.count), np.ones(parties * model.count))
        self.one = self.one.reshape(parties, model.count)
        self.full = self._add_rows(np.full(slots, -inf), np.where(model.gated, 0.0, model.capacity))
        self.least = np.full(slots, -1)
        some = model.minimum > 1
        self.least[some] = self._add_rows(np.zeros(some.sum()), np.full(some.sum(), inf))
        self.keep = self._add_rows(np.zeros(slots * rules), np.full(slots * rules, inf)).reshape(slots, rules)

    def _static_columns(self) -> None:
        model, slots = self.model, np.arange(len(self.model.slots))
        parties = len(model.cost)
        self.without = self._add(np.repeat(model.without, model.count), [(self.one.ravel(), 1.0)])
        self.without = self.without.reshape(parties, model.count)
        self.open = np.full(len(slots), -1)
        gated = slots[model.gated]
        entries = [(self.full[gated], -model.capacity[gated]), (self.least[gated], -model.minimum[gated])]
        entries += [(row, -1.0) for row in self.keep[gated].T]
        self.open[gated] = self._add(np.zeros(len(gated)), entries, most=1.0, whole=True)
        self._static_cuts(slots)
        self.breaks = []
        for rows in (self.keep[:, : model.mixed_from], self.keep[:, model.mixed_from :]):
            if rows.shape[1]:
                self.breaks.append(self._add(np.full(len(slots), model.broken), [(row, 1.0) for row in rows.T]))

    def _static_cuts(self, slots) -> None:
        """What no choice of groups can better: how many people must stay without a place in each round."""
        model, inf = self.model, highspy.kHighsInf
        for at in range(model.count):
            least = model.surplus(model.rounds == at)
            if least > 0:
                columns = self.without[:, at]
                self._add_rows(np.array([least]), np.array([inf]), [columns], [model.size])

    def add_columns(self, wanted) -> None:
        """Take in the columns for which the matrix `wanted` is true."""
        model = self.model
        party, slot = np.nonzero(wanted & model.allowed & (self.column < 0))
        if not len(party):
            return
        topic = model.topic[slot]
        entries = [
            (self.one[party, model.rounds[slot]], 1.0),
            (self.full[slot], model.size[party]),
            (self.least[slot], model.size[party]),
            (np.where(topic >= 0, self.twice[party, topic], -1), 1.0),
        ]
        entries += [
            (np.where(makes[party], rows[slot], -1), 1.0)
            for makes, rows in zip(model.makes.T, self.keep.T, strict=True)
        ]
        # The row of the party keeps a column below 1; a bound here would hide part of its price.
        most = 1.0 if self.whole else highspy.kHighsInf
        self.column[party, slot] = self._add(model.cost[party, slot], entries, most=most, whole=True)

    def forbid_twice(self, wanted) -> None:
        """Nobody meets a topic twice, for the parties × topics for which `wanted` is true."""
        model, rows = self.model, np.argwhere(wanted & (self.twice < 0))
        indices = [columns[columns >= 0] for columns in (self.column[p, model.topic == t] for p, t in rows)]
        self.twice[rows[:, 0], rows[:, 1]] = self._add_rows(
            np.full(len(rows), -highspy.kHighsInf), np.ones(len(rows)), indices, [np.ones(len(one)) for one in indices]
        )

    def forbid_closed(self, wanted) -> None:
        """Nobody is in a closed group, for the parties × slots for which `wanted` is true."""
        party, slot = np.nonzero(wanted & (self.link < 0) & (self.column >= 0) & self.model.gated)
        indices = list(np.stack([self.column[party, slot], self.open[slot]], axis=1))
        self.link[party, slot] = self._add_rows(
            np.full(len(party), -highspy.kHighsInf), np.zeros(len(party)), indices, [np.array([1.0, -1.0])] * len(party)
        )

    def _add_rows(self, lower, upper, indices=(), values=()):
        count = len(lower)
        if count:
            lengths = [len(one) for one in indices] or [0] * count
            starts = np.concatenate([[0], np.cumsum(lengths)[:-1]])
            flat = np.concatenate(indices) if len(indices) else np.zeros(0)
            numbers = np.concatenate(values) if len(values) else np.zeros(0)
            self.highs.addRows(count, lower, upper, len(flat), starts.astype(np.int32), flat.astype(np.int32), numbers)
        self.rows += count
        return np.arange(self.rows - count, self.rows)

    def _add(self, cost, entries, *, most: float = highspy.kHighsInf, whole: bool = False):
        """Add columns between 0 and `most`; `entries` are rows (-1: none) and values, per column. Returns their numbers."""
        count = len(cost)
        if not count:
            return np.zeros(0, dtype=int)
        rows = np.stack([np.broadcast_to(row, count) for row, _value in entries], axis=1)
        values = np.stack([np.broadcast_to(np.asarray(value, dtype=float), count) for _row, value in entries], axis=1)
        there = rows >= 0
        starts = np.concatenate([[0], np.cumsum(there.sum(axis=1))[:-1]]).astype(np.int32)
        self.highs.addCols(
            count,
            np.asarray(cost, dtype=float),
            np.zeros(count),
            np.full(count, most),
            int(there.sum()),
            starts,
            rows[there].astype(np.int32),
            values[there],
        )
        numbers = np.arange(self.columns, self.columns + count)
        self.columns += count
        if whole and self.whole:
            kinds = np.full(count, highspy.HighsVarType.kInteger.value, dtype=np.uint8)
            self.highs.changeColsIntegrality(count, numbers.astype(np.int32), kinds)
        return numbers

    def run(self, seconds: float, nodes: int | None = None) -> bool:
        """Solve; returns whether there is a solution to read."""
        self.highs.setOptionValue("time_limit", self.highs.getRunTime() + max(seconds, 0.1))
        if nodes is not None:
            self.highs.setOptionValue("mip_max_nodes", nodes)
        self.highs.run()
        self.values = np.array(self.highs.getSolution().col_value)
        info = self.highs.getInfo()
        self.objective = info.objective_function_value
        self.bound = info.mip_dual_bound if self.whole else self.objective
        return info.primal_solution_status == 2

    def start(self, chosen) -> None:
        """Begin from a solution: `chosen` is a matrix of parties × slots with truth values."""
        model, values = self.model, np.zeros(self.columns)
        values[self.column[chosen]] = 1
        values[self.without] = 1 - model.by_round(chosen, np.sum, 0)
        used = chosen.any(axis=0)
        values[self.open[model.gated]] = used[model.gated]
        kept = (chosen.T.astype(int) @ model.makes) > 0
        parts = [kept[:, : model.mixed_from], kept[:, model.mixed_from :]]
        for columns, part in zip(self.breaks, [part for part in parts if part.shape[1]], strict=True):
            values[columns] = used & ~part.all(axis=1)
        solution = highspy.HighsSolution()
        solution.col_value = values.tolist()
        self.highs.setSolution(solution)

    def chosen(self):
        """How much of each party is in each slot."""
        return np.where(self.column >= 0, self.values[self.column], 0.0)

    def opened(self):
        """How far each slot is open (1 where it need not be asked)."""
        return np.where(self.open >= 0, self.values[self.open], 1.0)

    def reduced_costs(self):
        """What one more unit of each party × slot would change, by the prices of the linear programme."""
        model, price = self.model, np.array(self.highs.getSolution().row_dual)
        costs = model.cost - price[self.one][:, model.rounds] - np.outer(model.size, price[self.full])
        costs -= np.outer(model.size, np.where(self.least >= 0, price[self.least], 0.0))
        costs -= model.makes @ price[self.keep].T
        if model.topics:
            prices = np.where(self.twice >= 0, price[self.twice], 0.0)
            costs -= np.where(model.topic >= 0, prices[:, model.topic], 0.0)
        costs -= np.where(self.link >= 0, price[self.link], 0.0)
        return costs
