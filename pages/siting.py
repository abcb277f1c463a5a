from __future__ import annotations

import streamlit as st

from text import t
from ui.guard import guarded
from ui.markup import element, show
from ui.page import page
from ui.picture import offer_picture
from ui.settings import settings
from ui.siting_address import KEYS
from ui.siting_ask import ask_conditions, ask_sentence, keep_address
from ui.siting_export import offer_plan
from ui.siting_files import offer_files, show_file_problems
from ui.siting_map import show_map
from ui.siting_own_site import show_own
from ui.siting_run import answered
from ui.siting_state import brought, take_address
from ui.siting_view import (
    show_curve,
    show_order,
    show_result,
    show_towns,
    show_worst,
)
from ui.siting_words import conditions
from ui.state import notice


@st.fragment
def planner(lang: str, boundary: str | None) -> None:
    """The question and its answer: a choice redraws this part of the page only."""
    # Guarded in here: a fragment tells its own errors before anybody outside hears of them.
    with st.container(key="siting-page"), guarded(lang):
        plan_page(lang, boundary)


def plan_page(lang: str, boundary: str | None) -> None:
    """Question, map, panel, towns."""
    options = settings().options(boundary)
    with st.container(key="siting-question", horizontal=True, vertical_alignment="center"):
        ask_sentence(lang)
        with st.container(key="siting-tools", horizontal=True, width="content"):
            asked = ask_conditions(lang)
            with (
                st.popover(t(lang, "pages.siting.file"), key="siting-files"),
                st.container(key="siting-slots"),
            ):
                offer_files(lang, asked)
            tools = st.container(key="siting-export", width="content")
        place = st.container(key="siting-said")
    keep_address()
    show_file_problems(lang)
    plan = answered(lang, asked, brought())
    if plan is None:
        return
    with place:
        said = " · ".join(conditions(lang, asked, plan.places))
        show(element("p", said, class_="dqm-eye"))
    with tools, st.popover(t(lang, "pages.siting.export")):
        offer_plan(lang, plan, options)
    with st.container(key="siting-answer"):
        left, right = st.columns([2.1, 1], gap="medium")
        with left:
            with st.container(key="siting-map"):
                show_map(lang, plan, options)
            offer_picture(lang, "siting-map", "siting-map")
        with right, st.container(key="card-siting-panel", border=True):
            show_result(lang, plan)
            with st.container(key="siting-curve"):
                show_curve(lang, plan)
            offer_picture(lang, "siting-curve", "siting-curve")
    left, right = st.columns(2, gap="medium")
    with left, st.container(key="card-siting-worst", border=True):
        show_worst(lang, plan)
    with right:
        with st.container(key="card-siting-order", border=True):
            show_order(lang, plan)
        with st.container(key="card-siting-own", border=True):
            show_own(lang, plan)
    with st.container(key="card-siting-towns", border=True):
        show_towns(lang, plan)


with page("siting", own=KEYS) as opened:
    ignored = notice(take_address(opened.own))
    if ignored:
        show(element("p", ignored.in_language(opened.lang), class_="dqm-notice", role="status"))
    planner(opened.lang, opened.parsed.boundary)
