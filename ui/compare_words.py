"""What a comparison says in words and figures; the same on the page and in files."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

from layers.comparison import Comparison, Difference, Line, Pair
from text import formats, t

PILLAR_DIGITS: Final = 0
DIFFERENCE_DIGITS: Final = 2
_LIKELY: Final = 0.75
_LEANING: Final = 0.6


def number(lang: str, line: Line, value: float) -> str:
    """A value of a line, without its unit."""
    return formats.number(lang, value, line.of.digits if line.of else PILLAR_DIGITS)


def unit(lang: str, line: Line) -> str:
    """The unit of a line; scores count points."""
    return line.of.unit.in_language(lang) if line.of else t(lang, "pages.compare.points")


def percent(lang: str, p: float, sure: float = 1.0) -> str:
    """A probability, never rounded up to 100% or to what counts as sure, nor down to 0%."""
    for bound in (sure, 1.0):
        if p < bound and round(100 * p) >= 100 * bound:
            return f"{formats.number(lang, math.floor(1000 * p) / 10, 1)}%"
    return "<1%" if 0 < p < 0.005 else f"{formats.number(lang, 100 * p)}%"


def certainty(pair: Pair, sure: float) -> str:
    """How sure the order of two districts is: the last part of a text id.

    Parameters
    ----------
    pair : Pair
    sure : float
        Probability from which on tiers part.
    """
    p = max(pair.p_first, pair.p_second)
    if p >= sure:
        return "clear"
    if p >= _LIKELY:
        return "likely"
    return "leaning" if p >= _LEANING else "open"


def pair_words(lang: str, pair: Pair, names: Sequence[str], sure: float) -> str:
    """Who is ahead of whom, and how sure that is."""
    ahead, behind = pair.first, pair.second
    if pair.p_second > pair.p_first:
        ahead, behind = behind, ahead
    high, low = max(pair.p_first, pair.p_second), min(pair.p_first, pair.p_second)
    return t(
        lang,
        f"pages.compare.pair.{certainty(pair, sure)}",
        ahead=names[ahead],
        behind=names[behind],
        p=percent(lang, high, sure),
        q=percent(lang, low),
    )


def tier_words(lang: str, found: Comparison) -> str:
    """Whether the districts share a tier, and what that means."""
    tiers = {one.tier for one in found.standings if one}
    share = formats.number(lang, 100 * found.run.result.index.uncertainty.tier)
    if len(tiers) == 1:
        return t(lang, "pages.compare.tier.same", n=tiers.pop(), share=share)
    return t(lang, "pages.compare.tier.apart", share=share)


def rounded(parts: Sequence[float], total: float, digits: int = DIFFERENCE_DIGITS) -> list[float]:
    """Parts rounded so that they still sum to the rounded total.

    Each is rounded down, then those with the largest rests are raised by one
    last digit until the sum is right: no part is off by a whole digit.
    """
    scale = 10.0**digits
    floors = [math.floor(one * scale) for one in parts]
    rests = [one * scale - floor for one, floor in zip(parts, floors, strict=True)]
    missing = round(total * scale) - sum(floors)
    order = sorted(range(len(parts)), key=lambda at: -rests[at])
    for at in order[: max(missing, 0)]:
        floors[at] += 1
    return [floor / scale for floor in floors]


def parts_of(one: Difference) -> list[tuple[str, float]]:
    """Id of every indicator and its rounded part, largest first, as they are shown."""
    shown = rounded([part for _, part in one.parts], one.total)
    rows = [(of.id, part) for (of, _), part in zip(one.parts, shown, strict=True)]
    return sorted(rows, key=lambda row: -abs(row[1]))


def signed(lang: str, value: float, digits: int = DIFFERENCE_DIGITS) -> str:
    """A number with its sign; a true minus."""
    if value == 0:
        return formats.number(lang, 0.0, digits)
    return ("+" if value > 0 else "\u2212") + formats.number(lang, abs(value), digits)
