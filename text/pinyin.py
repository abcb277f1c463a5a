"""How Chinese names are spoken: for finding a place by its sound, and for its English name.

`pypinyin` knows the characters; a short table corrects the place names whose
local reading differs (重固 is Chonggu, 泖港 Maogang), and `readings` lists the
other readings a visitor might type.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import islice, product
from typing import Final

from pypinyin import Style, pinyin

LOCAL_READINGS: Final[dict[str, tuple[str, ...]]] = {
    "重固": ("chong", "gu"),
    "堡镇": ("bu", "zhen"),
    "泖港": ("mao", "gang"),
    "曹行": ("cao", "hang"),
    "朱行": ("zhu", "hang"),
    "闵行": ("min", "hang"),
    "杨行": ("yang", "hang"),
    "殷行": ("yin", "hang"),
    "庙行": ("miao", "hang"),
    "徐行": ("xu", "hang"),
    "高行": ("gao", "hang"),
    "庄行": ("zhuang", "hang"),
    "莘庄": ("xin", "zhuang"),
    "长宁": ("chang", "ning"),
    "长征": ("chang", "zheng"),
    "长兴": ("chang", "xing"),
    "长桥": ("chang", "qiao"),
    "长风": ("chang", "feng"),
    "长白": ("chang", "bai"),
    "长海": ("chang", "hai"),
    "长阳": ("chang", "yang"),
    "长三角": ("chang", "san", "jiao"),
    "朝阳": ("chao", "yang"),
    "重庆": ("chong", "qing"),
}
"""Readings of place names that a character-by-character reading gets wrong."""

KIND_ENGLISH: Final = {
    "subdistrict": "Subdistrict",
    "town": "Town",
    "township": "Township",
}
_KIND_SUFFIXES: Final = {"subdistrict": ("街道",), "town": ("镇",), "township": ("乡",)}
_MOST_READINGS: Final = 8


@lru_cache(maxsize=4096)
def readings(name_zh: str) -> tuple[tuple[str, ...], ...]:
    """All useful readings of a name, the likeliest first.

    Parameters
    ----------
    name_zh : str
        Any text; what is not a Chinese character is kept, in lower case.

    Returns
    -------
    tuple[tuple[str, ...], ...]
        Syllables without tones, at most 8 readings.
    """
    likely = _syllables(name_zh)
    every = pinyin(name_zh, style=Style.NORMAL, heteronym=True, v_to_u=False, errors="default")
    choices = []
    for first, others in zip(likely, _aligned(every, likely), strict=True):
        choices.append([first, *[one for one in others if one != first]])
    # Fewest changes first: a visitor mistakes one character, seldom three.
    combinations = islice(product(*map(enumerate, choices)), 256)
    ranked = sorted(combinations, key=lambda combination: sum(i > 0 for i, _ in combination))
    return tuple(dict.fromkeys(tuple(s for _, s in c) for c in ranked[:_MOST_READINGS]))


def full(name_zh: str) -> str:
    """The likeliest reading as one word: ``"chonggu"``."""
    return "".join(_syllables(name_zh))


def initials(name_zh: str) -> str:
    """The first letters of the likeliest reading: ``"cg"``."""
    return "".join(syllable[0] for syllable in _syllables(name_zh) if syllable)


def search_strings(name_zh: str) -> list[str]:
    """What a visitor may type for a name: each reading, syllables parted by a space.

    The parting lets a search derive the initials of each reading.
    """
    return [" ".join(reading) for reading in readings(name_zh)]


def romanise_town(name_zh: str, kind: str) -> tuple[str, str]:
    """The generated English name of a town and the word for its kind.

    No official English name of a town is published with the division codes;
    this is pinyin, written as one capitalised word, and is marked as generated
    wherever it shows.

    Parameters
    ----------
    name_zh : str
        ``"重固镇"``.
    kind : {"subdistrict", "town", "township", "statistical_unit"}

    Returns
    -------
    tuple[str, str]
        ``("Chonggu", "Town")``; the second is empty for statistical units.
    """
    stem = name_zh
    for suffix in _KIND_SUFFIXES.get(kind, ()):
        if stem.endswith(suffix) and len(stem) > len(suffix) + 1:
            stem = stem[: -len(suffix)]
    syllables = _syllables(stem)
    word = syllables[0]
    for syllable in syllables[1:]:
        # Pinyin parts syllables that would read as one: Xi'an, Jing'an.
        word += ("'" if syllable[:1] in {"a", "e", "o"} else "") + syllable
    word = word.replace(
        "v", "ü"
    )  # pypinyin types ü as v, a letter that pinyin has no other use for
    return word[:1].upper() + word[1:], KIND_ENGLISH.get(kind, "")


def _syllables(name_zh: str) -> list[str]:
    for place, reading in LOCAL_READINGS.items():
        if place in name_zh:
            before, after = name_zh.split(place, 1)
            return [*_syllables(before), *reading, *_syllables(after)]
    if not name_zh:
        return []
    spoken = pinyin(name_zh, style=Style.NORMAL, v_to_u=False, errors="default")
    return [choice[0].lower() for choice in spoken]


def _aligned(every: list[list[str]], likely: list[str]) -> list[list[str]]:
    """Readings per syllable of ``likely``; none where the two do not correspond."""
    if len(every) != len(likely):
        return [[] for _ in likely]
    return [[one.lower() for one in choices] for choices in every]
