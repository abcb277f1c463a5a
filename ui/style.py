"""The application's own style sheets: of its pages, and of the scorecard to print."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Final

import streamlit as st

from ui.components import ASSETS
from ui.symbols import symbol_rules

# In the order in which they apply: where two rules weigh the same, the later one holds.
_SCORECARD: Final = ("scorecard_head", "scorecard_indicators", "scorecard_reasons")
SHEETS: Final = (
    "tokens",
    *("app", "app_bar", "app_switches", "app_share", "app_frame", "app_page", "app_files"),
    *("app_narrow", "app_stack", "pieces"),
    *("siting_question", "siting_plan", "siting_legend", "siting_panel", "siting_files"),
    *("siting_narrow", "plan"),
    *("method_page", "method_steps", "method_indicators", "method_coverage"),
    *("method_sensitivity", "method_audit", "method_narrow"),
    *(*_SCORECARD, "scorecard_page", "scorecard_narrow"),
    *("compare_choice", "compare_heads", "compare_table", "compare_difference", "compare_narrow"),
    *("ranking_head", "ranking_table", "ranking_popovers", "ranking_chart", "ranking_own"),
    *("ranking_narrow", "exhibition"),
)
"""The style sheets of the pages."""
PRINT_SHEETS: Final = (
    *("tokens", "pieces"),
    *(*_SCORECARD, "scorecard_print", "scorecard_print_sizes"),
)
"""Those of the scorecard to print."""


def read_sheets(names: Sequence[str]) -> str:
    """Style sheets of ``ui/assets``, one after the other, and the rules of the symbols.

    Parameters
    ----------
    names : sequence of str
        Without their folder and ending.
    """
    sheets = ((ASSETS / f"{one}.css").read_text("utf-8") for one in names)
    return "\n".join([*sheets, symbol_rules()])


@lru_cache(maxsize=1)
def _stylesheet() -> str:
    # In one line: Streamlit looks at the indentation of every line in every run.
    return " ".join(line.strip() for line in read_sheets(SHEETS).splitlines())


def apply_style() -> None:
    """Load the stylesheet."""
    st.html(f"<style>{_stylesheet()}</style>")
