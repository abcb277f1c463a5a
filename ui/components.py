"""Our Components v2, registered once when this module is first imported.

They are the only JavaScript on the page around the map; what they do stands
in the files under ``ui/assets``.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

import streamlit as st

ASSETS: Final = Path(__file__).parent / "assets"


def _script(name: str) -> str:
    return (ASSETS / name).read_text(encoding="utf-8")


# `isolate_styles=False`: our style sheets hold for them as for the rest of the page.
frame = st.components.v2.component("dqm_frame", js=_script("frame.js"), isolate_styles=False)
shell = st.components.v2.component("dqm_shell", js=_script("shell.js"), isolate_styles=False)
calculator = st.components.v2.component(
    "dqm_calculator", js=_script("calculator.js"), isolate_styles=False
)
share = st.components.v2.component("dqm_share", js=_script("share.js"), isolate_styles=False)
address = st.components.v2.component("dqm_address", js=_script("address.js"), isolate_styles=False)
plan = st.components.v2.component("dqm_plan", js=_script("plan.js"), isolate_styles=False)
drawing = st.components.v2.component("dqm_drawing", js=_script("drawing.js"), isolate_styles=False)
preview = st.components.v2.component("dqm_preview", js=_script("preview.js"), isolate_styles=False)


def packed(data: dict[str, Any]) -> bytes:
    """Data for a component as JSON, which Streamlit would write twice after looking for tables.

    Parameters
    ----------
    data : dict
        The component unpacks it: ``JSON.parse(new TextDecoder().decode(component.data))``.
    """
    return json.dumps(data, ensure_ascii=False).encode("utf-8")
