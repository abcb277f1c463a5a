"""What a visitor may ask of a ranking: an order, a name, tiers, least scores of pillars."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

import streamlit as st

from layers.standing import Run, Standing
from text import t
from ui.kept import kept_pills, kept_select
from ui.markup import element, show

ORDERS: Final = ("rank", "low", "high", "p_top3", "code")
"""Orders that every ranking has; each of its pillars is another."""

TENTH_ORDERS: Final = ("decile", "code")
YOURS: Final = "yours"


@dataclass(frozen=True)
class Asked:
    """What is to be shown.

    Attributes
    ----------
    words : str
        Part of a name or code.
    tiers : tuple of int
        Empty: all.
    least : Mapping of str to float
        Least score per pillar.
    order : str
        Of `ORDERS`, or the id of a pillar.
    """

    words: str = ""
    tiers: tuple[int, ...] = ()
    least: Mapping[str, float] = field(default_factory=dict)
    order: str = "rank"


def found(
    rows: Sequence[Standing], asked: Asked, yours: Mapping[str, int] | None = None
) -> list[Standing]:
    """The rows that were asked for, in the order that was asked for.

    Parameters
    ----------
    rows : sequence of Standing
    asked : Asked
    yours : Mapping of str to int, optional
        Ranks by one's own weights, for the order ``yours``.
    """
    words = asked.words.strip().casefold()

    def fits(one: Standing) -> bool:
        said = f"{one.code}\n{one.name.zh}\n{one.name.en}".casefold()
        return (
            words in said
            and (not asked.tiers or one.tier in asked.tiers)
            # A pillar without a score reaches no least score.
            and all(one.pillars[id] >= least for id, least in asked.least.items())
        )

    def place(one: Standing) -> tuple[float, float, str]:
        if asked.order in {"low", "high", "rank"}:
            return getattr(one, asked.order), one.rank, one.code
        if asked.order in {"decile", "code"}:
            return (one.decile if asked.order == "decile" else 0), 0.0, one.code
        if asked.order == YOURS:
            return (yours or {}).get(one.code, math.inf), one.rank, one.code
        value = one.p_top3 if asked.order == "p_top3" else one.pillars[asked.order]
        return (math.inf if math.isnan(value) else -value), one.rank, one.code

    return sorted(filter(fits, rows), key=place)


def ask(
    lang: str,
    name: str,
    run: Run,
    rows: Sequence[Standing],
    *,
    yours: bool = False,
    tenths: bool = False,
) -> Asked:
    """Draw the tools of a ranking; what they ask for now.

    Parameters
    ----------
    lang : {"zh", "en"}
    name : str
        Of the ranking; part of the keys.
    run : Run
    rows : sequence of Standing
        All of it.
    yours : bool
        Whether there are ranks by one's own weights to order by.
    tenths : bool
        Whether no ordinal rank is shown: then there is none to order or choose by.
    """
    index = run.result.index
    pillars = {id: index.node(id).name.in_language(lang) for id in index.pillars}
    tiers = sorted({one.tier for one in rows})
    words = st.text_input(
        t(lang, "pages.ranking.search"),
        key=f"{name}-words",
        max_chars=60,
        width=220,
        icon=":material/search:",
    )
    order = kept_select(
        lang,
        f"{name}-order",
        t(lang, "pages.ranking.sort"),
        (*(TENTH_ORDERS if tenths else ORDERS), *((YOURS,) if yours else ()), *pillars),
        lambda one: pillars.get(one) or t(lang, f"pages.ranking.by.{one}"),
        240,
    )
    chosen: list[int] = []
    if len(tiers) > 1 and not tenths:
        chosen = kept_pills(
            lang,
            f"{name}-tiers",
            t(lang, "pages.ranking.tiers"),
            tiers,
            lambda one: t(lang, "pages.ranking.tier", n=one),
        )
    least = _ask_least(lang, name, run, pillars)
    return Asked(words, tuple(chosen), least, order)


def _ask_least(lang: str, name: str, run: Run, pillars: Mapping[str, str]) -> dict[str, float]:
    low, high = run.result.index.method.scale
    on = [id for id in pillars if st.session_state.get(f"{name}-least-{id}", low) > low]
    label = t(lang, "pages.ranking.least", n=len(on)) if on else t(lang, "pages.ranking.least_none")
    with st.popover(label, key=f"{name}-least", icon=":material/filter_alt:"):
        show(element("p", t(lang, "pages.ranking.least_lead"), class_="dqm-lead"))
        asked = {
            id: st.slider(words, float(low), float(high), key=f"{name}-least-{id}", format="%g")
            for id, words in pillars.items()
        }
    return {id: least for id, least in asked.items() if least > low}
