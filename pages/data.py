from __future__ import annotations

import streamlit as st

from text import t
from ui.datasets import show_boundaries, show_datasets, show_observations, show_plan
from ui.guard import guarded
from ui.health import show_health
from ui.markup import element, show
from ui.page import page
from ui.records import show_records

with page("data", own=("q", "tab")) as opened:
    language = opened.lang
    words = opened.own.get("q", "")[:200]
    chosen = opened.parsed.state.selection
    record_id = chosen.id if chosen and chosen.kind == "record" else None
    st.title(t(language, "pages.data.title"), anchor=False)
    show(element("p", t(language, "pages.data.lead"), class_="dqm-lead"))
    left, right = st.columns(2, gap="medium")
    for place, key in ((left, "are"), (right, "are_not")):
        with place, st.container(key=f"card-{key}", border=True):
            st.subheader(t(language, f"pages.data.{key}"), anchor=False)
            show(element("p", t(language, f"pages.data.{key}_text"), class_="dqm-lead"))
    names = ("records", "datasets", "plan", "observations", "boundaries")
    labels = [t(language, f"pages.data.tab.{name}") for name in names]
    first = opened.own.get("tab")
    tabs = st.tabs(labels, default=labels[names.index(first) if first in names else 0])
    with tabs[0], guarded(language):
        show_records(language, words, record_id, opened.district)
    with tabs[1], guarded(language):
        show_datasets(language)
    with tabs[2], guarded(language):
        show_plan(language, opened.query)
    with tabs[3], guarded(language):
        show_observations(language)
    with tabs[4], guarded(language):
        show_boundaries(language)
        show_health(language)
