"""Editions, how the engine is checked, and how to use it for a table of one's own."""

from __future__ import annotations

import textwrap

import streamlit as st

import scoring
from text import t
from ui.bar import PAGES
from ui.method_words import Method, lead


def show_editions(method: Method) -> None:
    """Ranks of editions are only compared after recomputation."""
    lang = method.lang
    edition = method.index.edition or t(lang, "pages.method.unstated")
    with st.container(key="card-method-editions", border=True):
        lead(
            t(lang, "pages.method.editions.one", edition=edition),
            t(lang, "pages.method.editions.compared"),
            t(lang, "pages.method.editions.why"),
        )


def show_own(method: Method) -> None:
    """Five lines for any table, an index of one's own on the ranking page, known answers."""
    lang = method.lang
    with st.container(key="card-method-own", border=True):
        lead(t(lang, "pages.method.own.lines"))
        # Lines that break need no scrolling, which no keyboard reaches.
        st.code(example(), language="python", wrap_lines=True)
        lead(t(lang, "pages.method.own.page"))
        with st.container(key="method-own-link"):
            st.page_link(
                PAGES["ranking"],
                label=t(lang, "pages.method.own.open"),
                query_params={**method.query, "view": "own"},
            )
    with st.container(key="card-method-known", border=True):
        lead(
            t(lang, "pages.method.known.asem"),
            t(lang, "pages.method.known.hdi"),
            t(lang, "pages.method.known.where"),
        )


def example() -> str:
    """The five lines as the engine's own documentation gives them."""
    _, _, after = (scoring.__doc__ or "").partition("::\n\n")
    return textwrap.dedent(after).rstrip()
