"""Ranks: scores rounded to the published precision, then ties share."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Ranks = npt.NDArray[np.int32]

_NOISE = 9
"""Decimals below which a difference is a rounding error of the machine."""
_PAIRWISE = 40
"""Up to so many units, counting who is ahead is faster than sorting."""


def published(scores: npt.ArrayLike, digits: int) -> Floats:
    """Scores as they are published.

    The error of the last binary digits is taken off first, so that 12.5 and
    12.499999999999998 are published alike.
    """
    exact = np.asarray(scores, dtype=np.float64)
    return np.round(np.round(exact, max(_NOISE, digits + 3)), digits)


def ranks(scores: Floats) -> Ranks:
    """Rank 1 for the highest; ties share the better rank; 0 for NaN: not ranked.

    Parameters
    ----------
    scores : ndarray of float64, shape (n,) or (n, draws)
        Already rounded.
    """
    values = scores if scores.ndim == 2 else scores[:, None]
    known = ~np.isnan(values)
    found = _by_counting(values) if len(values) <= _PAIRWISE else _by_sorting(values)
    if not known.all():
        found = np.where(known, found, 0)
    return found.reshape(scores.shape).astype(np.int32, copy=False)


def _by_counting(values: Floats) -> npt.NDArray[Any]:
    ahead = np.ones(values.shape, dtype=np.int16)
    for one in values:
        ahead += one > values
    return ahead


def _by_sorting(values: Floats) -> npt.NDArray[Any]:
    rows = np.ascontiguousarray(-np.where(np.isnan(values), -np.inf, values).T)
    order = np.argsort(rows, axis=1)
    ordered = np.take_along_axis(rows, order, axis=1)
    first = np.zeros(rows.shape, dtype=np.int32)
    place = np.arange(rows.shape[1], dtype=np.int32)
    first[:, 1:] = np.where(ordered[:, 1:] != ordered[:, :-1], place[1:], 0)
    np.maximum.accumulate(first, axis=1, out=first)
    found = np.empty_like(first)
    np.put_along_axis(found, order, first + 1, axis=1)
    return np.ascontiguousarray(found.T)
