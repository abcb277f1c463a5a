"""What a scorecard says: the engine's numbers, each with its place among the others."""

from __future__ import annotations

import math

import pytest

from layers.cards import cards, moves
from layers.standing import official_run, standings
from scoring import uncertainty


def test_a_card_per_ranked_district_in_the_order_of_the_ranking() -> None:
    run = official_run()
    assert list(cards(run)) == [one.code for one in standings(run)] == run.result.order
    assert official_run() is run


def test_the_figures_of_a_card_are_those_of_the_run() -> None:
    run = official_run()
    for code, card in cards(run).items():
        row = run.spread.ranking.loc[code]
        assert (card.standing.rank, card.standing.low, card.standing.high) == (
            row["rank"],
            row["low"],
            row["high"],
        )
        total = sum(one.points for one in card.indicators)
        assert total == pytest.approx(run.result.scores.loc[code, "index"], abs=1e-9)
        for one in card.indicators:
            assert math.isnan(one.value) == (one.state not in {"present", "filled"})
            assert math.isnan(one.value) or one.value in one.values
        for strong in card.strengths:
            assert strong.band == "higher"
        for weak in card.weaknesses:
            assert weak.band == "lower"
        assert code not in {one.code for one in card.alike}
        assert card.above is None or card.above.rank < card.standing.rank


def test_a_move_does_what_it_says() -> None:
    run = official_run()
    first, *_, last = cards(run)
    assert moves(run, first) == ()
    for one in moves(run, last):
        assert one.new_rank < cards(run)[last].standing.rank
        assert 0 <= one.p_now <= one.p <= 1
        assert (one.needed - one.now) * one.of.direction > 0


def test_the_same_record_gives_the_same_numbers() -> None:
    run = official_run()
    assert uncertainty(run.result, run.sampler).record.key == run.spread.record.key
