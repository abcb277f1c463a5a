"""Which districts are compared: the address says so, and the buttons write the address."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import streamlit as st

from text import t
from ui.marks import COLOURS, mark_address
from ui.markup import Html, element, show
from ui.reader import NONE
from ui.state import KINDS

PARAMETER: Final = "with"
"""Of the address: the districts beside the one under ``district``, separated by commas."""
MOST: Final = len(COLOURS)
KEY: Final = "compare-pick"
_FULL: Final = "compare-full"


@dataclass(frozen=True)
class Choice:
    """The districts of a comparison.

    Attributes
    ----------
    codes : tuple of str
        At most four, each once; fewer than two are not a comparison yet.
    added : bool
        Whether the last of them is not the visitor's choice but the most similar one.
    ignored : tuple of str
        What the address names beside, as it came.
    """

    codes: tuple[str, ...]
    added: bool = False
    ignored: tuple[str, ...] = ()


def read_choice(
    district: str | None,
    beside: str | None,
    known: Collection[str],
    first: str,
    alike: Callable[[str], Sequence[str]],
) -> Choice:
    """What an address asks for; it may come from anybody.

    Parameters
    ----------
    district : str or None
        A district that exists.
    beside : str or None
        Value of `PARAMETER`; None: the most similar district is set beside.
    known : collection of str
        Codes that exist.
    first : str
        Stands in where the address names no district at all.
    alike : callable
        The districts most similar to another one, nearest first.
    """
    if beside is None:
        start = district or first
        second = alike(start)[:1]
        return Choice((start, *second), added=bool(second))
    wanted = [] if district is None else [district]
    named = [one.strip() for one in beside.split(",") if one.strip()]
    wanted += [one for one in named if one in known]
    codes = tuple(dict.fromkeys(wanted))
    refused = [one for one in named if one not in known and one != NONE]
    over = codes[MOST:]
    return Choice(codes[:MOST], ignored=tuple(f"{PARAMETER}={one}" for one in (*refused, *over)))


def picked(before: Iterable[str], now: Iterable[str]) -> tuple[str, ...]:
    """The districts after a click: those that stay keep their order and their marks."""
    chosen = list(now)
    kept = [code for code in before if code in chosen]
    return (*kept, *(code for code in chosen if code not in kept))


def address_of(codes: Iterable[str], query: Mapping[str, str]) -> dict[str, str]:
    """The query of an address that asks for these districts, everything else kept."""
    rest = {name: value for name, value in query.items() if name not in {*KINDS, PARAMETER}}
    first, *others = [*codes] or [""]
    return rest | ({"district": first} if first else {}) | {PARAMETER: ",".join(others) or NONE}


def ask_choice(lang: str, choice: Choice, names: Mapping[str, str]) -> None:
    """Buttons of all districts, the chosen ones with their marks.

    Parameters
    ----------
    lang : {"zh", "en"}
    choice : Choice
    names : mapping of str to str
        Short names by code.
    """
    # The address decides: the buttons follow it, also when the visitor goes back.
    st.session_state[KEY] = list(choice.codes)
    st.pills(
        t(lang, "pages.compare.pick", most=MOST),
        list(names),
        selection_mode="multi",
        format_func=lambda code: names[code],
        key=KEY,
        on_change=_change,
        args=(choice.codes,),
    )
    show(_marked(list(names), choice.codes))
    if st.session_state.pop(_FULL, False):
        words = t(lang, "pages.compare.full", most=MOST)
        show(element("p", words, class_="dqm-notice", role="status"))


def _change(before: tuple[str, ...]) -> None:
    now = picked(before, st.session_state[KEY] or [])
    st.session_state[_FULL] = len(now) > MOST
    query = {name: st.query_params[name] for name in st.query_params}
    st.query_params.from_dict(address_of(now[:MOST], query))


def _marked(order: list[str], codes: tuple[str, ...]) -> Html:
    """A style that sets the marks before the names of the chosen districts."""
    rules = []
    for place, code in enumerate(codes):
        button = f".st-key-{KEY} button:nth-of-type({order.index(code) + 1})"
        rules.append(f'{button}::before{{background-image:url("{mark_address(place)}")}}')
    return Html(f"<style>{''.join(rules)}</style>")
