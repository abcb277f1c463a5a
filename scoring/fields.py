"""The entries that an index file may hold, and how each is checked."""

from __future__ import annotations

import difflib
import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from scoring.errors import IndexFileError, ScoringError
from scoring.model import AGGREGATIONS, NORMALISATIONS

UNKNOWN: Final = "unknown"
AS_DECLARED: Final = "as_declared"
LONGEST_ID: Final = 60
_MOST_COMPARED: Final = 300
"""Among more names than that, looking for a similar one takes longer than it helps."""


class RefusedError(Exception):
    """The value is not what the entry asks for; carries the last part of the message id."""


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise RefusedError("text")
    return value.strip()


def _id(value: object) -> str:
    text = _text(value)
    plain = all(c.isalnum() or c in "_-." for c in text)
    if not text or not plain or len(text) > LONGEST_ID:
        raise RefusedError("id")
    return text


def _number(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise RefusedError("number")
    try:
        number = float(value)
    except OverflowError:
        number = math.inf
    if not math.isfinite(number):
        raise RefusedError("number")
    return number


def _least(least: float, *, above: bool = False) -> Callable[[object], float]:
    def check(value: object) -> float:
        number = _number(value)
        if number < least or (above and number == least):
            raise RefusedError("positive" if above else "not_negative")
        return number

    return check


def _whole(least: int, most: int) -> Callable[[object], int]:
    def check(value: object) -> int:
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
            raise RefusedError("whole")
        return value

    return check


def _share(value: object) -> float:
    number = _number(value)
    if not 0 < number <= 1:
        raise RefusedError("share")
    return number


def _inside(value: object) -> float:
    number = _share(value)
    if number == 1:
        raise RefusedError("share")
    return number


def _flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise RefusedError("flag")
    return value


def _choice(*allowed: str) -> Callable[[object], str]:
    def check(value: object) -> str:
        if value not in allowed:
            raise RefusedError("choice")
        return str(value)

    return check


def _pair(value: object) -> tuple[float, float]:
    if not isinstance(value, (list, tuple)) or len(value) != 2:
        raise RefusedError("pair")
    low, high = map(_number, value)
    if low >= high:
        raise RefusedError("reversed")
    return low, high


def _mean_sd(value: object) -> tuple[float, float]:
    if not isinstance(value, (list, tuple)) or len(value) != 2:
        raise RefusedError("pair")
    mean, deviation = map(_number, value)
    if deviation <= 0:
        raise RefusedError("positive")
    return mean, deviation


def _error(value: object) -> float | None:
    return None if value == UNKNOWN else _least(0.0)(value)


def _direction(value: object) -> int:
    found = {"up": 1, "down": -1}.get(value if isinstance(value, str) else "")
    if found is None:
        raise RefusedError("choice")
    return found


def _listed(one: Callable[[object], Any], *, some: bool = False) -> Callable[[object], Any]:
    def check(value: object) -> tuple[Any, ...]:
        entries = value if isinstance(value, (list, tuple)) else [value]
        if some and not entries:
            raise RefusedError("choice")
        return tuple(one(entry) for entry in entries)

    return check


_kinds = _listed(_choice(*AGGREGATIONS), some=True)


def _alternatives(value: object) -> tuple[tuple[str, ...], ...]:
    if not isinstance(value, (list, tuple)):
        raise RefusedError("choice")
    return tuple(_kinds(entry) for entry in value)


_TEXTS = {f"{name}_{lang}": _text for name in ("name", "reason") for lang in ("zh", "en")}

CHOICES: Final = {
    "normalise": NORMALISATIONS,
    "aggregate": AGGREGATIONS,
    "direction": ("up", "down"),
    "present": ("ranks", "deciles"),
    "error_kind": ("absolute", "relative"),
}
"""What a message lists where an entry takes one of a few words."""

INDEX: Final[dict[str, Callable[[object], Any]]] = {
    "id": _id,
    "name_zh": _text,
    "name_en": _text,
    "note_zh": _text,
    "note_en": _text,
    "edition": _text,
    "unit_column": _text,
    "digits": _whole(0, 9),
    "present": _choice(*CHOICES["present"]),
    "aggregate": _choice(*AGGREGATIONS),
}
METHOD: Final[dict[str, Callable[[object], Any]]] = {
    "normalise": _choice(*NORMALISATIONS),
    "scale": _pair,
    "zscore": _mean_sd,
    "aggregate": _kinds,
    "power": _number,
    "floor": _number,
    "treat": _flag,
    "skew": _least(0.0),
    "kurtosis": _number,
    "most_treated": _whole(1, 1000),
    "least_share": _share,
    "group": _text,
}
UNCERTAINTY: Final[dict[str, Callable[[object], Any]]] = {
    "draws": _whole(1, 10_000_000),
    "seed": _whole(0, 2**63 - 1),
    "interval": _inside,
    "tier": _share,
    "weights_cv": _least(0.0),
    "normalise": _listed(_choice(AS_DECLARED, *NORMALISATIONS), some=True),
    "aggregate": _alternatives,
    "error": _flag,
    "fill": _flag,
    "records": _flag,
}
PILLAR: Final[dict[str, Callable[[object], Any]]] = {
    **_TEXTS,
    "id": _id,
    "parent": _id,
    "weight": _least(0.0),
    "aggregate": _choice(*AGGREGATIONS),
}
INDICATOR: Final[dict[str, Callable[[object], Any]]] = {
    **_TEXTS,
    "id": _id,
    "pillar": _id,
    "column": _text,
    "unit_zh": _text,
    "unit_en": _text,
    "source_zh": _text,
    "source_en": _text,
    "datasets": _listed(_text),
    "direction": _direction,
    "weight": _least(0.0),
    "normalise": _choice(*NORMALISATIONS),
    "goalposts": _pair,
    "log": _flag,
    "denominator": _text,
    "per": _least(0.0, above=True),
    "error": _error,
    "error_kind": _choice(*CHOICES["error_kind"]),
    "fill": _flag,
    "treat": _flag,
    "step": _least(0.0),
    "limits": _pair,
    "digits": _whole(0, 9),
}
SECTIONS: Final = ("index", "method", "uncertainty", "pillar", "indicator")


@dataclass
class Reader:
    """Takes sections apart and collects what is wrong with them."""

    defects: list[ScoringError] = field(default_factory=list)
    _entries: set[tuple[str, str]] = field(default_factory=set)

    def note(self, kind: str, where: str, name: str = "", **params: object) -> None:
        """Keep one defect."""
        self._entries.add((where, name))
        self.defects.append(
            IndexFileError(f"errors.scoring.index.{kind}", where=where, field=name, **params)
        )

    def complained(self, where: str, name: str) -> bool:
        """Whether a defect of this very entry has been kept."""
        return (where, name) in self._entries

    def section(
        self, raw: object, allowed: Mapping[str, Callable[[object], Any]], where: str
    ) -> dict[str, Any]:
        """The entries of a section that are as they must be."""
        if not isinstance(raw, Mapping):
            self.note("section", where)
            return {}
        found: dict[str, Any] = {}
        for name, value in raw.items():
            if name not in allowed:
                self.note("unknown_entry", where, str(name), near=closest(str(name), allowed))
                continue
            try:
                found[name] = allowed[name](value)
            except RefusedError as reason:
                listed = CHOICES.get(name, ())
                self.note(
                    f"value.{reason}", where, name, value=value, allowed=", ".join(listed) or "-"
                )
        return found


def closest(name: str, known: Mapping[str, Any] | list[str]) -> str:
    """The known name that looks most like it, or a dash."""
    for one in known:
        if one.casefold() == name.casefold():
            return one
    if len(known) > _MOST_COMPARED:
        return "-"
    return next(iter(difflib.get_close_matches(name, list(known), n=1, cutoff=0.5)), "-")
