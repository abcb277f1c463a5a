"""For whoever runs the application: how it stands, in a card on the page of data and sources."""

from __future__ import annotations

import streamlit as st

from layers.health import Health, health
from text import t
from ui.markup import facts, show


def show_health(lang: str) -> None:
    """What `layers.health` finds, in words that alarm no visitor."""
    with st.container(key="card-health", border=True):
        st.subheader(t(lang, "pages.data.health"), anchor=False)
        lines = _looked_at().lines()
        show(facts((one.label.in_language(lang), one.said.in_language(lang)) for one in lines))


@st.cache_resource(ttl=60, show_spinner=False)
def _looked_at() -> Health:
    return health()
