"""Choices that outlive a change of language or page, and stand in the address."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import streamlit as st

One = TypeVar("One", int, str)


def kept(name: str, default: Any) -> Any:
    """What this session chose before."""
    return st.session_state.get(f"kept-{name}", default)


def keep(name: str, value: Any) -> None:
    """Remember a choice."""
    st.session_state[f"kept-{name}"] = value


def kept_select(
    lang: str,
    name: str,
    label: str,
    options: Sequence[One],
    word: Callable[[One], str],
    width: int,
) -> One:
    """A select box that keeps its choice; it is made anew in another language.

    Parameters
    ----------
    lang : {"zh", "en"}
    name : str
        Of the choice; the key is ``<name>-<lang>``.
    label : str
    options : sequence
        The first one is the default.
    word : Callable
        An option in words.
    width : int
        In pixels.
    """
    before = kept(name, options[0])
    chosen = st.selectbox(
        label,
        list(options),
        index=list(options).index(before) if before in options else 0,
        format_func=word,
        key=f"{name}-{lang}",
        width=width,
    )
    keep(name, chosen)
    return chosen


def kept_pills(
    lang: str, name: str, label: str, options: Sequence[One], word: Callable[[One], str]
) -> list[One]:
    """Pills of which several may be on; none on means all."""
    key = f"{name}-{lang}"
    before = st.session_state.get(key, kept(name, ()))
    st.session_state[key] = [one for one in before if one in options]
    chosen = st.pills(label, list(options), selection_mode="multi", format_func=word, key=key)
    keep(name, tuple(chosen))
    return list(chosen)


def in_address(**values: str | None) -> None:
    """Write parameters into the address of this page; None takes one out."""
    for name, value in values.items():
        if value is None:
            if name in st.query_params:
                del st.query_params[name]
        elif st.query_params.get(name) != value:
            st.query_params[name] = value
