"""Values of the figures that depend on what a visitor asks for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

import pandas as pd

from data.figures import SPECS, Level, filtered_distances
from data.filters import Filters
from layers.types import Value
from layers.values import carried

_MADE_BY: Final[dict[str, Callable[[Filters], dict[Level, pd.Series[Any]]]]] = {
    "filtered_distance_km": filtered_distances,
}

COMPUTED: Final = tuple(spec.id for spec in SPECS if spec.computed)
"""Ids of the figures that the document has to ask for."""


def figure_values(figure: str, filters: Mapping[str, Any]) -> dict[str, Value]:
    """Values of a computed figure for every area that has one.

    Parameters
    ----------
    figure : str
        One of `COMPUTED`.
    filters : mapping
        Arguments of `data.filters.Filters`.

    Returns
    -------
    dict of str to Value
        By code of the area.

    Raises
    ------
    KeyError
        If there is no such figure.
    DataDefectsError
        If the tables have defects.
    """
    tables = _MADE_BY[figure](Filters(**filters))
    return {str(code): carried(value) for table in tables.values() for code, value in table.items()}
