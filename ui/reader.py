"""Reading the query of an address, from which anybody may send anything."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

NONE: Final = "none"
"""Stands in an address for an empty choice, where leaving it out means the usual one."""


class Reader:
    """Takes parameters out of a query and keeps what nobody could use.

    Parameters
    ----------
    query : Mapping[str, Sequence[str]]
        Decoded parameters, each with all its values.

    Attributes
    ----------
    ignored : list[str]
        ``name=value`` of what was refused, as it came.
    """

    def __init__(self, query: Mapping[str, Sequence[str]]) -> None:
        self.query = {key: list(values) for key, values in query.items()}
        self.ignored: list[str] = []

    def refuse(self, key: str, value: str) -> None:
        """Note a value that nobody can use."""
        self.ignored.append(f"{key}={value}")

    def one(self, key: str) -> str | None:
        """The first value of a parameter; further ones are refused."""
        values = self.query.pop(key, [])
        for extra in values[1:]:
            self.refuse(key, extra)
        return values[0] if values else None

    def choice(self, key: str, allowed: Iterable[str], default: str) -> str:
        """One of the allowed values, or the default."""
        value = self.one(key)
        if value is None:
            return default
        if value in allowed:
            return value
        self.refuse(key, value)
        return default

    def many(
        self, key: str, allowed: Sequence[str], default: tuple[str, ...] = ()
    ) -> tuple[str, ...]:
        """Those of the allowed values that are named, separated by commas."""
        value = self.one(key)
        if value is None:
            return default
        if value == NONE and default:
            return ()
        named = value.split(",")
        for name in named:
            if name not in allowed:
                self.refuse(key, name)
        kept = tuple(name for name in allowed if name in named)
        return kept or default

    def rest(self) -> None:
        """Refuse what nobody asked for."""
        for key, values in self.query.items():
            for value in values:
                self.refuse(key, value)
