"""The bar over every page: brand, pages, share, language."""

from __future__ import annotations

from html import escape
from typing import Final

import streamlit as st

from text import LANGUAGES, t
from ui.components import share

PAGES: Final = {
    "map": "app.py",
    "ranking": "pages/ranking.py",
    "scorecard": "pages/scorecard.py",
    "compare": "pages/compare.py",
    "siting": "pages/siting.py",
    "plan": "pages/plan.py",
    "method": "pages/method.py",
    "exhibition": "pages/exhibition.py",
    "data": "pages/data.py",
}
"""Name of a page → its script."""
LANGUAGE_KEY: Final = "language"


def chosen_language(asked: str) -> str:
    """The language of this session: the switch, or what the address asked for at first."""
    chosen = st.session_state.get(LANGUAGE_KEY)
    return chosen if chosen in LANGUAGES else asked


def show_bar(page: str, lang: str, query: dict[str, str]) -> None:
    """Draw the bar.

    Parameters
    ----------
    page : {"map", "ranking", "siting", "data"}
        The page that is open.
    lang : {"zh", "en"}
        Language of the page.
    query : dict[str, str]
        What the links to other pages carry.
    """
    with st.container(key="bar", horizontal=True, vertical_alignment="center", gap=None):
        st.html(
            f'<div class="dqm-brand"><span class="dqm-seal"></span>'
            f"<span>{escape(t(lang, 'common.app_name'))}</span>"
            f"<small>{escape(t(lang, 'pages.bar.place'))}</small></div>",
            width="content",
        )
        with st.container(key="bar-nav", horizontal=True, gap=None, width="content"):
            for name in PAGES:
                role = "here" if name == page else "link"
                with st.container(key=f"bar-{role}-nav-{name}", width="content"):
                    _link(name, lang, query)
        with st.container(key="bar-share", width="content"):
            _share(lang)
        st.segmented_control(
            t(lang, "pages.bar.language"),
            LANGUAGES,
            default=lang,
            required=True,
            format_func=lambda one: t(one, "pages.bar.language_short"),
            key=LANGUAGE_KEY,
            label_visibility="collapsed",
            persist_state="session",
        )
        with (
            st.container(key="bar-menu", width="content"),
            st.popover(t(lang, "pages.bar.menu"), type="tertiary"),
        ):
            for name in PAGES:
                _link(name, lang, query)


def _link(name: str, lang: str, query: dict[str, str]) -> None:
    label = t(lang, f"pages.bar.{name}")
    st.page_link(PAGES[name], label=label, query_params=query, width="content")


def _share(lang: str) -> None:
    share(
        key="share",
        width="content",
        data={
            "text": {
                "label": t(lang, "pages.share.label"),
                "copied": t(lang, "pages.share.copied"),
                "by_hand": t(lang, "pages.share.by_hand"),
            }
        },
    )
