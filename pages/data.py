from __future__ import annotations

import streamlit as st

from text import t
from ui.bar import chosen_language, show_bar
from ui.datasets import show_boundaries, show_datasets, show_observations, show_plan
from ui.guard import guarded
from ui.known import known
from ui.markup import element, show
from ui.page import asked, open_page
from ui.records import show_records
from ui.state import Known, Parsed, State, notice, page_query, parse

query = dict(asked())
words = (query.pop("q", None) or [""])[0][:200]
parsed = Parsed(State())
vocabulary = Known()
language = chosen_language(parse(query, vocabulary).state.lang)
open_page(language, t(language, "pages.data.title"))

with st.container(key="page-problem"), guarded(language):
    vocabulary = known()
    parsed = parse(query, vocabulary)

state = parsed.state_in(language)
show_bar("data", language, page_query(state))
selection = state.selection
record_id = selection.id if selection and selection.kind == "record" else None
district = selection.id[:6] if selection and selection.kind != "record" else None

with st.container(key="page-body"):
    st.title(t(language, "pages.data.title"), anchor=False)
    show(element("p", t(language, "pages.data.lead"), class_="dqm-lead"))
    ignored = notice(parsed.ignored)
    if ignored:
        words_of_notice = ignored.in_language(language)
        show(element("p", words_of_notice, class_="dqm-notice", role="status"))
    left, right = st.columns(2, gap="medium")
    for place, key in ((left, "are"), (right, "are_not")):
        with place, st.container(key=f"card-{key}", border=True):
            st.subheader(t(language, f"pages.data.{key}"), anchor=False)
            show(element("p", t(language, f"pages.data.{key}_text"), class_="dqm-lead"))
    names = ("records", "datasets", "plan", "observations", "boundaries")
    tabs = st.tabs([t(language, f"pages.data.tab.{name}") for name in names])
    with tabs[0], guarded(language):
        show_records(language, words, record_id, district)
    with tabs[1], guarded(language):
        show_datasets(language)
    with tabs[2], guarded(language):
        show_plan(language)
    with tabs[3], guarded(language):
        show_observations(language)
    with tabs[4], guarded(language):
        show_boundaries(language)
