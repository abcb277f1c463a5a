"""Pickers of files in the language of the page."""

from __future__ import annotations

from text import t
from ui.markup import Html


def native_words(lang: str, key: str) -> Html:
    """Our words for the English ones that Streamlit draws inside its pickers.

    Parameters
    ----------
    lang : {"zh", "en"}
    key : str
        Of the container that holds the pickers.
    """
    words = {name: t(lang, f"pages.own.{name}") for name in ("drop", "browse", "large")}
    rules = "".join(f'--dqm-{name}:"{value}";' for name, value in words.items())
    return Html(f"<style>.st-key-{key}{{{rules}}}</style>")
