from __future__ import annotations

import streamlit as st

from text import t
from ui.guard import guarded
from ui.own_index import show_own
from ui.page import page
from ui.ranking import show_ranking
from ui.ranking_towns import show_towns
from ui.ranking_views import VIEWS, ask_view, say_ignored

with page("ranking", own=("view", "weights")) as opened:
    with st.container(key="ranking-title", horizontal=True, vertical_alignment="center"):
        st.title(t(opened.lang, "pages.ranking.title"), anchor=False)
        view = ask_view(opened.lang, opened.own.get("view"))
    if opened.own.get("view") not in {None, *VIEWS}:
        say_ignored(opened.lang, view=opened.own["view"])
    with guarded(opened.lang):
        if view == "districts":
            show_ranking(opened.lang, opened.query, opened.own.get("weights"))
        elif view == "towns":
            show_towns(opened.lang, opened.query, opened.district)
        else:
            show_own(opened.lang)
