"""What a cell of a table holds: a number, or one of three kinds of nothing."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from enum import Enum
from functools import cache
from typing import Final

import numpy as np
import pandas as pd

from text import LANGUAGES, t


class State(Enum):
    """What a cell holds: a number, or one of three kinds of nothing."""

    PRESENT = "present"
    MISSING = "missing"
    NOT_PUBLISHED = "not_published"
    NOT_APPLICABLE = "not_applicable"


NOTHING: Final = (State.MISSING, State.NOT_PUBLISHED, State.NOT_APPLICABLE)
_NUMBER: Final = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?")
_GROUPED: Final = re.compile(r"[+-]?\d{1,3}([,,]\d{3})+(\.\d*)?")


def read_cell(cell: object) -> float | State | str:
    """A number, a state, or the last part of the id of a complaint."""
    if isinstance(cell, Enum):
        cell = cell.value
    if is_empty(cell):
        return State.MISSING
    if isinstance(cell, (bool, np.bool_)):
        return "text"
    if isinstance(cell, str):
        text = cell.strip()
        state = _words().get(text.casefold())
        if state is not None:
            return state
        if not _NUMBER.fullmatch(text):
            return "grouped" if _GROUPED.fullmatch(text) else "text"
        cell = text
    try:
        number = float(cell)  # type: ignore[arg-type]  # whatever a cell holds: what is no number is named
    except (TypeError, ValueError, OverflowError):
        return "text"
    return number if math.isfinite(number) else "infinite"


def is_empty(cell: object) -> bool:
    """Whether nothing stands in a cell."""
    if cell is None or cell is pd.NA or cell is pd.NaT or cell == "":
        return True
    if isinstance(cell, str):
        return not cell.strip()
    return isinstance(cell, (float, np.floating)) and math.isnan(cell)


@cache
def _words() -> Mapping[str, State]:
    """Words for nothing, in both languages."""
    words = {state.value: state for state in NOTHING}
    for state in NOTHING:
        words |= {t(lang, f"vocab.missing.{state.value}").casefold(): state for lang in LANGUAGES}
    return words
