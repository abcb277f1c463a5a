"""One's own sites beside the best plan of as many: places by name, points by a pin."""

from __future__ import annotations

import math
from dataclasses import replace

import streamlit as st

from text import t
from text.formats import number
from ui.markup import Html, element, show
from ui.siting_map import COMPARED, OUTSIDE
from ui.siting_pins import is_pin, point, typed_pin
from ui.siting_plan import Plan
from ui.siting_question import MOST, OWN_DISTANCE
from ui.siting_state import note, picker, question, toggle, toggler
from ui.siting_words import apart, broken, shown

_TYPED = "siting-typed"


def show_own(lang: str, plan: Plan) -> None:
    """Choose one's own sites, and hold them against the best."""
    st.subheader(t(lang, "pages.siting.own"), anchor=False)
    show(element("p", t(lang, "pages.siting.own.lead"), class_="dqm-lead"))
    _places(lang, plan)
    if plan.question.distance == OWN_DISTANCE:
        show(element("p", t(lang, "pages.siting.own.no_pins"), class_="dqm-eye"))
    else:
        _pins(lang, plan)
    if st.session_state.get(OUTSIDE):
        words = t(lang, "pages.siting.own.outside")
        show(element("p", words, class_="dqm-notice", role="status"))
    if not plan.own_sites.empty:
        _compare(lang, plan)


def _places(lang: str, plan: Plan) -> None:
    """A picker of candidates and, where distances allow it, of towns."""
    places = plan.places
    ids = list(map(str, places.candidates.index))
    if plan.question.distance != OWN_DISTANCE:
        ids += [code for code in places.towns.index if code not in places.candidates.index]
    key = picker("own", lang)
    chosen = [id for id in plan.question.own if id in ids]
    if st.session_state.get(key) != chosen:
        st.session_state[key] = chosen
    words = t(lang, "pages.siting.own.pick", k=MOST)
    left = MOST - len(plan.question.own) + len(chosen)
    st.multiselect(
        words,
        ids,
        format_func=lambda id: plan.name(id, lang),
        max_selections=max(left, 1),
        disabled=left == 0,
        placeholder=words,
        label_visibility="collapsed",
        key=key,
        on_change=_chosen,
        args=(key,),
    )


def _chosen(key: str) -> None:
    asked = question()
    pins = [id for id in asked.own if is_pin(id)]
    note(replace(asked, own=(*st.session_state[key], *pins)[:MOST]))


def _pins(lang: str, plan: Plan) -> None:
    """The pins, each with a way to take it out, and a field for coordinates."""
    for n, id in enumerate((id for id in plan.question.own if is_pin(id)), 1):
        lon, lat = point(id) or (0.0, 0.0)
        with st.container(key=f"siting-pin-{n}", horizontal=True, vertical_alignment="center"):
            name = element("strong", plan.name(id, lang))
            place = element("small", f"{lon:.5f}, {lat:.5f}")
            st.html(element("p", name, " ", place, class_="dqm-pin"), width="stretch")
            st.button(
                t(lang, "pages.siting.own.remove"),
                key=f"siting-remove-{n}",
                on_click=toggler("own", id),
            )
    key = f"{_TYPED}-{lang}"
    st.text_input(
        t(lang, "pages.siting.own.typed"),
        placeholder="121.47, 31.23",
        max_chars=60,
        key=key,
        on_change=_dropped,
        args=(key,),
    )


def _dropped(key: str) -> None:
    """Set a pin at coordinates that were typed."""
    text = str(st.session_state[key])
    st.session_state.pop(OUTSIDE, None)
    if not text.strip():
        return
    id = typed_pin(text)
    if id is None:
        st.session_state[OUTSIDE] = True
        return
    st.session_state[key] = ""
    if id not in question().own:
        toggle("own", id)


def _compare(lang: str, plan: Plan) -> None:
    n = len(plan.own_sites)
    mine, best = plan.own(), plan.best(n)
    if best is None or not math.isfinite(mine):
        key = "open" if best is None else "unreached"
        show(element("p", t(lang, f"pages.siting.own.{key}", n=n), class_="dqm-lead"))
        return
    more = plan.curve_model == "maximal_covering"
    worse = best - mine if more else mine - best
    same = abs(worse) < 1e-9
    kind = "equal" if same else "worse" if worse > 0 else "better"
    verdict = t(lang, f"pages.siting.own.{kind}", value=apart(lang, plan, worse))
    breaks = broken(lang, plan)
    show(
        element(
            "div",
            _figure(t(lang, "pages.siting.own.yours"), shown(lang, plan, mine, curve=True)),
            _figure(
                t(lang, "pages.siting.own.best", n=number(lang, n)),
                shown(lang, plan, best, curve=True),
            ),
            element("p", verdict, class_="dqm-worse" if kind == "worse" else "dqm-better"),
            *(element("p", one, class_="dqm-eye") for one in breaks),
            class_="dqm-own",
        )
    )
    st.toggle(t(lang, "pages.siting.own.compare"), key=COMPARED)


def _figure(label: str, value: str) -> Html:
    return element("div", element("small", label), element("strong", value))
