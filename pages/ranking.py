from __future__ import annotations

import streamlit as st

from text import t
from ui.page import page
from ui.ranking import show_ranking

with page("ranking") as opened:
    st.title(t(opened.lang, "pages.ranking.title"), anchor=False)
    with st.spinner(t(opened.lang, "pages.ranking.running")):
        show_ranking(opened.lang, {"lang": opened.lang})
