"""Checks a value against the types of `layers.types`, like a JSON schema that the code shares."""

from __future__ import annotations

import types
from collections.abc import Iterator
from typing import (
    Any,
    Literal,
    Union,
    get_args,
    get_origin,
    get_type_hints,
    is_typeddict,
)


def breaches(value: object, shape: Any, path: str = "$") -> Iterator[str]:
    """Every place where ``value`` is not of the type ``shape``; none if it is.

    Understands what the contract uses: TypedDict, list, dict, Literal, unions,
    None, str, bool, int and float (an int is a float, a bool is neither).
    """
    origin, arguments = get_origin(shape), get_args(shape)
    if shape is Any:
        return
    if is_typeddict(shape):
        yield from _members(value, shape, path)
    elif origin is list:
        yield from _items(value, arguments[0], path)
    elif origin is dict:
        yield from _entries(value, arguments[0], arguments[1], path)
    elif origin in {Union, types.UnionType}:
        tries = [list(breaches(value, one, path)) for one in arguments]
        if all(tries):
            yield min(tries, key=len)[0]
    elif not _is_plain(value, shape):
        yield f"{path}: {value!r} is not {getattr(shape, '__name__', shape)}"


def _members(value: object, shape: Any, path: str) -> Iterator[str]:
    if not isinstance(value, dict):
        yield f"{path}: {type(value).__name__} instead of {shape.__name__}"
        return
    hints = get_type_hints(shape)
    for key in sorted(hints.keys() - value.keys()):
        yield f"{path}: {key!r} is missing"
    for key in sorted(value.keys() - hints.keys()):
        yield f"{path}: {key!r} is not part of {shape.__name__}"
    for key in value.keys() & hints.keys():
        yield from breaches(value[key], hints[key], f"{path}.{key}")


def _items(value: object, item: Any, path: str) -> Iterator[str]:
    if not isinstance(value, list):
        yield f"{path}: {type(value).__name__} instead of a list"
        return
    for index, one in enumerate(value):
        yield from breaches(one, item, f"{path}[{index}]")


def _entries(value: object, key: Any, item: Any, path: str) -> Iterator[str]:
    if not isinstance(value, dict):
        yield f"{path}: {type(value).__name__} instead of an object"
        return
    for name, one in value.items():
        yield from breaches(name, key, f"{path} key")
        yield from breaches(one, item, f"{path}.{name}")


def _is_plain(value: object, shape: Any) -> bool:
    if get_origin(shape) is Literal:
        return any(value == one and type(value) is type(one) for one in get_args(shape))
    if shape is float:
        return isinstance(value, int | float) and not isinstance(value, bool)
    if shape is int:
        return isinstance(value, int) and not isinstance(value, bool)
    return isinstance(value, shape or type(None))
