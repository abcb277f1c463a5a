"""Charts as pictures: a button that saves a part of the page as PNG, made in the browser."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import streamlit as st

from layers.build import build_module
from text import t
from ui.components import ASSETS, packed


def offer_picture(lang: str, key: str, name: str) -> None:
    """A button for a picture of a container.

    Parameters
    ----------
    lang : {"zh", "en"}
    key : str
        Of the container that holds title, chart and source.
    name : str
        Of the file, without its ending.

    Raises
    ------
    AssetsError
        If the npm packages are not installed.
    """
    text = {one: t(lang, f"pages.picture.{one}") for one in ("short", "label", "failed")}
    data = {"key": key, "file": f"{name}.png", "text": text}
    with st.container(key=f"picture-{key}", width="content"):
        _component()(key=f"picture-of-{key}", data=packed(data))


@lru_cache(maxsize=1)
def _component() -> Any:
    script = build_module(ASSETS / "picture.js")
    return st.components.v2.component("dqm_picture", js=script, isolate_styles=False)
