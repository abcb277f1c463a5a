"""The frame of every page: settings of the browser tab, style, what belongs to the whole page."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from text import t
from ui.components import ASSETS, shell
from ui.style import apply_style


def open_page(lang: str, title: str) -> None:
    """First call of every page script: browser tab, stylesheet, and what the page says itself.

    Parameters
    ----------
    lang : {"zh", "en"}
    title : str
        Title of the browser tab, before the name of the application.
    """
    st.set_page_config(
        page_title=f"{title} · {t(lang, 'common.app_name')}",
        page_icon=str(ASSETS / "icon.svg"),
        layout="wide",
        initial_sidebar_state="collapsed",
    )

    apply_style()
    with st.container(key="shell"):
        shell(
            key="page-shell",
            data={
                "lang": lang,
                "text": {
                    "lost": t(lang, "pages.offline.lost"),
                    "lost_more": t(lang, "pages.offline.more"),
                },
            },
            on_recovered_change=_nothing,
        )


def asked() -> Mapping[str, list[str]]:
    """The query of the address this page was opened with."""
    return {key: st.query_params.get_all(key) for key in st.query_params}


def _nothing() -> None:
    """Streamlit asks for a callback per value; the run itself is all that is wanted."""
