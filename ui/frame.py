"""The map on the page: one sandboxed frame, and the words that pass between it and Python."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Any, Final

import streamlit as st
from streamlit import runtime

from layers.document import Served, write_static
from layers.options import DocumentOptions
from text import Message, t
from text.catalogue import LANGUAGES
from ui.components import frame
from ui.state import DEFAULT, State

STATIC: Final = Path(__file__).parent.parent / "static"
KEY: Final = "map"
_WRITING: Final = Lock()
"""Several visitors may arrive before the document is there; one of them makes it."""


@dataclass(frozen=True)
class Reported:
    """What the frame told Python: the last state, and a page it asks for."""

    state: object | None = None
    ask: object | None = None


def document_address(options: DocumentOptions) -> str:
    """Path under which the browser finds the map document; made if it is not there yet.

    It is a static file; where the disk takes none, the server hands it out from memory.

    Raises
    ------
    DistrictMapError
        If data or assets do not allow it.
    """
    document = _document(options)
    path = f"app/static/{document.name}"
    if document.text is not None:
        # Kept for as long as a session shows it; the address follows the content.
        media = runtime.get_instance().media_file_mgr
        path = media.add(document.text.encode(), "text/html", KEY).lstrip("/")
    base = str(st.get_option("server.baseUrlPath") or "").strip("/")
    return "/" + "/".join(part for part in (base, path) if part)


def _document(options: DocumentOptions) -> Served:
    """The document for options; looked at in every run, so that it follows the data."""
    with _WRITING:
        return write_static(STATIC, options)


def show_map(
    address: str, state: State, boundary: str | None = None, notice: Message | None = None
) -> Reported:
    """Draw the frame, or talk to the one that is there.

    Parameters
    ----------
    address : str
        From `document_address`.
    state : State
        What a new frame opens with; a frame that is there follows its language only.
    boundary : str, optional
        Source of the boundaries to keep in the address.
    notice : Message, optional
        Shown on the map until the visitor closes it.

    Returns
    -------
    Reported
        What the frame has said up to now: a browser's word, not to be believed.
    """
    data: dict[str, Any] = {
        "address": address,
        "state": state.as_json(),
        "defaults": DEFAULT.as_json(),
        "boundary": boundary,
        "notice": {lang: notice.in_language(lang) for lang in LANGUAGES} if notice else None,
        "text": {
            "title": t(state.lang, "pages.frame.title"),
            "loading": t(state.lang, "pages.frame.loading"),
            "failed": t(state.lang, "pages.frame.failed"),
            "retry": t(state.lang, "pages.frame.retry"),
        },
    }
    heard = frame(key=KEY, data=data, on_state_change=_nothing, on_ask_change=_nothing)
    return Reported(heard.get("state"), heard.get("ask"))


def _nothing() -> None:
    """Streamlit asks for a callback per value; the fragment reads the values itself."""
