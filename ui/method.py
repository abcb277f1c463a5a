"""The method page: the index file, what was made of it, and how far to trust it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import streamlit as st

from layers.soundness import audited, sensitive
from layers.standing import official_run
from text import t
from ui.markup import Html, element, show
from ui.method_about import show_about, show_pillars, show_steps
from ui.method_audit import show_audit
from ui.method_doubt import show_doubt, show_sensitivity
from ui.method_indicators import show_coverage, show_indicators
from ui.method_own import show_editions, show_own
from ui.method_words import LEVELS, Level, Method

SECTIONS: Final[dict[str, Callable[[Method], None]]] = {
    "about": show_about,
    "steps": show_steps,
    "pillars": show_pillars,
    "indicators": show_indicators,
    "coverage": show_coverage,
    "doubt": show_doubt,
    "sensitivity": show_sensitivity,
    "audit": show_audit,
    "editions": show_editions,
    "own": show_own,
}
"""Anchor of a section → what draws it."""


def ask_level(lang: str, asked: str | None) -> Level:
    """Which index to show: the switch, or at first what the address asks for.

    Parameters
    ----------
    lang : {"zh", "en"}
    asked : str or None
        From an address, hence anything.
    """
    return st.segmented_control(
        t(lang, "pages.method.level"),
        LEVELS,
        default=asked if asked in LEVELS else LEVELS[0],
        required=True,
        format_func=lambda one: t(lang, f"pages.method.level.{one}"),
        key="method-level",
        label_visibility="collapsed",
    )


def show_method(lang: str, level: Level, query: dict[str, str]) -> None:
    """Contents, then every section.

    Parameters
    ----------
    lang : {"zh", "en"}
    level : {"district", "town"}
    query : dict of str to str
        What the links to other pages carry.

    Raises
    ------
    DistrictMapError
        If the index file or a table has defects.
    """
    method = Method(lang, level, official_run(level), query)
    # Before anything is drawn: an address with an anchor finds the whole page below it.
    audited(method.run)
    sensitive(method.run)
    with st.container(key="method-page"):
        with st.container(key="method-contents"):
            show(_contents(lang))
        with st.container(key="method-sections"):
            for name, draw in SECTIONS.items():
                with st.container(key=f"method-{name}"):
                    st.subheader(t(lang, f"pages.method.section.{name}"), anchor=name)
                    draw(method)


def _contents(lang: str) -> Html:
    items = [
        element("li", element("a", t(lang, f"pages.method.section.{name}"), href=f"#{name}"))
        for name in SECTIONS
    ]
    label = t(lang, "pages.method.contents")
    return element("nav", element("ol", Html("".join(items))), aria_label=label)
