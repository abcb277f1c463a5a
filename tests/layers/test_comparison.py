"""Districts side by side: the engine's numbers, and what they differ by."""

from __future__ import annotations

import math
from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest

from layers.comparison import Comparison, compare, most_alike
from layers.standing import Run, official_run
from scoring import bands, similar
from tests.layers.test_ranks import SHORT, gappy

__all__ = ["gappy"]

CODES = ("310114", "310112", "310118", "310151")


@pytest.fixture(scope="module")
def found() -> Comparison:
    return compare(official_run(), CODES)


def test_the_values_are_those_of_the_run(found: Comparison) -> None:
    result = official_run().result
    raw, scores = result.raw(), result.scores
    assert [line.id for line in found.indicators] == [one.id for one in result.index.indicators]
    assert [line.id for line in found.pillars] == list(result.index.pillars)
    for line in found.indicators:
        assert line.values == pytest.approx(tuple(raw.loc[list(CODES), line.id]), nan_ok=True)
        assert line.median == pytest.approx(float(raw[line.id].median()))
    for line in found.pillars:
        assert line.values == pytest.approx(tuple(scores.loc[list(CODES), line.id]), nan_ok=True)


def test_the_gap_lies_between_best_and_worst_and_is_clear_beyond_the_mad(
    found: Comparison,
) -> None:
    for line in (*found.pillars, *found.indicators):
        known = [value for value in line.values if not math.isnan(value)]
        assert line.gap == pytest.approx(max(known) - min(known))
        spread = np.array(line.everyone)
        mad = np.median(np.abs(spread - np.median(spread)))
        assert line.mad == pytest.approx(float(mad))
        assert line.differs == (line.gap > mad + 1e-9)
        top = max(known) if line.direction > 0 else min(known)
        expected = tuple(at for at, value in enumerate(line.values) if value == top)
        assert line.best == (expected if line.gap else ())
        if line.of:
            scaled = official_run().result.normalised.loc[list(CODES), line.id]
            assert line.reach == pytest.approx(float(scaled.max() - scaled.min()))


def test_a_gap_from_the_median_is_clear_exactly_where_the_band_says_so() -> None:
    run = official_run()
    band, raw = bands(run.result), run.result.raw()
    for one in run.result.index.indicators:
        middle = [str(code) for code in raw.index if raw.loc[code, one.id] == raw[one.id].median()]
        for code in CODES:
            if middle and code != middle[0] and band.loc[code, one.id]:
                (line,) = (
                    line for line in compare(run, (middle[0], code)).indicators if line.id == one.id
                )
                assert line.differs == (band.loc[code, one.id] != "similar")


def test_the_parts_sum_to_the_difference_of_the_scores(found: Comparison) -> None:
    scores = official_run().result.scores["index"]
    assert len(found.differences) == len(list(combinations(CODES, 2)))
    for one in found.differences:
        total = scores[CODES[one.first]] - scores[CODES[one.second]]
        assert one.total == pytest.approx(float(total), abs=1e-12)
        assert sum(part for _, part in one.parts) == pytest.approx(one.total, abs=1e-9)


def test_the_order_of_two_is_that_of_the_draws(found: Comparison) -> None:
    beats = official_run().spread.beats
    assert beats is not None
    for one in found.pairs:
        first, second = CODES[one.first], CODES[one.second]
        assert one.p_first == beats.loc[first, second]
        assert one.p_second == beats.loc[second, first]
        assert 0.99 < one.p_first + one.p_second <= 1


def test_the_most_alike_is_the_nearest_by_pillars() -> None:
    run = official_run()
    for code in CODES:
        assert most_alike(run, code, 2) == tuple(similar(run.result, code).index[:2])


def test_a_district_without_a_rank_is_shown_but_put_in_no_order(gappy: Run) -> None:
    found = compare(gappy, ("310114", SHORT))
    assert found.standings[1] is None
    assert not found.pairs
    assert not found.differences
    access = next(line for line in found.indicators if line.pillar == "access")
    assert not math.isnan(access.values[0])
    assert math.isnan(access.values[1])
    assert math.isnan(access.gap)
    assert math.isnan(access.reach)
    assert not access.differs


def test_a_run_of_too_many_units_has_no_pairs() -> None:
    run = official_run()
    bare = Run(run.result, replace(run.spread, beats=None), run.names)
    assert compare(bare, CODES[:2]).pairs == ()
