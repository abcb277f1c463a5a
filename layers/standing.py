"""Where the areas stand: the one run of the shipped index that map, pages and files show."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Final

import pandas as pd

from data import load_districts, load_towns
from data.drawing import RecordSampler
from data.ground import Level
from data.indicators import index_file, indicator_table
from data.once import Keyed, once
from scoring import Result, Spread, index_to_dict, read_index, score, uncertainty
from scoring.model import Text

_WHOLE: Final = ("rank", "low", "high", "tier", "median", "decile", "decile_low", "decile_high")


@dataclass(frozen=True, eq=False)
class Run(Keyed):
    """One run of an index with everything drawn.

    Attributes
    ----------
    result : Result
    spread : Spread
    names : dict of str to Text
        By code; a unit without one goes by its code.
    sampler : RecordSampler or None
        What drew the records; None for a table that somebody supplied.
    shared : bool
        Whether it follows from the data and its record alone. What follows from any
        other run, made of a visitor's own tables, is kept for that very object.
    """

    result: Result
    spread: Spread
    names: dict[str, Text]
    sampler: RecordSampler | None = None
    shared: bool = False

    @property
    def once_owners(self) -> tuple[object, ...]:
        """Itself, if it is nobody else's business."""
        return () if self.shared else (self,)

    @cached_property
    def once_key(self) -> str:
        """Hash of the record, which gives the same numbers again, and of the names."""
        made_from = f"{self.result.record.key} {self.names}"
        return hashlib.sha256(made_from.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True)
class Standing:
    """Where one district stands; a rank never goes without its interval.

    Attributes
    ----------
    code : str
    name : Text
    rank, low, high : int
        Of the index as it stands, and the interval of method and data.
    of : int
        How many are ranked.
    tied : bool
        Whether another has the same rank.
    score : float
        As published.
    tier : int
        1 is the best; tiers part only where the order is sure.
    pillars : dict of str to float
        Score of each pillar, NaN where none.
    share : float
        Share of the draws inside the interval.
    median : int
        Of the ranks in all draws.
    p_top3, p_next : float
        Probability of a place among the first three, and of being ahead of the next
        one in the ranking (NaN for the last).
    decile, decile_low, decile_high : int
        1 is the best tenth; for an index that shows no ordinal rank.
    """

    code: str
    name: Text
    rank: int
    low: int
    high: int
    of: int
    tied: bool
    score: float
    tier: int
    pillars: dict[str, float]
    share: float
    median: int
    p_top3: float
    p_next: float
    decile: int
    decile_low: int
    decile_high: int


@once
def official_run(level: Level = "district") -> Run:
    """The run of the shipped index; the same object as long as nothing has changed.

    Raises
    ------
    DistrictMapError
        If the index file or a table has defects.
    """
    sampler = RecordSampler(level)
    result = score(read_index(index_file(level)), indicator_table(level), sampler.key)
    table = load_districts() if level == "district" else load_towns()
    names = {str(code): Text(row["name_zh"], row["name_en"]) for code, row in table.iterrows()}
    return Run(result, uncertainty(result, sampler), names, sampler, shared=True)


@once
def reweighted(run: Run, weights: Mapping[str, float]) -> Run:
    """The same run with other weights of the pillars: same data, same seed, its own record.

    Parameters
    ----------
    run : Run
    weights : Mapping of str to float
        By id of the pillar, not negative, not all zero; what is left out keeps its weight.

    Raises
    ------
    ScoringDefectsError
        If the weights sum to nothing.
    """
    index = run.result.index
    nodes = tuple(replace(one, weight=weights.get(one.id, one.weight)) for one in index.nodes)
    checked = read_index(index_to_dict(replace(index, nodes=nodes)))
    sampler = run.sampler
    result = score(checked, run.result.table, sampler.key if sampler else "")
    return Run(result, uncertainty(result, sampler), run.names, sampler, shared=run.shared)


@once
def standings(run: Run) -> tuple[Standing, ...]:
    """The ranked units of a run, best first."""
    ranks = run.spread.ranking["rank"]
    known = ranks.dropna()
    rows, scores = by_code(run.spread.ranking), by_code(run.result.scores)
    return tuple(
        Standing(
            code=code,
            name=run.names.get(code, Text(code, code)),
            of=len(known),
            tied=int((known == rows[code]["rank"]).sum()) > 1,
            score=float(run.result.ranking["score"][code]),
            pillars={one: float(scores[code][one]) for one in run.result.index.pillars},
            share=run.result.index.uncertainty.interval,
            p_top3=float(rows[code]["p_top3"]),
            p_next=float(rows[code]["p_next"]),
            **{one: int(rows[code][one]) for one in _WHOLE},
        )
        for code in run.result.order
        if not pd.isna(ranks[code])
    )


def unranked(run: Run) -> list[str]:
    """Codes of the units that lack too much to be ranked."""
    ranks = run.result.ranking["rank"]
    return [str(code) for code in ranks.index[ranks.isna()]]


@once
def why_unranked(run: Run) -> dict[str, tuple[Text, ...]]:
    """The units that are not ranked, by code, and the pillars that lack too much."""
    index, why = run.result.index, run.result.ranking["why_not"]
    return {code: tuple(index.node(id).name for id in why[code]) for code in unranked(run)}


def by_code(table: pd.DataFrame) -> dict[str, dict[str, Any]]:
    """Rows of a table as dicts, by its index."""
    rows = [{str(name): value for name, value in row.items()} for row in table.to_dict("records")]
    return dict(zip(map(str, table.index), rows, strict=True))
