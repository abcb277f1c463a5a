"""The files of an index of one's own: choosing them, and what is wrong with them.

What is uploaded stays in the session: it is never written, and nobody else sees it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

import streamlit as st

from data.spreadsheets import MOST_BYTES, read_rows
from data.workbooks import MOST_COLUMNS, MOST_ROWS
from layers.own_index import Attempt, OwnIndex, Upload, attempt, template
from layers.own_limits import MOST_INDEX_BYTES
from text import DistrictMapError, t
from ui.downloads import offer_file
from ui.markup import Html, element, quoted, show
from ui.uploads import native_words
from ui.workbook import workbook

_FILES: Final = "own-files"
_ATTEMPT: Final = "own-attempt"
_VALID: Final = "own-valid"
_ROUND: Final = "own-round"
KINDS: Final = ("table", "index")
_MOST_SHOWN: Final = 100


def valid_index() -> OwnIndex | None:
    """The last valid one of this session."""
    found = st.session_state.get(_VALID)
    return found if isinstance(found, OwnIndex) else None


def forget_index() -> None:
    """Take everything that was uploaded out of the session."""
    for name in (_FILES, _ATTEMPT, _VALID):
        st.session_state.pop(name, None)
    # Fresh pickers: those on the page still hold the files.
    st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1


def ask_files(lang: str) -> None:
    """Draw the pickers with what became of each file; a valid pair becomes the index."""
    files: dict[str, Upload] = st.session_state.setdefault(_FILES, {})
    show(native_words(lang, "card-own-files"))
    columns = st.columns(2, gap="medium")
    places = {}
    for kind, column in zip(KINDS, columns, strict=True):
        with column, st.container(key=f"own-{kind}"):
            _ask(lang, kind, files)
            places[kind] = st.container(key=f"own-said-{kind}")
    tried = _tried(lang, files)
    for kind, place in places.items():
        with place:
            _say(lang, kind, files, tried)
    if tried.own is None and valid_index() and (tried.table or tried.index):
        show(element("p", t(lang, "pages.own.still"), class_="dqm-notice", role="status"))


def offer_template(lang: str) -> None:
    """Both files of an example, the table also as a workbook; invented, and called so."""
    table, index = template()
    rows = read_rows(table, "template.csv")
    lines = [rows.header, *(_numbers(cells) for _, cells in rows.rows)]
    stem = t(lang, "pages.own.template.file")
    makers: dict[str, tuple[str, Callable[[], bytes]]] = {
        "table_xlsx": ("xlsx", lambda: workbook({stem: lines})),
        "table_csv": ("csv", lambda: b"\xef\xbb\xbf" + table),
        "index": ("toml", lambda: index),
    }
    with st.container(key="own-templates", horizontal=True):
        for name, (kind, make) in makers.items():
            offer_file(t(lang, f"pages.own.template.{name}"), make, f"{stem}.{kind}", "own")


def _ask(lang: str, kind: str, files: dict[str, Upload]) -> None:
    most = {
        "table": t(
            lang,
            "pages.own.limit.table",
            size=f"{MOST_BYTES // 1_000_000} MB",
            rows=f"{MOST_ROWS:,}",
            columns=MOST_COLUMNS,
        ),
        "index": t(lang, "pages.own.limit.index", size=f"{MOST_INDEX_BYTES // 1000} kB"),
    }
    key = f"own-upload-{kind}-{st.session_state.get(_ROUND, 0)}"
    came = st.file_uploader(
        t(lang, f"pages.own.upload.{kind}"),
        key=key,
        on_change=_changed,
        args=(kind, key),
    )
    if came is not None:
        files[kind] = Upload(came.name, came.getvalue())
    show(element("p", most[kind], class_="dqm-eye"))


def _changed(kind: str, key: str) -> None:
    """A file that was taken away is gone; a page that is not open takes none away."""
    if st.session_state.get(key) is None:
        st.session_state.get(_FILES, {}).pop(kind, None)


def _tried(lang: str, files: dict[str, Upload]) -> Attempt:
    """Check and run the files; once per pair."""
    kept = st.session_state.get(_ATTEMPT)
    if kept and kept[0] == files:
        return kept[1] if isinstance(kept[1], Attempt) else Attempt()
    with st.spinner(t(lang, "pages.own.running")):
        found = attempt(files.get("table"), files.get("index"))
    st.session_state[_ATTEMPT] = (dict(files), found)
    if found.own is not None:
        st.session_state[_VALID] = found.own
    return found


def _say(lang: str, kind: str, files: dict[str, Upload], tried: Attempt) -> None:
    upload = files.get(kind)
    if upload is None:
        show(element("p", t(lang, f"pages.own.lacking.{kind}"), class_="dqm-eye"))
        return
    defects: Sequence[DistrictMapError] = tried.table if kind == "table" else tried.index
    if defects:
        show(_problems(lang, upload.name, defects))
    elif tried.own is not None:
        guessed = kind == "table" and tried.own.encoding == "GB18030"
        words = t(lang, f"pages.own.read.{'gb' if guessed else 'fine'}", file=upload.name)
        if kind == "table" and tried.own.sheet:
            words += t(lang, "pages.own.read.sheet", sheet=tried.own.sheet)
        show(element("p", quoted(words, lang), class_="dqm-fine", role="status"))
    else:
        words = t(lang, f"pages.own.waiting.{kind}", file=upload.name)
        show(element("p", quoted(words, lang), class_="dqm-eye", role="status"))


def _problems(lang: str, file: str, defects: Sequence[DistrictMapError]) -> Html:
    lines = [element("li", quoted(one.in_language(lang), lang)) for one in defects[:_MOST_SHOWN]]
    more = Html()
    if len(defects) > _MOST_SHOWN:
        more = element("p", t(lang, "pages.own.more", n=len(defects) - _MOST_SHOWN))
    head = t(lang, "pages.own.problems", n=len(defects), file=file)
    listed = element("ul", Html("".join(lines)))
    return element(
        "div",
        element("strong", quoted(head, lang)),
        listed,
        more,
        class_="dqm-problems",
        role="alert",
    )


def _numbers(cells: Sequence[object]) -> list[object]:
    """Cells of the template as a workbook holds them."""
    return [_number(cell) for cell in cells]


def _number(cell: object) -> object:
    try:
        return float(str(cell))
    except ValueError:
        return cell
