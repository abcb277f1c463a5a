"""The application's own stylesheet."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

import streamlit as st

from ui.components import ASSETS


@lru_cache(maxsize=1)
def _stylesheet() -> str:
    return (ASSETS / "app.css").read_text(encoding="utf-8")


def apply_style(page: Literal["map", "page"]) -> None:
    """Load the stylesheet; the map fills its page, other pages have margins."""
    st.html(f"<style>{_stylesheet()}</style>")
    st.container(key=f"kind-{page}")
