"""Pillars and indicators of a comparison: a strip per line with the marks of the districts."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Final

from data.once import once
from layers.comparison import Comparison, Line
from text import formats, t
from ui.compare_words import number, unit
from ui.marks import mark
from ui.markup import Html, element, quoted
from ui.pieces import band, figure, share_of

SORTS: Final = ("pillar", "gap")
_CLOSE: Final = 3.2
"""Marks nearer than this, percent of the strip, are set one above the other."""
_STEP_PX: Final = 8


@once
def comparison_table(
    lang: str, found: Comparison, names: Sequence[str], *, sort: str, only: bool
) -> Html:
    """The table.

    Parameters
    ----------
    lang : {"zh", "en"}
    found : Comparison
    names : sequence of str
        Short names of the districts.
    sort : {"pillar", "gap"}
        In the order of the index, or by the gap on its scale, largest first.
    only : bool
        Leave out the lines whose gap is within one median absolute deviation.
    """
    groups = [
        (title, [line for line in lines if line.differs or not only])
        for title, lines in _groups(lang, found, sort)
    ]
    if not any(lines for _, lines in groups):
        return element("p", t(lang, "pages.compare.none_differs"), class_="dqm-lead")
    ends = [element("span", t(lang, f"pages.card.head.{one}")) for one in ("weak", "strong")]
    head = element(
        "tr",
        element("th", t(lang, "pages.card.head.indicator"), scope="col"),
        element("th", element("div", *ends), scope="col", class_="dqm-strip-head"),
        *(
            element("th", mark(at), " ", quoted(name, lang), scope="col", class_="dqm-of")
            for at, name in enumerate(names)
        ),
        element("th", t(lang, "pages.compare.gap"), scope="col"),
    )
    body = [_group(lang, found, title, lines, names) for title, lines in groups if lines]
    whole = element("thead", head) + Html("".join(body))
    return element("table", Html(whole), class_="dqm-compare", data_count=str(len(names)))


@once
def legend(lang: str, found: Comparison, names: Sequence[str]) -> Html:
    """What the marks of a strip are."""
    others = len(found.run.result.scores) - len(names)
    own = [element("span", mark(at), quoted(name, lang)) for at, name in enumerate(names)]
    return element(
        "p",
        *own,
        element("span", element("i"), t(lang, "pages.card.legend.others", n=others)),
        element("span", element("u"), t(lang, "pages.card.legend.median")),
        class_="dqm-score-legend",
    )


def _groups(lang: str, found: Comparison, sort: str) -> list[tuple[str, list[Line]]]:
    if sort == "gap":
        return [
            (t(lang, "pages.card.pillars"), _by_gap(found.pillars)),
            (t(lang, "pages.card.indicators"), _by_gap(found.indicators)),
        ]
    return [
        ("", [pillar, *(one for one in found.indicators if one.pillar == pillar.id)])
        for pillar in found.pillars
    ]


def _by_gap(lines: Iterable[Line]) -> list[Line]:
    return sorted(lines, key=lambda one: math.inf if math.isnan(one.reach) else -one.reach)


def _group(
    lang: str, found: Comparison, title: str, lines: list[Line], names: Sequence[str]
) -> Html:
    rows = [_row(lang, found, line, names) for line in lines]
    if title:
        cell = element("th", title, colspan=str(3 + len(names)), scope="rowgroup")
        rows.insert(0, element("tr", cell, class_="dqm-compare-title"))
    return element("tbody", *rows)


def _row(lang: str, found: Comparison, line: Line, names: Sequence[str]) -> Html:
    name = quoted(line.name.in_language(lang), lang)
    source = quoted(line.of.source.in_language(lang), lang) if line.of else Html("")
    small = element("small", source) if line.of else Html("")
    gap = t(lang, "pages.compare.gap")
    cells = [
        element("th", element("b" if not line.of else "span", name), small, scope="row"),
        element("td", dumbbell(lang, line, found.run.result.index.method.scale), class_="dqm-line"),
        *(element("td", _value(lang, line, at), class_="dqm-of") for at in range(len(names))),
        element("td", _gap(lang, line, names), class_="dqm-gap", data_head=gap),
    ]
    return element("tr", *cells, class_=None if line.of else "dqm-compare-pillar")


def dumbbell(lang: str, line: Line, scale: tuple[float, float]) -> Html:
    """All districts as grey dots, the compared ones as marks on a bar, the strong end right."""
    ends = (min(line.everyone, default=0.0), max(line.everyone, default=0.0))
    low, high = ends if line.of else scale
    rest = list(line.everyone)
    for value in line.values:
        if value in rest:
            rest.remove(value)

    def at(value: float) -> float:
        return share_of(value, low, high, line.direction)

    parts = [element("i", style=f"left:{at(value):.1f}%") for value in rest]
    if not math.isnan(line.median):
        parts.append(element("u", style=f"left:{at(line.median):.1f}%"))
    places = {n: at(value) for n, value in enumerate(line.values) if not math.isnan(value)}
    if len(places) > 1:
        left, right = min(places.values()), max(places.values())
        parts.append(element("b", style=f"left:{left:.1f}%;width:{right - left:.1f}%"))
    for n, lift in _lifts(places).items():
        style = f"left:{places[n]:.1f}%;top:calc(50% + {lift:g}px)"
        parts.append(element("em", mark(n, 17), style=style))
    said = {
        name: number(lang, line, value)
        for name, value in (("low", ends[0]), ("high", ends[1]), ("median", line.median))
    }
    label = t(lang, "pages.card.strip", n=len(line.everyone), unit=unit(lang, line), **said)
    return element("span", *parts, class_="dqm-strip dqm-dumbbell", role="img", aria_label=label)


def _lifts(places: dict[int, float]) -> dict[int, float]:
    """How far each mark is moved up or down so that none hides another, pixels."""
    groups: dict[int, list[int]] = defaultdict(list)
    number_of, last = 0, -math.inf
    for n in sorted(places, key=lambda one: (places[one], one)):
        if places[n] - last > _CLOSE:
            number_of += 1
        groups[number_of].append(n)
        last = places[n]
    return {
        n: (at - (len(group) - 1) / 2) * _STEP_PX
        for group in groups.values()
        for at, n in enumerate(group)
    }


def _value(lang: str, line: Line, at: int) -> Html:
    own = element("span", mark(at), class_="dqm-of-mark")
    if line.of:
        row = line.rows[at]
        return element("div", own, figure(lang, row), " ", band(lang, row))
    value = line.values[at]
    if math.isnan(value):
        nothing = element("small", t(lang, "pages.card.no_score"))
        return element("div", own, element("span", "— ", nothing, class_="dqm-nothing"))
    score = element("strong", number(lang, line, value))
    small = element("small", unit(lang, line))
    return element("div", own, element("span", score, " ", small, class_="dqm-value"))


def _gap(lang: str, line: Line, names: Sequence[str]) -> Html:
    """The difference with its unit, and who is stronger where it counts."""
    if math.isnan(line.gap):
        return element("span", t(lang, "pages.compare.no_gap"), class_="dqm-nothing")
    if not line.best:
        return element("span", t(lang, "pages.compare.same"), class_="dqm-similar")
    digits = line.of.digits if line.of else 0
    value = element("strong", formats.number(lang, line.gap, digits))
    whole = element("span", value, " ", element("small", unit(lang, line)), class_="dqm-value")
    if not line.differs:
        near = element("span", t(lang, "pages.compare.near"), class_="dqm-similar")
        return element("div", whole, " ", near)
    listed = t(lang, "pages.card.list").join(names[at] for at in line.best)
    words = t(lang, "pages.compare.stronger", names=listed)
    marks = [mark(at, 13) for at in line.best]
    return element(
        "div", whole, " ", element("span", *marks, quoted(words, lang), class_="dqm-best")
    )
