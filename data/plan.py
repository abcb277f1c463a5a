"""What of the catalogue belongs to the plan: views of its tasks, later figures of its targets."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal

from data.ground import INDUSTRIES
from data.once import once

PLAN_FILE: Final = Path(__file__).resolve().parent / "plan.toml"
Bearing = Literal["same", "near", "before"]


@dataclass(frozen=True)
class View:
    """Layers and filters of the map that show what a task is about.

    Attributes
    ----------
    layers : tuple of str
    level, status, field : tuple of str
        Filters; an empty one restricts nothing.
    region : {"shanghai", "delta"}
    reason_zh, reason_en : str
    """

    layers: tuple[str, ...]
    reason_zh: str
    reason_en: str
    level: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    field: tuple[str, ...] = ()
    region: str = "shanghai"


@dataclass(frozen=True)
class Records:
    """Single records that a task is about.

    Attributes
    ----------
    ids : tuple of str
    reason_zh, reason_en : str
    """

    ids: tuple[str, ...]
    reason_zh: str
    reason_en: str


@dataclass(frozen=True)
class Shown:
    """What the map shows of a task.

    Attributes
    ----------
    views : tuple of View
    records : tuple of Records
    nothing_zh, nothing_en : str
        Why there is nothing; empty where there is something.
    """

    views: tuple[View, ...] = ()
    records: tuple[Records, ...] = ()
    nothing_zh: str = ""
    nothing_en: str = ""


@dataclass(frozen=True)
class Figures:
    """Published figures beside a target.

    Attributes
    ----------
    bearing : {"same", "near", "before"}
        The target's own indicator; something related; or only from before the plan.
    note_zh, note_en : str
        What to keep in mind.
    later, before : tuple of str
        Ids of observations; with neither, the target's own row holds the figure.
    """

    bearing: Bearing
    note_zh: str
    note_en: str
    later: tuple[str, ...] = ()
    before: tuple[str, ...] = ()


def load_task_views() -> dict[str, Shown]:
    """What the map shows of every task and safeguard of the plan, by its id."""
    raw = _file()
    found: dict[str, Shown] = {}
    for entry in raw["nothing"]:
        found[entry["task"]] = Shown(nothing_zh=entry["reason_zh"], nothing_en=entry["reason_en"])
    for task in dict.fromkeys(one["task"] for one in (*raw["view"], *raw["records"])):
        found[task] = Shown(
            tuple(_view(one) for one in raw["view"] if one["task"] == task),
            tuple(
                Records(**_fields(one, leave={"task"}))
                for one in raw["records"]
                if one["task"] == task
            ),
        )
    return found


def load_target_figures() -> dict[str, Figures]:
    """Published figures beside the targets that have any, by the target's id."""
    return {one["target"]: Figures(**_fields(one, leave={"target"})) for one in _file()["figure"]}


def _view(entry: dict[str, Any]) -> View:
    fields = _fields(entry, leave={"task", "industry"})
    if industry := entry.get("industry"):
        fields["field"] = tuple(name for name, of in INDUSTRIES.items() if of == industry)
    return View(**fields)


def _fields(entry: dict[str, Any], leave: set[str]) -> dict[str, Any]:
    return {
        name: tuple(value) if isinstance(value, list) else value
        for name, value in entry.items()
        if name not in leave
    }


@once
def _file() -> dict[str, Any]:
    return tomllib.loads(PLAN_FILE.read_text(encoding="utf-8"))
