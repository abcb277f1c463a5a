"""The question in words, with a picker in every place that can be chosen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict
from typing import Any, Final

import streamlit as st

from text import plural, t
from ui.markup import element, show
from ui.siting_question import (
    CANDIDATES,
    DEMANDS,
    FACTORS,
    MODELS,
    MOST,
    RADII_KM,
    Places,
    Question,
    fields_of_centres,
    places_for,
)

ASKED: Final = "siting-asked"
"""Where a session keeps its question; the pickers are made anew in another language."""


def ask_sentence(lang: str) -> Question:
    """Draw the sentence; what it asks now.

    Raises
    ------
    DistrictMapError
        If the data do not load.
    """
    asked: dict[str, Any] = {**asdict(Question()), **st.session_state.get(ASKED, {})}
    sizes = {
        "towns": len(places_for(Question()).demand),
        "parks": len(places_for(Question(demand="parks")).demand),
    }
    with st.container(key="siting-words", horizontal=True, gap=None, vertical_alignment="center"):
        _word(lang, "start")
        model = asked["model"]
        if model == "set_covering":
            _word(lang, "fewest")
        else:
            asked["k"] = _pick(
                lang,
                "k",
                range(1, MOST + 1),
                asked,
                90 if lang == "zh" else 160,
                lambda k: plural(lang, "pages.siting.ask.k", k),
            )
        _word(lang, "middle")
        asked["demand"] = _pick(
            *(lang, "demand", DEMANDS, asked, 170 if lang == "zh" else 210),
            lambda one: t(lang, f"pages.siting.demand.{one}", n=sizes.get(one, "")),
        )
        asked["model"] = _pick(
            *(lang, "model", MODELS, asked, 260 if lang == "zh" else 395),
            lambda one: t(lang, f"pages.siting.model.{one}"),
        )
        if Question(model=asked["model"]).covers:
            _word(lang, "within")
            asked["radius_km"] = _pick(lang, "radius", RADII_KM, asked, 100, lambda r: f"{r} km")
        _word(lang, "end")
    st.session_state[ASKED] = asked
    if asked["model"] != model:
        st.rerun()  # other pickers belong to the other sentence
    return Question(**asked)


def ask_conditions(lang: str) -> Question:
    """Draw the conditions; the whole question with them."""
    asked: dict[str, Any] = {**asdict(Question()), **st.session_state.get(ASKED, {})}
    fields = fields_of_centres()
    if asked["field"] not in fields:
        asked["field"] = ""  # None would read as nothing chosen
    with st.popover(t(lang, "pages.siting.conditions"), key="siting-conditions"):
        asked["candidates"] = _pick(
            *(lang, "candidates", CANDIDATES, asked, "stretch"),
            lambda one: t(lang, f"pages.siting.candidates.{one}"),
        )
        asked["field"] = _pick(
            *(lang, "field", ("", *fields), asked, "stretch"),
            lambda one: (
                f"{field_name(lang, one)} · {fields[one]}" if one else field_name(lang, one)
            ),
        )
        asked["factor"] = _pick(
            *(lang, "factor", FACTORS, asked, "stretch"), lambda one: factor_name(lang, one)
        )
        show(element("p", t(lang, "pages.siting.factor.caveat"), class_="dqm-eye"))
    st.session_state[ASKED] = asked
    return Question(**asked)


def conditions(lang: str, question: Question, places: Places) -> list[str]:
    """The conditions of a question as short sentences."""
    n = {"n": len(places.existing), "field": field_name(lang, question.field)}
    said = [
        t(lang, "pages.siting.said.candidates", n=len(places.candidates)),
        t(lang, "pages.siting.said.existing", **n),
        factor_name(lang, question.factor),
        t(lang, "pages.siting.said.points"),
    ]
    if question.demand == "population":
        said.insert(0, t(lang, "pages.siting.said.population"))
    return said


def question_in_words(lang: str, question: Question, places: Places) -> str:
    """The question as one line of text."""
    n = len(places.demand)
    number = t(lang, "pages.siting.ask.fewest")
    parts = [
        t(lang, "pages.siting.ask.start"),
        number
        if question.model == "set_covering"
        else plural(lang, "pages.siting.ask.k", question.k),
        t(lang, "pages.siting.ask.middle"),
        t(lang, f"pages.siting.demand.{question.demand}", n=n),
        t(lang, f"pages.siting.model.{question.model}"),
    ]
    if question.covers:
        parts.append(f"{t(lang, 'pages.siting.ask.within')} {question.radius_km} km")
    return " ".join(parts) + t(lang, "pages.siting.ask.end")


def field_name(lang: str, field: str) -> str:
    """A field of centres, or all of them."""
    return t(lang, f"vocab.field.{field}") if field else t(lang, "pages.siting.field.any")


def factor_name(lang: str, factor: float) -> str:
    """How distances are measured."""
    return t(lang, f"pages.siting.factor.{'straight' if factor == 1.0 else 'detour'}")


def _word(lang: str, name: str) -> None:
    words = element("span", t(lang, f"pages.siting.ask.{name}"), class_="dqm-ask")
    st.html(words, width="content")


def _pick(
    lang: str,
    name: str,
    options: Sequence[Any],
    asked: dict[str, Any],
    width: Any,
    word: Callable[[Any], str],
) -> Any:
    now = asked["radius_km" if name == "radius" else name]
    return st.selectbox(
        t(lang, f"pages.siting.label.{name}"),
        list(options),
        index=list(options).index(now) if now in options else 0,
        format_func=word,
        width=width,
        key=f"siting-{name}-{lang}",
        label_visibility="visible" if width == "stretch" else "collapsed",
    )
