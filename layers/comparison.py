"""Districts side by side: each figure of each, how far they lie apart, what parts their scores."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from data.once import Keyed, once
from layers.cards import IndicatorRow, Profile, profiles
from layers.standing import Run, Standing, by_code, standings
from scoring import similar
from scoring.model import Indicator, Text

_NOISE = 1e-12
"""Of the largest value: what is no difference but a trace of calculating."""


@dataclass(frozen=True)
class Line:
    """A pillar or an indicator, with the values of the districts that are compared.

    Attributes
    ----------
    id : str
    pillar : str
        Id of the pillar; its own where it is one.
    name : Text
    of : Indicator or None
        None for a pillar, whose values are scores.
    rows : tuple of IndicatorRow
        Per district; empty for a pillar.
    values : tuple of float
        Per district, NaN where there is none.
    everyone : tuple of float
        Those of all districts that have one.
    median, mad : float
        Of `everyone`, the median and the median absolute deviation from it.
    gap : float
        Between the best and the worst of the districts; NaN if fewer than two have a value.
    reach : float
        The same on the scale of the index, hence comparable between lines.
    differs : bool
        Whether the gap is larger than `mad`: the rule of "higher" and "lower".
    best : tuple of int
        Which of the districts are best placed; empty where they do not differ at all.
    """

    id: str
    pillar: str
    name: Text
    of: Indicator | None
    rows: tuple[IndicatorRow, ...]
    values: tuple[float, ...]
    everyone: tuple[float, ...]
    median: float
    mad: float
    gap: float
    reach: float
    differs: bool
    best: tuple[int, ...]

    @property
    def direction(self) -> int:
        """1 where more is better, else -1."""
        return self.of.direction if self.of else 1


@dataclass(frozen=True)
class Pair:
    """Two of the districts, by their place in the comparison.

    Attributes
    ----------
    first, second : int
    p_first, p_second : float
        Probability that the one is ahead of the other; what is left to 1 is neither.
    """

    first: int
    second: int
    p_first: float
    p_second: float


@dataclass(frozen=True)
class Difference:
    """What makes two scores differ.

    Attributes
    ----------
    first, second : int
    parts : tuple of (Indicator, float)
        What the first has more from an indicator than the second, in points of the
        index; they sum to `total`.
    total : float
        Difference of the two scores before they are rounded.
    """

    first: int
    second: int
    parts: tuple[tuple[Indicator, float], ...]
    total: float


@dataclass(frozen=True)
class Comparison(Keyed):
    """Districts side by side.

    Attributes
    ----------
    run : Run
    codes : tuple of str
    profiles : tuple of Profile
    standings : tuple of Standing or None
        None for a district that is not ranked.
    pillars, indicators : tuple of Line
        In the order of the index file.
    pairs : tuple of Pair
        Of the districts that are ranked.
    differences : tuple of Difference
        Of the same.
    """

    run: Run
    codes: tuple[str, ...]
    profiles: tuple[Profile, ...]
    standings: tuple[Standing | None, ...]
    pillars: tuple[Line, ...]
    indicators: tuple[Line, ...]
    pairs: tuple[Pair, ...]
    differences: tuple[Difference, ...]

    @property
    def once_key(self) -> str:
        """Of the run and the districts in their order."""
        return f"{self.run.once_key} {self.codes}"

    @property
    def once_owners(self) -> tuple[object, ...]:
        """Those of the run."""
        return self.run.once_owners


@once
def compare(run: Run, codes: Sequence[str]) -> Comparison:
    """Put districts side by side.

    Raises
    ------
    KeyError
        If there is no unit of a code.
    """
    known = profiles(run)
    placed = {one.code: one for one in standings(run)}
    chosen = tuple(known[code] for code in codes)
    ranked = [at for at, code in enumerate(codes) if code in placed]
    two = list(combinations(ranked, 2))
    return Comparison(
        run=run,
        codes=tuple(codes),
        profiles=chosen,
        standings=tuple(placed.get(code) for code in codes),
        pillars=_pillars(run, chosen),
        indicators=_indicators(run, chosen),
        pairs=_pairs(run, codes, two),
        differences=tuple(_difference(run, chosen, *one) for one in two),
    )


@once
def most_alike(run: Run, code: str, most: int = 3) -> tuple[str, ...]:
    """Codes of the districts most alike in their pillars, nearest first."""
    return tuple(map(str, similar(run.result, code, most).index))


def _pillars(run: Run, chosen: Sequence[Profile]) -> tuple[Line, ...]:
    found = []
    for at, pillar in enumerate(chosen[0].pillars if chosen else ()):
        values = tuple(one.pillars[at].score for one in chosen)
        everyone = tuple(map(float, run.result.scores[pillar.id].dropna()))
        found.append(_line(pillar.id, pillar.id, pillar.name, None, (), values, everyone, values))
    return tuple(found)


def _indicators(run: Run, chosen: Sequence[Profile]) -> tuple[Line, ...]:
    found = []
    for at, first in enumerate(chosen[0].indicators if chosen else ()):
        rows = tuple(one.indicators[at] for one in chosen)
        values = tuple(row.value for row in rows)
        scaled = run.result.normalised[first.of.id]
        on_scale = tuple(float(scaled[one.code]) for one in chosen)
        found.append(
            _line(
                first.of.id, first.of.parent, first.of.name, first.of, rows, values,
                first.values, on_scale,
            )
        )  # fmt: skip
    return tuple(found)


def _line(
    id: str,
    pillar: str,
    name: Text,
    of: Indicator | None,
    rows: tuple[IndicatorRow, ...],
    values: tuple[float, ...],
    everyone: tuple[float, ...],
    on_scale: tuple[float, ...],
) -> Line:
    median = float(np.median(everyone)) if everyone else math.nan
    mad = float(np.median(np.abs(np.array(everyone) - median))) if everyone else math.nan
    noise = _NOISE * max(map(abs, everyone), default=0.0)
    known = [value for value in values if not math.isnan(value)]
    gap = max(known) - min(known) if len(known) > 1 else math.nan
    best: tuple[int, ...] = ()
    if gap > noise:
        top = min(known) if of and of.direction < 0 else max(known)
        best = tuple(at for at, value in enumerate(values) if abs(value - top) <= noise)
    there = [value for value in on_scale if not math.isnan(value)]
    reach = max(there) - min(there) if len(there) > 1 else math.nan
    return Line(
        id, pillar, name, of, rows, values, everyone, median, mad, gap, reach,
        gap > mad + noise, best,
    )  # fmt: skip


def _pairs(run: Run, codes: Sequence[str], two: list[tuple[int, int]]) -> tuple[Pair, ...]:
    if run.spread.beats is None:
        return ()
    beats = by_code(run.spread.beats)
    return tuple(
        Pair(
            first,
            second,
            float(beats[codes[first]][codes[second]]),
            float(beats[codes[second]][codes[first]]),
        )
        for first, second in two
    )


def _difference(run: Run, chosen: Sequence[Profile], first: int, second: int) -> Difference:
    parts = tuple(
        (one.of, one.points - other.points)
        for one, other in zip(chosen[first].indicators, chosen[second].indicators, strict=True)
    )
    scores = run.result.scores["index"]
    total = float(scores[chosen[first].code] - scores[chosen[second].code])
    return Difference(first, second, parts, total)
