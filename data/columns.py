"""Columns of the tables: how a cell becomes a value, and the pandera check it must pass."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final, Literal

import pandas as pd
import pandera.pandas as pa

Kind = Literal["text", "number", "whole", "boolean", "codes", "parts"]

_SEPARATORS: Final = {"codes": ";", "parts": "|"}


@dataclass(frozen=True)
class Column:
    """One column of a file.

    Attributes
    ----------
    name : str
    kind : {"text", "number", "whole", "boolean", "codes", "parts"}
        ``codes`` are parted by ``;``, ``parts`` (sources) by `` | ``; both become tuples.
    required : bool
        The cell must not be empty.
    unique : bool
    terms : tuple of str
        The only values allowed; none given, any value.
    pattern : str
        What a text must match.
    least, most : float
        Range of a number, both ends allowed.
    """

    name: str
    kind: Kind = "text"
    required: bool = False
    unique: bool = False
    terms: tuple[str, ...] = ()
    pattern: str = ""
    least: float = -math.inf
    most: float = math.inf

    def parse(self, text: str) -> Any:
        """The value of a cell.

        Raises
        ------
        ValueError
            If the text is no such value.
        """
        text = text.strip()
        if self.kind in _SEPARATORS:
            parts = text.split(_SEPARATORS[self.kind]) if text else []
            return tuple(part.strip() for part in parts)
        if self.kind == "text":
            return text
        if self.kind == "boolean":
            return {"true": True, "false": False}[text] if text in {"true", "false"} else _refuse()
        if not text:
            return None
        if self.kind == "whole":
            return int(text)
        number = float(text)
        return number if math.isfinite(number) else _refuse()

    def series(self, values: list[Any], lines: Iterable[int]) -> pd.Series[Any]:
        """The values as a typed column."""
        dtype = {"number": "float64", "whole": "Int64", "boolean": "bool"}.get(self.kind, "object")
        index = pd.Index(list(lines), dtype="int64")
        return pd.Series(values, index=index, name=self.name, dtype=dtype)

    def schema(self) -> pa.Column:
        """The pandera column. Each check reports the name of its message."""
        dtype = {"number": float, "whole": pd.Int64Dtype(), "boolean": bool}.get(self.kind, object)
        checks = []
        if self.required and dtype is object:
            checks.append(pa.Check(bool, element_wise=True, error="required"))
        if self.terms:
            checks.append(pa.Check(self._known, element_wise=True, error="term"))
        if self.pattern:
            checks.append(pa.Check.str_matches(f"^(?:{self.pattern})?$", error="pattern"))
        if math.isfinite(self.least):
            checks.append(pa.Check.in_range(self.least, self.most, error="range"))
        return pa.Column(
            dtype, checks=checks, nullable=not self.required, unique=self.unique, name=self.name
        )

    def _known(self, value: Any) -> bool:
        found = value if isinstance(value, tuple) else (value,)
        return all(one in self.terms or one == "" for one in found)


def _refuse() -> None:
    raise ValueError
