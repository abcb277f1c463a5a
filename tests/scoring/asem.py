"""The ASEM index of COINr 1.1.14 as an index file, made from its published metadata."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from scoring import read_index
from scoring.model import Index

STAGES = ("Raw", "Denominated", "Screened", "Treated", "Normalised", "Aggregated")


def read(folder: Path, name: str) -> pd.DataFrame:
    """One of the published tables, by its first column."""
    return pd.read_csv(folder / "scoring" / f"{name}.csv", index_col=0)


def table(folder: Path) -> pd.DataFrame:
    """The 51 countries in the order of the published stages."""
    data = read(folder, "ASEM_iData").reset_index().set_index("uCode")
    return data.loc[read(folder, "stage_Raw").index]


def index(folder: Path, **method: Any) -> Index:
    """The index; ``method`` overrides single choices."""
    meta = read(folder, "ASEM_iMeta").reset_index().set_index("iCode")
    # COINr keeps the pillars in alphabetical order; where ranks tie, the lists follow it.
    pillars = sorted(meta.index[meta["Level"].eq(2)])
    indicators = [
        {
            "id": code,
            "name_en": row["iName"],
            "pillar": pillar,
            "weight": float(row["Weight"]),
            "direction": "up" if row["Direction"] == 1 else "down",
            "fill": True,
            **({"denominator": row["Denominator"]} if isinstance(row["Denominator"], str) else {}),
        }
        for pillar in pillars
        for code, row in meta[meta["Parent"].eq(pillar) & meta["Type"].eq("Indicator")].iterrows()
    ]
    nodes = [
        {
            "id": code,
            "name_en": meta.loc[code, "iName"],
            "parent": str(meta.loc[code, "Parent"]).replace("Index", "index"),
            "weight": float(meta.loc[code, "Weight"]),
        }
        for code in (*pillars, "Conn", "Sust")
    ]
    chosen = {"normalise": "minmax", "treat": True, "group": "EurAsia_group", **method}
    return read_index(
        {
            "index": {"id": "asem", "name_en": "Sustainable connectivity", "digits": 8},
            "method": chosen,
            "pillar": nodes,
            "indicator": indicators,
        }
    )


def worst(ours: pd.DataFrame, theirs: pd.DataFrame) -> float:
    """Largest difference, relative for values above one."""
    wanted = theirs.loc[ours.index, ours.columns]
    assert (ours.isna() == wanted.isna()).all(axis=None)
    return float(np.nanmax(np.abs(ours - wanted) / np.maximum(1.0, np.abs(wanted))))
