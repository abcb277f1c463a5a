"""An index of one's own: a table and an index file, checked as a whole, run like the official one.

Nothing of it is written anywhere, and the engine is told not to keep it: what
comes out is an object that whoever asked keeps.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeVar

import numpy as np

from data.spreadsheets import Rows, read_rows
from layers.own_limits import check_index, check_table
from layers.standing import Run
from scoring import ChoiceError, read_index, score, table_of_rows, uncertainty
from scoring.model import Index, Text
from text import DistrictMapError

Found = TypeVar("Found")
_TEMPLATE: Final = Path(__file__).parents[1] / "scoring" / "examples" / "template"
_NAMES: Final = {"name_zh": "zh", "名称": "zh", "name_en": "en", "name": "both"}
"""Columns that hold names of units, by the language they are in."""
_MOST_SCORE: Final = 1e12


@dataclass(frozen=True)
class Upload:
    """A file as it came.

    Attributes
    ----------
    name : str
    content : bytes
    """

    name: str
    content: bytes


@dataclass(frozen=True, eq=False)
class OwnIndex:
    """A valid index of one's own with its run.

    Attributes
    ----------
    run : Run
    table, index : Upload
        What it was made from.
    encoding, sheet : str
        How the table was read, see `data.spreadsheets.Rows`.
    notes : tuple of DistrictMapError
        What is worth knowing but no defect.
    """

    run: Run
    table: Upload
    index: Upload
    encoding: str
    sheet: str
    notes: tuple[DistrictMapError, ...]


@dataclass(frozen=True, eq=False)
class Attempt:
    """What became of the files.

    Attributes
    ----------
    table, index : tuple of DistrictMapError
        What is wrong with either file, one by one.
    own : OwnIndex or None
        Only if nothing is wrong and both are there.
    """

    table: tuple[DistrictMapError, ...] = ()
    index: tuple[DistrictMapError, ...] = ()
    own: OwnIndex | None = None


def attempt(table: Upload | None, index: Upload | None) -> Attempt:
    """Check what is there, and run it if both files are and nothing is wrong with them.

    Parameters
    ----------
    table : Upload or None
        CSV or XLSX, a row per unit.
    index : Upload or None
        TOML, see `scoring.read_index`.
    """
    chosen, of_index = (None, ()) if index is None else _tried(lambda: _index(index))
    rows, of_table = (None, ()) if table is None else _tried(lambda: _rows(table))
    if chosen is None or rows is None or table is None or index is None:
        return Attempt(of_table, of_index)
    run, of_table = _tried(lambda: _run(chosen, rows))
    if run is None:
        return Attempt(of_table, of_index)
    names = {name for name in rows.header if name.casefold() in _NAMES}
    notes = tuple(one for one in run.result.notes if getattr(one, "column", "") not in names)
    return Attempt(own=OwnIndex(run, table, index, rows.encoding, rows.sheet, notes))


def template() -> tuple[bytes, bytes]:
    """Table (CSV) and index file of an example whose districts and figures are invented."""
    return _TEMPLATE.with_suffix(".csv").read_bytes(), _TEMPLATE.with_suffix(".toml").read_bytes()


def _index(upload: Upload) -> Index:
    check_index(upload.content)
    index = read_index(upload.content)
    check_index(upload.content, index)
    return index


def _rows(upload: Upload) -> Rows:
    return read_rows(upload.content, upload.name)


def _run(index: Index, rows: Rows) -> Run:
    table = table_of_rows(rows.header, rows.rows, index)
    names = _unit_names(rows, index)
    check_table(table, index, [line for line, _ in rows.rows], names)
    with np.errstate(all="ignore"):  # what is not finite is named below
        result = score(index, table)
        _refuse_endless(result.scores.to_numpy(dtype=np.float64))
        spread = uncertainty(result, keep=False)
    ranking = spread.ranking
    lost = ranking.index[ranking["rank"].notna() & ranking["low"].isna()]
    if len(lost):
        units = ", ".join(map(str, lost[:5]))
        raise ChoiceError("errors.own.never_ranked", units=units, n=len(lost))
    return Run(result, spread, names)


def _refuse_endless(scores: np.ndarray[tuple[int, ...], np.dtype[np.float64]]) -> None:
    if (np.abs(scores[~np.isnan(scores)]) > _MOST_SCORE).any():
        raise ChoiceError("errors.own.endless")


def _unit_names(rows: Rows, index: Index) -> dict[str, Text]:
    places = {
        _NAMES[name.casefold()]: at
        for at, name in enumerate(rows.header)
        if name.casefold() in _NAMES
    }
    at_code = rows.header.index(index.unit_column) if index.unit_column in rows.header else 0
    found = {}
    for _, cells in rows.rows:
        said = {lang: _said(cells[at]) for lang, at in places.items()}
        both, code = said.get("both", ""), _said(cells[at_code])
        name = Text(said.get("zh") or both, said.get("en") or both)
        found[code] = name or Text(code, code)
    return found


def _said(cell: object) -> str:
    return "" if cell is None else str(cell)


def _tried(make: Callable[[], Found]) -> tuple[Found | None, tuple[DistrictMapError, ...]]:
    try:
        return make(), ()
    except DistrictMapError as error:
        return None, tuple(getattr(error, "defects", ())) or (error,)
