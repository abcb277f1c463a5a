"""What an index of one's own may be at most: in size, in words, in time to calculate."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

import numpy as np

from data.spreadsheets import UNSEEN
from scoring import IndexFileError, ScoringDefectsError, Table, TableError, index_to_dict
from scoring.errors import ScoringError
from scoring.model import ROOT, Index, Text
from text.errors import first_named

MOST_INDEX_BYTES: Final = 128_000
MOST_INDICATORS: Final = 100
MOST_PILLARS: Final = 40
_LONGEST: Final = {"name": 80, "unit": 40, "edition": 40, "column": 80}
_LONGEST_OTHER: Final = 2_000
_LONGEST_CODE: Final = 60
_MOST_NUMBER: Final = 1e15
_MOST_S: Final = 10.0
# Seconds per draw, measured: of every cell, of every pair of units for methods that compare them.
_PER_CELL_S: Final = 8e-8
_PER_PAIR_S: Final = 1e-9
_PER_COMPARED_S: Final = {"rank": 2e-9, "borda": 2e-9, "percentile": 2e-9}
_PER_VOTE_S: Final = 8e-9
_FEWEST_DRAWS: Final = 200


def check_index(content: bytes, index: Index | None = None) -> None:
    """Refuse an index file that is too large, or says more than a page can hold.

    Parameters
    ----------
    content : bytes
    index : Index, optional
        What was read from it; without it, only the size is looked at.

    Raises
    ------
    ScoringDefectsError
        With every defect.
    """
    defects: list[ScoringError] = []
    if len(content) > MOST_INDEX_BYTES:
        said = {"size": f"{len(content) / 1000:.0f} kB", "limit": f"{MOST_INDEX_BYTES // 1000} kB"}
        defects.append(IndexFileError("errors.own.index_large", **said))
    if index is not None:
        for kind, found, most in (
            ("indicator", len(index.indicators), MOST_INDICATORS),
            ("pillar", len(index.nodes), MOST_PILLARS),
        ):
            if found > most:
                defects.append(IndexFileError(f"errors.own.many.{kind}", n=found, most=most))
        defects += _words(index)
    if defects:
        raise ScoringDefectsError(defects)


def check_table(
    table: Table, index: Index, lines: Sequence[int], names: Mapping[str, Text]
) -> None:
    """Refuse codes and numbers that no page can show, and a run that would take too long.

    Parameters
    ----------
    table : Table
    index : Index
    lines : sequence of int
        Line of every unit in the file.
    names : Mapping of str to Text
        By code.

    Raises
    ------
    ScoringDefectsError
        With every defect.
    """
    defects: list[ScoringError] = [
        TableError(f"errors.own.long.{kind}", row=str(line), value=said, most=longest)
        for line, unit in zip(lines, table.units, strict=True)
        for kind, said, longest in (
            ("code", unit, _LONGEST_CODE),
            *(("name", name, _LONGEST["name"]) for name in (names[unit].zh, names[unit].en)),
        )
        if len(said) > longest
    ]
    for name, values in table.values.items():
        defects += _large_numbers(name, values, lines)
    most = _most_draws(index, len(table.units))
    if index.uncertainty.draws > most:
        kind = "draws" if most >= _FEWEST_DRAWS else "units"
        asked, units = index.uncertainty.draws, len(table.units)
        defects.append(TableError(f"errors.own.slow.{kind}", draws=asked, most=most, n=units))
    if defects:
        raise ScoringDefectsError(defects)


def _large_numbers(
    name: str, values: np.ndarray[tuple[int, ...], np.dtype[np.float64]], lines: Sequence[int]
) -> Sequence[ScoringError]:
    def defect(at: int) -> ScoringError:
        said = {"value": f"{values[at]:g}", "most": f"{_MOST_NUMBER:g}"}
        return TableError("errors.own.large_number", row=str(lines[at]), column=name, **said)

    def more(n: int) -> ScoringError:
        return TableError("errors.scoring.table.more", column=name, n=n)

    too_large = np.flatnonzero(np.abs(np.nan_to_num(values)) > _MOST_NUMBER).tolist()
    return first_named(too_large, defect, more)


def _most_draws(index: Index, units: int) -> int:
    """How many draws fit into the time that a page may take."""
    drawn, method = index.uncertainty, index.method
    slots = len(index.indicators) + len(index.nodes) + 1
    kinds = [
        (one.normalise or method.normalise) if kind == "as_declared" else kind
        for one in index.indicators
        for kind in drawn.normalise
    ]
    compared = sum(_PER_COMPARED_S.get(kind, 0.0) for kind in kinds) / len(drawn.normalise)
    ways = [*method.aggregate, *(one.aggregate or "" for one in (*index.nodes, index.node(ROOT)))]
    ways += [kind for way in drawn.aggregate for kind in way]
    votes = _PER_VOTE_S * slots if "copeland" in ways else 0.0
    cost = _PER_CELL_S * units * slots + (_PER_PAIR_S + compared + votes) * units**2
    return int(_MOST_S / max(cost, 1e-12))


def _words(index: Index) -> Iterator[ScoringError]:
    whole = index_to_dict(index)
    sections = [("[index]", whole["index"]), ("[method]", whole["method"])]
    sections += [
        (f"[[{kind}]] {one['id']}", one) for kind in ("pillar", "indicator") for one in whole[kind]
    ]
    for where, section in sections:
        for name, value in section.items():
            if not isinstance(value, str):
                continue
            most = _LONGEST.get(name.removesuffix("_zh").removesuffix("_en"), _LONGEST_OTHER)
            if len(value) > most:
                yield IndexFileError("errors.own.long.text", where=where, field=name, most=most)
            if UNSEEN.search(value):
                yield IndexFileError("errors.own.unseen", where=where, field=name)
