"""Loading the tables: read, type, cross-check, and keep by the content of the files."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

import pandas as pd

from data import schemas, vocabulary
from data.check import typed
from data.columns import Column
from data.errors import DataDefectsError, DataFileError, ValueDefectError
from data.files import RawTable, State, current_state, read_raw
from data.once import once

DISTRICTS: Final = "districts.csv"
TOWNS: Final = "towns.csv"
PLAN_TASKS: Final = "plan_tasks.csv"
PLAN_TARGETS: Final = "plan_targets.csv"
OBSERVATIONS: Final = "observations.csv"
FILES: Final = (
    DISTRICTS,
    TOWNS,
    *(f"{layer}.csv" for layer in vocabulary.LAYERS),
    PLAN_TASKS,
    PLAN_TARGETS,
    OBSERVATIONS,
)
"""Every table of the folder."""

Checked = tuple[RawTable, pd.DataFrame]


def load_districts(folder: Path | str | None = None) -> pd.DataFrame:
    """The 16 districts.

    Parameters
    ----------
    folder : Path or str, optional
        Where the tables lie: ``DQM_DATA_DIR`` or the shipped folder if left out.

    Returns
    -------
    pandas.DataFrame
        Index ``code``; names, ``area_km2`` (official, inland water included),
        ``population_2020`` and ``population_2024`` with sources, the seat.

    Raises
    ------
    DataDefectsError
        With every defect of the file.
    """
    return _districts(*current_state(folder, DISTRICTS)).copy()


def load_towns(folder: Path | str | None = None) -> pd.DataFrame:
    """Subdistricts, towns and townships, and the statistical units beside them.

    Returns
    -------
    pandas.DataFrame
        Index ``code``; ``is_town`` is false for statistical units.

    Raises
    ------
    DataDefectsError
    """
    return _towns(*current_state(folder, DISTRICTS, TOWNS)).copy()


def load_plan_tasks(folder: Path | str | None = None) -> pd.DataFrame:
    """Tasks and safeguards of the plan, by id; ``*_plan`` columns keep its traditional script."""
    return _plain(*current_state(folder, PLAN_TASKS)).copy()


def load_plan_targets(folder: Path | str | None = None) -> pd.DataFrame:
    """Targets of the plan, by id; ``value_text`` is empty for a target without a number."""
    return _plain(*current_state(folder, PLAN_TARGETS)).copy()


def load_observations(folder: Path | str | None = None) -> pd.DataFrame:
    """Figures published later, by id. Of different years and methods: never to be ranked."""
    return _observations(*current_state(folder, DISTRICTS, OBSERVATIONS)).copy()


def columns_of(file: str) -> tuple[Column, ...]:
    """The columns of one of the files."""
    special = {
        DISTRICTS: schemas.districts,
        TOWNS: schemas.towns,
        PLAN_TASKS: schemas.plan_tasks,
        PLAN_TARGETS: schemas.plan_targets,
        OBSERVATIONS: schemas.observations,
    }
    return special.get(file, schemas.records)()


@once
def _districts(folder: Path, _state: State) -> pd.DataFrame:
    (_, table), defects = checked(folder, DISTRICTS)
    raise_all(defects)
    return table.set_index("code")


@once
def _towns(folder: Path, state: State) -> pd.DataFrame:
    (raw, table), defects = checked(folder, TOWNS)
    districts = _districts(folder, state[:1])
    defects += unknown(raw, table, "district_code", districts.index, DISTRICTS)
    defects += together(raw, table, ("lon", "lat"), ("note_zh", "note_en"))
    rows = zip(raw.lines, table["code"], table["district_code"], strict=True)
    defects += [
        defect(raw, line, "district_code", "reference", table=TOWNS)
        for line, code, district in rows
        if not code.startswith(district)
    ]
    raise_all(defects)
    return table.assign(is_town=table["kind"] != "statistical_unit").set_index("code")


@once
def _plain(folder: Path, state: State) -> pd.DataFrame:
    (_, table), defects = checked(folder, state[0][0])
    raise_all(defects)
    return table.set_index("id")


@once
def _observations(folder: Path, state: State) -> pd.DataFrame:
    (raw, table), defects = checked(folder, OBSERVATIONS)
    districts = _districts(folder, state[:1])
    defects += unknown(raw, table, "district_code", districts.index, DISTRICTS)
    raise_all(defects)
    return table.set_index("id")


def checked(folder: Path, file: str) -> tuple[Checked, list[DataFileError]]:
    """Read, type and check one file on its own."""
    columns = columns_of(file)
    raw = read_raw(folder / file, tuple(column.name for column in columns))
    table, defects = typed(raw, columns)
    return (raw, table), defects


def raise_all(defects: Sequence[DataFileError]) -> None:
    """Raise the defects, if there are any, as one error."""
    if defects:
        raise DataDefectsError(defects)


def defect(raw: RawTable, line: int, column: str, kind: str, **params: object) -> DataFileError:
    """A defect of one cell; ``kind`` is the last part of its message id."""
    value = raw.rows[raw.lines.index(line)][column]
    return ValueDefectError(
        f"errors.data.value.{kind}", file=raw.file, row=line, column=column, value=value, **params
    )


def unknown(
    raw: RawTable, table: pd.DataFrame, column: str, codes: Iterable[str], where: str
) -> list[DataFileError]:
    """Codes that the other table does not hold; an empty cell refers to nothing."""
    allowed = {"", *codes}
    return [
        defect(raw, line, column, "reference", table=where)
        for line, found in zip(raw.lines, table[column], strict=True)
        if not allowed.issuperset(found if isinstance(found, tuple) else (found,))
    ]


def together(raw: RawTable, table: pd.DataFrame, *pairs: tuple[str, str]) -> list[DataFileError]:
    """Columns that are filled in together or not at all."""
    found = []
    for first, second in pairs:
        one, other = (table[c].isna() | table[c].eq("") for c in (first, second))
        for line in table.index[one != other]:
            empty, full = (first, second) if one[line] else (second, first)
            found.append(defect(raw, line, empty, "together", other=full))
    return found
