"""The application's own stylesheet."""

from __future__ import annotations

from functools import lru_cache

import streamlit as st

from ui.components import ASSETS
from ui.symbols import symbol_rules


@lru_cache(maxsize=1)
def _stylesheet() -> str:
    files = ("tokens", "app", "pieces", "siting", "plan", "method")
    parts = [(ASSETS / f"{one}.css").read_text("utf-8") for one in files]
    return "\n".join([*parts, symbol_rules()])


def apply_style() -> None:
    """Load the stylesheet."""
    st.html(f"<style>{_stylesheet()}</style>")
