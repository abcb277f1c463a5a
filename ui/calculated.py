"""Figures that the map asks for: what depends on a visitor's choice is calculated here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import streamlit as st

from data.once import once
from layers.calculated import figure_values
from layers.types import Value
from ui.components import calculator as component
from ui.guard import guarded
from ui.known import known
from ui.state import FILTERS, Known, from_frame

KEY: Final = "calculator"
_LONGEST_KEY: Final = 2000


@st.fragment
def calculator(lang: str) -> None:
    """Answer the map's questions; a part of the page of its own, so that nothing else is redrawn.

    Parameters
    ----------
    lang : {"zh", "en"}
        For what may go wrong.
    """
    question = (st.session_state.get(KEY) or {}).get("wanted")
    with st.container(key="calculator-place"), guarded(lang):
        answer = calculate(question, known()) if question else None
        heard = component(key=KEY, data={"figure": answer}, on_wanted_change=_nothing)
        if heard.get("wanted") != question:
            st.rerun(scope="fragment")  # a restarted server hears of the question only here


def calculate(question: object, known: Known) -> dict[str, Any] | None:
    """Answer a question of the map.

    Parameters
    ----------
    question : object
        ``{"key", "figure", "filters"}``, if all is well: it comes from a browser.
    known : Known
        What exists; filters that do not are left out.

    Returns
    -------
    dict or None
        ``{"key", "figure", "values"}`` for the map; None where nothing was asked
        that can be calculated.

    Raises
    ------
    DistrictMapError
        If the data do not allow it.
    """
    if not isinstance(question, Mapping):
        return None
    key, figure = question.get("key"), question.get("figure")
    if figure not in known.computed or not isinstance(key, str) or len(key) > _LONGEST_KEY:
        return None
    state = from_frame({"filters": question.get("filters")}, known, "zh")
    wanted = {name: getattr(state, name) for name in (*FILTERS, "year")}
    return {"key": key, "figure": figure, "values": _values(str(figure), wanted)}


def _nothing() -> None:
    """Streamlit asks for a callback per value; the fragment reads the value itself."""


@once
def _values(figure: str, filters: dict[str, Any]) -> dict[str, Value]:
    return figure_values(figure, filters)
