"""Is the index sound: correlations, Cronbach's alpha, effective weights, what a pillar moves."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from scoring.model import ROOT
from scoring.pipeline import Variant, aggregated, prepare
from scoring.pipeline import normalised as normalise
from scoring.rank import published, ranks
from scoring.result import Result

__all__ = [
    "Audit", "audit", "correlations", "cronbach", "effective_weights", "flagged",
    "importance", "without_each",
]  # fmt: skip


@dataclass(frozen=True, eq=False)
class Audit:
    """The audit of a run.

    Attributes
    ----------
    weights : pandas.Series
        Effective weight of every indicator and node in the index.
    within, across : pandas.DataFrame
        Correlated pairs worth a look: ``pillar``, ``first``, ``second``, ``r``.
    pillars : pandas.DataFrame
        Correlations between pillars.
    alpha : pandas.Series
        Cronbach's alpha per pillar; NaN for a pillar of one indicator.
    without : pandas.Series
        Mean absolute rank change when a pillar is left out.
    importance : pandas.Series
        Squared correlation of each pillar with the index, beside its weight.
    """

    weights: pd.Series[float]
    within: pd.DataFrame
    across: pd.DataFrame
    pillars: pd.DataFrame
    alpha: pd.Series[float]
    without: pd.Series[float]
    importance: pd.Series[float]


def audit(result: Result, high: float = 0.75, low: float = -0.4) -> Audit:
    """Look an index over.

    Parameters
    ----------
    result : Result
    high, low : float
        Pairs within a pillar above or below are named (0.75 and -0.4: the
        handbook's "collinear" and "contradicting"); pairs across pillars above.
    """
    pairs = correlations(result)
    same = pairs["pillar"].eq(pairs["other"])
    beyond = pairs["r"].ge(high) | pairs["r"].le(low)
    return Audit(
        effective_weights(result),
        flagged(pairs[same], high, low),
        pairs[~same & beyond].reset_index(drop=True),
        _correlation(result.scores[list(result.index.pillars)]),
        cronbach(result),
        without_each(result),
        importance(result),
    )


def correlations(result: Result) -> pd.DataFrame:
    """Pearson correlations of all pairs of indicators, on normalised values."""
    matrix = _correlation(result.normalised)
    parent = {one.id: one.parent for one in result.index.indicators}
    ids, r = list(matrix.columns), matrix.to_numpy(dtype=np.float64)
    rows = [
        (parent[a], parent[b], a, b, float(r[row, column]))
        for row, a in enumerate(ids)
        for column, b in enumerate(ids)
        if column > row
    ]
    return pd.DataFrame(rows, columns=["pillar", "other", "first", "second", "r"])


def flagged(pairs: pd.DataFrame, high: float, low: float) -> pd.DataFrame:
    """The pairs whose correlation reaches ``high`` or falls to ``low``."""
    found = pairs[pairs["r"].ge(high) | pairs["r"].le(low)]
    return found[["pillar", "first", "second", "r"]].reset_index(drop=True)


def cronbach(result: Result) -> pd.Series[float]:
    """Cronbach's alpha of each pillar: covariances of normalised values, complete units only."""
    found = {}
    for pillar in result.index.pillars:
        ids = [one.id for one in result.index.indicators if one.parent == pillar]
        values = result.normalised[ids].dropna().to_numpy()
        k = len(ids)
        if k < 2 or len(values) < 2:
            found[pillar] = np.nan
            continue
        matrix = np.cov(values, rowvar=False)
        total = float(matrix.sum())
        found[pillar] = k / (k - 1) * (1 - np.trace(matrix) / total) if total else np.nan
    return pd.Series(found, dtype="float64")


def effective_weights(result: Result) -> pd.Series[float]:
    """Weight of every indicator and node in the index: the product of the weights on its way up."""
    plan = result.plan
    found = {ROOT: 1.0}
    for node in reversed(plan.nodes):
        for slot, weight in zip(node.children, node.weights, strict=True):
            found[plan.slots[slot]] = found[node.id] * float(weight)
    return pd.Series({name: found[name] for name in plan.slots})


def without_each(result: Result) -> pd.Series[float]:
    """Mean absolute rank change of the ranked units when a pillar is left out."""
    plan = result.plan
    values = normalise(plan, prepare(plan, treatments=result.prepared.treatments))
    nominal = result.ranking["rank"].fillna(0).to_numpy(dtype=np.int64)
    found = {}
    for pillar in result.index.pillars:
        if pillar == ROOT or _only_child(result, pillar):
            found[pillar] = np.nan
            continue
        left = aggregated(plan, values, Variant(without=frozenset({pillar})))[0][-1]
        now = ranks(published(left[:, 0], result.index.digits))
        both = (now > 0) & (nominal > 0)
        found[pillar] = float(np.abs(now - nominal)[both].mean()) if both.any() else np.nan
    return pd.Series(found, dtype="float64")


def importance(result: Result) -> pd.Series[float]:
    """Squared correlation of each pillar with the index.

    How much of the index a pillar explains, which need not be its weight
    (Paruolo, P., Saisana, M., Saltelli, A., 2013, JRSS A 176, 609-634).
    """
    ids = [*result.index.pillars]
    if ids == [ROOT]:
        return pd.Series({ROOT: 1.0})
    matrix = _correlation(result.scores[[*ids, ROOT]])
    return matrix.loc[ids, ROOT] ** 2


def _only_child(result: Result, pillar: str) -> bool:
    """Whether nothing with a weight would be left beside it."""
    slot = result.plan.slots.index(pillar)
    return any(
        slot in node.children
        and not any(
            weight > 0 and child != slot
            for child, weight in zip(node.children, node.weights, strict=True)
        )
        for node in result.plan.nodes
    )


def _correlation(frame: pd.DataFrame) -> pd.DataFrame:
    """Pearson correlations; NaN where a column does not vary."""
    flat = frame.columns[frame.nunique(dropna=True) < 2]
    found = frame.drop(columns=flat).corr()
    return found.reindex(index=frame.columns, columns=frame.columns)
