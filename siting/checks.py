"""Finding every defect of a question before anything is computed."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from siting.core import Floats
from siting.errors import ProblemDefectsError, listed
from siting.kinds import is_number, is_whole
from text.message import Message

MOST_PER_TABLE = 20
"""Bad cells named per table; a table that is wrong throughout is not listed cell by cell."""


LARGEST = 1e100
"""Cost × demand beyond which sums could overflow."""


@dataclass(frozen=True)
class Tables:
    """What `siting.problem.make_problem` was given."""

    demand: Sequence[str]
    candidates: Sequence[str]
    cost: object
    weights: object
    existing: Sequence[str]
    existing_cost: object
    must_open: Sequence[str]
    forbidden: Sequence[str]
    groups: Sequence[str | None]
    limits: Mapping[str, int]


@dataclass(frozen=True)
class Numbers:
    """The same as arrays of float64."""

    weights: Floats
    cost: Floats
    existing_cost: Floats


def checked(tables: Tables) -> Numbers:
    """The tables as numbers.

    Raises
    ------
    ProblemDefectsError
        With every defect that was found.
    """
    defects: list[Message] = [*_names(tables), *_options(tables)]
    weights = _numbers("weights", tables.weights, (tables.demand, None), defects)
    cost = _numbers("cost", tables.cost, (tables.demand, tables.candidates), defects)
    kept = _numbers(
        "existing_cost", tables.existing_cost, (tables.demand, tables.existing), defects
    )
    if weights is not None and weights.size and not weights.any():
        defects.append(Message("errors.siting.weights_all_zero"))
    if weights is not None and cost is not None and kept is not None:
        if _largest(cost, kept) * float(weights.sum()) > LARGEST:
            defects.append(Message("errors.siting.too_large"))
        defects.extend(_unreachable(tables, weights, cost, kept))
    if defects:
        raise ProblemDefectsError(defects)
    assert weights is not None
    assert cost is not None
    assert kept is not None
    return Numbers(weights, cost, kept)


def _largest(cost: Floats, kept: Floats) -> float:
    """The largest finite cost."""
    tables = (cost, kept)
    return max(float(table.max(initial=0.0, where=np.isfinite(table))) for table in tables)


def _names(tables: Tables) -> Iterator[Message]:
    if not tables.demand:
        yield Message("errors.siting.no_demand")
    if not tables.candidates:
        yield Message("errors.siting.no_candidates")
    for table in ("demand", "candidates", "existing"):
        names: Sequence[str] = getattr(tables, table)
        what = Message(f"errors.siting.table.{table}")
        for place, name in enumerate(names, 1):
            if not str(name).strip() or type(name) in {int, float, type(None)}:
                yield Message("errors.siting.no_name", {"table": what, "n": place, "value": name})
        for name, count in Counter(names).items():
            if count > 1:
                yield Message("errors.siting.twice", {"table": what, "name": name, "n": count})


def _options(tables: Tables) -> Iterator[Message]:
    known = set(tables.candidates)
    for option in ("must_open", "forbidden"):
        for name in dict.fromkeys(getattr(tables, option)):
            if name not in known:
                what = Message(f"errors.siting.option.{option}")
                yield Message("errors.siting.unknown_site", {"option": what, "name": name})
    for name in dict.fromkeys(tables.must_open):
        if name in set(tables.forbidden):
            yield Message("errors.siting.must_and_forbidden", {"name": name})
    yield from _limits(tables)


def _limits(tables: Tables) -> Iterator[Message]:
    if len(tables.groups) != len(tables.candidates):
        yield Message(
            "errors.siting.groups_length",
            {"found": len(tables.groups), "expected": len(tables.candidates)},
        )
        return
    group_of = dict(zip(tables.candidates, tables.groups, strict=True))
    for group, limit in tables.limits.items():
        if not is_whole(limit) or limit < 0:
            yield Message("errors.siting.limit_not_whole", {"group": group, "value": limit})
            continue
        if group not in group_of.values():
            yield Message("errors.siting.limit_unknown", {"group": group})
        forced = [n for n in dict.fromkeys(tables.must_open) if group_of.get(n) == group]
        if len(forced) > limit:
            yield Message(
                "errors.siting.limit_below_must",
                {"group": group, "limit": limit, "n": len(forced), "names": listed(forced)},
            )


def _numbers(
    table: str,
    values: object,
    names: tuple[Sequence[str], Sequence[str] | None],
    defects: list[Message],
) -> Floats | None:
    """``values`` as an array, or None once its defects are noted."""
    rows, columns = names
    what = Message(f"errors.siting.table.{table}")
    shape = (len(rows),) if columns is None else (len(rows), len(columns))
    cells = _cells(values)
    if cells.shape != shape:
        found = " × ".join(map(str, cells.shape)) if cells.ndim < 3 else "?"
        expected = " × ".join(map(str, shape))
        defects.append(
            Message("errors.siting.shape", {"table": what, "found": found, "expected": expected})
        )
        return None
    numbers = cells.astype(np.float64) if cells.dtype.kind in "fiu" else _converted(cells)
    faults = np.argwhere(~(numbers >= 0) | ((numbers == np.inf) & (columns is None)))
    for place in faults[:MOST_PER_TABLE].tolist():
        cell = cells[tuple(place)]
        where = {"table": what, "row": rows[place[0]], "value": cell}
        if columns is not None:
            where["column"] = columns[place[1]]
        kind = _fault(cell)
        one = f"errors.siting.weight.{kind}" if columns is None else f"errors.siting.cell.{kind}"
        defects.append(Message(one, where))
    if len(faults) > MOST_PER_TABLE:
        left = {"table": what, "n": len(faults) - MOST_PER_TABLE}
        defects.append(Message("errors.siting.more_cells", left))
    return None if len(faults) else numbers


def _cells(values: object) -> npt.NDArray[np.generic]:
    """The table as an array; of three dimensions if its rows differ in length."""
    if isinstance(values, np.ndarray) and values.dtype.kind in "fiu":
        return values
    try:
        return np.asarray(values, dtype=object)
    except ValueError:
        return np.empty((0, 0, 0), dtype=object)


def _converted(cells: npt.NDArray[np.generic]) -> Floats:
    """Numbers as they are, everything else as NaN: text is never guessed into a number."""
    flat = [float(cell) if is_number(cell) else np.nan for cell in cells.ravel().tolist()]
    return np.array(flat, dtype=np.float64).reshape(cells.shape)


def _fault(cell: object) -> str:
    if is_number(cell):
        if math.isnan(cell):
            return "missing"
        return "negative" if cell < 0 else "infinite"
    return "missing" if cell is None or not str(cell).strip() else "text"


def _unreachable(tables: Tables, weights: Floats, cost: Floats, kept: Floats) -> Iterator[Message]:
    """Demand that neither an existing centre nor any site that may open can reach."""
    barred = set(tables.forbidden)
    open_to = np.array([name not in barred for name in tables.candidates], dtype=bool)
    reached = np.isfinite(cost[:, open_to]).any(axis=1) | np.isfinite(kept).any(axis=1)
    for row in np.flatnonzero(~reached & (weights > 0)).tolist():
        yield Message("errors.siting.unreachable_row", {"row": tables.demand[row]})
