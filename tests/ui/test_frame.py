"""Where the browser finds the map document: on the disk, or in the server's memory."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
import streamlit as st
from streamlit import runtime
from streamlit.runtime.media_file_manager import MediaFileManager
from streamlit.runtime.memory_media_file_storage import MemoryMediaFileStorage

from layers.document import Served
from layers.options import DocumentOptions
from ui import frame
from ui.frame import document_address

MEMORY = MediaFileManager(MemoryMediaFileStorage("/media"))


def asked(served: Served, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setattr(runtime, "get_instance", lambda: SimpleNamespace(media_file_mgr=MEMORY))
    monkeypatch.setattr(frame, "_document", lambda *_: served)
    return document_address(DocumentOptions())


def test_a_document_on_the_disk_is_a_static_file(monkeypatch: pytest.MonkeyPatch) -> None:
    assert asked(Served("map-1.html"), monkeypatch) == "/app/static/map-1.html"


def test_one_that_the_disk_does_not_take_is_served_from_memory_under_one_address(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    address = asked(Served("map-1.html", "<html>重固</html>"), monkeypatch)
    assert address == asked(Served("map-1.html", "<html>重固</html>"), monkeypatch)
    assert address != asked(Served("map-2.html", "<html>朱家角</html>"), monkeypatch)
    name = address.removeprefix("/media/").removesuffix(".html")
    found = MEMORY.read_file(name)
    assert found
    assert (found.content.decode(), found.mimetype) == ("<html>重固</html>", "text/html")


def test_both_stand_below_the_path_of_the_application(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(st, "get_option", lambda _: "/quality/")
    assert asked(Served("a.html"), monkeypatch) == "/quality/app/static/a.html"
    assert asked(Served("a.html", "text"), monkeypatch).startswith("/quality/media/")
