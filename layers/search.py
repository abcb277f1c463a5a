"""What a visitor may type to find a thing: the readings of its Chinese names.

The document derives initials from the parted syllables and searches names,
codes and English by itself.
"""

from __future__ import annotations

import re
from typing import Final

from text.pinyin import readings

_PLACE_READINGS: Final = 8
_RECORD_READINGS: Final = 1
_SYLLABLE: Final = re.compile(r"[a-z0-9]+")
"""Letters and digits: nobody types the brackets and quotation marks of a name."""


def place_strings(*names_zh: str | None) -> list[str]:
    """All useful readings of a place's names (its alias too): ``["chong gu", "zhong gu"]``.

    Parameters
    ----------
    *names_zh : str or None
        None is skipped.
    """
    return _strings(names_zh, _PLACE_READINGS)


def record_strings(name_zh: str) -> list[str]:
    """The likeliest reading of a record's name.

    The names of records are long: the rare readings of their many characters
    would find nothing more, and make a third of the document.
    """
    return _strings((name_zh,), _RECORD_READINGS)


def _strings(names: tuple[str | None, ...], most: int) -> list[str]:
    found = [
        " ".join(_SYLLABLE.findall(" ".join(one)))
        for name in names
        if name
        for one in readings(name)[:most]
    ]
    return list(dict.fromkeys(found))
