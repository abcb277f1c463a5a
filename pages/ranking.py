from __future__ import annotations

import streamlit as st

from text import t
from ui.bar import chosen_language, show_bar
from ui.guard import guarded
from ui.known import known
from ui.markup import element, show
from ui.page import asked, open_page
from ui.ranking import show_ranking
from ui.state import Known, Parsed, State, page_query, parse

parsed = Parsed(State())
language = chosen_language(parse(asked(), Known()).state.lang)
open_page(language, t(language, "pages.ranking.title"))

with st.container(key="page-problem"), guarded(language):
    parsed = parse(asked(), known())

query = page_query(parsed.state_in(language))
show_bar("ranking", language, query)

with st.container(key="page-body"):
    st.title(t(language, "pages.ranking.title"), anchor=False)
    ignored = parsed.notice()
    if ignored:
        show(element("p", ignored.in_language(language), class_="dqm-notice", role="status"))
    with guarded(language), st.spinner(t(language, "pages.ranking.running")):
        show_ranking(language, {"lang": language})
