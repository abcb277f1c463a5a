"""Figures of one area as the document carries them: a number, or why there is none."""

from __future__ import annotations

from typing import Literal

from data.figures import Figures
from data.missing import Missing
from layers.facts import missing_word
from layers.types import MissingValue, Value, Values

_DIGITS = 4
"""Decimals that travel: more than any figure shows, so that class breaks cut the same way."""


def values_of(figures: Figures, level: Literal["district", "town"], code: str) -> Values:
    """Every figure that this level of areas has.

    Parameters
    ----------
    figures : Figures
    level : {"district", "town"}
    code : str
        Code of the area.
    """
    return {
        spec.id: carried(figures.value(spec.id, level, code))
        for spec in figures.specs
        if level in spec.levels and not spec.computed
    }


def carried(value: float | Missing) -> Value:
    """One value of a figure, as the document reads it."""
    if isinstance(value, Missing):
        return MissingValue(missing=missing_word(value))
    return round(float(value), _DIGITS)
