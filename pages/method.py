from __future__ import annotations

import streamlit as st

from text import t
from ui.method import ask_level, show_method
from ui.page import page

with page("method", own=("level",)) as opened:
    st.title(t(opened.lang, "pages.method.title"), anchor=False)
    level = ask_level(opened.lang, opened.own.get("level"))
    with st.spinner(t(opened.lang, "pages.method.running")):
        show_method(opened.lang, level, opened.query)
