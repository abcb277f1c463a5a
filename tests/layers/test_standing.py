"""Runs of the shipped index: one for all, the same with other weights, who is not ranked."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layers.standing import Run, official_run, reweighted, standings, unranked, why_unranked
from scoring import ScoringDefectsError, score, uncertainty
from scoring.uncertainty import forget
from tests.examples import examples
from tests.scoring import made


def official_weights() -> dict[str, float]:
    index = official_run().result.index
    return {id: index.node(id).weight for id in index.pillars}


def test_the_official_run_stays_when_others_are_drawn() -> None:
    run = official_run()
    forget()
    assert official_run() is run


def test_every_figure_of_a_standing_is_the_engines() -> None:
    run = official_run()
    for one in standings(run):
        row = run.spread.ranking.loc[one.code]
        for name in ("rank", "low", "high", "median", "tier", "decile", "decile_low"):
            assert getattr(one, name) == row[name]
        assert one.p_top3 == row["p_top3"]
        assert one.share == run.result.index.uncertainty.interval
        assert one.tied == (int((run.spread.ranking["rank"] == one.rank).sum()) > 1)


def test_the_official_weights_give_the_official_ranking() -> None:
    run = official_run()
    mine = reweighted(run, official_weights())
    assert mine.spread.record == run.spread.record
    assert mine.spread.ranking.equals(run.spread.ranking)
    assert reweighted(run, {}).spread.record == run.spread.record


@pytest.mark.no_cover
@examples(3)
@given(st.integers(2, 50))
def test_weights_in_the_same_proportion_give_the_same_ranks(times: int) -> None:
    run = official_run()
    mine = reweighted(run, {id: value * times for id, value in official_weights().items()})
    assert mine.spread.record != run.spread.record
    assert mine.result.ranking["rank"].equals(run.result.ranking["rank"])
    assert mine.spread.ranking["low"].equals(run.spread.ranking["low"])


def test_the_weight_of_one_pillar_alone_ranks_by_it() -> None:
    run = official_run()
    mine = reweighted(run, {id: float(id == "access") for id in official_weights()})
    order = run.result.scores["access"].round(run.result.index.digits)
    ranks = order.rank(ascending=False, method="min").astype(int)
    assert mine.result.ranking["rank"].astype(int).equals(ranks)


def test_weights_that_sum_to_nothing_are_refused() -> None:
    with pytest.raises(ScoringDefectsError):
        reweighted(official_run(), dict.fromkeys(official_weights(), 0.0))


def test_who_is_not_ranked_is_listed_with_what_is_lacking() -> None:
    assert why_unranked(official_run()) == {}
    index, frame = made.index((2, 2)), made.random_frame(5, 4)
    frame.iloc[0, :2] = None
    result = score(index, frame)
    run = Run(result, uncertainty(result, keep=False), {})
    code = str(frame.index[0])
    assert unranked(run) == [code]
    assert [bool(one) for one in why_unranked(run)[code]] == [True]
    assert len(standings(run)) == 4
