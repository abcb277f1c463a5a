"""Proof that a document asks the network for nothing.

Two independent nets. `find_outside` reads the finished text: every address in
a position that loads something, and every ``http`` literal in our script and
style. The document also carries a content security policy (`layers.document`)
that makes the browser refuse what a reader of texts might overlook.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Final

from layers.errors import OutsideAddressError

_LOADING_ATTRIBUTES: Final = frozenset(
    {
        "action",
        "background",
        "data",
        "formaction",
        "href",
        "manifest",
        "ping",
        "poster",
        "src",
        "srcdoc",
        "srcset",
        "xlink:href",
    }
)
_ABSOLUTE: Final = re.compile(r"(?:[a-z][a-z0-9+.-]*:)?//", re.IGNORECASE)
_LITERAL: Final = re.compile(r"(?:https?|wss?|ftp)://[^\s\"'`<>)\\]*", re.IGNORECASE)
_CSS_LOAD: Final = re.compile(
    r"url\(\s*[\"']?(?!data:|#)([^\"')]*)|@import\s+[\"']?([^\"';]*)", re.IGNORECASE
)
_SCRIPT_LOAD: Final = re.compile(
    r"""(?:\bfetch|\bimport|\bimportScripts|\bnew\s+(?:Worker|WebSocket|EventSource)|\.open)
        \s*\(\s*(?:["'`][A-Z]+["'`]\s*,\s*)?["'`]((?:[a-z]+:)?//[^"'`]*)""",
    re.VERBOSE | re.IGNORECASE,
)
NAMES_NOT_ADDRESSES: Final = frozenset(
    {
        "http://www.w3.org/1999/xhtml",
        "http://www.w3.org/1999/xlink",
        "http://www.w3.org/2000/svg",
        "https://leafletjs.com",
    }
)
"""Literals that a browser never asks for: XML namespaces, and Leaflet's own name in its
licence line and in the attribution prefix that we switch off."""


def find_outside(html: str) -> list[str]:
    """Addresses outside the document, in positions where a browser would ask for them.

    Addresses inside the JSON blocks are data (links to sources, a basemap the
    user has set) and are not counted.

    Parameters
    ----------
    html : str
        A whole document.

    Returns
    -------
    list[str]
        One line per finding: where, and which address. Empty if all is well.
    """
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.found


def require_self_contained(html: str) -> str:
    """Give the document back if nothing in it points outside.

    Raises
    ------
    OutsideAddressError
        Naming every address found.
    """
    found = find_outside(html)
    if found:
        raise OutsideAddressError("errors.layers.outside", found="; ".join(found))
    return html


class _Reader(HTMLParser):
    """Collects addresses; the parser itself tells script and style from text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self._inside: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        is_data = tag == "script" and values.get("type", "").endswith("json")
        self._inside = "data" if is_data else tag if tag in {"script", "style"} else None
        for name, value in values.items():
            if name in _LOADING_ATTRIBUTES and _ABSOLUTE.search(value):
                self.found.append(f"<{tag} {name}> {value}")
            if name == "style":
                self._read_style(value, f"<{tag} style>")
        if tag == "meta" and values.get("http-equiv", "").lower() == "refresh":
            self.found.append(f"<meta refresh> {values.get('content', '')}")

    def handle_endtag(self, tag: str) -> None:
        self._inside = None

    def handle_data(self, data: str) -> None:
        if self._inside == "style":
            self._read_style(data, "<style>")
            self._read_literals(data, "<style>")
        elif self._inside == "script":
            self.found += [f"<script> {hit[1]}" for hit in _SCRIPT_LOAD.finditer(data)]
            self._read_literals(data, "<script>")

    def _read_style(self, css: str, where: str) -> None:
        for hit in _CSS_LOAD.finditer(css):
            address = hit[1] if hit[1] is not None else hit[2]
            self.found.append(f"{where} {address.strip()}")

    def _read_literals(self, text: str, where: str) -> None:
        self.found += [
            f"{where} {address}"
            for address in dict.fromkeys(_LITERAL.findall(text))
            if address.rstrip("/.,;") not in NAMES_NOT_ADDRESSES
        ]
