"""The division itself, by HiGHS. The solver is imported only here: it takes memory that a web page never needs."""

from __future__ import annotations

import typing

if typing.TYPE_CHECKING:
    import numpy as np

# What each next person costs an offerer, so that a popular one is not proposed to all who like them best.
SPREAD = 3.0


def divide(fits: np.ndarray, room: list[int]) -> list[tuple[int, int]]:
    """The pairs (asker, offerer) whose fits together are the highest that can be.

    `fits` has a row per asker and a column per offerer; zero or less means: not these two. `room` is how many more
    people each offerer takes. Nobody is left over for a worse pair elsewhere unless the whole gains by it.
    """
    import highspy
    import numpy as np

    pairs = np.argwhere(fits > 0)
    asks, offers = fits.shape
    places = [(offer, SPREAD * nth) for offer, many in enumerate(room) for nth in range(many)]
    if not len(pairs) or not places:
        return []
    # Columns: a variable per pair, then one per place. Rows: an asker once, an offerer within their places.
    cost = np.concatenate([-fits[pairs[:, 0], pairs[:, 1]], [cost for _offer, cost in places]])
    count = len(cost)
    start = np.concatenate([np.arange(0, 2 * len(pairs), 2), 2 * len(pairs) + np.arange(len(places) + 1)])
    index = np.concatenate([np.add(pairs, (0, asks)).ravel(), [asks + offer for offer, _cost in places]])
    value = np.concatenate([np.ones(2 * len(pairs)), -np.ones(len(places))])
    problem = highspy.HighsLp()
    problem.num_col_, problem.num_row_ = count, asks + offers
    problem.col_cost_, problem.col_lower_, problem.col_upper_ = cost, np.zeros(count), np.ones(count)
    problem.row_lower_ = np.full(asks + offers, -highspy.kHighsInf)
    problem.row_upper_ = np.concatenate([np.ones(asks), np.zeros(offers)])
    problem.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    problem.a_matrix_.start_, problem.a_matrix_.index_, problem.a_matrix_.value_ = start, index, value
    solver = highspy.Highs()
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("presolve", "off")  # finds nothing to simplify here, and takes half of the time
    solver.passModel(problem)
    solver.run()
    if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        raise RuntimeError(f"no division found: {solver.getModelStatus()}")
    chosen = np.asarray(solver.getSolution().col_value[: len(pairs)]) > 0.5
    return [(int(ask), int(offer)) for ask, offer in pairs[chosen]]
