"""Points that a visitor brings, from a table or a GeoJSON file. Nothing is kept.

Whoever sends a file may have made it to do harm, so its size is limited before
anything is read, nothing in it is evaluated, and every name stays text.
"""

from __future__ import annotations

import json
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import PurePath
from typing import Any, Final, Literal, NamedTuple

import numpy as np
import pandas as pd

from data.errors import (
    DataDefectsError,
    DataFileError,
    FileDamagedError,
    ValueDefectError,
    some_named,
)
from data.places import towns_at
from data.spreadsheets import MOST_BYTES, Rows, read_rows
from geo import shift
from geo.geojson import validate_geojson
from text.message import Message
from text.numbers import plain_number

System = Literal["wgs84", "gcj02", "bd09"]
SYSTEMS: Final[tuple[System, ...]] = ("wgs84", "gcj02", "bd09")
"""Coordinate systems that a file may be declared to be in."""

MOST_POINTS: Final = 1000
LONGEST_NAME: Final = 120
_MOST_MARKS: Final = 200_000
"""Objects, lists and members of a GeoJSON file: a thousand points with a hundred columns each."""
_COLUMNS: Final = {
    "name": ("name", "name_zh", "名称", "名字", "点名"),
    "lon": ("lon", "lng", "long", "longitude", "x", "经度"),
    "lat": ("lat", "latitude", "y", "纬度"),
}
"""What the columns of a table of points may be called."""
_CONVERT: Final[dict[System, Callable[[Any, Any], shift.Pair]]] = {
    "gcj02": shift.gcj02_to_wgs84,
    "bd09": shift.bd09_to_wgs84,
}


class Row(NamedTuple):
    """A point as the file has it, and where it stands there."""

    n: int
    where: Message
    name: object
    lon: object
    lat: object


def read_points(content: bytes, file: str, system: System = "wgs84") -> pd.DataFrame:
    """Named points of Shanghai from a table (CSV, XLSX) or a GeoJSON file.

    Parameters
    ----------
    content : bytes
    file : str
        Its name, for messages only.
    system : {"wgs84", "gcj02", "bd09"}
        What the coordinates are declared to be; they are converted to WGS-84.

    Returns
    -------
    pandas.DataFrame
        ``name``, ``town`` (code), ``lon``, ``lat`` (EPSG:4326), a row per point.

    Raises
    ------
    DataDefectsError
        With every defect, each naming its row: no name, a name twice, a
        coordinate that is none, a point outside Shanghai.
    """
    file = clean(PurePath(file).name)
    is_json = file.lower().endswith((".json", ".geojson")) or content.lstrip()[:1] == b"{"
    rows = list(_features(content, file) if is_json else _lines(read_rows(content, file), file))
    if len(rows) > MOST_POINTS:
        raise _one("errors.own.points", file, n=len(rows), most=MOST_POINTS)
    if not rows:
        raise _one("errors.own.no_rows", file)
    names = [clean(row.name) if isinstance(row.name, str) else "" for row in rows]
    lon, lat = (np.array([number(row[at]) for row in rows]) for at in (3, 4))
    if system in _CONVERT:
        lon, lat = _CONVERT[system](lon, lat)
    towns = towns_at(lon, lat)
    defects = list(_names(file, rows, names))
    for at, wrong_way in enumerate(towns_at(lat, lon)):
        defects += _place(file, rows[at], names[at], (lon[at], lat[at]), towns[at], wrong_way)
    _raise(file, defects)
    return pd.DataFrame({"name": names, "town": towns, "lon": lon, "lat": lat})


def clean(text: str) -> str:
    """A name on one line, without characters that do not show or that turn the writing."""
    shown = "".join(" " if unicodedata.category(one)[0] in "CZ" else one for one in text)
    return " ".join(shown.split())[:LONGEST_NAME]


def number(cell: object) -> float:
    """The number that a cell holds; NaN where it holds none. Nothing is guessed."""
    if isinstance(cell, str):
        found = plain_number(cell.strip())
        return np.nan if found is None else found
    return float(cell) if isinstance(cell, int | float) and not isinstance(cell, bool) else np.nan


def _lines(table: Rows, file: str) -> Iterator[Row]:
    """Name and coordinates of each line; which column is which is told by the header."""
    lowered = [name.lower() for name in table.header]
    at: dict[str, int] = {}
    defects: list[DataFileError] = []
    for what, words in _COLUMNS.items():
        found = [place for place, name in enumerate(lowered) if name in words]
        if len(found) == 1:
            at[what] = found[0]
            continue
        key = "errors.own.column_twice" if found else "errors.own.no_column"
        column = Message(f"errors.own.column.{what}")
        defects.append(FileDamagedError(key, file=file, what=column, words=_ascii(words)))
    _raise(file, defects)
    for n, row in table.rows:
        name, lon, lat = (
            row[at[what]] if at[what] < len(row) else None for what in ("name", "lon", "lat")
        )
        where = Message("errors.own.line", {"n": n})
        yield Row(n, where, None if name is None else str(name), lon, lat)


def _ascii(words: tuple[str, ...]) -> str:
    return ", ".join(word for word in words if word.isascii())


def _features(content: bytes, file: str) -> Iterator[Row]:
    """Name and coordinates of each feature of a GeoJSON file."""
    if len(content) > MOST_BYTES:
        raise _one("errors.own.size", file, most=MOST_BYTES // 1_000_000)
    content = content.removeprefix(b"\xef\xbb\xbf")
    if sum(map(content.count, (b"{", b"[", b":"))) > _MOST_MARKS:
        raise _one("errors.own.crowded", file, most=MOST_POINTS)
    faults = [one for one in validate_geojson(content) if one.level == "error"]
    if faults:
        key = "errors.own.geojson"
        raise DataDefectsError(
            some_named(
                faults, lambda one: FileDamagedError(key, file=file, reason=one.message), file
            )
        )
    whole = json.loads(content)
    features = whole["features"] if whole["type"] == "FeatureCollection" else [whole]
    shapes = [one.get("geometry") if one["type"] == "Feature" else one for one in features]
    others = [
        FileDamagedError("errors.own.not_point", file=file, row=n, where=_feature(n), kind=kind)
        for n, shape in enumerate(shapes, 1)
        if (kind := (shape or {}).get("type")) not in {"Point", None}
    ]
    _raise(file, others)
    for n, (feature, shape) in enumerate(zip(features, shapes, strict=True), 1):
        about = feature.get("properties") or {}
        name = next((about[word] for word in _COLUMNS["name"] if about.get(word)), None)
        lon, lat = shape["coordinates"][:2] if shape else (None, None)
        yield Row(n, _feature(n), name, lon, lat)


def _feature(n: int) -> Message:
    return Message("errors.own.feature", {"n": n})


def _names(file: str, rows: list[Row], names: list[str]) -> Iterator[DataFileError]:
    for row, name in zip(rows, names, strict=True):
        if not name:
            yield ValueDefectError("errors.own.no_name", file=file, row=row.n, where=row.where)
    for name, count in Counter(names).items():
        if name and count > 1:
            yield ValueDefectError("errors.own.twice", file=file, value=name, n=count)


def _place(
    file: str, row: Row, name: str, at: tuple[float, float], town: str, wrong_way: str
) -> Iterator[DataFileError]:
    """What is wrong with the coordinates of one point."""
    where = Message("errors.own.named", {"where": row.where, "name": name}) if name else row.where
    for given, found in zip((row.lon, row.lat), at, strict=True):
        if given is None or not str(given).strip():
            yield ValueDefectError("errors.own.missing", file=file, row=row.n, where=where)
        elif not np.isfinite(found):
            value = clean(str(given))
            yield ValueDefectError(
                "errors.own.number", file=file, row=row.n, where=where, value=value
            )
    if np.isfinite(at).all() and not town:
        key = "errors.own.swapped" if wrong_way else "errors.own.outside"
        value = f"{at[0]:.5f}, {at[1]:.5f}"
        yield ValueDefectError(key, file=file, row=row.n, where=where, value=value)


def _one(key: str, file: str, **params: Any) -> DataDefectsError:
    return DataDefectsError([FileDamagedError(key, file=file, **params)])


def _raise(file: str, defects: Sequence[DataFileError]) -> None:
    if defects:
        raise DataDefectsError(some_named(defects, lambda one: one, file))
