"""What lies within reach of each town, for many draws of the points at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

WITHIN_KM: Final = 10.0
CLOSE_KM: Final = 5.0
_CHUNK: Final = 400
"""Draws worked on at once: the arrays of a chunk stay in the processor's cache."""


@dataclass(frozen=True, eq=False)
class Reach:
    """Per town and draw, shape (towns, draws).

    Attributes
    ----------
    nearest_km : ndarray of float64
        Infinite where there is nothing.
    within, close : ndarray of float64
        Number within 10 km and within 5 km; empty where they were not asked for.
    fields : ndarray of float64
        Different fields within 10 km.
    """

    nearest_km: Floats
    within: Floats
    close: Floats
    fields: Floats


def reach(
    towns_km: Floats,
    points_km: Floats,
    counts: Flags,
    fields: list[tuple[str, ...]],
    *,
    nearest_only: bool = False,
) -> Reach:
    """Distances in the plane from towns to points that move and come and go.

    Parameters
    ----------
    towns_km : ndarray of float64, shape (towns, 2) or (towns, 2, draws)
    points_km : ndarray of float64, shape (points, 2, draws)
    counts : ndarray of bool, shape (points, draws)
        Whether a point is there.
    fields : list of tuple of str
        Per point.
    nearest_only : bool
        Leave the numbers within reach out.
    """
    draws, count = counts.shape[1], len(towns_km)
    nearest = np.empty((count, draws))
    numbers = [np.zeros((count, 0 if nearest_only else draws)) for _ in range(3)]
    kinds = {kind: at for at, kind in enumerate(sorted({k for one in fields for k in one}))}
    for start in range(0, draws, _CHUNK):
        part = slice(start, min(start + _CHUNK, draws))
        size = part.stop - part.start
        square = np.full((count, size), np.inf, dtype=np.float32)
        seen = np.zeros((len(kinds), 0 if nearest_only else count, size), dtype=bool)
        at = towns_km.astype(np.float32)
        at = at[:, :, None] if at.ndim == 2 else at[:, :, part]
        for point, there, kind in zip(points_km, counts[:, part], fields, strict=True):
            if not there.any():
                continue
            x, y = point[:, part].astype(np.float32) if point.shape[1] > 1 else point.astype("f4")
            away = at[:, 0] - x
            away = away * away
            north = at[:, 1] - y
            north *= north
            away = away + north
            if not there.all():
                away[:, ~there] = np.inf
            np.minimum(square, away, out=square)
            if not nearest_only:
                near = away <= WITHIN_KM**2
                numbers[0][:, part] += near
                numbers[1][:, part] += away <= CLOSE_KM**2
                for one in kind:
                    seen[kinds[one]] |= near
        nearest[:, part] = np.sqrt(square, dtype=np.float64)
        if not nearest_only:
            numbers[2][:, part] = seen.sum(axis=0)
    return Reach(nearest, *numbers)
