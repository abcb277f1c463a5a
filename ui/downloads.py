"""Downloads of the pages: made only when somebody presses the button."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

import pandas as pd
import streamlit as st

from text import t
from text.cells import neutralised

Record = Mapping[str, Any]
"""A record of the map document, see `layers.types.Record`."""
MIME: Final = {
    "csv": "text/csv",
    "geojson": "application/geo+json",
    "html": "text/html",
    "json": "application/json",
    "toml": "application/toml",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def offer_records(lang: str, found: list[Record]) -> None:
    """Buttons for the records that are listed now, as CSV and GeoJSON (EPSG:4326)."""
    with st.container(horizontal=True, key="records-downloads"):
        _button(lang, "csv", "records", lambda: to_csv(map(record_row, found)))
        _button(lang, "geojson", "records", lambda: to_geojson(found))


def offer_table(
    lang: str, name: str, table: Callable[[], pd.DataFrame], place: str = "datasets"
) -> None:
    """A button for a whole dataset as CSV.

    Parameters
    ----------
    lang : {"zh", "en"}
    name : str
        Id of the dataset, for the file's name.
    table : Callable
        Loads it; called when the button is pressed.
    place : str, optional
        Part of the page; the same dataset may be offered in two.
    """

    def make() -> bytes:
        rows = table().reset_index().to_dict("records")
        return to_csv({str(name): value for name, value in row.items()} for row in rows)

    _button(lang, "csv", name, make, place)


def record_row(record: Record) -> dict[str, Any]:
    """One record as a flat row: ids and controlled terms, both names, sources."""
    lon, lat = record["point"] or (None, None)
    return {
        "id": record["id"],
        "layer": record["layer"],
        "name_zh": record["name"]["zh"],
        "name_en": record["name"]["en"],
        "category": record["category"],
        "level": record["level"],
        "status": record["status"],
        "district_codes": ";".join(record["districts"]),
        "lon": lon,
        "lat": lat,
        "precision_m": record["precision_m"] if record["point"] else "not_applicable",
        "location_confidence": record["locationConfidence"] or "not_applicable",
        "year": record["year"]["text"]["en"],
        "confidence": record["confidence"],
        "sources": "; ".join(source["text"] for source in record["sources"]) or "missing",
        "source_urls": "; ".join(source["url"] or "" for source in record["sources"]),
        "note_zh": record["note"]["zh"] if record["note"] else "",
        "note_en": record["note"]["en"] if record["note"] else "",
    }


def to_csv(rows: Iterable[Mapping[str, Any]]) -> bytes:
    """Rows as CSV that a spreadsheet opens rightly: marked UTF-8, no text taken for a formula.

    Real negative numbers stay numbers; a text that begins like a formula gets
    an apostrophe in front, a heading too.
    """
    listed = list(rows)
    out = io.StringIO()
    names = list(listed[0]) if listed else []
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(map(cell, names))
    for row in listed:
        writer.writerow([cell(row.get(name)) for name in names])
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def to_geojson(found: Iterable[Record]) -> bytes:
    """Records as GeoJSON; one without a position has a null geometry (RFC 7946, 3.2)."""
    features = [
        {
            "type": "Feature",
            "id": record["id"],
            "geometry": {"type": "Point", "coordinates": list(record["point"])}
            if record["point"]
            else None,
            "properties": {
                name: value
                for name, value in record_row(record).items()
                if name not in {"lon", "lat"}
            },
        }
        for record in found
    ]
    text = json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False)
    return text.encode()


def cell(value: Any) -> Any:
    """A value for a spreadsheet: a text that begins like a formula gets an apostrophe in front."""
    if isinstance(value, (tuple, list)):
        value = "; ".join(map(str, value))
    if isinstance(value, str):
        return neutralised(value)
    return "" if value is None or pd.isna(value) else value


def offer_file(
    label: str, make: Callable[[], bytes], name: str, place: str, *, plain: bool = False
) -> None:
    """A button for a file.

    Parameters
    ----------
    label : str
    make : Callable
        Makes it; called when the button is pressed.
    name : str
        Of the file; its ending is one of `MIME`.
    place : str
        Part of the page; the same file may be offered in two.
    plain : bool, optional
        Without the icon, where room is short.
    """
    stem, _, kind = name.rpartition(".")
    st.download_button(
        label,
        data=make,
        file_name=name,
        mime=MIME[kind],
        key=f"download-{place}-{stem}-{kind}",
        on_click="ignore",
        icon=None if plain else ":material/download:",
    )


def _button(
    lang: str, kind: str, name: str, make: Callable[[], bytes], place: str = "records"
) -> None:
    offer_file(t(lang, f"pages.data.download_{kind}"), make, f"{name}.{kind}", place)
