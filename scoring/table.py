"""The table of an index: read, typed and checked as a whole."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from scoring.cells import State, is_empty, read_cell
from scoring.errors import ScoringDefectsError, ScoringError, TableError
from scoring.fields import closest
from scoring.model import Index
from text.errors import first_named

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Table:
    """The cells that an index needs.

    Attributes
    ----------
    units : tuple of str
        Codes, in the order of the table.
    values : dict of str to ndarray of float64, shape (n,)
        Per column of the table; NaN where there is no number.
    states : dict of str to tuple of State
    groups : tuple of str
        The declared group of each unit; empty without one.
    notes : tuple of ScoringError
        What is worth knowing but no defect.
    """

    units: tuple[str, ...]
    values: dict[str, Floats]
    states: dict[str, tuple[State, ...]]
    groups: tuple[str, ...]
    notes: tuple[ScoringError, ...] = ()

    def place(self, unit: str) -> int:
        """Position of a unit.

        Raises
        ------
        KeyError
        """
        try:
            return self.units.index(unit)
        except ValueError:
            raise KeyError(unit) from None


def read_table(source: Path | str | bytes, index: Index) -> Table:
    """The table of an index from a CSV file.

    Parameters
    ----------
    source : Path, str or bytes
        A path, or the content (a text with a line break, or bytes).
    index : Index

    Raises
    ------
    ScoringDefectsError
        With every defect, by line and column.
    """
    try:
        if isinstance(source, bytes):
            text = source.decode("utf-8-sig")
        elif isinstance(source, str) and "\n" in source:
            text = source
        else:
            text = Path(source).read_text(encoding="utf-8-sig")
        reader = csv.reader(io.StringIO(text, newline=""), strict=True)
        header = next(reader, [])
        rows = [(reader.line_num, row) for row in reader if any(row)]
    except UnicodeDecodeError:
        raise _one("encoding") from None
    except (OSError, csv.Error) as reason:
        said = reason.strerror if isinstance(reason, OSError) else reason
        raise _one("unreadable", reason=said) from None
    return table_of_rows(header, rows, index)


def table_of_rows(
    header: Sequence[str], rows: Sequence[tuple[int, Sequence[object]]], index: Index
) -> Table:
    """The table of an index from the rows of a file that has been read already.

    Parameters
    ----------
    header : sequence of str
        Names of the columns.
    rows : sequence of (int, sequence)
        Line in the file and cells, as `check_table` understands them.
    index : Index

    Raises
    ------
    ScoringDefectsError
        With every defect, by line and column.
    """
    defects: list[ScoringError] = [
        TableError("errors.scoring.table.column_twice", column=name)
        for name, count in Counter(header).items()
        if count > 1
    ]
    defects += [
        TableError(
            "errors.scoring.table.cells", row=str(line), found=len(row), expected=len(header)
        )
        for line, row in rows
        if len(row) != len(header)
    ]
    if defects:
        raise ScoringDefectsError(defects)
    frame = pd.DataFrame([list(row) for _, row in rows], columns=list(header), dtype=object)
    return check_table(frame, index, lines=[str(line) for line, _ in rows])


def check_table(frame: pd.DataFrame, index: Index, lines: list[str] | None = None) -> Table:
    """The table of an index from a data frame.

    Parameters
    ----------
    frame : pandas.DataFrame
        A row per unit, its code as the index, or in the column that the index
        file names. Cells are numbers, or say why there is none: empty, or
        ``missing``, ``not_published``, ``not_applicable`` (the words of both
        languages and enumerations with these values are understood).
    index : Index
    lines : list of str, optional
        Lines of a file: the codes then stand in a column.

    Raises
    ------
    ScoringDefectsError
        With every defect.
    """
    defects: list[ScoringError] = []
    units, labels, used = _units(frame, index, lines, defects)
    needed = {column: one for one in index.indicators for column in (one.column,)}
    wanted = dict.fromkeys([*needed, *(i.denominator for i in index.indicators if i.denominator)])
    columns = [str(column) for column in frame.columns]
    defects += [
        TableError("errors.scoring.table.column_twice", column=name)
        for name, count in Counter(columns).items()
        if count > 1 and (name in wanted or name == index.method.group)
    ]
    values: dict[str, Floats] = {}
    states: dict[str, tuple[State, ...]] = {}
    for name in wanted:
        if columns.count(name) == 1:
            cells = frame.iloc[:, columns.index(name)].tolist()
            values[name], states[name] = _cells(name, cells, labels, defects)
        elif name not in columns:
            near = closest(name, columns)
            defects.append(TableError("errors.scoring.table.no_column", column=name, near=near))
    groups = _groups(frame, columns, index, defects)
    if not defects:
        _check_indicators(index, values, labels, defects)
    if defects:
        raise ScoringDefectsError(defects)
    extra = [name for name in columns if name not in {*wanted, *used, index.method.group}]
    notes = [TableError("errors.scoring.note.unused", column=name) for name in extra]
    return Table(units, values, states, groups, tuple(notes))


def _units(
    frame: pd.DataFrame, index: Index, lines: list[str] | None, defects: list[ScoringError]
) -> tuple[tuple[str, ...], list[str], set[str]]:
    columns = [str(column) for column in frame.columns]
    chosen = index.unit_column
    if chosen and chosen not in columns and (lines is not None or frame.index.name != chosen):
        near = closest(chosen, columns)
        defects.append(TableError("errors.scoring.table.no_column", column=chosen, near=near))
    if chosen not in columns:
        chosen = columns[0] if lines is not None and columns else ""
    raw = frame.iloc[:, columns.index(chosen)] if chosen else frame.index
    units = tuple("" if is_empty(one) else str(one).strip() for one in raw)
    labels = lines if lines is not None else [str(one) for one in units]
    if not units:
        defects.append(TableError("errors.scoring.table.no_rows"))
    for label, unit in zip(labels, units, strict=True):
        if not unit:
            defects.append(TableError("errors.scoring.table.no_code", row=label, column=chosen))
    for unit, count in Counter(units).items():
        if count > 1 and unit:
            rows = [label for label, one in zip(labels, units, strict=True) if one == unit]
            defects.append(
                TableError("errors.scoring.table.unit_twice", row=", ".join(rows), value=unit)
            )
    return units, labels, {chosen}


def _cells(
    name: str, cells: list[object], labels: list[str], defects: list[ScoringError]
) -> tuple[Floats, tuple[State, ...]]:
    numbers, states, refused = np.full(len(cells), np.nan), [], []
    for at, cell in enumerate(cells):
        found = read_cell(cell)
        if isinstance(found, str):
            refused.append((at, found))
        elif isinstance(found, float):
            numbers[at] = found
        states.append(found if isinstance(found, State) else State.PRESENT)

    def defect(place: tuple[int, str]) -> ScoringError:
        at, kind = place
        key = f"errors.scoring.table.value.{kind}"
        return TableError(key, row=labels[at], column=name, value=cells[at])

    defects += first_named(refused, defect, _more(name))
    return numbers, tuple(states)


def _groups(
    frame: pd.DataFrame, columns: list[str], index: Index, defects: list[ScoringError]
) -> tuple[str, ...]:
    name = index.method.group
    if not name:
        return ()
    if name not in columns:
        near = closest(name, columns)
        defects.append(TableError("errors.scoring.table.no_column", column=name, near=near))
        return ()
    cells = frame.iloc[:, columns.index(name)]
    return tuple("" if is_empty(one) else str(one).strip() for one in cells)


def _check_indicators(
    index: Index,
    values: dict[str, Floats],
    labels: list[str],
    defects: list[ScoringError],
) -> None:
    for one in index.indicators:
        column = values[one.column]
        if np.isnan(column).all():
            defects.append(TableError("errors.scoring.table.all_missing", column=one.column))
            continue
        if one.denominator:
            below = values[one.denominator]
            defects += _not_positive("denominator", one.denominator, below, labels)
        if one.log:
            defects += _not_positive("log", one.column, column, labels)


def _not_positive(
    kind: str, name: str, column: Floats, labels: list[str]
) -> Sequence[ScoringError]:
    def defect(at: int) -> ScoringError:
        value = f"{column[at]:g}"
        key = f"errors.scoring.table.{kind}"
        return TableError(key, row=labels[at], column=name, value=value)

    return first_named(np.flatnonzero(column <= 0).tolist(), defect, _more(name))


def _more(name: str) -> Callable[[int], ScoringError]:
    return lambda n: TableError("errors.scoring.table.more", column=name, n=n)


def _one(kind: str, **params: Any) -> ScoringDefectsError:
    return ScoringDefectsError([TableError(f"errors.scoring.table.{kind}", **params)])
