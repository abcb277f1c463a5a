"""Numbers that stand in files as text: taken as they are, or not at all."""

from __future__ import annotations

import re
from typing import Final

_NUMBER: Final = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d{1,3})?", re.ASCII)


def plain_number(text: str) -> float | None:
    """The number that a text is; None for anything else, so that nothing is guessed.

    Figures of other scripts, thousands separators, ``nan`` and ``inf`` are no numbers.
    """
    return float(text) if _NUMBER.fullmatch(text) else None
