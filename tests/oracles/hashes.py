"""Hashes of what files say: a line per file, subject and field, in a file per page and language."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from tests.oracles.canonical import Value, values
from tests.oracles.collect import Taken

FOLDER: Final = Path(__file__).parent / "hashes"
Hashes = dict[tuple[str, str, str], str]
"""Hash of all codes and values by file, subject and field."""


def hashes_of(taken: Iterable[Taken], dump: Path | None = None) -> dict[str, Hashes]:
    """Hashes by page; with ``dump``, what was hashed as text, to be compared line by line."""
    found: dict[str, Hashes] = defaultdict(dict)
    for one in taken:
        said = values(one.name, one.content)
        if dump:
            _write_values(dump, one, said)
        parts: dict[tuple[str, str], list[str]] = defaultdict(list)
        for subject, code, field, value in said:
            parts[subject, field].append(f"{code}\x1f{value}\x1e")
        for (subject, field), lines in parts.items():
            digest = hashlib.sha256("".join(lines).encode()).hexdigest()[:16]
            found[one.page.split("?")[0]][f"{one.page} {one.name}", subject, field] = digest
    return found


def read(page: str, lang: str) -> Hashes:
    """The hashes that were kept; none if there are none."""
    path = FOLDER / f"{page}.{lang}.tsv"
    if not path.is_file():
        return {}
    lines = [line.split("\t") for line in path.read_text("utf-8").splitlines()]
    return {(file, subject, field): digest for file, subject, field, digest in lines}


def write(page: str, lang: str, found: Hashes) -> None:
    """Keep the hashes of a page."""
    FOLDER.mkdir(exist_ok=True)
    lines = ["\t".join((*where, digest)) + "\n" for where, digest in sorted(found.items())]
    (FOLDER / f"{page}.{lang}.tsv").write_text("".join(lines), "utf-8")


def differences(kept: Hashes, found: Hashes) -> list[str]:
    """What is lacking, new or different, a line each."""
    return [
        f"{_verdict(kept, found, where)}: {' | '.join(where)}"
        for where in sorted(kept.keys() | found.keys())
        if kept.get(where) != found.get(where)
    ]


def _verdict(kept: Hashes, found: Hashes, where: tuple[str, str, str]) -> str:
    if where not in found:
        return "lacking"
    return "different" if where in kept else "new"


def _write_values(folder: Path, one: Taken, said: list[Value]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    name = f"{one.page} {one.name}".replace("/", "_")
    path = folder / f"{name}.txt"
    path.write_text("".join("\t".join(map(repr, value)) + "\n" for value in said), "utf-8")
