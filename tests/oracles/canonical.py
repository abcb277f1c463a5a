"""What a file says, whatever its looks: values by (subject, code, field)."""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from html.parser import HTMLParser
from typing import Any, Final

import openpyxl

Value = tuple[str, str, str, str]
"""Subject, code, field, and the value as text."""
_SPACE: Final = re.compile(r"\s+")
_VOID: Final = {"br", "img", "meta", "link", "input", "hr", "col", "wbr", "source"}


def values(name: str, content: bytes) -> list[Value]:
    """All values of a file, read by the ending of its name; today's date is taken out."""
    reader = _READERS[name.rpartition(".")[2]]
    today = datetime.now(UTC).date().isoformat()
    return [
        (subject, code, field, said.replace(today, "today"))
        for subject, code, field, said in reader(content)
    ]


def _csv(content: bytes) -> Iterator[Value]:
    yield from _table("", csv.reader(io.StringIO(content.decode("utf-8-sig"))))


def _xlsx(content: bytes) -> Iterator[Value]:
    book = openpyxl.load_workbook(io.BytesIO(content), read_only=True)
    for sheet in book:
        rows = [["" if one is None else str(one) for one in row] for row in sheet.values]
        yield from _table(sheet.title, rows)


def _table(subject: str, rows: Iterable[Sequence[str]]) -> Iterator[Value]:
    """Fields by the first row, codes by the first cell; the same one again gets a number."""
    head: Sequence[str] = ()
    seen: Counter[str] = Counter()
    for row in rows:
        head = head or row
        code = row[0] if row else ""
        seen[code] += 1
        if seen[code] > 1:
            code = f"{code} {seen[code]}"
        for at, value in enumerate(row):
            field = head[at] if at < len(head) else str(at)
            yield subject, code, field, value


def _json(content: bytes) -> Iterator[Value]:
    yield from _tree("", json.loads(content))


def _tree(subject: str, tree: Any) -> Iterator[Value]:
    """Two steps down are subject and code, the rest is the field; a list goes by its codes."""
    for path, value in _leaves(tree):
        if path[-2:] == ("build", "hash"):
            continue  # of the script, which draws and says nothing
        code, field = ".".join(path[1:3]), ".".join(path[3:])
        yield subject or (path or ("",))[0], code, field, json.dumps(value, ensure_ascii=False)


def _leaves(tree: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    if isinstance(tree, dict) and tree:
        for name, one in tree.items():
            yield from _leaves(one, (*path, str(name)))
    elif isinstance(tree, list) and any(isinstance(one, dict) for one in tree):
        for at, one in enumerate(tree):
            name = next((one[key] for key in ("id", "code") if key in one), at)
            yield from _leaves(one, (*path, str(name)))
    else:
        yield path, tree


class _Reader(HTMLParser):
    """Texts and drawn paths of a page by the class of their element, and its blocks of JSON."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[Value] = []
        self._open: list[str] = []
        self._block = ""
        self._seen: Counter[str] = Counter()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self._block = tag if tag in {"script", "style"} else ""
        if given.get("type") == "application/json":
            self._block = given.get("id") or "json"
        if tag not in _VOID:
            self._open.append(str(given.get("class") or tag))
        for name in ("d", "x", "y", "transform", "href", "viewbox", "style"):
            if given.get(name):
                self._note(f"{tag} {name}", str(given[name]))

    def handle_endtag(self, tag: str) -> None:
        self._block = ""
        if tag not in _VOID and self._open:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        words = _SPACE.sub(" ", data).strip()
        if self._block in {"script", "style"}:
            return  # how it is drawn, not what it says
        if self._block and words.startswith(("{", "[")):
            self.found += _tree(self._block, {self._block: json.loads(data)})
        elif words:
            self._note("text", words)

    def _note(self, field: str, value: str) -> None:
        place = self._open[-1] if self._open else ""
        self._seen[place] += 1
        self.found.append((place, str(self._seen[place]), field, value))


def _html(content: bytes) -> Iterator[Value]:
    reader = _Reader()
    reader.feed(content.decode())
    reader.close()
    yield from reader.found


def _lines(content: bytes) -> Iterator[Value]:
    for number, line in enumerate(content.decode("utf-8-sig").splitlines(), 1):
        yield "", str(number), "", line


_READERS: Final[dict[str, Callable[[bytes], Iterator[Value]]]] = {
    "csv": _csv,
    "xlsx": _xlsx,
    "json": _json,
    "geojson": _json,
    "html": _html,
    "toml": _lines,
}
