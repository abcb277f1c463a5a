"""What the plan asks of the districts, and what the authorities publish about each of them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Final

import pandas as pd

from data import load_observations, load_plan_targets, load_plan_tasks
from data.once import once
from layers.rows import text
from scoring.model import Text

_OBSERVATION: Final = re.compile(r"DI\d+")


@dataclass(frozen=True)
class Published:
    """A figure as somebody published it.

    Attributes
    ----------
    id : str
        Of the observation.
    name, value, year : Text
        As published; the value with its words, if it is no bare number.
    unit : str or None
        A term of the vocabulary.
    kind : str
        Whether observed, a target, a rule or context.
    source : str
    url : str or None
    """

    id: str
    name: Text
    value: Text
    year: Text
    unit: str | None
    kind: str
    source: str
    url: str | None


@dataclass(frozen=True)
class Official:
    """An official indicator that the plan sets a target for.

    Attributes
    ----------
    name : Text
    city : Published
        The latest figure of the whole city.
    own : Published or None
        That of the district; None: not published.
    """

    name: Text
    city: Published
    own: Published | None


@dataclass(frozen=True)
class Task:
    """A task or safeguard of the plan that names the districts.

    Attributes
    ----------
    id : str
    kind : {"task", "safeguard"}
    number : int
    title : Text
    role : {"shared", "sole"}
        Whether the districts answer for it with others, or alone.
    """

    id: str
    kind: str
    number: int
    title: Text
    role: str


@once
def official_indicators(code: str) -> tuple[Official, ...]:
    """The indicators of the plan's targets that are observed for the city, and one district's.

    Raises
    ------
    DistrictMapError
        If a table has defects.
    """
    table, found = load_observations(), []
    observed = table[table["kind"] == "observed"]
    for sources in load_plan_targets()["later_source"].dropna():
        rows = observed.loc[[id for id in _OBSERVATION.findall(sources) if id in observed.index]]
        rows = rows[rows["scope"] == "city"]
        if rows.empty:
            continue
        latest = rows.iloc[-1]
        city = _published(str(rows.index[-1]), latest)
        same = observed[
            (observed["district_code"] == code) & (observed["indicator"] == latest["indicator"])
        ]
        own = _published(str(same.index[-1]), same.iloc[-1]) if len(same) else None
        found.append(Official(city.name, city, own))
    return tuple(found)


@once
def published_by(code: str) -> tuple[Published, ...]:
    """Published figures of one district, in the order of the table; never to be ranked."""
    table = load_observations()
    return tuple(
        _published(str(id), row) for id, row in table[table["district_code"] == code].iterrows()
    )


@once
def tasks_of_districts() -> tuple[Task, ...]:
    """The tasks and safeguards whose responsible bodies include the districts."""
    table = load_plan_tasks()
    return tuple(
        Task(
            id=str(id),
            kind=str(row["kind"]),
            number=int(row["number"]),
            title=Text(str(row["title_zh"]), str(row["title_en"])),
            role=str(row["district_role"]),
        )
        for id, row in table[table["district_role"] != "none"].iterrows()
    )


def _published(id: str, row: pd.Series[Any]) -> Published:
    return Published(
        id=id,
        name=Text(str(row["indicator_zh"]), str(row["indicator_en"])),
        value=Text(str(row["value_zh"]), str(row["value_en"])),
        year=Text(str(row["year_zh"]), str(row["year_en"])),
        unit=text(row["unit"]),
        kind=str(row["kind"]),
        source=str(row["source"]),
        url=text(row["source_url"]),
    )
