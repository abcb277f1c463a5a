"""Why a rank changed between two editions: an exact Shapley decomposition.

The players are the unit's own pillars, the other units, the method (the
index file) and, where the older data was revised since, the revision. Each
gets its average effect over all orders in which the changes could have come
(Shapley, L. S., 1953); the terms sum to the change.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
import numpy.typing as npt
import pandas as pd

from scoring.cells import State
from scoring.errors import ChoiceError
from scoring.model import ROOT, Index
from scoring.pipeline import Variant, run
from scoring.plan import compile_plan
from scoring.rank import published, ranks
from scoring.table import Table, check_table

Floats = npt.NDArray[np.float64]
What = Literal["rank", "score"]

MOST_FACTORS: Final = 16
OTHERS: Final = "others"
METHOD: Final = "method"
REVISION: Final = "revision"
OWN: Final = "own:"


@dataclass(frozen=True)
class Change:
    """Why a unit's rank or score changed.

    Attributes
    ----------
    unit : str
    what : {"rank", "score"}
    before, after : float
        As published then and now.
    recomputed : float
        The older edition by today's method on today's data of then: what the
        newer one may be compared with.
    terms : dict of str to float
        ``own:<pillar>``, ``others``, ``method``, ``revision``; they sum to
        ``after - before``. A negative term of a rank is an improvement.
    """

    unit: str
    what: What
    before: float
    after: float
    recomputed: float
    terms: Mapping[str, float]


@dataclass(frozen=True, eq=False)
class _Side:
    """An index with the older data as published, as revised, and the newer data."""

    index: Index
    old: Table
    revised: Table
    new: Table


def explain_change(
    before: tuple[Index, pd.DataFrame],
    after: tuple[Index, pd.DataFrame],
    unit: str,
    *,
    revised: pd.DataFrame | None = None,
    what: What = "rank",
) -> Change:
    """Take the change of a unit's rank or score apart.

    Parameters
    ----------
    before, after : tuple of Index and pandas.DataFrame
        The two editions. Each table must hold the columns of both indices.
    unit : str
    revised : pandas.DataFrame, optional
        The older data as known today.
    what : {"rank", "score"}

    Raises
    ------
    ScoringDefectsError
        If a table lacks what an index needs.
    ChoiceError
        If the editions have different units, the unit is not ranked on the way
        from one to the other, or there are too many pillars.
    """
    tables = [before[1], before[1] if revised is None else revised, after[1]]
    sides = [
        _Side(index, *(check_table(one, index) for one in tables)) for index, _ in (before, after)
    ]
    units = sides[1].new.units
    for table in (sides[0].old, sides[0].revised):
        if set(table.units) != set(units):
            differing = ", ".join(sorted(set(table.units) ^ set(units))[:5])
            raise ChoiceError("errors.scoring.choice.units_differ", units=differing)
    if unit not in units:
        raise ChoiceError("errors.scoring.choice.unit", unit=unit)
    pillars = list(dict.fromkeys(p for side in reversed(sides) for p in side.index.pillars))
    factors = [*(OWN + name for name in pillars), OTHERS]
    if index_differs(before[0], after[0]):
        factors.append(METHOD)
    if revised is not None:
        factors.append(REVISION)
    if len(factors) > MOST_FACTORS:
        raise ChoiceError("errors.scoring.choice.many_factors", n=len(factors), most=MOST_FACTORS)
    game = _game(sides, units, unit, factors, what)
    terms = shapley(game, len(factors))
    base = sum(1 << at for at, name in enumerate(factors) if name in {METHOD, REVISION})
    return Change(
        unit, what, float(game[0]), float(game[-1]), float(game[base]),
        dict(zip(factors, map(float, terms), strict=True)),
    )  # fmt: skip


def index_differs(one: Index, other: Index) -> bool:
    """Whether two indices differ in more than their names, notes and draws."""
    return _bare(one) != _bare(other)


def shapley(game: Floats, players: int) -> Floats:
    """Shapley values.

    Parameters
    ----------
    game : ndarray of float64, shape (2 ** players,)
        Value of each coalition; bit k of the number says whether k is in it.
    players : int

    Returns
    -------
    ndarray of float64, shape (players,)
        Sum to the value of all less that of none.
    """
    coalitions = np.arange(1 << players)
    size = np.array([int(number).bit_count() for number in coalitions])
    found = np.empty(players)
    for player in range(players):
        without = coalitions[(coalitions >> player) & 1 == 0]
        weight = np.array([1.0 / (players * math.comb(players - 1, k)) for k in range(players)])
        gain = game[without | (1 << player)] - game[without]
        found[player] = math.fsum(weight[size[without]] * gain)
    return found


def _game(
    sides: list[_Side], units: tuple[str, ...], unit: str, factors: list[str], what: What
) -> Floats:
    numbers = np.arange(1 << len(factors))
    bit = {name: (numbers >> at) & 1 == 1 for at, name in enumerate(factors)}
    nothing = np.zeros(len(numbers), dtype=bool)
    newer = bit.get(METHOD, ~nothing)
    game = np.full(len(numbers), np.nan)
    for side, chosen in ((sides[0], ~newer), (sides[1], newer)):
        if chosen.any():
            own = {c: bit[OWN + _pillar(side.index, c)][chosen] for c in side.new.values}
            revision = bit.get(REVISION, nothing)[chosen]
            bits = (own, bit[OTHERS][chosen], revision)
            game[chosen] = _values(side, units, unit, bits, what)
    if np.isnan(game).any():
        raise ChoiceError("errors.scoring.choice.not_ranked", unit=unit)
    return game


def _pillar(index: Index, column: str) -> str:
    """The pillar whose indicator reads a column."""
    for one in index.indicators:
        if column in {one.column, one.denominator}:
            return one.parent
    return ROOT


def _values(
    side: _Side,
    units: tuple[str, ...],
    unit: str,
    bits: tuple[dict[str, npt.NDArray[np.bool_]], npt.NDArray[np.bool_], npt.NDArray[np.bool_]],
    what: What,
) -> Floats:
    """Rank or score of the unit in every coalition."""
    own, others, revision = bits
    versions = (side.old, side.revised, side.new)
    places = [[table.units.index(name) for name in units] for table in versions]
    at = units.index(unit)
    raw: dict[str, Floats] = {}
    absent: dict[str, npt.NDArray[np.bool_]] = {}
    for column in side.new.values:
        is_new = np.repeat(others[None, :], len(units), axis=0)
        is_new[at] = own[column]
        which = np.where(is_new, 2, np.where(revision, 1, 0))
        cells = np.array([t.values[column][p] for t, p in zip(versions, places, strict=True)])
        applies = np.array(
            [
                [table.states[column][k] is not State.NOT_APPLICABLE for k in place]
                for table, place in zip(versions, places, strict=True)
            ]
        )
        rows = np.arange(len(units))[:, None]
        raw[column] = cells[which, rows]
        absent[column] = ~applies[which, rows]
    found = np.empty(len(others))
    for members in _alike(absent, len(others)):
        states = {
            column: tuple(
                State.NOT_APPLICABLE if gone else State.PRESENT for gone in flags[:, members[0]]
            )
            for column, flags in absent.items()
        }
        table = Table(units, side.new.values, states, side.new.groups)
        plan = compile_plan(side.index, table)
        variant = Variant(raw={name: values[:, members] for name, values in raw.items()})
        found[members] = _outcome(run(plan, variant), side.index, at, what)
    return found


def _alike(absent: dict[str, npt.NDArray[np.bool_]], count: int) -> list[npt.NDArray[np.int64]]:
    """Coalitions in which the same cells do not apply."""
    if not any(flags.any() for flags in absent.values()):
        return [np.arange(count)]
    pattern = np.concatenate(list(absent.values())).T
    _, group = np.unique(pattern, axis=0, return_inverse=True)
    return [np.flatnonzero(group.ravel() == number) for number in range(int(group.max()) + 1)]


def _outcome(scores: Floats, index: Index, at: int, what: What) -> Floats:
    rounded = published(scores, index.digits)
    if what == "score":
        return np.asarray(rounded[at], dtype=np.float64)
    place = ranks(rounded)[at].astype(np.float64)
    return np.where(place > 0, place, np.nan)


def _bare(index: Index) -> tuple[object, ...]:
    numbers = tuple(
        (i.id, i.parent, i.column, i.direction, i.weight, i.normalise, i.goalposts, i.log,
         i.denominator, i.per, i.fill, i.treat)
        for i in index.indicators
    )  # fmt: skip
    nodes = tuple((n.id, n.parent, n.weight, n.aggregate) for n in index.nodes)
    return numbers, nodes, index.method, index.aggregate, index.digits
