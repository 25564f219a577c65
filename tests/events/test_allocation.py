"""The allocation against every possible one, and against a checker that knows nothing of how it is made."""

import itertools
import os
import random
import subprocess
import sys

import pytest

from events.allocation import allocate, read
from tests.benchmarks.allocation import RULES, make


def cost_of(data, places):
    """The cost of places (person → group ids per round) as the package promises it, or None where a rule is broken."""
    rules, people = data.get("rules", {}), {person["id"]: person for person in data["people"]}
    largest = max(map(len, data["rounds"])) + 1
    total = 0
    for at, groups in enumerate(data["rounds"]):
        inside = {group["id"]: [one for one in people if places[one][at] == group["id"]] for group in groups}
        for one, other in data.get("pairs", []):
            if places[one][at] != places[other][at]:
                return None
        for group in groups:
            members = inside[group["id"]]
            if len(members) > group["capacity"] or 0 < len(members) < group.get("minimum", 0):
                return None
            if not members:
                continue
            if rules.get("ambassador_per_group"):
                total += 0 if any(people[one].get("ambassador") for one in members) else largest**3
            if rules.get("mixed_sectors"):
                sectors = {people[one]["sector"] for one in members if people[one].get("sector")}
                total += 0 if len(sectors) > 1 else largest**3
        for one, person in people.items():
            group, ranked = places[one][at], person["choices"][at]
            had = (person.get("current") or [None] * 9)[at]
            if had is not None and had != group:
                total += largest**2 + (largest if rules.get("levels") else 0)
            if group is None:
                total += 2 * largest**3
            elif group in ranked:
                total += (ranked.index(group) + 1) ** 2
            elif rules.get("only_ranked"):
                return None
            else:
                levels = {person.get("level"), next(one for one in groups if one["id"] == group).get("level")} - {None}
                total += largest**2 + (largest if rules.get("levels") and len(levels) > 1 else 0)
    if rules.get("never_twice_together"):
        topics = [{group["id"]: group.get("topic") or group["id"] for group in groups} for groups in data["rounds"]]
        for mine in places.values():
            met = [topics[at][group] for at, group in enumerate(mine) if group is not None]
            if len(met) != len(set(met)):
                return None
    return total


def brute_force(data):
    """The lowest cost of all allocations there are."""
    ids = [person["id"] for person in data["people"]]
    options = [[*(group["id"] for group in groups), None] for groups in data["rounds"]]
    every = itertools.product(itertools.product(*options), repeat=len(ids))
    return min(cost for one in every if (cost := cost_of(data, dict(zip(ids, one, strict=True)))) is not None)


def small(seed):
    """A small instance in which anything may be asked, also the impossible."""
    chance = random.Random(seed)
    rounds = chance.choice([1, 1, 2])
    people, groups = (chance.randint(1, 6), chance.randint(1, 3)) if rounds == 1 else (chance.randint(1, 4), 2)
    ids = [f"g{at}" for at in range(groups)]

    def group(one, at):
        found = {"id": one, "capacity": chance.randint(0, 4), "minimum": chance.choice([0, 0, 1, 2, 3])}
        found["level"] = chance.choice(["a", "b", None])
        return found | ({"topic": f"t{chance.randint(0, 1)}"} if chance.random() < 0.2 else {})

    current = [[chance.choice([None, *ids]) for _round in range(rounds)] for _person in range(people)]
    return {
        "rounds": [[group(one, at) for one in ids] for at in range(rounds)],
        "people": [
            {
                "id": f"p{at}",
                "sector": chance.choice(["a", "a", "b", None]),
                "ambassador": chance.random() < 0.4,
                "level": chance.choice(["a", "b", None]),
                "choices": [chance.sample(ids, chance.randint(0, groups)) for _round in range(rounds)],
                "current": current[at] if seed % 3 == 0 else [],
            }
            for at in range(people)
        ],
        "pairs": [["p0", "p1"]] if people > 1 and chance.random() < 0.4 else [],
        "rules": {name: chance.random() < 0.4 for name in (*RULES, "only_ranked", "levels")},
        "seed": seed,
    }


@pytest.mark.parametrize("first", range(0, 300, 30))
def test_no_allocation_is_better_than_the_one_that_is_found(first):
    for seed in range(first, first + 30):
        data = small(seed)
        result = allocate(read(data))
        assert cost_of(data, result.assignment) == result.cost, seed
        assert result.cost == result.bound == brute_force(data), seed


@pytest.mark.parametrize(
    "size",
    [
        {"people": 150, "groups": 12, "rounds": 1, "ranked": 5, "minimum": 11, "room": 1.6, "rules": RULES},
        {"people": 120, "groups": 8, "rounds": 2, "ranked": 4, "minimum": 8, "pairs": 10, "rules": RULES},
        {"people": 90, "groups": 10, "rounds": 3, "ranked": 10, "room": 0.9, "pairs": 20, "rules": RULES},
        {"people": 60, "groups": 6, "rounds": 1, "ranked": 2, "rules": {"only_ranked": True}},
    ],
)
def test_larger_instances_keep_every_rule_and_add_up(size):
    data = make(**size)
    result = allocate(read(data))
    assert cost_of(data, result.assignment) == result.cost
    assert result.bound <= result.cost <= 1.02 * result.bound
    assert sum(result.ranks.values()) == size["people"] * size["rounds"]
    nowhere = [(one, at) for one, mine in result.assignment.items() for at, group in enumerate(mine) if group is None]
    assert sorted((item["person"], item["round"]) for item in result.unplaced) == sorted(nowhere)
    assert result.ranks["unplaced"] == len(nowhere)


def test_five_hundred_people_are_proven_to_have_the_best():
    result = allocate(read(make(people=500, groups=21, rounds=1, ranked=21)))
    assert result.cost == result.bound
    assert result.ranks["unplaced"] == result.ranks["unranked"] == 0


def test_same_seed_gives_the_same_answer_whatever_the_order_of_the_list():
    data = make(people=80, groups=8, rounds=2, ranked=4, rules=RULES, minimum=6, pairs=5)
    once = allocate(read(data))
    assert allocate(read(data)).assignment == once.assignment
    shuffled = data | {"people": random.Random(5).sample(data["people"], 80)}
    shuffled["rounds"] = [groups[::-1] for groups in data["rounds"]]
    assert allocate(read(shuffled)).assignment == once.assignment


def test_seed_decides_who_of_equals_gets_the_last_seat():
    data = {"rounds": [[{"id": "g", "capacity": 1}]], "people": [{"id": n, "choices": [["g"]]} for n in "abcd"]}
    winners = []
    for seed in range(80):
        assignment = allocate(read(data | {"seed": seed})).assignment
        winners += [person for person, mine in assignment.items() if mine == ["g"]]
    assert len(winners) == 80
    assert all(winners.count(person) >= 8 for person in "abcd")


PERSON = {"choices": [["g"]]}


def impossible(rule, groups, people, **more):
    return pytest.param(rule, {"rounds": [groups], "people": people, **more}, id=rule)


@pytest.mark.parametrize(
    ("rule", "data"),
    [
        impossible("capacity", [{"id": "g", "capacity": 1}], [PERSON | {"id": "a"}, PERSON | {"id": "b"}]),
        impossible(
            "pairs", [{"id": "g", "capacity": 1}], [PERSON | {"id": "a"}, PERSON | {"id": "b"}], pairs=[["a", "b"]]
        ),
        impossible("minimum", [{"id": "g", "capacity": 9, "minimum": 3}], [PERSON | {"id": "a"}]),
        impossible(
            "only_ranked",
            [{"id": "g", "capacity": 1}],
            [{"id": "a", "choices": [[]]}],
            rules={"only_ranked": True},
        ),
        pytest.param(
            "never_twice_together",
            {
                "rounds": [[{"id": "g", "capacity": 1}], [{"id": "g", "capacity": 1}]],
                "people": [{"id": "a", "choices": [["g"], ["g"]]}],
                "rules": {"never_twice_together": True},
            },
            id="never_twice_together",
        ),
    ],
)
def test_impossible_rule_is_named_to_whoever_has_no_place(rule, data):
    result = allocate(read(data))
    assert result.unplaced
    assert {item["rule"] for item in result.unplaced} == {rule}
    assert all(item["reason"] for item in result.unplaced)


def test_rules_that_nobody_can_keep_give_way_and_are_told():
    data = {
        "rounds": [[{"id": "g", "capacity": 4}]],
        "people": [PERSON | {"id": "a", "sector": "zorg"}, PERSON | {"id": "b", "sector": "zorg"}],
        "rules": {"ambassador_per_group": True, "mixed_sectors": True},
    }
    result = allocate(read(data))
    assert result.assignment == {"a": ["g"], "b": ["g"]}
    assert [sentence.split(":")[0] for sentence in result.broken] == [
        "Regel ambassador_per_group",
        "Regel mixed_sectors",
    ]


def test_who_gets_no_wish_goes_to_a_group_of_their_own_level_and_a_wish_goes_first():
    groups = [{"id": one, "capacity": 1, "level": level} for one, level in [("full", ""), ("a", "a"), ("b", "b")]]
    wins, beginner = {"id": "wins", "choices": [["full"]]}, {"id": "beginner", "level": "a", "choices": [[]]}
    dares = {"id": "dares", "level": "a", "choices": [["b"]]}
    skilled = {"id": "skilled", "level": "b", "choices": [[]]}
    for seed, last in itertools.product(range(5), (dares, skilled)):
        people = [wins, beginner, last]
        data = {"rounds": [groups], "people": people, "rules": {"levels": True}, "seed": seed}
        expected = {"wins": ["full"], "beginner": ["a"], last["id"]: ["b"]}
        assert allocate(read(data)).assignment == expected


def test_after_drop_outs_as_few_people_as_possible_move():
    data = make(people=60, groups=6, rounds=2, ranked=3, rules=RULES, minimum=7)
    before = allocate(read(data)).assignment
    smallest = min(
        ["g0", "g1", "g2", "g3", "g4", "g5"], key=lambda one: [mine[0] for mine in before.values()].count(one)
    )
    gone = [one for one, mine in before.items() if mine[0] == smallest][:-6]  # six are left where seven are needed
    data["people"] = [one | {"current": before[one["id"]]} for one in data["people"] if one["id"] not in gone]
    after = allocate(read(data))
    moved = [(one, at) for one, mine in after.assignment.items() for at in (0, 1) if mine[at] != before[one][at]]
    assert len(moved) == 1
    assert after.cost == after.bound == cost_of(data, after.assignment)
    without = allocate(read(data | {"people": [one | {"current": []} for one in data["people"]]}))
    freely = [one for one, mine in without.assignment.items() if mine != before[one]]
    assert len(freely) > 1


@pytest.mark.parametrize("room", [1.0, 1.2, 1.6])
def test_rounded_solutions_keep_every_rule_and_cost_what_they_say(room):
    from events.allocation.improving import rounded, used_groups, worth_of
    from events.allocation.programme import Model
    from events.allocation.solving import _linear

    for seed in range(8):
        data = make(people=40, groups=5, rounds=2, ranked=3, minimum=7, room=room, pairs=4, rules=RULES, seed=seed)
        instance = read(data)
        model = Model(instance, [0, 1])
        linear, _reduced, bound = _linear(model, float("inf"), seed)
        for shares in (linear.chosen(), linear.chosen() * used_groups(model, linear), linear.chosen() * 0):
            chosen = rounded(model, shares)
            places = {person["id"]: [None, None] for person in data["people"]}
            for row, party in enumerate(instance.parties):
                for slot in chosen[row].nonzero()[0]:
                    at, group = model.slots[slot]
                    for index in party:
                        places[instance.people[index].id][at] = instance.rounds[at][group].id
            assert cost_of(data, places) == worth_of(model, chosen) >= bound - 1e-3


def test_nothing_to_allocate_is_no_trouble():
    assert allocate(read({"rounds": [], "people": []})).as_json()["assignment"] == {}
    assert allocate(read({"rounds": [[]], "people": [{"id": "a", "choices": []}]})).unplaced[0]["rule"] == "capacity"


def test_time_that_is_over_still_gives_places_under_every_rule():
    data = make(people=120, groups=8, rounds=2, ranked=4, rules=RULES, minimum=8, pairs=10)
    result = allocate(read(data), time_limit=0)
    assert cost_of(data, result.assignment) == result.cost
    assert result.bound <= result.cost


def test_web_processes_do_not_load_the_solver():
    code = (
        "import django, sys; django.setup(); import config.urls, events.management.commands.allocate;"
        "print(sorted({'highspy', 'numpy'} & set(sys.modules)))"
    )
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "config.settings"}
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=environment, check=True)
    assert found.stdout.strip() == "[]"
