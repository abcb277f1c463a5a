"""Voronoi and power diagrams of points in the plane, and weights that give cells an area.

In a power diagram a place belongs to the site with the least
``distance² - weight``: with equal weights it is the Voronoi diagram; a larger
weight makes a larger cell. Method: Aurenhammer, F. (1987), Power diagrams:
properties, algorithms and applications, SIAM Journal on Computing 16, 78-96;
that weights exist for any areas: Aurenhammer, Hoffmann, Aronov (1998),
Minkowski-type theorems and least-squares clustering, Algorithmica 20, 61-76.
"""

from __future__ import annotations

from typing import Final, TypeAlias

import numpy as np
import numpy.typing as npt

Floats: TypeAlias = npt.NDArray[np.float64]
Ints: TypeAlias = npt.NDArray[np.int64]

_STEP: Final = 0.1
"""Gradient step. A cell's area grows with its weight at about 1.7 km² per km²
(hexagon), twice that in the worst mode: any step below 0.5 settles."""

_ROUNDS: Final = 600
_TOLERANCE: Final = 0.01


def nearest(points: Floats, sites: Floats, weights: Floats) -> Ints:
    """The site whose cell holds each point; ties go to the lowest index.

    Parameters
    ----------
    points : ndarray, shape (n, 2)
    sites : ndarray, shape (m, 2)
    weights : ndarray, shape (m,)
        In squared units of the coordinates.

    Returns
    -------
    ndarray of int64, shape (n,)
    """
    # |p - s|² - w without |p|², which is the same for every site.
    cost = (sites**2).sum(axis=1) - weights - 2 * points @ sites.T
    return np.asarray(cost.argmin(axis=1), dtype=np.int64)


def cells(sites: Floats, weights: Floats, box: tuple[float, float, float, float]) -> list[Floats]:
    """The convex cells of a power diagram inside a box.

    Parameters
    ----------
    sites : ndarray, shape (m, 2)
    weights : ndarray, shape (m,)
    box : (west, south, east, north)

    Returns
    -------
    list of ndarray, shape (k, 2)
        Corners of each cell in order, without the closing one; k = 0 for a
        cell that is empty.
    """
    west, south, east, north = box
    frame = np.array([[west, south], [east, south], [east, north], [west, north]])
    result = []
    for i, site in enumerate(sites):
        corners = frame
        # Near sites first: they cut the most, and far ones then cost nothing.
        for j in np.argsort(((sites - site) ** 2).sum(axis=1), kind="stable"):
            if j == i or len(corners) == 0:
                continue
            normal = sites[j] - site
            limit = (sites[j] @ sites[j] - weights[j] - site @ site + weights[i]) / 2
            corners = _half_plane(corners, corners @ normal - limit)
        result.append(corners)
    return result


def match_areas(sites: Floats, samples: Floats, sample_km2: float, target_km2: Floats) -> Floats:
    """Weights under which cells have given areas.

    Parameters
    ----------
    sites : ndarray, shape (m, 2)
        Kilometres.
    samples : ndarray, shape (n, 2)
        Points spread evenly over the land to share, kilometres.
    sample_km2 : float
        Land that one sample stands for.
    target_km2 : ndarray, shape (m,)
        NaN keeps the neutral weight 0: such a cell takes what its neighbours
        leave, as in a Voronoi diagram.

    Returns
    -------
    ndarray of float64, shape (m,)
        Square kilometres.
    """
    weights = np.zeros(len(sites))
    wanted = np.isfinite(target_km2)
    target = np.where(wanted, target_km2, 0.0)
    for _ in range(_ROUNDS):
        area = np.bincount(nearest(samples, sites, weights), minlength=len(sites)) * sample_km2
        short = np.where(wanted, target - area, 0.0)
        if np.all(np.abs(short) <= np.maximum(_TOLERANCE * target, sample_km2)):
            break
        weights += _STEP * short
    return weights


def _half_plane(corners: Floats, side: Floats) -> Floats:
    """Sutherland-Hodgman: the part of a convex polygon where ``side`` is not positive."""
    inside = side <= 0
    if inside.all():
        return corners
    following = np.roll(corners, -1, axis=0)
    side_following = np.roll(side, -1)
    crosses = inside != np.roll(inside, -1)
    # Only where a side is crossed is there a crossing to compute.
    share = np.zeros(len(side))
    np.divide(side, side - side_following, out=share, where=crosses)
    crossing = corners + share[:, None] * (following - corners)
    kept = [
        point
        for i in range(len(corners))
        for point, keep in ((corners[i], inside[i]), (crossing[i], crosses[i]))
        if keep
    ]
    return np.array(kept).reshape(-1, 2)
