"""The application's own stylesheet."""

from __future__ import annotations

from functools import lru_cache

import streamlit as st

from ui.components import ASSETS


@lru_cache(maxsize=1)
def _stylesheet() -> str:
    return (ASSETS / "app.css").read_text(encoding="utf-8")


def apply_style() -> None:
    """Load the stylesheet."""
    st.html(f"<style>{_stylesheet()}</style>")
