"""What a session asks and has brought, apart from the pickers that show it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, replace
from functools import partial
from typing import Any, Final

import streamlit as st

from ui.siting_address import Known, read_question, write_question
from ui.siting_pins import checked_pin
from ui.siting_places import NOTHING, Own, fields_of_centres, places_for
from ui.siting_question import (
    MOST,
    OWN_CANDIDATES,
    OWN_DEMAND,
    OWN_DISTANCE,
    Question,
)

_ASKED: Final = "siting-asked"
_BROUGHT: Final = "siting-brought"
_SEEN: Final = "siting-addresses"
_IGNORED: Final = "siting-ignored"
_REMEMBERED: Final = 8
SYSTEM: Final = "siting-system"
"""Key of a picker that is drawn in every run of the page, and forgotten on every other page."""


def question() -> Question:
    """What is asked now, as far as what was brought allows it."""
    asked: Question = st.session_state.get(_ASKED, Question())
    return fitting(asked, brought())


def brought() -> Own:
    """The visitor's own tables."""
    own: Own = st.session_state.get(_BROUGHT, NOTHING)
    return own


def ask(**changes: Any) -> None:
    """Change the question; its pickers are made anew."""
    st.session_state[_ASKED] = fitting(replace(question(), **changes), brought())
    for name in changes:
        # A picker in a closed popover would not hear of the change and send its old value.
        st.session_state[_turn(name)] = st.session_state.get(_turn(name), 0) + 1


def reset() -> None:
    """Ask without conditions and without tables of one's own, which stay at hand."""
    usual, asked = Question(), question()
    kept = {"model": asked.model, "k": asked.k, "own": asked.own}
    ask(**{name: kept.get(name, value) for name, value in asdict(usual).items()})


def note(asked: Question) -> None:
    """Keep what the pickers say."""
    st.session_state[_ASKED] = asked


def bring(**tables: Any) -> None:
    """Add a table of the visitor's own, or take one away (None)."""
    st.session_state[_BROUGHT] = replace(brought(), **tables)


def picker(name: str, lang: str) -> str:
    """Key of the picker of a part of the question."""
    turn = st.session_state.get(_turn(name), 0)
    return f"siting-{name}-{lang}" + (f"-{turn}" if turn else "")


def _turn(name: str) -> str:
    return f"siting-turn-{name}"


def fitting(asked: Question, own: Own) -> Question:
    """The question without what rests on tables that are not there (any more)."""
    usual = Question()
    if asked.candidates == OWN_CANDIDATES and own.candidates is None:
        asked = replace(asked, candidates=usual.candidates, must=(), forbid=())
    if asked.demand == OWN_DEMAND:
        columns = () if own.weights is None else own.weights.columns
        if not columns:
            asked = replace(asked, demand=usual.demand, column="")
        elif asked.column not in columns:
            asked = replace(asked, column=columns[0])
    # Own distances lead from towns; whoever asks for parks asks for other distances.
    if asked.distance == OWN_DISTANCE and (own.matrix is None or asked.demand == "parks"):
        asked = replace(asked, distance=usual.distance)
    return asked


def take_address(query: Mapping[str, str]) -> list[str]:
    """Ask what an address asks, if it is a new one.

    Returns what it holds that nobody can use, as long as the question is the
    one it asked: the page is drawn again when the answer is there.

    Parameters
    ----------
    query : Mapping[str, str]
        The page's own parameters.

    Raises
    ------
    DistrictMapError
        If the tables do not load.
    """
    seen: list[dict[str, str]] = st.session_state.get(_SEEN, [])
    # The page writes the address itself while it is open; that is no news.
    arrived = SYSTEM not in st.session_state
    refused: list[str] | None = None
    if query and (arrived or dict(query) not in seen):
        asked, refused = read_question(query, known())
        ask(**{name: getattr(asked, name) for name in asdict(asked)})
        seen = [*seen, dict(query)]
    written = write_question(question())
    if refused is not None:
        st.session_state[_IGNORED] = (written, refused)
    st.session_state[_SEEN] = [*seen, written][-_REMEMBERED:]
    asked_then, ignored = st.session_state.get(_IGNORED, (None, []))
    return ignored if asked_then == written else []


def address() -> dict[str, str]:
    """What the address says of the question now."""
    written = write_question(question())
    seen: list[dict[str, str]] = st.session_state.get(_SEEN, [])
    if not seen or seen[-1] != written:
        st.session_state[_SEEN] = [*seen, written][-_REMEMBERED:]
    return written


def known() -> Known:
    """The words that an address may use."""
    towns, parks = (places_for(Question(candidates=name)) for name in ("towns", "parks"))
    return Known(
        candidates={
            "towns": tuple(towns.candidates.index),
            "parks": tuple(parks.candidates.index),
        },
        fields=tuple(fields_of_centres()),
        districts=tuple(towns.districts),
        pin=checked_pin,
    )


def toggle(name: str, id: str) -> None:
    """Add a site to `must`, `forbid` or `own`, or take it out; it cannot be must and forbidden."""
    listed: tuple[str, ...] = getattr(question(), name)
    changed = tuple(one for one in listed if one != id) if id in listed else (*listed, id)
    if name == "own":
        ask(own=changed[-MOST:])
        return
    other = "forbid" if name == "must" else "must"
    kept = tuple(one for one in getattr(question(), other) if one != id)
    ask(**{name: changed, other: kept})


def toggler(name: str, id: str) -> Any:
    """`toggle` for a button."""
    return partial(toggle, name, id)
