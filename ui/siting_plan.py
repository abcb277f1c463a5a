"""A plan: an answer with the names, figures and towns that a page, a map and a file show."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

import numpy as np
import pandas as pd

from data.once import Keyed
from siting import Access, access, nested_order, objective
from siting.solution import Model
from text import LANGUAGES, t
from ui.siting_pins import is_pin, pin_table
from ui.siting_places import Floats, Places, km_between
from ui.siting_question import OWN_DISTANCE, Question
from ui.siting_worker import Answer, Point

SHARES: Final = {"km": (5.0, 10.0, 20.0), "min": (15.0, 30.0, 60.0)}
"""Distances whose shares of demand are told, by unit."""


@dataclass(frozen=True)
class TownRow:
    """What a plan means for a town; centres by id (empty: none can be reached), as stated."""

    code: str
    district: str
    before: float
    after: float
    before_centre: str
    after_centre: str
    across_before: bool
    across_after: bool

    @property
    def gain(self) -> float:
        """How much nearer the nearest centre is; 0 where none can be reached either way."""
        return 0.0 if math.isinf(self.after) else self.before - self.after

    @property
    def moved(self) -> bool:
        """Whether a new centre serves it."""
        return self.before_centre != self.after_centre


@dataclass(frozen=True)
class Step:
    """One step of building a plan.

    Attributes
    ----------
    site : str
    value : float
        As shown, once it is built.
    best : float or None
        The best of as many, as shown; None where it is not known.
    """

    site: str
    value: float
    best: float | None

    @property
    def free(self) -> bool:
        """Whether nothing of as many is better."""
        best = math.nan if self.best is None else self.best
        return math.isclose(self.value, best, rel_tol=1e-9)


@dataclass(frozen=True)
class Plan(Keyed):
    """An answer and the tables that it is about."""

    question: Question
    places: Places
    answer: Answer
    points: dict[int, Point]

    @cached_property
    def once_key(self) -> str:
        """The question, and how far the curve is known; the rest belongs to the owners."""
        return f"{self.question} {sorted(self.points)}"

    @property
    def once_owners(self) -> tuple[object, ...]:
        """The answer and the places: what follows from them ends with them."""
        return self.answer, self.places

    @property
    def unit(self) -> str:
        """Of the distances: km or min."""
        return self.places.unit

    @property
    def sites(self) -> pd.DataFrame:
        """The new centres."""
        return self.places.candidates.loc[list(self.answer.solution.site_names)]

    @cached_property
    def own_sites(self) -> pd.DataFrame:
        """One's own sites, points and places with a name."""
        wanted = self.question.own
        if self.question.distance == OWN_DISTANCE:  # how far other places are is not known
            wanted = tuple(id for id in wanted if id in self.places.candidates.index)
        tables = [
            table.loc[[id for id in wanted if id in table.index]]
            for table in (self.places.candidates, self.places.towns)
        ]
        labels = (t("zh", "pages.siting.own.pin"), t("en", "pages.siting.own.pin"))
        whole = pd.concat([*tables, pin_table([id for id in wanted if is_pin(id)], labels)])
        found: pd.DataFrame = whole[~whole.index.duplicated()]
        return found.loc[[id for id in wanted if id in found.index]]

    @cached_property
    def rivals(self) -> pd.DataFrame:
        """The best sites of as many as one's own; empty while they are not known."""
        best = self.points.get(len(self.own_sites))
        return self.places.candidates.loc[list(best.sites if best else ())]

    @cached_property
    def towns(self) -> list[TownRow]:
        """Every town before and after, whatever the demand is."""
        return self._towns_with(self.sites)

    @cached_property
    def own_towns(self) -> list[TownRow]:
        """Every town with one's own sites."""
        return self._towns_with(self.own_sites)

    @cached_property
    def rival_towns(self) -> list[TownRow]:
        """Every town with the best sites of as many as one's own."""
        return self._towns_with(self.rivals)

    def _towns_with(self, sites: pd.DataFrame) -> list[TownRow]:
        """Every town before and after some sites are built."""
        added = self._cost(self.places.towns, sites)
        towns, existing = self.places.towns, self.places.existing
        own = self.question.distance == OWN_DISTANCE
        kept = (
            self.answer.solution.problem.existing_cost
            if own
            else km_between(towns, existing, self.question.factor)
        )
        ids = [*existing.index, *(f"new:{id}" for id in sites.index), ""]
        sides = [*existing["side"], *sites["side"], ""]
        nobody = np.full((len(towns), 1), np.inf)
        before = np.hstack([kept, np.full(added.shape, np.inf), nobody])
        both = np.hstack([kept, added, nobody])
        rows = []
        for row, code in enumerate(towns.index):
            first, last = int(before[row].argmin()), int(both[row].argmin())
            first = first if np.isfinite(before[row, first]) else len(ids) - 1
            last = last if np.isfinite(both[row, last]) else len(ids) - 1
            side = towns["side"].iloc[row]
            rows.append(
                TownRow(
                    code=str(code),
                    district=str(towns["district"].iloc[row]),
                    before=float(before[row, first]),
                    after=float(both[row, last]),
                    before_centre=str(ids[first]),
                    after_centre=str(ids[last]),
                    across_before=sides[first] not in {side, ""},
                    across_after=sides[last] not in {side, ""},
                )
            )
        return rows

    def name(self, id: str, lang: str) -> str:
        """Name of a centre, town, park or pin."""
        return self._names[lang][id.removeprefix("new:")]

    @cached_property
    def _names(self) -> dict[str, dict[str, str]]:
        own = self.own_sites
        pins = {
            lang: dict(zip(own.index.astype(str), own[f"name_{lang}"], strict=True))
            for lang in LANGUAGES
        }
        return {lang: {**pins[lang], **self.places.names(lang)} for lang in LANGUAGES}

    @property
    def access(self) -> tuple[Access, Access]:
        """Figures before and after, with the shares of this unit."""
        solution = self.answer.solution
        weights = solution.problem.weights
        before, after = (
            access(cost, weights, SHARES[self.unit]) for cost in (solution.before, solution.after)
        )
        return before, after

    @property
    def curve_model(self) -> Model:
        """What the curve shows: the share covered where the fewest centres were asked for."""
        model = self.answer.solution.model
        return "maximal_covering" if model == "set_covering" else model

    def shown(self, value: float, model: Model | None = None) -> float:
        """An objective as it is shown: mean, share of demand, number, worst."""
        model = model or self.answer.solution.model
        if model in {"p_median", "maximal_covering"}:
            return value / float(self.answer.solution.problem.weights.sum())
        return value

    def without(self) -> float:
        """What the curve starts with: the same measure without a new centre."""
        return self._shown_of(np.empty((len(self.places.demand), 0)))

    def own(self) -> float:
        """What one's own sites are worth, as shown on the curve."""
        return self._shown_of(self._cost(self.places.demand, self.own_sites))

    def best(self, k: int) -> float | None:
        """The best of k new centres, as shown; None while it is not known."""
        point = self.points.get(k)
        return None if point is None else self.shown(point.objective, self.curve_model)

    def order(self) -> list[Step]:
        """In which order to build it, and what each step is worth beside the best of as many."""
        solution = self.answer.solution
        names = solution.problem.candidates
        return [
            Step(names[one.site], self.shown(one.objective, self.curve_model), self.best(n))
            for n, one in enumerate(nested_order(solution), 1)
        ]

    def own_breaks(self) -> list[tuple[str, str]]:
        """Conditions that one's own sites do not keep: which one, and the place it is about."""
        asked, own = self.question, self.own_sites
        districts = Counter(own["district"].astype(str))
        over = [
            code
            for code, n in districts.items()
            if (most := asked.limit_of(code)) is not None and n > most
        ]
        return [
            *(("must", id) for id in asked.must if id not in own.index),
            *(("forbid", id) for id in asked.forbid if id in own.index),
            *(("limit", code) for code in over),
        ]

    @property
    def gap_percent(self) -> float:
        """At most so far from the optimum, rounded up to a tenth; infinite if unknown."""
        gap = self.answer.solution.gap
        return math.ceil(gap * 1000) / 10 if math.isfinite(gap) else math.inf

    def _cost(self, rows: pd.DataFrame, sites: pd.DataFrame) -> Floats:
        """From places to sites, measured as everything else is, shape (rows, sites)."""
        if self.question.distance != OWN_DISTANCE:
            return km_between(rows, sites, self.question.factor)
        problem = self.answer.solution.problem
        position = {id: at for at, id in enumerate(problem.candidates)}
        cost: Floats = problem.cost[:, [position[str(id)] for id in sites.index]]
        return cost

    def _shown_of(self, cost: Floats) -> float:
        """What sites are worth that need not be candidates, shape (demand, sites)."""
        solution = self.answer.solution
        problem, n = solution.problem, cost.shape[1]
        wider = replace(
            problem,
            candidates=(*problem.candidates, *("" for _ in range(n))),
            cost=np.hstack([problem.cost, cost]),
            groups=(*problem.groups, *(None for _ in range(n))),
        )
        rows = np.arange(n, dtype=np.int64) + len(problem.candidates)
        return self.shown(
            objective(wider, self.curve_model, rows, solution.radius), self.curve_model
        )
