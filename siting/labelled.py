"""Tables with names on both sides: read as numbers, and put in the order of a problem."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

import numpy as np
import numpy.typing as npt

from siting.errors import ProblemDefectsError, listed
from text.message import Message
from text.numbers import plain_number

Objects: TypeAlias = npt.NDArray[np.object_]
Names: TypeAlias = Sequence[str]
"""What one row or column may be called; the first is its name in the problem."""

_NO_WAY: Final = frozenset({"inf", "+inf", "infinity", "∞"})


@dataclass(frozen=True, eq=False)
class Labelled:
    """A table with names on both sides.

    Attributes
    ----------
    rows, columns : tuple of str
    cells : ndarray of object, shape (rows, columns)
        Numbers; what is no number as it stands, for a complaint to quote.
    """

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: Objects


def labelled(header: Sequence[str], rows: Iterable[Sequence[object]]) -> Labelled:
    """A table from cells: the first of each row is its name, the header names the columns.

    Parameters
    ----------
    header : sequence of str
        Its first cell, over the names of the rows, means nothing.
    rows : iterable of sequence
        A cell is a number, a text of a number, ``inf`` where there is no way.

    Raises
    ------
    ProblemDefectsError
        If rows differ in length, or a name is missing or stands twice.
    """
    columns, listed_rows = tuple(header[1:]), list(rows)
    names = tuple("" if row[0] is None else str(row[0]) for row in listed_rows)
    defects: list[Message] = [
        Message("errors.siting.row_length", {"row": name, "found": len(row) - 1, "expected": n})
        for n in [len(columns)]
        for name, row in zip(names, listed_rows, strict=True)
        if len(row) - 1 != n
    ]
    for side, found in (("row", names), ("column", columns)):
        what = Message(f"errors.siting.side.{side}")
        for place, name in enumerate(found, 1):
            if not name:
                defects.append(Message("errors.siting.side_no_name", {"side": what, "n": place}))
        for name, count in Counter(found).items():
            if count > 1 and name:
                about = {"side": what, "name": name, "n": count}
                defects.append(Message("errors.siting.side_twice", about))
    if not columns:
        defects.append(Message("errors.siting.no_columns"))
    if defects:
        raise ProblemDefectsError(defects)
    cells = np.empty((len(names), len(columns)), dtype=object)
    for at, row in enumerate(listed_rows):
        cells[at] = [_cell(cell) for cell in row[1:]]
    return Labelled(names, columns, cells)


def aligned(
    table: Labelled,
    rows: Sequence[Names],
    columns: Sequence[Names],
    *,
    spare: Iterable[str] = (),
) -> Objects:
    """The cells of a table in the order that a problem needs.

    Parameters
    ----------
    table : Labelled
    rows, columns : sequence of sequence of str
        What each wanted row and column may be called. A name that two of them
        share means neither.
    spare : iterable of str
        Further names that are known but not wanted; any other is a defect.

    Returns
    -------
    ndarray of object, shape (rows, columns)

    Raises
    ------
    ProblemDefectsError
        Naming what is missing, what is unknown, and what stands there twice.
    """
    known = frozenset(spare)
    defects: list[Message] = []
    down = _places(table.rows, rows, known, "row", defects)
    across = _places(table.columns, columns, known, "column", defects)
    if defects:
        raise ProblemDefectsError(defects)
    cells: Objects = table.cells[np.ix_(down, across)]
    return cells


def _places(
    labels: tuple[str, ...],
    wanted: Sequence[Names],
    spare: frozenset[str],
    side: str,
    defects: list[Message],
) -> list[int]:
    """Where each wanted row or column stands in the table."""
    position = _positions(wanted)
    found: dict[int, list[str]] = {}
    place: dict[int, int] = {}
    unknown = []
    for at, label in enumerate(labels):
        if label in position:
            found.setdefault(position[label], []).append(label)
            place[position[label]] = at
        elif label not in spare:
            unknown.append(label)
    missing = [names[0] for at, names in enumerate(wanted) if at not in place]
    twice = [label for same in found.values() if len(same) > 1 for label in same]
    what = Message(f"errors.siting.side.{side}")
    for kind, names in (("missing", missing), ("unknown", unknown), ("twice", twice)):
        if names:
            about = {"side": what, "names": listed(names), "n": len(names)}
            defects.append(Message(f"errors.siting.labels.{kind}", about))
    return [place.get(at, 0) for at in range(len(wanted))]


def _positions(wanted: Sequence[Names]) -> dict[str, int]:
    pairs = list(_pairs(wanted))
    shared = {name for name, n in Counter(name for name, _ in pairs).items() if n > 1}
    return {name: at for name, at in pairs if name not in shared}


def _pairs(wanted: Sequence[Names]) -> Iterator[tuple[str, int]]:
    for at, names in enumerate(wanted):
        yield from ((name, at) for name in dict.fromkeys(names))


def _cell(value: object) -> object:
    """A number where a text is one; None for nothing; else what it is, for a complaint to quote."""
    if not isinstance(value, str):
        return value
    if not value:
        return None
    if value.lower() in _NO_WAY:
        return float("inf")
    number = plain_number(value)
    return value if number is None else number
