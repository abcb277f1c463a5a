"""The application's own stylesheet."""

from __future__ import annotations

from functools import lru_cache

import streamlit as st

from ui.components import ASSETS


@lru_cache(maxsize=1)
def _stylesheet() -> str:
    return "\n".join(
        (ASSETS / f"{one}.css").read_text("utf-8")
        for one in ("tokens", "app", "pieces", "siting", "scorecard", "scorecard_page", "compare")
    )


def apply_style() -> None:
    """Load the stylesheet."""
    st.html(f"<style>{_stylesheet()}</style>")
