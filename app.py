"""The front page: the map of Shanghai's districts, in a frame that fills the page."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from text import t
from ui.bar import PAGES, chosen_language, show_bar
from ui.calculated import calculator
from ui.frame import Reported, document_address, show_map
from ui.guard import guarded
from ui.known import known
from ui.page import asked, open_page
from ui.settings import settings
from ui.state import Known, from_frame, page_query, parse


@st.fragment
def map_page(asked_for: Mapping[str, list[str]], page_lang: str) -> None:
    """The bar and the map; a word from the map redraws the bar's links and nothing else.

    Parameters
    ----------
    asked_for : Mapping[str, list[str]]
        Query of the address the page was opened with.
    page_lang : {"zh", "en"}
        Language that the rest of the page was drawn in.
    """
    words, parsed = Known(), parse(asked_for, Known())
    lang = chosen_language(page_lang)
    if lang != page_lang:
        st.rerun()  # the switch stands in this fragment, title and language of the page do not
    heard = Reported()
    bar = st.container(key="bar-place", gap=None)
    with guarded(lang), st.container(key="map-place", gap=None):
        with st.spinner(t(lang, "pages.frame.preparing")):  # seconds, where nothing is kept yet
            words = known()
            parsed = parse(asked_for, words)
            address = document_address(settings().options(parsed.boundary))
        heard = show_map(address, parsed.state_in(lang), parsed.boundary, parsed.notice())
    # After the map, which a session on a restarted server hears of in its first run only so.
    now = from_frame(heard.state, words, lang) if heard.state else parsed.state_in(lang)
    with bar:
        show_bar("map", lang, page_query(now))
    follow(heard.ask, page_query(now))


def follow(ask: object, query: dict[str, str]) -> None:
    """Open the page that the map asks for; anything but a known page is ignored."""
    if not isinstance(ask, Mapping) or ask.get("page") not in PAGES:
        return
    more = ask.get("query")
    wanted = {str(k): str(v) for k, v in more.items()} if isinstance(more, Mapping) else {}
    st.switch_page(PAGES[str(ask["page"])], query_params={**query, **wanted})


language = chosen_language(parse(asked(), Known()).state.lang)
open_page(language, t(language, "pages.bar.map"))
map_page(asked(), language)
calculator(language)
