"""The words that an address may use, taken from the data."""

from __future__ import annotations

from data.once import once
from layers.calculated import COMPUTED
from layers.figures import BREAKS
from layers.index_figures import index_figure_ids
from ui.state import Known


@once
def known() -> Known:
    """Codes, ids and filter values that exist.

    Raises
    ------
    DistrictMapError
        If the data do not load.
    """
    from data import load_districts, load_records, load_towns  # with pandas behind it

    towns, records = load_towns(), load_records()
    is_town = towns["is_town"].astype(bool)
    return Known(
        ids={
            "district": frozenset(map(str, load_districts().index)),
            "town": frozenset(map(str, towns.index[is_town])),
            "unit": frozenset(map(str, towns.index[~is_town])),
            "record": frozenset(map(str, records.index)),
        },
        figures=(*BREAKS, *index_figure_ids()),
        computed=COMPUTED,
        filters={
            "level": tuple(sorted(set(records["level"].astype(str)))),
            "status": tuple(sorted(set(records["status"].astype(str)))),
            "confidence": ("high", "medium", "low"),
            "field": tuple(sorted({name for names in records["fields"] for name in names})),
        },
    )
