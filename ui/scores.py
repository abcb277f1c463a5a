"""A run of an index as a table to take away: everything that its ranks rest on."""

from __future__ import annotations

import pandas as pd

from layers.standing import Run, standings


def run_table(run: Run) -> pd.DataFrame:
    """Ranks with intervals, scores, readings and their states, weights, seed and record.

    Returns
    -------
    pandas.DataFrame
        A row per ranked unit, best first, indexed by code.
    """
    result, index = run.result, run.result.index
    rows = pd.DataFrame(
        [
            {
                "code": one.code,
                "name_zh": one.name.zh,
                "name_en": one.name.en,
                "rank": one.rank,
                "interval_low": one.low,
                "interval_high": one.high,
                "score": one.score,
                "tier": one.tier,
                **{f"pillar_{pillar}": round(value, 4) for pillar, value in one.pillars.items()},
            }
            for one in standings(run)
        ]
    ).set_index("code")
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
