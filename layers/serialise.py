"""From the payload to JSON text that may stand inside a ``<script>`` element."""

from __future__ import annotations

import hashlib
import json
import math
import re
from collections.abc import Mapping
from typing import Final

from layers.errors import PayloadError

# "<", ">" and "&" could end or open markup, and the two separators end a line
# in older JavaScript. In JSON they occur inside strings only, where an escape
# means the same character.
_ESCAPES: Final = {ord(character): f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"}
_SURROGATE: Final = re.compile("[\ud800-\udfff]")


def to_json(value: object) -> str:
    """Compact JSON with sorted keys: equal values give equal text.

    Parameters
    ----------
    value : object
        Dictionaries with string keys, lists, tuples, strings, numbers,
        booleans and None, nested.

    Raises
    ------
    PayloadError
        If a number is not finite, a string is not valid Unicode (a lone
        surrogate), or a value is of another type. The message names the path
        to the value, and the record on the way.
    """
    _check(value, "")
    return json.dumps(
        value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    )


def escape_for_script(json_text: str) -> str:
    """The same JSON without a character that means something to an HTML parser."""
    return json_text.translate(_ESCAPES)


def content_hash(text: str) -> str:
    """16 hexadecimal digits of the SHA-256 of a text."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:16]


def _check(value: object, path: str) -> None:
    match value:
        case None | bool():
            return
        case str():
            _check_text(value, path)
        case int() | float():
            if not math.isfinite(value):
                raise PayloadError("errors.layers.not_finite", path=path or "/", value=value)
        case list() | tuple():
            for index, item in enumerate(value):
                _check(item, f"{path}[{_name_of(item, index)}]")
        case dict():
            _check_members(value, path)
        case _:
            raise PayloadError("errors.layers.type", path=path or "/", type=type(value).__name__)


def _check_text(text: str, path: str) -> None:
    found = _SURROGATE.search(text)
    if found:
        code = f"U+{ord(found[0]):04X}"
        raise PayloadError("errors.layers.surrogate", path=path or "/", code=code)


def _check_members(members: dict[object, object], path: str) -> None:
    for key, item in members.items():
        if not isinstance(key, str):
            raise PayloadError("errors.layers.key", path=path or "/", key=repr(key))
        _check_text(key, f"{path}.{key!a}")
        _check(item, f"{path}.{key}" if path else key)


def _name_of(item: object, index: int) -> str:
    """How an item of a list is called in a message: by its id or code, else by its place."""
    if isinstance(item, Mapping):
        for key in ("id", "code"):
            name = item.get(key)
            if isinstance(name, str):
                return name.encode("unicode_escape").decode("ascii")
    return str(index)
