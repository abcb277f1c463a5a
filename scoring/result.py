"""Scores and ranks of one run, with every stage on the way."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from scoring.cells import State
from scoring.errors import ChoiceError, ScoringDefectsError, ScoringError, TableError
from scoring.model import ROOT, Index
from scoring.pipeline import Prepared, aggregated, normalised, prepare
from scoring.plan import Plan, compile_plan
from scoring.rank import published, ranks
from scoring.record import Record, make_record
from scoring.table import Table, check_table

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Result:
    """One run.

    Attributes
    ----------
    index : Index
    table : Table
    plan : Plan
    prepared : Prepared
    normalised : pandas.DataFrame
        Units by indicators, on the scale; NaN where nothing counts.
    scores : pandas.DataFrame
        Units by nodes, unrounded; the column ``index`` is the index.
    present : pandas.DataFrame
        Share of each node's applicable weight that is present.
    ranking : pandas.DataFrame
        Per unit ``score`` (as published), ``rank`` (``Int64``, missing where not
        ranked) and ``why_not``: ids of the nodes that lack too much, else empty.
    record : Record
    """

    index: Index
    table: Table
    plan: Plan
    prepared: Prepared
    normalised: pd.DataFrame
    scores: pd.DataFrame
    present: pd.DataFrame
    ranking: pd.DataFrame
    record: Record

    @property
    def order(self) -> list[str]:
        """Ranked units, best first; the unranked ones after them; ties as in the table."""
        key = self.ranking["rank"].fillna(len(self.ranking) + 1)
        return [str(unit) for unit in key.sort_values(kind="stable").index]

    @property
    def notes(self) -> tuple[ScoringError, ...]:
        """What is worth knowing but no defect."""
        return self.table.notes

    def raw(self) -> pd.DataFrame:
        """Values after their denominators, before anything else; units by indicators."""
        return self._stage(self.prepared.denominated)

    def filled(self) -> pd.DataFrame:
        """Values after logarithms and filling."""
        return self._stage(self.prepared.filled)

    def treated(self) -> pd.DataFrame:
        """Values after the treatment of outliers."""
        return self._stage(self.prepared.treated)

    def states(self) -> pd.DataFrame:
        """What each cell is: a value of `State`, or ``filled``."""
        found: dict[str, list[str]] = {}
        for at, one in enumerate(self.index.indicators):
            words = [state.value for state in self.table.states[one.column]]
            gone = np.isnan(self.prepared.filled[at][:, 0])
            for unit in range(len(words)):
                if self.prepared.is_filled[at][unit]:
                    words[unit] = "filled"
                elif gone[unit] and words[unit] == State.PRESENT.value:
                    words[unit] = State.MISSING.value  # its denominator is
            found[one.id] = words
        return pd.DataFrame(found, index=self.scores.index)

    def unit(self, code: str) -> int:
        """Position of a unit.

        Raises
        ------
        ChoiceError
            If there is none of this code.
        """
        try:
            return self.table.place(code)
        except KeyError:
            raise ChoiceError("errors.scoring.choice.unit", unit=code) from None

    def _stage(self, arrays: list[Floats]) -> pd.DataFrame:
        ids = [one.id for one in self.index.indicators]
        return _frame(arrays, ids, self.table)


def score(index: Index, table: Table | pd.DataFrame, sampler: str = "") -> Result:
    """Score and rank every unit.

    Parameters
    ----------
    index : Index
    table : Table or pandas.DataFrame
        A data frame is checked first.
    sampler : str
        Key of what will draw columns, for the record.

    Returns
    -------
    Result

    Raises
    ------
    ScoringDefectsError
        With every defect of the table, or every indicator whose values cannot be normalised.
    """
    checked = table if isinstance(table, Table) else check_table(table, index)
    plan = compile_plan(index, checked)
    prepared = prepare(plan)
    notes = _spread(plan, prepared)
    if notes:
        checked = Table(
            checked.units, checked.values, checked.states, checked.groups,
            (*checked.notes, *notes),
        )  # fmt: skip
    scaled = normalised(plan, prepared)
    nodes, shares = aggregated(plan, scaled)
    ids = [node.id for node in plan.nodes]
    scores = _frame(nodes, ids, checked)
    present = _frame(shares, ids, checked)
    rounded = published(scores[ROOT].to_numpy(), index.digits)
    ranked = ranks(rounded)
    ranking = pd.DataFrame(
        {
            "score": rounded,
            "rank": pd.array([int(r) if r else None for r in ranked], dtype="Int64"),
            "why_not": pd.Series(
                [_lacking(plan, scores.iloc[at], r) for at, r in enumerate(ranked)],
                index=scores.index,
                dtype=object,
            ),
        },
        index=scores.index,
    )
    return Result(
        index, checked, plan, prepared,
        _frame(scaled, [one.id for one in index.indicators], checked),
        scores, present, ranking, make_record(index, checked, sampler),
    )  # fmt: skip


def _lacking(plan: Plan, scores: pd.Series[Any], rank: int) -> tuple[str, ...]:
    """The lowest nodes that have no score though they should."""
    if rank:
        return ()
    at = plan.table.place(str(scores.name))
    count = len(plan.index.indicators)
    lacking = []
    for number, node in enumerate(plan.nodes):
        if not np.isnan(scores[node.id]):
            continue
        below = [plan.nodes[slot - count].id for slot in node.children if slot >= count]
        applies = bool(plan.applicable[count + number][at])
        if applies and not any(one in lacking for one in below):
            lacking.append(node.id)
    return tuple(lacking) or (ROOT,)


def _frame(arrays: list[Floats], ids: list[str], table: Table) -> pd.DataFrame:
    columns = {id: array[:, 0] for id, array in zip(ids, arrays, strict=True)}
    return pd.DataFrame(columns, index=pd.Index(table.units, name="unit", dtype=object))


def _spread(plan: Plan, prepared: Prepared) -> list[ScoringError]:
    """Refuse what cannot be normalised; note what says nothing."""
    notes: list[ScoringError] = []
    defects: list[ScoringError] = []
    for one, value in zip(plan.index.indicators, prepared.treated, strict=True):
        known = value[~np.isnan(value)]
        kind = plan.normalisation(one, None)
        where = {"column": one.column, "indicator": one.id, "method": kind}
        if not len(known):
            defects.append(TableError("errors.scoring.table.nothing_left", **where))
        elif known.min() == known.max():
            if kind in {"goalposts", "none"}:
                notes.append(TableError("errors.scoring.note.constant", **where))
            else:
                where["value"] = f"{known.min():g}"
                defects.append(TableError("errors.scoring.table.constant", **where))
        elif kind == "fraction" and (known * one.direction).max() <= 0:
            defects.append(TableError("errors.scoring.table.fraction", **where))
    if defects:
        raise ScoringDefectsError(defects)
    return notes
