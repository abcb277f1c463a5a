"""What every benchmark prints: one JSON line per figure, or a table, and an exit status.

A line is ``{"name", "value", "unit", "bar", "met", "beside"}``: ``bar`` is
what the value must reach, ``beside`` the peer's value from the same run. A line
that could not be measured says why in ``skipped``; its bar does not count.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal


@dataclass(frozen=True)
class Figure:
    """One measured figure.

    Attributes
    ----------
    name : str
    value : float or None
        None where the part was skipped.
    unit : str
    bar : float or None
        None for a figure that is only told.
    met : bool or None
        Whether the bar is met; None without a bar or a value.
    beside : float or None
        The peer's value from the same run.
    skipped : str or None
        Why there is no value, or none of the peer.
    """

    name: str
    value: float | None
    unit: str
    bar: float | None = None
    met: bool | None = None
    beside: float | None = None
    skipped: str | None = None

    def as_json(self) -> str:
        """The figure's line; ``skipped`` stands there only where something was."""
        fields = asdict(self)
        if self.skipped is None:
            del fields["skipped"]
        return json.dumps(fields, ensure_ascii=False)


def figure(
    name: str,
    value: float,
    unit: str,
    *,
    bar: float | None = None,
    better: Literal["more", "less"] = "more",
    beside: float | None = None,
    skipped: str | None = None,
) -> Figure:
    """A figure, held against its bar.

    Parameters
    ----------
    name, unit : str
    value : float
    bar : float, optional
    better : {"more", "less"}
        Whether the value must reach the bar or stay below it.
    beside : float, optional
        The peer's value.
    skipped : str, optional
        Why there is no value of the peer.
    """
    met = None
    if bar is not None:
        met = value >= bar if better == "more" else value <= bar
    near = None if beside is None else float(f"{beside:.6g}")
    return Figure(name, float(f"{value:.6g}"), unit, bar, met, near, skipped)


def skipped(name: str, unit: str, reason: str, *, bar: float | None = None) -> Figure:
    """A figure that cannot be measured here, with the reason."""
    return Figure(name, None, unit, bar, skipped=reason)


def run(
    description: str,
    measure: Callable[[bool], Iterator[Figure]],
    arguments: Sequence[str] | None = None,
) -> int:
    """Measure, print, and give the exit status: 1 if a bar is missed.

    Parameters
    ----------
    description : str
        For ``--help``.
    measure : callable
        Takes ``full`` (whether the slow parts run too) and yields figures.
    arguments : sequence of str, optional
        Of the command line, for tests.
    """
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--table", action="store_true", help="a table instead of JSON lines")
    parser.add_argument("--lines", type=Path, help="append the JSON lines to this file as well")
    parser.add_argument("--full", action="store_true", help="also the parts that take minutes")
    options = parser.parse_args(arguments)
    missed = 0
    if options.table:
        print(f"{'':44}{'value':>12}{'bar':>10}{'beside':>12}  unit")
    for one in measure(options.full):
        line = one.as_json()
        print(_row(one) if options.table else line, flush=True)
        if options.lines:
            with options.lines.open("a", encoding="utf-8") as file:
                file.write(f"{line}\n")
        missed += one.met is False
    return 1 if missed else 0


def _row(one: Figure) -> str:
    value = "skipped" if one.value is None else f"{one.value:.4g}"
    bar = "" if one.bar is None else f"{one.bar:g}"
    beside = "" if one.beside is None else f"{one.beside:.4g}"
    mark = "" if one.met is None else ("  met" if one.met else "  MISSED")
    mark += f"  ({one.skipped})" if one.skipped else ""
    return f"{one.name:44}{value:>12}{bar:>10}{beside:>12}  {one.unit}{mark}"
