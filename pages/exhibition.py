from __future__ import annotations

import streamlit as st

from text import t
from ui.exhibition import ask, make, offer, show_sizes
from ui.guard import guarded
from ui.markup import element, show
from ui.page import page
from ui.settings import settings


@st.fragment
def workshop(lang: str) -> None:
    """Options and what is made of them at once: a choice redraws this part of the page only."""
    with guarded(lang):
        left, right = st.columns([1, 1.9], gap="medium")
        with left, st.container(key="card-exhibition-options", border=True):
            chosen = ask(lang, settings())
        with right, st.container(key="card-exhibition-file", border=True):
            with guarded(lang):
                show_sizes(lang, chosen)
                make(lang, chosen)
            offer(lang, chosen)


with page("exhibition") as opened:
    st.title(t(opened.lang, "pages.exhibition.title"), anchor=False)
    show(element("p", t(opened.lang, "pages.exhibition.lead"), class_="dqm-lead"))
    workshop(opened.lang)
