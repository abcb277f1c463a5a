"""From a task of the plan to an address of the map, and what the map shows there."""

from __future__ import annotations

from dataclasses import dataclass, replace
from urllib.parse import urlencode

import pandas as pd

from data import load_records
from data.filters import Filters, passing
from data.plan import Shown, View
from ui.state import FILTERS, LAYERS, Known, Selection, State, format_query


@dataclass(frozen=True)
class MapLink:
    """A link to the map.

    Attributes
    ----------
    state : State
        Of the map under the address.
    layers : dict of str to int
        Records per layer that the map shows there; of a single record, its layer.
    names : dict of str to str
        By language, of a single record; empty for a view.
    reason : dict of str to str
        By language.
    statuses : tuple of str
        That the records have to have, all of them if empty.
    """

    state: State
    layers: dict[str, int]
    names: dict[str, str]
    reason: dict[str, str]
    statuses: tuple[str, ...]

    @property
    def count(self) -> int:
        """How many records the map shows."""
        return sum(self.layers.values())

    def address(self, lang: str) -> str:
        """Where the link leads, in the language of the page."""
        return "./?" + urlencode(format_query(replace(self.state, lang=lang)), safe=",")


def shown_by(state: State, records: pd.DataFrame) -> dict[str, int]:
    """Records per layer that the map shows in a state, in the order of the layers."""
    filters = Filters(**{name: getattr(state, name) for name in FILTERS}, year=state.year)
    there = passing(records[records["layer"].isin(state.layers)], filters)
    counted = there["layer"].value_counts()
    return {name: int(counted[name]) for name in LAYERS if name in counted.index}


def links_of(shown: Shown, known: Known) -> list[MapLink]:
    """The links of a task; none where the catalogue holds nothing of it.

    Parameters
    ----------
    shown : Shown
        Of `data.plan.load_task_views`.
    known : Known
        What exists: an address names nothing else.
    """
    records = load_records()
    found = []
    for view in shown.views:
        state = _state(view, known)
        if state and (layers := shown_by(state, records)):
            reason = {"zh": view.reason_zh, "en": view.reason_en}
            found.append(MapLink(state, layers, {}, reason, state.status))
    for group in shown.records:
        for id in group.ids:
            if id not in records.index or id not in known.ids.get("record", frozenset()):
                continue
            row = records.loc[id]
            state = State(layers=(str(row["layer"]),), selection=Selection("record", id))
            names = {"zh": str(row["name_zh"]), "en": str(row["name_en"])}
            reason = {"zh": group.reason_zh, "en": group.reason_en}
            layer, status = str(row["layer"]), str(row["status"])
            found.append(MapLink(state, {layer: 1}, names, reason, (status,)))
    return found


def _state(view: View, known: Known) -> State | None:
    """The state of a view; None where a filter would be left without a value."""
    level, status, field = (
        tuple(one for one in known.filters.get(name, ()) if one in getattr(view, name))
        for name in ("level", "status", "field")
    )
    if any((view.level and not level, view.status and not status, view.field and not field)):
        return None
    return State(layers=view.layers, region=view.region, level=level, status=status, field=field)
