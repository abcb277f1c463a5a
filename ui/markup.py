"""Small pieces of static HTML whose every text is escaped: names stay text, whatever they hold."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from html import escape
from typing import Final

import streamlit as st

_HAN: Final = re.compile(r"[㐀-鿿豈-﫿]")
_WEB: Final = re.compile(r"https?://[^\s]+")


class Html(str):
    """Text that is HTML already; everything else is escaped."""

    __slots__ = ()


def element(tag: str, *children: str, **attributes: str | None) -> Html:
    """One element; ``class_`` stands for ``class``, None leaves an attribute out."""
    marks = "".join(
        f' {name.rstrip("_").replace("_", "-")}="{escape(value)}"'
        for name, value in attributes.items()
        if value is not None
    )
    return Html(f"<{tag}{marks}>{''.join(map(_safe, children))}</{tag}>")


def quoted(text: str, lang: str) -> Html:
    """A text from the data: marked as Chinese where it is and the page is not."""
    chinese = lang != "zh" and _HAN.search(text)
    return element("span", text, lang="zh" if chinese else None, data_name="")


def link(text: str, address: str | None, lang: str) -> Html:
    """A quoted text that leads to its web page; only web addresses become links."""
    words = quoted(text, lang)
    if not address or not _WEB.fullmatch(address):
        return words
    return element("a", words, href=address, target="_blank", rel="noopener noreferrer")


def facts(rows: Iterable[tuple[str, str]]) -> Html:
    """A list of labels with their values."""
    items = [element("dt", label) + element("dd", value) for label, value in rows]
    return element("dl", Html("".join(items)), class_="dqm-facts")


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Html:
    """A plain table."""
    top = element("tr", *(element("th", cell, scope="col") for cell in head))
    body = [element("tr", *(element("td", cell) for cell in row)) for row in rows]
    inside = element("thead", top) + element("tbody", Html("".join(body)))
    whole = element("table", Html(inside), class_="dqm-table")
    return element(
        "div", whole, class_="dqm-scroll", tabindex="0", role="region", aria_label=head[0]
    )


def show(*parts: Html) -> None:
    """Put it on the page; several parts as one element, as far apart as elements are.

    Every element is a message of its own to the browser, and a fifth of a millisecond of ours.
    """
    st.html(parts[0] if len(parts) == 1 else stacked(*parts))


def stacked(*parts: Html) -> Html:
    """Parts below each other, as far apart as elements of a page are."""
    return element("div", *(element("div", one) for one in parts), class_="dqm-stack")


def _safe(child: str) -> str:
    return child if isinstance(child, Html) else escape(child)
