"""The small drawings of ranks and values, as static HTML: on the page, in prints, in pictures."""

from __future__ import annotations

import math
from typing import Final

from layers.cards import IndicatorRow
from layers.standing import Standing
from text import formats, t
from ui.markup import Html, element

_SIGNS: Final = {"higher": "▲", "similar": "●", "lower": "▼"}
_EDGE: Final = 2.0
"""Room left at either end of a strip, percent."""
_MOST_CELLS: Final = 40
_TENTHS: Final = 10


def rank_bar(lang: str, one: Standing) -> Html:
    """A cell per place: those of the interval tinted, the rank itself in the accent."""
    said = {"low": one.low, "high": one.high, "share": interval_share(one)}
    spoken = t(lang, "pages.ranking.spoken", rank=one.rank, **said)
    return place_bar(spoken, one.rank, one.low, one.high, one.of)


def decile_bar(lang: str, one: Standing) -> Html:
    """The same for tenths, where no ordinal rank is shown."""
    low, high = one.decile_low, one.decile_high
    said = {"low": low, "high": high, "share": interval_share(one)}
    spoken = t(lang, "pages.ranking.spoken_decile", decile=one.decile, **said)
    return place_bar(spoken, one.decile, low, high, _TENTHS)


def place_bar(spoken: str, place: int, low: int, high: int, of: int) -> Html:
    """A cell per place; a plain line where there are more places than cells can show."""
    if of > _MOST_CELLS:
        left, width = 100 * (low - 1) / of, 100 * (high - low + 1) / of
        parts = [
            element("i", class_="in", style=f"left:{left:.2f}%;width:{width:.2f}%"),
            element("i", class_="own", style=f"left:{100 * (place - 0.5) / of:.2f}%"),
        ]
        return element("span", *parts, class_="dqm-rankline", role="img", aria_label=spoken)
    cells = []
    for at in range(1, of + 1):
        inside = "in" if low <= at <= high else None
        cells.append(element("i", class_="own" if at == place else inside))
    return element("span", *cells, class_="dqm-rankbar", role="img", aria_label=spoken)


def interval_share(one: Standing) -> int:
    """Share of the draws inside the interval, percent."""
    return round(100 * one.share)


def track(value: float, median: float | None = None) -> Html:
    """A bar from 0 to 100, with a tick at the median of all."""
    parts = [element("i", style=f"width:{_clip(value):.1f}%")]
    if median is not None and not math.isnan(median):
        parts.append(element("u", style=f"left:{_clip(median):.1f}%"))
    return element("span", *parts, class_="dqm-track", aria_hidden="true")


def strip(lang: str, row: IndicatorRow) -> Html:
    """The values of all districts on one line, the strong end always right."""
    low, high = min(row.values, default=0.0), max(row.values, default=0.0)
    rest = list(row.values)
    if row.value in rest:
        rest.remove(row.value)

    def at(value: float) -> str:
        return f"left:{share_of(value, low, high, row.of.direction):.1f}%"

    parts = [element("i", style=at(value)) for value in rest]
    if not math.isnan(row.median):
        parts.append(element("u", style=at(row.median)))
    if not math.isnan(row.value):
        parts.append(element("em", style=at(row.value)))
    unit, digits = row.of.unit.in_language(lang), row.of.digits
    said = {
        name: formats.number(lang, value, digits)
        for name, value in (("low", low), ("high", high), ("median", row.median))
    }
    label = t(lang, "pages.card.strip", n=len(row.values), unit=unit, **said)
    return element("span", *parts, class_="dqm-strip", role="img", aria_label=label)


def share_of(value: float, low: float, high: float, direction: int = 1) -> float:
    """How far along a strip a value lies, percent from the left; the strong end is right."""
    share = 0.5 if high == low else (value - low) / (high - low)
    return _EDGE + (1 - share if direction < 0 else share) * (100 - 2 * _EDGE)


def band(lang: str, row: IndicatorRow) -> Html:
    """Stronger, similar or weaker than the middle: a sign and a word, never colour alone."""
    if not row.band:
        return element("span", "—", class_="dqm-none")
    sign = element("i", _SIGNS[row.band], aria_hidden="true")
    words = t(lang, f"pages.card.band.{row.band}")
    return element("span", sign, f" {words}", class_=f"dqm-band dqm-{row.band}")


def figure(lang: str, row: IndicatorRow) -> Html:
    """The value and its unit, or which kind of nothing it is."""
    if math.isnan(row.value):
        words = t(lang, f"layers.missing.{row.state}")
        return element("span", "— ", element("small", words), class_=f"dqm-nothing dqm-{row.state}")
    number = formats.number(lang, row.value, row.of.digits)
    unit = element("small", row.of.unit.in_language(lang))
    return element("span", element("strong", number), " ", unit, class_="dqm-value")


def _clip(value: float) -> float:
    return 0.0 if math.isnan(value) else max(0.0, min(100.0, value))
