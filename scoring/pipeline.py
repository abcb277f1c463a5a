"""From raw columns to scores, for one run or for many draws at once.

Arrays have units along the first axis and draws along the last; what is the
same in every draw has one draw only and is stretched where it meets others.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from scoring import normalise
from scoring.aggregate import mean
from scoring.model import ROOT, Indicator
from scoring.plan import Flags, Plan, PlanNode
from scoring.treat import Treatment, winsorise

Floats = npt.NDArray[np.float64]
_SHARE_NOISE = 1e-9


@dataclass(eq=False)
class Variant:
    """What may differ from the index as declared.

    Attributes
    ----------
    normalise : str or None
        One normalisation for every indicator.
    aggregate : tuple of str or None
        Aggregations by level.
    weights : dict of str to ndarray of float64, shape (children, draws)
        Per node.
    raw : dict of str to ndarray of float64, shape (n, draws)
        Columns of the table that are drawn.
    shocks : dict of str to ndarray of float64, shape (n, draws)
        Standard normal deviates per indicator, scaled by its error.
    donors : ndarray of float64, shape (cells, draws) or None
        Uniform numbers that choose whose value fills a gap.
    without : frozenset of str
        Nodes or indicators that are left out.
    """

    normalise: str | None = None
    aggregate: tuple[str, ...] | None = None
    weights: Mapping[str, Floats] = field(default_factory=dict)
    raw: Mapping[str, Floats] = field(default_factory=dict)
    shocks: Mapping[str, Floats] = field(default_factory=dict)
    donors: Floats | None = None
    without: frozenset[str] = frozenset()


@dataclass(eq=False)
class Prepared:
    """Values before they are normalised, per indicator.

    Attributes
    ----------
    denominated, filled, treated : list of ndarray of float64, shape (n, draws)
    is_filled : list of ndarray of bool, shape (n,)
    treatments : list of Treatment or None
    """

    denominated: list[Floats] = field(default_factory=list)
    filled: list[Floats] = field(default_factory=list)
    treated: list[Floats] = field(default_factory=list)
    is_filled: list[Flags] = field(default_factory=list)
    treatments: list[Treatment | None] = field(default_factory=list)


STRAIGHT = Variant()


def prepare(
    plan: Plan, variant: Variant = STRAIGHT, treatments: Sequence[Treatment | None] | None = None
) -> Prepared:
    """Divide by denominators, take logarithms, fill gaps, treat outliers.

    Parameters
    ----------
    plan : Plan
    variant : Variant
    treatments : sequence of Treatment or None, optional
        Of the run as declared: draws keep its bounds instead of finding their own.
    """
    found, cell = Prepared(), 0
    for at, one in enumerate(plan.index.indicators):
        value = _denominated(plan, one, variant)
        shock = variant.shocks.get(one.id)
        if shock is not None and one.error:
            size = one.error * (np.abs(value) if one.error_kind == "relative" else 1.0)
            value = value + size * shock
        found.denominated.append(value)
        if one.log:
            value = np.log(np.maximum(value, np.finfo(np.float64).tiny))
        gaps = _fillable(plan, at, value)
        if gaps.any():
            count = int(gaps.sum())
            chance = None if variant.donors is None else variant.donors[cell : cell + count]
            cell += count
            value = _fill(plan, value, gaps, chance)
        found.is_filled.append(gaps & ~np.isnan(value).all(axis=1))
        found.filled.append(value)
        treated, note = value, None
        wanted = plan.index.method.treat if one.treat is None else one.treat
        if wanted and treatments is not None:
            done = treatments[at]
            if done is not None and done.treated:
                treated = np.clip(value, done.low, done.high)
        elif wanted:
            method = plan.index.method
            done_each = [
                winsorise(each, method.skew, method.kurtosis, method.most_treated)
                for each in value.T
            ]
            treated = np.column_stack([each for each, _ in done_each])
            note = done_each[0][1]
        found.treated.append(treated)
        found.treatments.append(note)
    return found


def fillable_cells(plan: Plan) -> int:
    """Number of missing cells that may be filled from a group."""
    return sum(
        int(_fillable(plan, at, _denominated(plan, one, STRAIGHT)).sum())
        for at, one in enumerate(plan.index.indicators)
    )


def normalised(plan: Plan, prepared: Prepared, override: str | None = None) -> list[Floats]:
    """Values on the scale, per indicator."""
    method = plan.index.method
    found = []
    for one, value in zip(plan.index.indicators, prepared.treated, strict=True):
        kind = plan.normalisation(one, override)
        if kind == "goalposts":
            posts = one.goalposts
            assert posts is not None
            if one.log:
                posts = float(np.log(posts[0])), float(np.log(posts[1]))
            scaled = normalise.goalposts(value, posts, (0.0, 1.0))
            share = scaled if one.direction == 1 else 1.0 - scaled
            found.append(normalise.on_scale(share, method.scale))
            continue
        up = value if one.direction == 1 else -value
        if kind in {"minmax", "distance"}:
            found.append(normalise.minmax(up, method.scale))
        elif kind == "zscore":
            found.append(normalise.zscore(up, method.zscore))
        elif kind == "percentile":
            found.append(normalise.percentile(up, method.scale))
        elif kind == "fraction":
            found.append(normalise.fraction(up, method.scale))
        else:
            plain = {"rank": normalise.rank, "borda": normalise.borda}.get(kind)
            found.append(plain(up) if plain else up)
    return found


def aggregated(
    plan: Plan, values: Sequence[Floats], variant: Variant = STRAIGHT
) -> tuple[list[Floats], list[Floats]]:
    """Scores of all nodes.

    Returns
    -------
    scores : list of ndarray of float64, shape (n, draws)
        Per node in the order of `Plan.nodes`; the last is the index.
    shares : list of ndarray of float64, shape (n, 1) or (n, draws)
        Share of the node's applicable weight that is present.
    """
    slots = list(values)
    applicable = list(plan.applicable)
    scores, shares = [], []
    count = len(plan.index.indicators)
    method = plan.index.method
    for node in plan.nodes:
        kept = [
            (slot, place)
            for place, slot in enumerate(node.children)
            if plan.slots[slot] not in variant.without
        ]
        children = [slots[slot] for slot, _ in kept]
        places = [place for _, place in kept]
        nominal = node.weights[places]
        drawn = variant.weights.get(node.id)
        weights = nominal[:, None] if drawn is None else drawn[places]
        score = mean(
            children, weights, plan.kind(node, variant.aggregate), method.floor, method.power
        )
        share, complete = _presence(
            children,
            nominal,
            [applicable[slot] for slot, _ in kept],
            [slot >= count for slot, _ in kept],
        )
        if share is not None:
            enough = (share >= method.least_share - _SHARE_NOISE) & complete
            score = np.where(enough, score, np.nan)
        slots.append(score)
        scores.append(score)
        shares.append(np.ones((len(score), 1)) if share is None else share)
    return scores, shares


def run(
    plan: Plan, variant: Variant = STRAIGHT, treatments: Sequence[Treatment | None] | None = None
) -> Floats:
    """Scores of the index under a variant, shape (n, draws)."""
    values = normalised(plan, prepare(plan, variant, treatments), variant.normalise)
    return aggregated(plan, values, variant)[0][-1]


def _presence(
    children: Sequence[Floats],
    weights: Floats,
    applicable: Sequence[Flags],
    is_node: Sequence[bool],
) -> tuple[Floats | None, Flags]:
    """Share of the applicable weight that is present (None: all), and who has every sub-node."""
    gaps = [np.isnan(x) for x in children]
    if not any(one.any() for one in gaps):
        return None, np.ones((1, 1), dtype=bool)
    total = np.zeros((len(children[0]), 1))
    present = np.zeros((len(children[0]), 1))
    complete = np.ones((len(children[0]), 1), dtype=bool)
    for gap, weight, counts, node in zip(gaps, weights, applicable, is_node, strict=True):
        total = total + weight * counts[:, None]
        present = present + weight * (counts[:, None] & ~gap)
        if node and weight:
            complete = complete & ~(gap & counts[:, None])
    return np.divide(present, total, out=np.zeros_like(present), where=total > 0), complete


def _denominated(plan: Plan, one: Indicator, variant: Variant) -> Floats:
    drawn = variant.raw.get(one.column)
    value = plan.table.values[one.column][:, None] if drawn is None else drawn
    if not one.denominator:
        return value
    below = variant.raw.get(one.denominator)
    below = plan.table.values[one.denominator][:, None] if below is None else below
    return value / below * one.per


def _fillable(plan: Plan, at: int, value: Floats) -> Flags:
    """Cells that are missing though applicable, in a unit that declares a group."""
    if not plan.index.indicators[at].fill or not len(plan.groups):
        return np.zeros(len(value), dtype=bool)
    missing: Flags = np.isnan(plan.table.values[plan.index.indicators[at].column])
    below = plan.index.indicators[at].denominator
    if below:
        missing = missing | np.isnan(plan.table.values[below])
    return missing & plan.applicable[at] & (plan.groups >= 0)


def _fill(plan: Plan, value: Floats, gaps: Flags, chance: Floats | None) -> Floats:
    """The mean of the unit's group, or the value of one of its members drawn by chance."""
    draws = 1 if chance is None else chance.shape[1]
    wide = np.broadcast_to(value, (len(value), max(draws, value.shape[1]))).copy()
    for number, unit in enumerate(np.flatnonzero(gaps)):
        members = np.flatnonzero((plan.groups == plan.groups[unit]) & ~np.isnan(value).any(axis=1))
        if not len(members):
            continue  # nobody to learn from: the gap stays a gap
        if chance is None:
            wide[unit] = np.mean(value[members], axis=0)
        else:
            donor = members[(chance[number] * len(members)).astype(np.int64)]
            source = np.broadcast_to(value, wide.shape)
            wide[unit] = source[donor, np.arange(wide.shape[1])]
    return wide


def root(plan: Plan) -> PlanNode:
    """The index itself."""
    assert plan.nodes[-1].id == ROOT
    return plan.nodes[-1]
