"""Which ranking is shown: of districts, of towns, or of an index of one's own."""

from __future__ import annotations

from typing import Final

import streamlit as st

from text import t
from ui.kept import in_address, keep, kept
from ui.markup import element, show
from ui.state import notice

VIEWS: Final = ("districts", "towns", "own")
_NAME: Final = "ranking-view"
_ASKED: Final = "ranking-view-asked"


def ask_view(lang: str, asked: str | None) -> str:
    """Draw the switch; the view that is on, which then stands in the address.

    Parameters
    ----------
    lang : {"zh", "en"}
    asked : str or None
        What the address says: obeyed once, then the switch counts.
    """
    key = f"{_NAME}-{lang}"
    before = kept(_NAME, VIEWS[0])
    # What was switched just now counts: the browser may not have heard of the last address yet.
    switched = st.session_state.get(key, before) != before
    if asked in VIEWS and asked != kept(_ASKED, None) and not switched:
        keep(_NAME, asked)
        st.session_state[key] = asked
    if key not in st.session_state:
        st.session_state[key] = kept(_NAME, VIEWS[0])
    view = st.segmented_control(
        t(lang, "pages.ranking.view.label"),
        VIEWS,
        required=True,
        format_func=lambda one: t(lang, f"pages.ranking.view.{one}"),
        key=key,
        label_visibility="collapsed",
    )
    keep(_NAME, view)
    written = None if view == VIEWS[0] else view
    in_address(view=written)
    keep(_ASKED, written)
    return str(view)


def say_ignored(lang: str, **asked: str | None) -> None:
    """Name the parameters of the address that could not be used."""
    ignored = notice([f"{name}={value}" for name, value in asked.items() if value is not None])
    if ignored:
        show(element("p", ignored.in_language(lang), class_="dqm-notice", role="status"))
