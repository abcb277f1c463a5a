"""How many examples a property is tried with: fewer for work, many more for endurance."""

from __future__ import annotations

import os
from typing import Final

from hypothesis import settings

USUAL: Final = 40
_TIMES: Final = float(os.environ.get("DQM_EXAMPLES") or 1)
"""Multiplies every number of examples; ``make check`` and ``make proof`` set it."""


def examples(number: int) -> settings:
    """Settings for so many examples; no test asserts a time, a busy machine is no defect."""
    return settings(max_examples=max(3, round(number * _TIMES)), deadline=None)
