"""Indices and tables made for a test."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from scoring import read_index
from scoring.model import Index


def raw_index(
    pillars: tuple[int, ...] = (2, 2),
    *,
    indicator: dict[str, Any] | None = None,
    method: dict[str, Any] | None = None,
    drawn: dict[str, Any] | None = None,
) -> dict[str, Any]:
    """The structure of an index file: pillars ``p0`` …, indicators ``x0`` … between 0 and 1."""
    entries, number = [], 0
    for pillar, count in enumerate(pillars):
        for _ in range(count):
            entries.append(
                {
                    "id": f"x{number}",
                    "name_en": f"x{number}",
                    "pillar": f"p{pillar}",
                    "goalposts": [0, 1],
                    "reason_en": "made",
                    **(indicator or {}),
                }
            )
            number += 1
    return {
        "index": {"id": "made", "name_en": "Made", "digits": 3},
        "method": method or {},
        "uncertainty": drawn or {},
        "pillar": [{"id": f"p{k}", "name_en": f"p{k}"} for k in range(len(pillars))],
        "indicator": entries,
    }


def index(pillars: tuple[int, ...] = (2, 2), **parts: Any) -> Index:
    """The index itself."""
    return read_index(raw_index(pillars, **parts))


def frame(values: Any) -> pd.DataFrame:
    """A table of units ``u0`` … with columns ``x0`` …."""
    cells = np.asarray(values, dtype=object)
    return pd.DataFrame(
        cells,
        index=[f"u{k}" for k in range(len(cells))],
        columns=[f"x{k}" for k in range(cells.shape[1])],
    )


def random_frame(units: int, columns: int, seed: int = 0) -> pd.DataFrame:
    """A table of numbers between 0 and 1."""
    return frame(np.random.default_rng(seed).random((units, columns)))
