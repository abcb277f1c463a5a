"""Points of one's own on the map: an id that an address can carry, and the place it names."""

from __future__ import annotations

import re
from typing import Final

import pandas as pd

from data.places import towns_at
from text.numbers import plain_number
from ui.siting_places import place_table

DIGITS: Final = 5
"""Decimals of a degree that a pin keeps, about one metre."""
_APART: Final = re.compile(r"[\s,;，、；]+")


def pin(lon: float, lat: float) -> str | None:
    """The id of a point; None where it does not lie on Shanghai's land."""
    return f"{lon:.{DIGITS}f}_{lat:.{DIGITS}f}" if towns_at([lon], [lat])[0] else None


def is_pin(id: str) -> bool:
    """Whether an id is that of a point, and not of a place with a name."""
    return point(id) is not None


def point(id: str) -> tuple[float, float] | None:
    """Longitude and latitude of a pin, degrees; None for anything else."""
    numbers = [plain_number(part) for part in id.split("_")]
    if len(numbers) != 2 or None in numbers:
        return None
    lon, lat = (n or 0.0 for n in numbers)
    return (lon, lat) if abs(lon) <= 180 and abs(lat) <= 90 else None


def checked_pin(id: str) -> str | None:
    """A pin as `pin` writes it; None for anything else, or outside Shanghai."""
    at = point(id)
    return None if at is None else pin(*at)


def typed_pin(text: str) -> str | None:
    """A pin from coordinates that somebody typed: longitude, then latitude."""
    return checked_pin("_".join(_APART.split(text.strip())))


def pin_table(ids: list[str], labels: tuple[str, str]) -> pd.DataFrame:
    """Pins as a table of places.

    Parameters
    ----------
    ids : list of str
        Of pins.
    labels : pair of str
        What a pin is called in Chinese and English; its number follows.
    """
    at = [point(id) or (0.0, 0.0) for id in ids]
    towns = towns_at([lon for lon, _ in at], [lat for _, lat in at])
    names = tuple([f"{label} {n}" for n in range(1, len(ids) + 1)] for label in labels)
    return place_table(
        ids,
        (names[0], names[1]),
        ([lon for lon, _ in at], [lat for _, lat in at]),
        [(town,) for town in towns],
        [town[:6] for town in towns],
    )
