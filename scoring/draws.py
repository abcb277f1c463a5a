"""What is drawn: weights, methods, errors, filled values, and the columns of a sampler.

Every factor has a stream of its own, made from the seed, the factor and the
block: switching one factor off leaves the draws of the others as they were.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, Protocol

import numpy as np
import numpy.typing as npt

from scoring.errors import ChoiceError
from scoring.pipeline import Variant, fillable_cells, run
from scoring.plan import Plan
from scoring.treat import Treatment

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

FACTORS: Final = ("weights", "normalise", "aggregate", "error", "fill", "records")
_BLOCK_CELLS: Final = 4_000_000
_BLOCK_RANGE: Final = (100, 5_000)


class Sampler(Protocol):
    """Draws columns of the table: records that count or not, points that lie here or there."""

    @property
    def key(self) -> str:
        """What the draws depend on, as a short text: part of the record of a run."""

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns of the table that it draws."""

    def draw(self, random: np.random.Generator, draws: int) -> Mapping[str, Floats]:
        """Per column an array of shape (units, draws), units in the order of the table."""


@dataclass(eq=False)
class Drawn:
    """A block of draws.

    Attributes
    ----------
    count : int
    weights : dict of str to ndarray of float64, shape (children, count)
    normalise, aggregate : ndarray of int, shape (count,)
        Numbers of the alternatives.
    shocks : dict of str to ndarray of float64, shape (n, count)
    donors : ndarray of float64, shape (cells, count) or None
    raw : dict of str to ndarray of float64, shape (n, count)
    """

    count: int
    weights: dict[str, Floats] = field(default_factory=dict)
    normalise: Ints | None = None
    aggregate: Ints | None = None
    shocks: dict[str, Floats] = field(default_factory=dict)
    donors: Floats | None = None
    raw: dict[str, Floats] = field(default_factory=dict)


def active(plan: Plan, sampler: Sampler | None) -> tuple[str, ...]:
    """The factors that this index and this table leave uncertain."""
    chosen = plan.index.uncertainty
    wanted = {
        "weights": chosen.weights_cv > 0 and any(len(n.children) > 1 for n in plan.nodes),
        "normalise": len(chosen.normalise) > 1,
        "aggregate": len(chosen.aggregate) > 1,
        "error": chosen.error and any(one.error for one in plan.index.indicators),
        "fill": chosen.fill and fillable_cells(plan) > 0,
        "records": chosen.records and sampler is not None,
    }
    return tuple(name for name in FACTORS if wanted[name])


def blocks(plan: Plan, draws: int) -> Iterator[tuple[int, int]]:
    """Number and size of the blocks that the draws are made in; memory stays bounded."""
    cells = len(plan.table.units) * len(plan.slots)
    least, most = _BLOCK_RANGE
    size = int(np.clip(_BLOCK_CELLS // cells, least, most))
    for number, start in enumerate(range(0, draws, size)):
        yield number, min(size, draws - start)


def draw(
    plan: Plan,
    factors: Sequence[str],
    sampler: Sampler | None,
    count: int,
    stream: Sequence[int],
) -> Drawn:
    """One block of draws.

    Parameters
    ----------
    plan : Plan
    factors : sequence of str
        Out of `FACTORS`.
    sampler : Sampler or None
    count : int
    stream : sequence of int
        Seed and number of the block.
    """
    chosen, drawn = plan.index.uncertainty, Drawn(count)
    for name in factors:
        random = np.random.default_rng([*stream, FACTORS.index(name)])
        if name == "weights":
            drawn.weights = _weights(plan, random, count)
        elif name == "normalise":
            drawn.normalise = random.integers(len(chosen.normalise), size=count)
        elif name == "aggregate":
            drawn.aggregate = random.integers(len(chosen.aggregate), size=count)
        elif name == "error":
            shape = len(plan.table.units), count
            drawn.shocks = {
                one.id: random.standard_normal(shape) for one in plan.index.indicators if one.error
            }
        elif name == "fill":
            drawn.donors = random.random((fillable_cells(plan), count))
        elif sampler is not None:
            drawn.raw = _checked(plan, sampler.draw(random, count), count)
    return drawn


def scores(
    plan: Plan, drawn: Drawn, treatments: Sequence[Treatment | None] | None = None
) -> Floats:
    """Scores of the index in every draw, shape (n, count)."""
    chosen = plan.index.uncertainty
    ways = max(len(chosen.aggregate), 1)
    method = np.zeros(drawn.count, dtype=np.int64)
    if drawn.normalise is not None:
        method += drawn.normalise * ways
    if drawn.aggregate is not None:
        method += drawn.aggregate
    found = np.empty((len(plan.table.units), drawn.count))
    for number in np.unique(method):
        at = np.flatnonzero(method == number)
        which, way = divmod(int(number), ways)
        variant = Variant(
            normalise=chosen.normalise[which] if chosen.normalise else None,
            aggregate=chosen.aggregate[way] if chosen.aggregate else None,
            weights=_taken(drawn.weights, at, drawn.count),
            raw=_taken(drawn.raw, at, drawn.count),
            shocks=_taken(drawn.shocks, at, drawn.count),
            donors=None if drawn.donors is None else drawn.donors[:, at],
        )
        found[:, at] = run(plan, variant, treatments)
    return found


def _taken(arrays: Mapping[str, Floats], at: Ints, count: int) -> dict[str, Floats]:
    if len(at) == count:
        return dict(arrays)
    return {name: array[:, at] for name, array in arrays.items()}


def _weights(plan: Plan, random: np.random.Generator, count: int) -> dict[str, Floats]:
    """Dirichlet weights whose spread among equal ones is the coefficient of variation.

    Of k equal weights the squared coefficient of variation is (k - 1) / (a + 1)
    with the concentration a.
    """
    spread = plan.index.uncertainty.weights_cv
    found = {}
    for node in plan.nodes:
        k = int(np.count_nonzero(node.weights))
        if k < 2:
            continue
        concentration = (k - 1) / spread**2 - 1
        if concentration <= 0:
            raise ChoiceError(
                "errors.scoring.choice.spread",
                value=spread,
                where=node.id,
                n=k,
                most=f"{np.sqrt(k - 1):.2f}",
            )
        shape = concentration * node.weights
        drawn = random.standard_gamma(shape[:, None], size=(len(shape), count))
        found[node.id] = drawn / np.maximum(drawn.sum(axis=0), np.finfo(np.float64).tiny)
    return found


def _checked(plan: Plan, columns: Mapping[str, Floats], count: int) -> dict[str, Floats]:
    """The columns that the index reads; a sampler may draw more than that."""
    shape = len(plan.table.units), count
    found = {name: array for name, array in columns.items() if name in plan.table.values}
    for name, array in found.items():
        if np.shape(array) != shape:
            raise ChoiceError("errors.scoring.choice.sampler", column=name)
    return {name: np.asarray(array, dtype=np.float64) for name, array in found.items()}
