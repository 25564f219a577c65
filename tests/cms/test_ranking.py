"""Sums, comparisons and pages of stacks say the same as counting one document at a time."""

from hypothesis import given, settings
from hypothesis import strategies as st

from cms.search.ranking import Ranking, added, higher, lower, scored, stack_of, times

SIZE = 9
steady = settings(deadline=None, derandomize=True)
scores = st.lists(st.integers(0, 255), min_size=SIZE, max_size=SIZE)
PLACE = {100 + at: at for at in range(SIZE)}


def stacked(values: list[int]) -> list[int]:
    return stack_of([{100 + at: value for at, value in enumerate(values) if value}], PLACE, 1)


def read(stack: list[int]) -> list[int]:
    return [sum((held >> at & 1) << bit for bit, held in enumerate(stack)) for at in range(SIZE)]


@steady
@given(scores, scores, st.integers(0, 120))
def test_stacks_count_as_numbers_do(one, other, factor):
    a, b = stacked(one), stacked(other)
    assert read(a) == one
    assert read(added(a, b)) == [x + y for x, y in zip(one, other, strict=True)]
    assert read(higher(a, b)) == [max(pair) for pair in zip(one, other, strict=True)]
    assert read(lower(a, b)) == [min(pair) for pair in zip(one, other, strict=True)]
    assert read(times(a, factor)) == [value * factor for value in one]
    assert scored(a) == sum(1 << at for at, value in enumerate(one) if value)


@steady
@given(scores, st.integers(0, 2**SIZE - 1), st.integers(0, SIZE), st.integers(0, SIZE))
def test_pages_hold_the_best_first_and_equals_in_the_order_of_the_keys(values, first, start, length):
    groups = [first, ~first & (2**SIZE - 1)]
    ranking = Ranking(list(PLACE), groups, stacked(values))
    expected = sorted(PLACE, key=lambda key: (not first >> PLACE[key] & 1, -values[PLACE[key]], key))
    assert len(ranking) == SIZE and ranking.all == 2**SIZE - 1
    assert ranking[start : start + length] == expected[start : start + length]
    kept = [key for key in expected if values[PLACE[key]]]
    assert ranking.within(scored(stacked(values)))[0:SIZE] == kept


@steady
@given(scores, scores, st.sampled_from([0.3, 0.9, 10]))
def test_best_of_some_words_counts_and_unknown_documents_do_not(one, other, factor):
    words = [{100 + at: value for at, value in enumerate(values) if value} | {7: 255} for values in (one, other)]
    expected = [round(max(pair) * factor) for pair in zip(one, other, strict=True)]
    assert read(stack_of(words, PLACE, factor)) == expected
