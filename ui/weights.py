"""Weights of one's own for the pillars: chosen with sliders, carried in the address."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

import streamlit as st

from layers.standing import Run, Standing, reweighted, standings
from scoring.model import ROOT, Index
from text import formats, t
from ui.kept import in_address, keep, kept
from ui.markup import Html, element, show
from ui.pieces import rank_bar
from ui.ranking_table import Column, place

MOST: Final = 100
_NAME: Final = "weights"
_NUMBER: Final = re.compile(r"[0-9]{1,3}")


def official_weights(index: Index) -> dict[str, int]:
    """Weights of the pillars as the sliders start with them.

    As the file gives them if they are whole numbers that the sliders can show,
    else as shares of a hundred.
    """
    if index.pillars == (ROOT,):
        return {}
    given = {id: index.node(id).weight for id in index.pillars}
    if all(value.is_integer() and value <= MOST for value in given.values()):
        return {id: int(value) for id, value in given.items()}
    total = sum(given.values())
    return {id: round(MOST * value / total) for id, value in given.items()}


def read_weights(text: str, pillars: Sequence[str]) -> dict[str, int] | None:
    """Weights from an address: a whole number from 0 to 100 per pillar, in order; else None."""
    parts = text.split(",")
    if len(parts) != len(pillars) or not all(_NUMBER.fullmatch(one) for one in parts):
        return None
    found = [int(one) for one in parts]
    return dict(zip(pillars, found, strict=True)) if max(found) <= MOST else None


def ask_weights(lang: str, index: Index, asked: str | None) -> tuple[dict[str, int] | None, bool]:
    """Draw the sliders.

    Parameters
    ----------
    lang : {"zh", "en"}
    index : Index
        The official one.
    asked : str or None
        What the address says.

    Returns
    -------
    weights : dict of str to int or None
        None as long as they are the official ones.
    understood : bool
        Whether the address could be read.
    """
    official = official_weights(index)
    understood = True
    before: Mapping[str, int] = kept(_NAME, official)
    now = {id: st.session_state.get(f"weight-{id}", before.get(id)) for id in official}
    # What moved just now counts: the browser may not have heard of the last address yet.
    moved = now != {id: before.get(id) for id in official}
    if asked is not None and asked != kept("weights-asked", None) and not moved:
        found = read_weights(asked, list(official))
        understood = found is not None
        if found is not None:
            _set(found)
    keep("weights-asked", asked)
    for id, value in official.items():
        if f"weight-{id}" not in st.session_state:
            st.session_state[f"weight-{id}"] = before.get(id, value)
    changed = any(st.session_state[f"weight-{id}"] != value for id, value in official.items())
    label = t(lang, f"pages.ranking.weights.{'changed' if changed else 'button'}")
    with st.popover(label, key="ranking-weights", icon=":material/tune:"):
        show(element("p", t(lang, "pages.ranking.weights.lead"), class_="dqm-lead"))
        weights = {}
        for id in official:
            name = index.node(id).name.in_language(lang)
            words = t(lang, "pages.ranking.weights.slider", name=name, official=official[id])
            weights[id] = int(st.slider(words, 0, MOST, key=f"weight-{id}"))
        total = sum(weights.values())
        said = shares(lang, index, weights) if total else t(lang, "pages.ranking.weights.nothing")
        show(element("p", said, class_="dqm-eye" if total else "dqm-notice"))
        st.button(
            t(lang, "pages.ranking.weights.reset"),
            key="weights-reset",
            on_click=_set,
            args=(official,),
            disabled=weights == official,
        )
    keep(_NAME, weights)
    mine = None if weights == official else weights
    written = ",".join(map(str, weights.values())) if mine else None
    in_address(weights=written)
    keep("weights-asked", written)
    return mine, understood


def shares(lang: str, index: Index, weights: Mapping[str, int]) -> str:
    """The weights as shares of the whole."""
    total = sum(weights.values())
    parts = [
        f"{index.node(id).name.in_language(lang)} {formats.number(lang, 100 * value / total)}%"
        for id, value in weights.items()
    ]
    return t(lang, "pages.ranking.weights.shares", parts=" · ".join(parts))


def own_column(lang: str, run: Run, mine: Run) -> Column:
    """Ranks by one's own weights, with their intervals and what changed."""
    official = {one.code: one for one in standings(run)}
    cells = {one.code: _cell(lang, one, official.get(one.code)) for one in standings(mine)}
    return Column(t(lang, "pages.ranking.head.yours"), cells)


def weighed(run: Run, weights: Mapping[str, int]) -> Run:
    """The run with these weights."""
    return reweighted(run, {id: float(value) for id, value in weights.items()})


def change(lang: str, now: int, before: int) -> Html:
    """How far a rank moved: a sign and a word, never colour alone."""
    kind = "same" if now == before else "better" if now < before else "worse"
    words = t(lang, f"pages.ranking.change.{kind}", n=abs(now - before))
    return element("span", words, class_=f"dqm-{kind} dqm-change")


def _cell(lang: str, one: Standing, official: Standing | None) -> Html:
    moved = change(lang, one.rank, official.rank) if official else Html()
    interval = element("span", f"{one.low}–{one.high}", class_="dqm-range")
    return element(
        "div", place(lang, one), rank_bar(lang, one), interval, moved, class_="dqm-yours"
    )


def _set(weights: Mapping[str, int]) -> None:
    keep(_NAME, dict(weights))
    for id, value in weights.items():
        st.session_state[f"weight-{id}"] = value
