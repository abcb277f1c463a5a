"""Typed rows of the tables: the one place where pandas' kinds of nothing become None."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Self

import pandas as pd


@dataclass(frozen=True)
class RecordRow:
    """One row of `data.load_records`; the columns are explained there.

    ``point`` is ``(lon, lat)`` in degrees or None; other absent values are None.
    """

    id: str
    layer: str
    name_zh: str
    name_en: str
    name_en_generated: bool
    category: str
    level: str
    status: str
    status_stated: str | None
    district_codes: tuple[str, ...]
    town_codes: tuple[str, ...]
    places_outside: tuple[str, ...]
    address_zh: str | None
    point: tuple[float, float] | None
    precision_m: int | None
    position_basis: str | None
    position_anchor: str | None
    location_confidence: str | None
    confidence: str
    year_from: int | None
    year_to: int | None
    year_text: str
    sources: tuple[tuple[str, str | None], ...]
    note_zh: str | None
    note_en: str | None
    fields: tuple[str, ...]
    host_zh: str | None
    area_km2: float | None
    batch: str | None
    district_wide: bool
    counts_as_centre: bool
    established: bool
    nearest_centre_id: str | None
    nearest_centre_km: float | None

    @classmethod
    def from_series(cls, id: str, row: pd.Series[Any]) -> Self:
        """Read one row of the table."""
        lon, lat = number(row["lon"]), number(row["lat"])
        return cls(
            id=id,
            layer=row["layer"],
            name_zh=row["name_zh"],
            name_en=row["name_en"],
            name_en_generated=bool(row["name_en_generated"]),
            category=row["category"],
            level=row["level"],
            status=row["status"],
            status_stated=text(row["status_stated"]),
            district_codes=tuple(row["district_codes"]),
            town_codes=tuple(row["town_codes"]),
            places_outside=tuple(row["places_outside"]),
            address_zh=text(row["address_zh"]),
            point=None if lon is None or lat is None else (lon, lat),
            precision_m=whole(row["precision_m"]),
            position_basis=text(row["position_basis"]),
            position_anchor=text(row["position_anchor"]),
            location_confidence=text(row["location_confidence"]),
            confidence=row["confidence"],
            year_from=whole(row["year_from"]),
            year_to=whole(row["year_to"]),
            year_text=row["year_text"],
            sources=tuple((source, text(url)) for source, url in row["sources"]),
            note_zh=text(row["note_zh"]),
            note_en=text(row["note_en"]),
            fields=tuple(row["fields"]),
            host_zh=text(row["host_zh"]),
            area_km2=number(row["area_km2"]),
            batch=text(row["batch"]),
            district_wide=bool(row["district_wide"]),
            counts_as_centre=bool(row["counts_as_centre"]),
            established=bool(row["established"]),
            nearest_centre_id=text(row["nearest_centre_id"]),
            nearest_centre_km=number(row["nearest_centre_km"]),
        )


def text(value: Any) -> str | None:
    """A text, or None for an empty or absent one."""
    return None if value is None or pd.isna(value) or value == "" else str(value)


def number(value: Any) -> float | None:
    """A float, or None for an absent one."""
    return None if value is None or pd.isna(value) else float(value)


def whole(value: Any) -> int | None:
    """An integer, or None for an absent one."""
    return None if value is None or pd.isna(value) else int(value)
