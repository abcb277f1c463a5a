"""The application's own stylesheet."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

import streamlit as st

from ui.components import ASSETS
from ui.symbols import symbol_rules

_SHEETS: Final = (
    *("tokens", "app", "pieces"),
    *("siting", "plan", "method", "scorecard", "scorecard_page", "compare", "ranking"),
    "exhibition",
)


@lru_cache(maxsize=1)
def _stylesheet() -> str:
    sheets = ((ASSETS / f"{one}.css").read_text("utf-8") for one in _SHEETS)
    # In one line: Streamlit looks at the indentation of every line in every run.
    return " ".join("\n".join([*sheets, symbol_rules()]).split("\n"))


def apply_style() -> None:
    """Load the stylesheet."""
    st.html(f"<style>{_stylesheet()}</style>")
