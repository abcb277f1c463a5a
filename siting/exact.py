"""The exact method from end to end: swap, Lagrangian root, then branching and HiGHS in turns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from siting.core import Core, Ints
from siting.highs import solve
from siting.progress import Watch
from siting.proof import Proof
from siting.radius import radius_model
from siting.search import INFINITE, Node, Search

FIRST_STEPS = 400
"""Subproblems of the first turn of branching; every further turn has `GROWTH` times as many."""

GROWTH = 3

STORED = 25_000_000
"""Numbers that the proof may hold; then only HiGHS goes on."""

MOST_PAIRS = 600_000
"""Pairs of candidate and client up to which the radius model is worth building."""


@dataclass(frozen=True)
class Answer:
    """The least of a `Core`.

    Attributes
    ----------
    rows : ndarray of int64
        The best choice found.
    value : float
    lower : float
        Proven lower bound.
    done : bool
        Whether nothing better (and below what was wanted) is left.
    proof : Proof
    replayable : bool
        Whether ``proof`` alone gives ``lower``.
    root_lower : float
        The bound of the root's multipliers.
    """

    rows: Ints
    value: float
    lower: float
    done: bool
    proof: Proof
    replayable: bool
    root_lower: float


def minimise(
    core: Core, watch: Watch, starts: Sequence[Ints] = (), *, wanted: float = INFINITE
) -> Answer:
    """Find the least choice and prove it.

    Parameters
    ----------
    core : Core
    watch : Watch
    starts : sequence of ndarray of int64
        Choices to begin with.
    wanted : float
        Only choices below it are asked for.
    """
    search = Search(core, watch, starts, wanted)
    root = search.root()
    root_lower = search.lower
    steps, most = FIRST_STEPS, max(2 * FIRST_STEPS, STORED // (2 * core.cost.shape[1]))
    while not (search.done or watch.stop()):
        if len(search.proof.steps) < most:
            search.run(min(steps, most))
        if not search.done:
            # As long as branching has taken so far: neither way can lose more than the other.
            last = len(search.proof.steps) >= most
            _try_highs(search, root, watch if last else watch.within(watch.elapsed_s))
            if last and not search.done:
                break
        steps *= GROWTH
    return Answer(
        rows=search.best,
        value=search.value,
        lower=search.lower,
        done=search.done,
        proof=search.proof,
        replayable=search.replayable,
        root_lower=root_lower,
    )


def _try_highs(search: Search, root: Node, watch: Watch) -> None:
    """Let HiGHS decide what the root's bound left open, as far as the watch allows."""
    if watch.stop():
        return
    core = search.core.part(root.rows, root.opened)
    slack = max(0.0, search.cutoff() - root.bound) * (1 + 1e-9)
    limit = np.minimum(root.multipliers + slack, core.base)
    if (core.nearest > limit).any():  # a client that no choice worth having serves
        search.replayable = False
        search.finish()
        return
    if int((core.cost <= limit).sum()) > MOST_PAIRS:
        return
    model = radius_model(core, limit)
    # HiGHS works with absolute tolerances: bring the objective near one per client.
    scale = max(search.value / len(limit), np.finfo(np.float64).tiny)
    model = replace(model, cost=model.cost / scale, constant=model.constant / scale)
    outcome = solve(model, watch, step=search.step / scale, scale=scale)
    if outcome.values is not None:
        rows = root.rows[np.flatnonzero(outcome.values[: len(root.rows)] > 0.5)]
        search.improve(np.append(root.opened, rows))
    reached = search.lower
    if outcome.complete or outcome.impossible:
        search.finish()
    else:
        search.raise_lower(min(outcome.lower * scale, search.cutoff()))
    search.replayable &= search.lower == reached and not search.done
