"""The question in words, with a picker in every place that can be chosen, and its conditions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import streamlit as st

from text import plural, t
from ui.components import address as address_component
from ui.markup import element, show
from ui.siting_address import KEYS
from ui.siting_places import Places, fields_of_centres, places_for
from ui.siting_question import (
    CANDIDATES,
    DEMANDS,
    DISTANCES,
    MODELS,
    MOST,
    OWN_CANDIDATES,
    OWN_DEMAND,
    OWN_DISTANCE,
    RADII,
    Question,
)
from ui.siting_state import address, ask, brought, note, picker, question, reset


def ask_sentence(lang: str) -> Question:
    """Draw the sentence; what it asks now.

    Raises
    ------
    DistrictMapError
        If the data do not load.
    """
    asked, own = question(), brought()
    zh = lang == "zh"
    sizes = {name: len(places_for(Question(demand=name)).demand) for name in ("towns", "parks")}
    demands = DEMANDS if own.weights is None else (*DEMANDS, OWN_DEMAND)
    with st.container(key="siting-words", horizontal=True, gap=None, vertical_alignment="center"):
        _word(lang, "start")
        if asked.model == "set_covering":
            _word(lang, "fewest")
            k = asked.k
        else:
            k = _pick(
                *(lang, "k", range(1, MOST + 1), asked.k, 90 if zh else 160),
                lambda k: plural(lang, "pages.siting.ask.k", k),
            )
        _word(lang, "middle")
        demand = _pick(
            *(lang, "demand", demands, asked.demand, 170 if zh else 210),
            lambda one: demand_name(lang, one, sizes.get(one, 0), asked.column),
        )
        model = _pick(
            *(lang, "model", MODELS, asked.model, 260 if zh else 395),
            lambda one: t(lang, f"pages.siting.model.{one}"),
        )
        radius = asked.radius
        unit = own.unit if asked.distance == OWN_DISTANCE else "km"
        if Question(model=model).covers:
            _word(lang, "within")
            radius = _pick(
                *(lang, "radius", RADII[unit], radius, 100 if zh else 110),
                lambda r: f"{r} {t(lang, f'pages.siting.unit.{unit}')}",
            )
        _word(lang, "end")
    now = replace(asked, k=k, demand=demand, model=model, radius=radius)
    note(now)
    if now.model != asked.model:
        st.rerun()  # other pickers belong to the other sentence
    return question()


def ask_conditions(lang: str) -> Question:
    """Draw the conditions; the whole question with them, which the address then says."""
    asked, own = question(), brought()
    fields = fields_of_centres()
    sets = CANDIDATES if own.candidates is None else (*CANDIDATES, OWN_CANDIDATES)
    towns_ask = own.matrix is not None and asked.demand != "parks"
    label = t(lang, "pages.siting.conditions")
    if asked.conditions:
        label += f" · {asked.conditions}"
    with st.popover(label, key="siting-conditions"):
        candidates = _pick(
            *(lang, "candidates", sets, asked.candidates, "stretch"),
            lambda one: t(lang, f"pages.siting.candidates.{one}"),
        )
        if candidates != asked.candidates:
            ask(candidates=candidates, must=(), forbid=(), own=())
            st.rerun()  # other places may be chosen
        field = _pick(
            *(lang, "field", ("", *fields), asked.field, "stretch"),
            lambda one: (
                f"{field_name(lang, one)} · {fields[one]}" if one else field_name(lang, one)
            ),
        )
        distance = _pick(
            *(lang, "distance", (*DISTANCES, OWN_DISTANCE) if towns_ask else DISTANCES),
            *(asked.distance, "stretch"),
            lambda one: distance_name(lang, one),
        )
        show(element("p", t(lang, "pages.siting.distance.caveat"), class_="dqm-eye"))
        places = places_for(replace(asked, candidates=candidates, demand="towns"), own)
        must, forbid = (_some(lang, name, places, getattr(asked, name)) for name in _SITES)
        # 0 stands for no limit: None would read as nothing chosen.
        limit = _pick(
            *(lang, "limit", range(MOST), asked.limit or 0, "stretch"),
            lambda n: t(lang, f"pages.siting.limit.{'each' if n else 'none'}", n=n),
        )
        limits = _limits(lang, places, asked.limits)
        if asked.conditions:
            st.button(t(lang, "pages.siting.reset"), key="siting-clear", on_click=reset)
    now = replace(asked, field=field, distance=distance, limit=limit or None, limits=limits)
    note(replace(now, must=must, forbid=forbid))
    if (asked.distance == OWN_DISTANCE) != (distance == OWN_DISTANCE):
        st.rerun()  # radii in another unit
    return question()


_SITES = ("must", "forbid")


def keep_address() -> None:
    """Let the address say what is asked."""
    address_component(key="siting-address", data={"own": list(KEYS), "query": address()})


def demand_name(lang: str, demand: str, n: int, column: str) -> str:
    """Who is to be served, in the sentence."""
    return t(lang, f"pages.siting.demand.{demand}", n=n, column=column)


def question_in_words(lang: str, asked: Question, places: Places) -> str:
    """The question as one line of text."""
    number = t(lang, "pages.siting.ask.fewest")
    parts = [
        t(lang, "pages.siting.ask.start"),
        number if asked.model == "set_covering" else plural(lang, "pages.siting.ask.k", asked.k),
        t(lang, "pages.siting.ask.middle"),
        demand_name(lang, asked.demand, len(places.demand), asked.column),
        t(lang, f"pages.siting.model.{asked.model}"),
    ]
    if asked.covers:
        unit = t(lang, f"pages.siting.unit.{places.unit}")
        parts.append(f"{t(lang, 'pages.siting.ask.within')} {asked.radius} {unit}")
    return " ".join(parts) + t(lang, "pages.siting.ask.end")


def field_name(lang: str, field: str) -> str:
    """A field of centres, or all of them."""
    return t(lang, f"vocab.field.{field}") if field else t(lang, "pages.siting.field.any")


def distance_name(lang: str, distance: str) -> str:
    """How distances are measured."""
    return t(lang, f"pages.siting.distance.{distance}")


def limit_name(lang: str, places: Places, limit: tuple[str, int]) -> str:
    """The limit of one district."""
    code, n = limit
    return t(lang, "pages.siting.limit.one", district=places.districts[code][lang], n=n)


def _word(lang: str, name: str) -> None:
    words = element("span", t(lang, f"pages.siting.ask.{name}"), class_="dqm-ask")
    st.html(words, width="content")


def _pick(
    lang: str,
    name: str,
    options: Sequence[Any],
    now: Any,
    width: Any,
    word: Callable[[Any], str],
) -> Any:
    key = picker(name, lang)
    if key not in st.session_state or st.session_state[key] not in options:
        st.session_state[key] = now if now in options else options[0]
    return st.selectbox(
        t(lang, f"pages.siting.label.{name}"),
        list(options),
        format_func=word,
        width=width,
        key=key,
        label_visibility="visible" if width == "stretch" else "collapsed",
    )


def _some(lang: str, name: str, places: Places, now: tuple[str, ...]) -> tuple[str, ...]:
    """Some of the candidates, in their order."""
    names = places.names(lang)
    ids = [str(id) for id in places.candidates.index]
    _keep(picker(name, lang), ids, now)
    chosen = st.multiselect(
        t(lang, f"pages.siting.label.{name}"),
        ids,
        format_func=lambda id: names[id],
        placeholder=t(lang, "pages.siting.pick"),
        key=picker(name, lang),
    )
    return tuple(id for id in ids if id in chosen)


def _limits(
    lang: str, places: Places, now: tuple[tuple[str, int], ...]
) -> tuple[tuple[str, int], ...]:
    """Limits of single districts; of two for one district the latest."""
    options = [(code, n) for code in places.districts for n in range(MOST)]
    key = picker("limits", lang)
    _keep(key, options, now)
    latest = list(dict(st.session_state[key]).items())
    if len(latest) < len(st.session_state[key]):
        st.session_state[key] = latest
    chosen = st.multiselect(
        t(lang, "pages.siting.label.limits"),
        options,
        format_func=lambda one: limit_name(lang, places, one),
        placeholder=t(lang, "pages.siting.pick"),
        key=key,
    )
    return tuple(sorted(dict(chosen).items()))


def _keep(key: str, options: Sequence[Any], now: Sequence[Any]) -> None:
    """Give a picker of several what it shows at first, and drop what it no longer offers."""
    known = st.session_state.get(key)
    kept = [one for one in (now if known is None else known) if one in options]
    if kept != known:
        st.session_state[key] = kept
