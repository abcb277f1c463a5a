"""Where a district stands, as the map document says it: rank, interval, and how they were found."""

from __future__ import annotations

from layers.standing import Run, standings
from layers.texts import bi, bi_of, join
from layers.types import Bi, DistrictRank
from text import formats


def district_ranks(run: Run) -> dict[str, DistrictRank]:
    """The ranked units of a run, by code."""
    index = run.result.index
    note = bi_of(index.note.in_language)
    return {
        one.code: DistrictRank(
            rank=one.rank,
            low=one.low,
            high=one.high,
            of=one.of,
            tied=one.tied,
            score=one.score,
            tier=one.tier,
            draws=run.spread.draws,
            interval=index.uncertainty.interval,
            note=note,
        )
        for one in standings(run)
    }


def why_unranked(run: Run, code: str) -> Bi:
    """Which parts of the index lack too much of a unit for it to be ranked."""
    index = run.result.index
    lacking = [
        bi_of(index.node(str(id)).name.in_language) for id in run.result.ranking["why_not"][code]
    ]
    share = bi_of(lambda lang: formats.number(lang, 100 * index.method.least_share))
    return bi("layers.standing.unranked", parts=join(lacking), share=share)
