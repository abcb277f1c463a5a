from __future__ import annotations

import streamlit as st

from text import t
from ui.page import page
from ui.plan import show_plan

with page("plan") as opened:
    st.title(t(opened.lang, "pages.plan.title"), anchor=False)
    show_plan(opened.lang)
