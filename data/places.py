"""Which town a point lies in, and whether it lies in the city at all."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt
import shapely

from data.boundaries import load_boundaries
from data.files import State, current_state
from data.once import once
from data.tables import DISTRICTS, TOWNS, load_towns
from geo.join import PolygonIndex, assign, build_index

OFFSHORE_DEG: Final = 0.01
"""So far from the drawn coast, about 1 km, a point may lie: the coast is generalised."""


def towns_at(lon: npt.ArrayLike, lat: npt.ArrayLike) -> list[str]:
    """Codes of the towns that points lie in.

    Parameters
    ----------
    lon, lat : array-like of float, shape (n,)
        Degrees (EPSG:4326).

    Returns
    -------
    list of str, length n
        Empty where a point lies outside Shanghai or at sea. Where towns are
        schematic, so is the answer.
    """
    codes, index, land = _ground(*current_state(None, DISTRICTS, TOWNS))
    x, y = np.asarray(lon, dtype=np.float64), np.asarray(lat, dtype=np.float64)
    owner = assign(index, x, y)
    finite = np.isfinite(x) & np.isfinite(y)
    ashore = np.zeros(len(x), dtype=bool)
    ashore[finite] = shapely.intersects_xy(land, x[finite], y[finite])
    inside = ashore & (owner >= 0)
    return [codes[at] if fits else "" for at, fits in zip(owner.tolist(), inside, strict=True)]


@once
def _ground(folder: Path, _state: State) -> tuple[tuple[str, ...], PolygonIndex, shapely.Geometry]:
    found = load_boundaries(towns=load_towns(folder))
    land = found.land.buffer(OFFSHORE_DEG)
    shapely.prepare(land)
    codes = tuple(map(str, found.towns.index))
    return codes, build_index(found.towns.geometry.to_numpy()), land
