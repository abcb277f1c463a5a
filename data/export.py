"""Any table as CSV for a spreadsheet or as GeoJSON, with sources and the words for nothing.

Texts that a spreadsheet would run get an apostrophe in front (`text.cells`).
Numbers stay numbers, negative ones too.
"""

from __future__ import annotations

import csv
import io
import json
import math
from collections.abc import Hashable, Mapping
from typing import Any, Final

import pandas as pd

from data.missing import Missing
from text import messages, t
from text.cells import neutralised

_FREE: Final = frozenset(
    {
        "note_zh",
        "note_en",
        "alias_zh",
        "merged_ids",
        "fields",
        "town_codes",
        "places_outside",
        "position_anchor",
        "source_url",
    }
)
"""Columns where an empty cell says that there is nothing to say: not a missing value."""
_POINT: Final = frozenset({"lon", "lat", "precision_m", "position_basis", "location_confidence"})
_PARKS_ONLY: Final = frozenset({"area_km2", "batch"})
_NEAREST: Final = frozenset({"nearest_centre_id", "nearest_centre_km"})
_NOWHERE: Final = frozenset({"citywide"})
_DIGITS: Final = 6


def to_csv(table: pd.DataFrame, lang: str | None = None) -> bytes:
    """A table as CSV: UTF-8 with a byte-order mark, which Excel needs to see.

    Parameters
    ----------
    table : pandas.DataFrame
        Any table of this room; the index becomes the first column.
    lang : {"zh", "en"}, optional
        Language of header and words; the machine names if left out.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    names = ["id" if table.index.name is None else str(table.index.name), *map(str, table.columns)]
    writer.writerow([neutralised(label(name, lang)) for name in names])
    for key, row in zip(table.index, table.to_dict("records"), strict=True):
        cells = {names[0]: key, **_cells(row)}
        writer.writerow([_written(cells[name], lang) for name in names])
    return ("\ufeff" + out.getvalue()).encode("utf-8")


def to_geojson(table: pd.DataFrame, lang: str | None = None) -> bytes:
    """A table with ``lon`` and ``lat`` as a FeatureCollection (RFC 7946).

    A row without a point has a null geometry. Coordinates have 6 digits.
    """
    features = []
    for key, row in zip(table.index, table.to_dict("records"), strict=True):
        lon, lat = row.get("lon"), row.get("lat")
        placed = isinstance(lon, float) and isinstance(lat, float) and math.isfinite(lon + lat)
        features.append(
            {
                "type": "Feature",
                "id": _plain(key, None),
                "geometry": {
                    "type": "Point",
                    "coordinates": [round(float(lon), _DIGITS), round(float(lat), _DIGITS)],
                }
                if placed and lon is not None and lat is not None
                else None,
                "properties": {
                    label(name, lang): _plain(value, lang)
                    for name, value in _cells(row).items()
                    if name not in {"lon", "lat"}
                },
            }
        )
    collection = {"type": "FeatureCollection", "features": features}
    return json.dumps(collection, ensure_ascii=False, allow_nan=False).encode("utf-8")


def label(name: str, lang: str | None) -> str:
    """The heading of a column; its own name where there is no text for it."""
    key = f"data.column.{name}"
    return t(lang, key) if lang and key in messages(lang) else name


def _cells(row: Mapping[Hashable, Any]) -> dict[str, Any]:
    """The values of a row, each nothing replaced by its kind."""
    return {str(name): _with_state(str(name), value, row) for name, value in row.items()}


def _with_state(name: str, value: Any, row: Mapping[Hashable, Any]) -> Any:
    empty = value in ("", ()) if isinstance(value, str | tuple) else pd.isna(value)
    if not empty or name in _FREE:
        return value
    nowhere = _NOWHERE.issuperset(row.get("places_outside", ()) or ("?",))
    unplaced = row.get("placed") is False or row.get("district_wide") is True
    if (
        (name in _POINT and nowhere)
        or (name in _PARKS_ONLY and row.get("layer") in {"demonstration", "pilots", "centres"})
        or (name in _NEAREST and unplaced)
        or (name == "district_code" and row.get("scope") == "city")
    ):
        return Missing.NOT_APPLICABLE
    return Missing.MISSING


def _plain(value: Any, lang: str | None) -> Any:
    """A value as JSON can hold it."""
    if isinstance(value, Missing):
        return value.in_language(lang) if lang else value.value
    if isinstance(value, tuple):
        return [_plain(one, lang) for one in value]
    return value.item() if hasattr(value, "item") else value


def _written(value: Any, lang: str | None) -> str | int | float:
    """A value as a cell: a number as such, everything else as harmless text."""
    plain = _plain(value, lang)
    if isinstance(plain, bool):
        return str(plain).lower()
    if isinstance(plain, int | float):
        return plain
    if isinstance(plain, list):
        plain = "; ".join(_joined(one) for one in plain)
    return neutralised(str(plain))


def _joined(part: Any) -> str:
    """One of several: a source is a text with its address."""
    return " ".join(str(one) for one in part if one) if isinstance(part, list) else str(part)
