"""A plan: an answer with the names, figures and towns that a page, a map and a file show."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from siting import objective
from siting.solution import Model
from ui.siting_question import Floats, Places, Question, km_between
from ui.siting_worker import Answer, Point


@dataclass(frozen=True)
class TownRow:
    """What a plan means for a town; centres by id, km as stated."""

    code: str
    district: str
    before_km: float
    after_km: float
    before_centre: str
    after_centre: str
    across_before: bool
    across_after: bool

    @property
    def gain_km(self) -> float:
        """How much nearer the nearest centre is."""
        return self.before_km - self.after_km

    @property
    def moved(self) -> bool:
        """Whether a new centre serves it."""
        return self.before_centre != self.after_centre


@dataclass(frozen=True)
class Plan:
    """An answer and the tables that it is about."""

    question: Question
    places: Places
    answer: Answer
    points: dict[int, Point]

    @property
    def sites(self) -> pd.DataFrame:
        """The new centres."""
        return self.places.candidates.loc[list(self.answer.solution.site_names)]

    @property
    def centres(self) -> pd.DataFrame:
        """Existing centres, then the new ones."""
        sites = self.sites
        return pd.concat([self.places.existing, sites.set_axis("new:" + sites.index.astype(str))])

    @cached_property
    def towns(self) -> list[TownRow]:
        """Every town before and after, whatever the demand is."""
        towns, existing, sites = self.places.towns, self.places.existing, self.sites
        before = km_between(towns, existing, self.question.factor)
        added = km_between(towns, sites, self.question.factor)
        ids = [*existing.index, *(f"new:{id}" for id in sites.index)]
        sides = [*existing["side"], *sites["side"]]
        both = np.hstack([before, added])
        first, last = before.argmin(axis=1), both.argmin(axis=1)
        return [
            TownRow(
                code=str(code),
                district=str(towns["district"].iloc[row]),
                before_km=float(before[row, first[row]]),
                after_km=float(both[row, last[row]]),
                before_centre=ids[first[row]],
                after_centre=ids[last[row]],
                across_before=sides[first[row]] != towns["side"].iloc[row],
                across_after=sides[last[row]] != towns["side"].iloc[row],
            )
            for row, code in enumerate(towns.index)
        ]

    def name(self, id: str, lang: str) -> str:
        """Name of a centre, town or park."""
        bare = id.removeprefix("new:")
        for table in (self.places.towns, self.places.candidates, self.places.existing):
            if bare in table.index:
                return str(table.loc[bare, f"name_{lang}"])
        return str(self.places.demand.loc[bare, f"name_{lang}"])

    @property
    def curve_model(self) -> Model:
        """What the curve shows: the share covered where the fewest centres were asked for."""
        model = self.answer.solution.model
        return "maximal_covering" if model == "set_covering" else model

    def shown(self, value: float, model: Model | None = None) -> float:
        """An objective as it is shown: mean km, share of demand, number, worst km."""
        model = model or self.answer.solution.model
        if model in {"p_median", "maximal_covering"}:
            return value / float(self.answer.solution.problem.weights.sum())
        return value

    def without(self) -> float:
        """What the curve starts with: the same measure without a new centre."""
        return self.shown(self._objective([]), self.curve_model)

    def own(self, ids: list[str]) -> float:
        """What a choice of one's own is worth, as shown on the curve."""
        position = {id: at for at, id in enumerate(self.answer.solution.problem.candidates)}
        return self.shown(self._objective([position[id] for id in ids]), self.curve_model)

    def best(self, k: int) -> float | None:
        """The best of k new centres, as shown; None while it is not known."""
        point = self.points.get(k)
        return None if point is None else self.shown(point.objective, self.curve_model)

    @property
    def gap_percent(self) -> float:
        """At most so far from the optimum, rounded up to a tenth; infinite if unknown."""
        gap = self.answer.solution.gap
        return math.ceil(gap * 1000) / 10 if math.isfinite(gap) else math.inf

    def _objective(self, sites: list[int]) -> float:
        solution = self.answer.solution
        rows = np.array(sites, dtype=np.int64)
        return objective(solution.problem, self.curve_model, rows, solution.radius)


def km_array(rows: list[TownRow]) -> Floats:
    """Gains of towns, km."""
    return np.array([row.gain_km for row in rows], dtype=np.float64)
