"""What counts as a number: text and yes/no never do, so that nothing is guessed."""

from __future__ import annotations

from typing import TypeGuard

import numpy as np


def is_whole(value: object) -> bool:
    """Whether ``value`` is a whole number."""
    return isinstance(value, (int, np.integer)) and not isinstance(value, bool)


def is_number(value: object) -> TypeGuard[float]:
    """Whether ``value`` is a number."""
    return isinstance(value, (int, float, np.integer, np.floating)) and not isinstance(value, bool)
