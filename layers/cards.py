"""What a scorecard says of one district: every figure with its place among the others."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from data.once import once
from layers.standing import Run, Standing, by_code, standings
from scoring import bands, contributions, similar, strengths, up_one_rank, weaknesses
from scoring.model import Indicator, Text


@dataclass(frozen=True)
class PillarRow:
    """A pillar of one district.

    Attributes
    ----------
    id : str
    name : Text
    weight : float
        As the index file gives it.
    score, median : float
        On the scale of the index; NaN where there is none.
    """

    id: str
    name: Text
    weight: float
    score: float
    median: float


@dataclass(frozen=True)
class IndicatorRow:
    """An indicator of one district, and the values of all.

    Attributes
    ----------
    of : Indicator
        Name, unit, direction, goalposts, source, digits.
    value : float
        In the indicator's unit, after its denominator; NaN where none.
    state : str
        ``present``, ``filled``, or which kind of nothing it is.
    band : {"higher", "similar", "lower", ""}
        Better than, around or worse than the median by one median absolute deviation.
    values : tuple of float
        Those of all units that have one, this one included.
    median : float
    points : float
        What the indicator adds to the score.
    """

    of: Indicator
    value: float
    state: str
    band: str
    values: tuple[float, ...]
    median: float
    points: float


@dataclass(frozen=True)
class Profile:
    """What is known of one district, whether or not that is enough for a rank.

    Attributes
    ----------
    code : str
    name : Text
    pillars : tuple of PillarRow
    indicators : tuple of IndicatorRow
        In the order of the index file.
    """

    code: str
    name: Text
    pillars: tuple[PillarRow, ...]
    indicators: tuple[IndicatorRow, ...]


@dataclass(frozen=True)
class Card:
    """The scorecard of one district.

    Attributes
    ----------
    standing : Standing
    pillars : tuple of PillarRow
    indicators : tuple of IndicatorRow
        In the order of the index file.
    strengths, weaknesses : tuple of IndicatorRow
        At most three each, by the rule of `scoring.strengths`.
    alike : tuple of Standing
        The districts most alike in their pillars, nearest first.
    above : Standing or None
        The one right above.
    """

    standing: Standing
    pillars: tuple[PillarRow, ...]
    indicators: tuple[IndicatorRow, ...]
    strengths: tuple[IndicatorRow, ...]
    weaknesses: tuple[IndicatorRow, ...]
    alike: tuple[Standing, ...]
    above: Standing | None


@dataclass(frozen=True)
class Move:
    """A change of one indicator alone that moves a district up.

    Attributes
    ----------
    of : Indicator
    now, needed : float
        In the indicator's unit, after its denominator.
    change : float
        In whole steps of what is counted.
    new_rank : int
    p, p_now : float
        Probability of a better rank with the change, and without it.
    """

    of: Indicator
    now: float
    needed: float
    change: float
    new_rank: int
    p: float
    p_now: float


@once
def profiles(run: Run) -> dict[str, Profile]:
    """What is known of every unit, ranked or not, in the order of the table."""
    result = run.result
    medians = result.scores[list(result.index.pillars)].median()
    scores, rows = by_code(result.scores), _indicator_rows(run)
    nodes = [result.index.node(id) for id in result.index.pillars]
    return {
        code: Profile(
            code=code,
            name=run.names.get(code, Text(code, code)),
            pillars=tuple(
                PillarRow(
                    node.id,
                    node.name,
                    node.weight,
                    float(scores[code][node.id]),
                    float(medians[node.id]),
                )
                for node in nodes
            ),
            indicators=tuple(own),
        )
        for code, own in rows.items()
    }


@once
def cards(run: Run) -> dict[str, Card]:
    """The scorecards of all ranked units, best first."""
    result, known = run.result, profiles(run)
    order = standings(run)
    placed = {one.code: one for one in order}
    found: dict[str, Card] = {}
    for at, one in enumerate(order):
        profile = known[one.code]
        own = {row.of.id: row for row in profile.indicators}
        above = [other for other in order[:at] if other.rank < one.rank]
        found[one.code] = Card(
            standing=one,
            pillars=profile.pillars,
            indicators=profile.indicators,
            strengths=tuple(own[trait.indicator] for trait in strengths(result, one.code)),
            weaknesses=tuple(own[trait.indicator] for trait in weaknesses(result, one.code)),
            alike=tuple(
                placed[str(code)] for code in similar(result, one.code).index if str(code) in placed
            ),
            above=above[-1] if above else None,
        )
    return found


@once
def moves(run: Run, code: str) -> tuple[Move, ...]:
    """What would move a unit up one rank, cheapest first.

    Empty for the first, and where no single change is enough.
    """
    table = up_one_rank(run.result, code, run.sampler)
    return tuple(
        Move(
            of=run.result.index.indicator(id),
            now=float(row["value_now"]),
            needed=float(row["value_needed"]),
            change=float(row["change"]),
            new_rank=int(row["new_rank"]),
            p=float(row["p"]),
            p_now=float(row["p_now"]),
        )
        for id, row in by_code(table[table["feasible"]]).items()
    )


def _indicator_rows(run: Run) -> dict[str, list[IndicatorRow]]:
    result = run.result
    raw = result.raw()
    known = {one.id: tuple(map(float, raw[one.id].dropna())) for one in result.index.indicators}
    value, state, band, points = (
        by_code(table) for table in (raw, result.states(), bands(result), contributions(result))
    )
    return {
        code: [
            IndicatorRow(
                of=one,
                value=float(own[one.id]),
                state=str(state[code][one.id]),
                band=str(band[code][one.id]),
                values=known[one.id],
                median=float(np.median(known[one.id])) if known[one.id] else math.nan,
                points=float(points[code][one.id]),
            )
            for one in result.index.indicators
        ]
        for code, own in value.items()
    }
