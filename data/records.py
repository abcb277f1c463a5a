"""The records of the four layers in one table, with what follows from them."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import numpy as np
import pandas as pd

from data import vocabulary
from data.errors import DataFileError
from data.files import RawTable, State, current_state
from data.once import once
from data.tables import (
    DISTRICTS,
    TOWNS,
    checked,
    defect,
    load_districts,
    load_towns,
    raise_all,
    together,
    unknown,
)
from geo.measures import pairwise_km

LAYER_FILES: Final = tuple(f"{layer}.csv" for layer in vocabulary.LAYERS)
_FORBIDDEN_TITLE: Final = "plan_goal"
_FLAGS: Final = {
    "published": "{text}",
    "republished": "{text}（转载 / republished）",
    "general_knowledge": "常识，未经核实 / general knowledge, unverified",
}
"""How a source is written where there is one text for both languages."""


def load_records(folder: Path | str | None = None) -> pd.DataFrame:
    """Honours, pilots, parks and centres.

    Parameters
    ----------
    folder : Path or str, optional
        Where the tables lie: ``DQM_DATA_DIR`` or the shipped folder if left out.

    Returns
    -------
    pandas.DataFrame
        Index ``id``. Beside the columns of the files: ``layer``; ``sources`` as
        tuples ``(text, url or None)`` and ``source_texts``, ``source_kinds`` apart;
        ``placed``; ``district_wide`` (the point stands for an area, precision
        8 km or worse); ``established`` (designated, in operation or member);
        ``counts_as_centre`` (tests or measures: no regulator, platform or
        cluster); ``nearest_centre_id`` and ``nearest_centre_km``, the geodesic
        distance to the nearest other centre of `reference_centres`.

    Raises
    ------
    DataDefectsError
        With every defect of all four files.
    """
    place, state = current_state(folder, DISTRICTS, TOWNS, *LAYER_FILES)
    return _records(place, state).copy()


def reference_centres(records: pd.DataFrame) -> pd.DataFrame:
    """The centres that distances are measured to.

    In operation, counted as a centre, and placed better than for a whole district.
    """
    return records[
        records["counts_as_centre"]
        & records["status"].eq("in_operation")
        & records["placed"]
        & ~records["district_wide"]
    ]


@once
def _records(folder: Path, _state: State) -> pd.DataFrame:
    districts, towns = load_districts(folder), load_towns(folder)
    tables, defects = [], []
    ids: set[str] = set()
    for layer, file in zip(vocabulary.LAYERS, LAYER_FILES, strict=True):
        (raw, table), found = checked(folder, file)
        found += unknown(raw, table, "district_codes", districts.index, DISTRICTS)
        found += unknown(raw, table, "town_codes", towns.index, TOWNS)
        found += together(
            raw,
            table,
            ("lon", "lat"),
            ("lon", "precision_m"),
            ("lon", "position_basis"),
            ("note_zh", "note_en"),
        )
        for line, row in table.iterrows():
            found += _row_defects(raw, int(str(line)), row)
            if row["id"] in ids:
                found.append(defect(raw, int(str(line)), "id", "unique"))
        ids |= set(table["id"])
        defects += found
        tables.append(table.assign(layer=layer))
    raise_all(defects)
    return _derived(pd.concat(tables).set_index("id"))


def _row_defects(raw: RawTable, line: int, row: pd.Series[Any]) -> list[DataFileError]:
    found = []
    foreign = [t for t in row["town_codes"] if t[:6] not in row["district_codes"]]
    if foreign:
        found.append(defect(raw, line, "town_codes", "wrong_district"))
    sources = len(row["sources"])
    if len(row["source_kinds"]) != sources:
        found.append(defect(raw, line, "source_kinds", "sources"))
    if row["source_urls"] and len(row["source_urls"]) != sources:
        found.append(defect(raw, line, "source_urls", "sources"))
    if not _years_fit(row):
        found.append(defect(raw, line, "year_from", "years"))
    if row["category"] == _FORBIDDEN_TITLE and row["status"] != "goal":
        found.append(defect(raw, line, "status", "honesty"))
    return found


def _years_fit(row: pd.Series[Any]) -> bool:
    first, last, kind = row["year_from"], row["year_to"], row["year_text"]
    has = (not pd.isna(first), not pd.isna(last))
    wanted = {"not_stated": (False, False), "or_earlier": (False, True), "up_to": (False, True)}
    if has != wanted.get(kind, (True, True)):
        return False
    return has != (True, True) or bool(first < last if kind == "range" else first == last)


def _derived(table: pd.DataFrame) -> pd.DataFrame:
    table = table.assign(
        source_texts=table["sources"],
        sources=pd.Series(
            map(_sources, table["sources"], table["source_kinds"], table["source_urls"]),
            index=table.index,
            dtype=object,
        ),
        placed=table["lon"].notna(),
        district_wide=table["precision_m"].ge(vocabulary.DISTRICT_WIDE_M).fillna(value=False),
        established=table["status"].isin(vocabulary.ESTABLISHED),
        counts_as_centre=table["category"].isin(vocabulary.CENTRE_CATEGORIES)
        & table["layer"].eq("centres"),
    ).drop(columns="source_urls")
    table["district_wide"] = table["district_wide"].astype(bool)
    return _with_nearest(table)


def _sources(
    texts: tuple[str, ...], kinds: tuple[str, ...], urls: tuple[str, ...]
) -> tuple[tuple[str, str | None], ...]:
    links = [None if url in {"", "-"} else url for url in urls] or [None] * len(texts)
    return tuple(
        (_FLAGS[kind].replace("{text}", text), url)
        for text, kind, url in zip(texts, kinds, links, strict=True)
    )


def _with_nearest(table: pd.DataFrame) -> pd.DataFrame:
    """Add the nearest other reference centre of each placed record that is no area."""
    centres = reference_centres(table)
    from_here = table[table["placed"] & ~table["district_wide"]]
    ids = pd.Series([None] * len(table), index=table.index, dtype=object)
    distances = pd.Series(np.nan, index=table.index, dtype="float64")
    if len(centres) and len(from_here):
        km = pairwise_km(from_here["lon"], from_here["lat"], centres["lon"], centres["lat"])
        own = from_here.index.to_numpy()[:, None] == centres.index.to_numpy()[None, :]
        km[own] = np.inf
        nearest = km.argmin(axis=1)
        reached = km[np.arange(len(km)), nearest]
        found = np.isfinite(reached)
        places = from_here.index[found]
        ids.loc[places] = centres.index.to_numpy()[nearest[found]]
        distances.loc[places] = reached[found]
    return table.assign(nearest_centre_id=ids, nearest_centre_km=distances)
