"""Means of several values, with weights that may differ from draw to draw.

Values have units along the first axis and draws along the last; weights have
children along the first axis and draws along the last. A generalised mean is
taken where it is linear: ``g(mean) = sum(w g(x)) / sum(w)``.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]


def forward(x: Floats, kind: str, floor: float, power: float) -> Floats:
    """The values as the mean adds them up; below the floor they count as the floor."""
    if kind == "arithmetic":
        return x
    raised = np.maximum(x, floor)
    with np.errstate(divide="ignore"):
        if kind == "geometric":
            return np.asarray(np.log(raised), dtype=np.float64)
        return np.asarray(raised ** exponent(kind, power), dtype=np.float64)


def backward(total: Floats, kind: str, power: float) -> Floats:
    """The mean from the mean of what `forward` gave."""
    if kind == "arithmetic":
        return total
    if kind == "geometric":
        return np.asarray(np.exp(total), dtype=np.float64)
    with np.errstate(divide="ignore"):
        return np.asarray(total ** (1.0 / exponent(kind, power)), dtype=np.float64)


def exponent(kind: str, power: float) -> float:
    """The power that a mean works with."""
    return -1.0 if kind == "harmonic" else power


def mean(
    children: Sequence[Floats],
    weights: Floats,
    kind: str,
    floor: float = 1.0,
    power: float = 0.5,
) -> Floats:
    """Weighted mean over the children that are present.

    Parameters
    ----------
    children : sequence of ndarray of float64, shape (n, draws) or (n, 1)
        NaN: absent; its weight goes to the others.
    weights : ndarray of float64, shape (children, draws) or (children, 1)
        Not negative.
    kind : {"arithmetic", "geometric", "harmonic", "power", "copeland"}
    floor, power : float

    Returns
    -------
    ndarray of float64, shape (n, draws)
        NaN where no child with a weight is present.
    """
    if kind == "copeland":
        return copeland(children, weights)
    if kind == "power" and power == 0:
        kind = "geometric"
    shape = np.broadcast_shapes(*(x.shape for x in children), (1, weights.shape[1]))
    total, present = np.zeros(shape), np.zeros((1, weights.shape[1]))
    for x, weight in zip(children, weights, strict=True):
        if not weight.any():
            continue
        term = forward(x, kind, floor, power)
        gaps = np.isnan(term)
        if gaps.any():
            total += np.where(gaps, 0.0, term) * weight
            present = present + np.where(gaps, 0.0, weight)
        else:
            total += term * weight
            present = present + weight
    with np.errstate(invalid="ignore", divide="ignore"):
        total /= present
    return backward(total, kind, power)


def copeland(children: Sequence[Floats], weights: Floats) -> Floats:
    """Copeland's score: pairwise majorities won less those lost.

    A majority is more than half of the weight; children on which two units
    are equal give each of them half. Children absent in one of two units do
    not vote on them. After Munda, G. and Nardo, M. (2009), Applied Economics
    41, 1513-1523.

    Returns
    -------
    ndarray of float64, shape (n, draws)
    """
    shape = np.broadcast_shapes(*(x.shape for x in children), (1, weights.shape[1]))
    score = np.zeros(shape)
    for unit in range(shape[0]):
        ahead = np.zeros(shape)
        for x, weight in zip(children, weights, strict=True):
            one = x[unit]
            ahead += weight * (np.asarray(one > x, dtype=np.float64) - (one < x))
        score[unit] = np.sum(np.sign(np.where(np.abs(ahead) < 1e-12, 0.0, ahead)), axis=0)
    absent = np.logical_and.reduce([np.broadcast_to(np.isnan(x), shape) for x in children])
    return np.where(absent, np.nan, score)
