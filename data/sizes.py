"""How much memory a value takes, about."""

from __future__ import annotations

import sys
from types import FunctionType, ModuleType
from typing import Final

import numpy as np
import pandas as pd

_NOT_OURS: Final = (type, ModuleType, FunctionType)


def size_of(value: object, apart: type = type) -> int:
    """Estimated size of a value and all it refers to, in bytes.

    Parameters
    ----------
    value : object
        Arrays and tables count exactly; what two values share counts in each.
    apart : type, optional
        Inside the value, objects of this type do not count.
    """
    seen: set[int] = set()
    todo: list[object] = [value]
    size = 0
    while todo:
        one = todo.pop()
        if id(one) in seen or isinstance(one, _NOT_OURS):
            continue
        if isinstance(one, apart) and one is not value:
            continue
        seen.add(id(one))
        size += _own_size(one)
        todo += _inside(one)
    return size


def _own_size(one: object) -> int:
    if isinstance(one, (pd.DataFrame, pd.Series, pd.Index)):
        return int(np.sum(one.memory_usage(deep=True)))
    if isinstance(one, np.ndarray):
        return sys.getsizeof(one) + (one.nbytes if one.base is not None else 0)
    held = getattr(one, "nbytes", 0)  # of a table whose memory is not Python's
    return sys.getsizeof(one) + (held if isinstance(held, int) else 0)


def _inside(one: object) -> list[object]:
    if isinstance(one, (str, bytes, int, float, pd.DataFrame, pd.Series, pd.Index)):
        return []
    if isinstance(one, dict):
        return [*one.keys(), *one.values()]
    if isinstance(one, (list, tuple, set, frozenset)):
        return list(one)
    if isinstance(one, np.ndarray):
        return list(one.flat) if one.dtype == object else []
    slots = [getattr(one, name, None) for name in getattr(type(one), "__slots__", ())]
    return [*getattr(one, "__dict__", {}).values(), *slots]
