"""A run of an index as a table to take away: everything that its ranks rest on."""

from __future__ import annotations

from typing import Any

import pandas as pd

from layers.standing import Run, Standing, standings, why_unranked
from scoring.model import Text

TENTHS = ("decile", "decile_low", "decile_high")


def run_table(run: Run) -> pd.DataFrame:
    """Ranks with intervals, scores, readings and their states, weights, seed and record.

    Returns
    -------
    pandas.DataFrame
        A row per unit, best first, those that are not ranked last and with the
        pillars that lack too much; indexed by code. An index that shows no
        ordinal rank has deciles instead.
    """
    result, index = run.result, run.result.index
    tenths = index.present == "deciles"
    rows = pd.DataFrame([_ranked(one, tenths=tenths) for one in standings(run)])
    missing = why_unranked(run)
    if missing:
        more = [_unranked(run, code, why) for code, why in missing.items()]
        rows = pd.concat([rows, pd.DataFrame(more)], ignore_index=True)
    rows = rows.set_index("code")
    for id in index.pillars:
        rows[f"pillar_{id}"] = result.scores[id].reindex(rows.index).round(4)
    readings, states = result.raw(), result.states()
    for one in index.indicators:
        rows[one.id] = readings[one.id].reindex(rows.index)
        rows[f"{one.id}_state"] = states[one.id].reindex(rows.index)
    for node in index.nodes:
        rows[f"weight_{node.id}"] = node.weight
    rows["draws"] = index.uncertainty.draws
    rows["seed"] = index.uncertainty.seed
    rows["run_record"] = run.spread.record.key
    return rows


def _ranked(one: Standing, *, tenths: bool) -> dict[str, Any]:
    named = {"code": one.code, "name_zh": one.name.zh, "name_en": one.name.en}
    if tenths:
        places = {name: getattr(one, name) for name in TENTHS}
        return {**named, **places, "score": one.score}
    return {
        **named,
        "rank": one.rank,
        "tied": "yes" if one.tied else "no",
        "interval_low": one.low,
        "interval_high": one.high,
        "median_rank": one.median,
        "p_top3": one.p_top3,
        "p_next": one.p_next,
        "score": one.score,
        "tier": one.tier,
    }


def _unranked(run: Run, code: str, why: tuple[Text, ...]) -> dict[str, Any]:
    name = run.names.get(code, Text(code, code))
    lacking = "; ".join(one.in_language("en") for one in why)
    return {"code": code, "name_zh": name.zh, "name_en": name.en, "not_ranked_for_want_of": lacking}
