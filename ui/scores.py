"""The index that ships, run once and kept: scores, intervals, and the rows of the ranking."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd
import streamlit as st

from data import load_districts
from data.drawing import RecordSampler
from data.indicators import index_file, indicator_table
from scoring import Result, Spread, read_index, score, uncertainty


@dataclass(frozen=True)
class Ranked:
    """One district in the ranking; a rank never goes without its interval.

    Attributes
    ----------
    code, name_zh, name_en : str
    rank, low, high : int
        Of the index as it stands, and the 90 % interval of method and data.
    score : float
        As published.
    tier : int
        1 is the best; tiers part only where the order is sure.
    pillars : dict of str to float
        Score of each pillar, NaN where none.
    """

    code: str
    name_zh: str
    name_en: str
    rank: int
    low: int
    high: int
    score: float
    tier: int
    pillars: dict[str, float]

    def name(self, lang: str) -> str:
        """The district's name in a language."""
        return self.name_zh if lang == "zh" else self.name_en


@st.cache_resource(ttl=60, show_spinner=False)
def official() -> tuple[Result, Spread]:
    """The run of the shipped index with everything drawn; the same record, the same numbers.

    Raises
    ------
    DistrictMapError
        If the index file or a table has defects.
    """
    sampler = RecordSampler("district")
    result = score(read_index(index_file("district")), indicator_table("district"), sampler.key)
    return result, uncertainty(result, sampler)


def ranked() -> list[Ranked]:
    """The districts, best first; one that is not ranked is left to `unranked`."""
    result, spread = official()
    missing = set(unranked())
    names = _by_code(load_districts())
    rows = _by_code(spread.ranking)
    scores = _by_code(result.scores)
    return [
        Ranked(
            code=code,
            name_zh=names[code]["name_zh"],
            name_en=names[code]["name_en"],
            rank=int(rows[code]["rank"]),
            low=int(rows[code]["low"]),
            high=int(rows[code]["high"]),
            score=float(result.ranking["score"][code]),
            tier=int(rows[code]["tier"]),
            pillars={one: float(scores[code][one]) for one in result.index.pillars},
        )
        for code in result.order
        if code not in missing
    ]


def _by_code(table: pd.DataFrame) -> dict[str, dict[str, Any]]:
    rows = [{str(name): value for name, value in row.items()} for row in table.to_dict("records")]
    return dict(zip(map(str, table.index), rows, strict=True))


def unranked() -> list[str]:
    """Codes of the districts that lack too much to be ranked."""
    result, _ = official()
    ranks = result.ranking["rank"]
    return [str(code) for code in ranks.index[ranks.isna()]]


def ranking_table() -> pd.DataFrame:
    """Everything behind the ranking: ranks, scores, readings and their states, weights and seed."""
    result, spread = official()
    rows = pd.DataFrame(
        [
            {
                "code": one.code,
                "name_zh": one.name_zh,
                "name_en": one.name_en,
                "rank": one.rank,
                "interval_low": one.low,
                "interval_high": one.high,
                "score": one.score,
                "tier": one.tier,
                **{f"pillar_{pillar}": round(value, 4) for pillar, value in one.pillars.items()},
            }
            for one in ranked()
        ]
    ).set_index("code")
    readings, states = result.raw(), result.states()
    for one in result.index.indicators:
        rows[one.id] = readings[one.id].reindex(rows.index)
        rows[f"{one.id}_state"] = states[one.id].reindex(rows.index)
    for node in result.index.nodes:
        rows[f"weight_{node.id}"] = node.weight
    rows["draws"] = result.index.uncertainty.draws
    rows["seed"] = result.index.uncertainty.seed
    rows["run_record"] = spread.record.key
    return rows
