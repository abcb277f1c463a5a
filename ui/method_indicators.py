"""Every indicator with all that the file says of it, and how many of its cells hold a number."""

from __future__ import annotations

from collections import Counter
from typing import Final
from urllib.parse import urlencode

import streamlit as st

from data.once import once
from layers.soundness import audited
from layers.texts import has
from scoring.model import ROOT, Indicator
from text import formats, t
from ui.markup import Html, element, facts, quoted, show
from ui.method_words import Method, amount, footer, lead, leads, normalisation, percent, span
from ui.picture import offer_picture

STATES: Final = ("present", "zero", "filled", "missing", "not_published", "not_applicable")
"""Columns of the table of coverage; a zero is a number and counted among those present."""
_EDGE: Final = 2.0
"""Room left at either end of a line, percent."""
_SMALLEST: Final = 8.0
_LARGEST: Final = 22.0
"""Diameters of dots, pixels."""


def show_indicators(method: Method) -> None:
    """A card per pillar with its indicators."""
    lang = method.lang
    lead(t(lang, "pages.method.indicators_lead"))
    for at, group in enumerate(method.groups):
        card = f"card-method-group-{at}"
        with st.container(key=card, border=True):
            show(_group(method, group), footer(method))
            offer_picture(lang, card, f"indicators_{group}_{method.level}")


@once
def _group(method: Method, group: str) -> Html:
    """The title of a pillar, and all its indicators."""
    lang, counts = method.lang, states(method)
    weight = float(audited(method.run).weights[group])
    own = [one for one in method.index.indicators if one.parent == group]
    share = t(lang, "pages.method.of_index", share=percent(lang, weight))
    title = element("h4", method.name(group), " ", element("small", share))
    rows = Html("".join(_indicator(method, one, own, counts[one.id]) for one in own))
    return Html(element("div", title, class_="dqm-group") + rows)


@once
def states(method: Method) -> dict[str, dict[str, int]]:
    """Cells by indicator and state; ``zero`` counts those among the numbers that are 0."""
    words, values = method.run.result.states(), method.run.result.raw()
    found = {}
    for one in method.index.indicators:
        counted = words[one.id].value_counts()
        found[one.id] = {name: int(counted.get(name, 0)) for name in STATES if name != "zero"}
        found[one.id]["zero"] = int(values[one.id].eq(0).sum())
    return found


def show_coverage(method: Method) -> None:
    """How many cells hold a number, and which kind of nothing the others hold."""
    lang = method.lang
    with st.container(key="card-method-coverage", border=True):
        n = len(method.run.result.ranking)
        said = leads(
            t(lang, "pages.method.coverage_lead", n=n, units=method.units),
            t(lang, "pages.method.coverage_kinds"),
        )
        show(said, _coverage(method), footer(method))
        offer_picture(lang, "card-method-coverage", f"coverage_{method.level}")


@once
def _coverage(method: Method) -> Html:
    """A row per indicator: its cells as a bar, and how many are of which kind."""
    lang, counts = method.lang, states(method)
    all_cells = len(method.run.result.ranking)
    head = [t(lang, "pages.method.indicator"), t(lang, "pages.method.coverage_bar")]
    cells = [element("th", one, scope="col") for one in head]
    for name in STATES:
        swatch = element("i", class_=f"dqm-state dqm-state-{name}")
        cells.append(element("th", swatch, state_word(lang, name), scope="col"))
    rows = []
    for id, found in counts.items():
        numbers = [element("td", formats.number(lang, found[name])) for name in STATES]
        bar = [
            element(
                "i",
                class_=f"dqm-state-{name}",
                style=f"width:{100 * found[name] / all_cells:.2f}%",
            )
            for name in STATES
            if name != "zero" and found[name]
        ]
        rows.append(
            element(
                "tr",
                element("th", method.name(id), scope="row"),
                element("td", element("span", *bar, class_="dqm-cells", aria_hidden="true")),
                *numbers,
            )
        )
    table = element(
        "table",
        element("thead", element("tr", *cells)),
        element("tbody", Html("".join(rows))),
        class_="dqm-table dqm-coverage",
    )
    label = t(lang, "pages.method.section.coverage")
    return element("div", table, class_="dqm-scroll", tabindex="0", role="region", aria_label=label)


def state_word(lang: str, name: str) -> str:
    """The word for a state of a cell."""
    if name in {"present", "filled", "zero"}:
        return t(lang, f"pages.method.state.{name}")
    return t(lang, f"vocab.missing.{name}")


def _indicator(
    method: Method, one: Indicator, siblings: list[Indicator], counts: dict[str, int]
) -> Html:
    lang = method.lang
    weight = float(audited(method.run).weights[one.id])
    total = sum(other.weight for other in siblings)
    share = one.weight / total if one.parent != ROOT else weight
    head = element(
        "header",
        element("h5", method.name(one.id)),
        element("strong", percent(lang, weight)),
        element("small", t(lang, "pages.method.effective")),
    )
    rows = [
        ("unit", quoted(one.unit.in_language(lang), lang) if one.unit else _unstated(lang)),
        ("direction", _direction(lang, one)),
        ("goalposts", _goalposts(method, one)),
        ("reason", quoted(one.reason.in_language(lang), lang) if one.reason else _unstated(lang)),
        (
            "weight",
            t(
                lang,
                "pages.method.weight_in",
                weight=amount(lang, one.weight),
                share=percent(lang, share),
                effective=percent(lang, weight),
            ),
        ),
        ("denominator", _denominator(lang, one)),
        ("source", _source(method, one)),
        ("gaps", _gaps(method, one, counts)),
        ("step", _step(method, one)),
        ("error", _error(lang, one)),
        ("column", element("code", one.column)),
    ]
    listed = facts([(t(lang, f"pages.method.field.{key}"), value) for key, value in rows])
    body = element("div", _scale(method, one), class_="dqm-goal-box")
    return element(
        "article", head, body, listed, class_="dqm-method-part", id=f"indicator-{one.id}"
    )


def _unstated(lang: str) -> Html:
    return element("span", t(lang, "pages.method.unstated"), class_="dqm-none")


def _direction(lang: str, one: Indicator) -> str:
    sign = "↑" if one.direction > 0 else "↓"
    return f"{sign} " + t(lang, "pages.method.up" if one.direction > 0 else "pages.method.down")


def _kind(method: Method, one: Indicator) -> str:
    return one.normalise or method.index.method.normalise


def _goalposts(method: Method, one: Indicator) -> Html:
    lang, index = method.lang, method.index
    kind = _kind(method, one)
    if kind != "goalposts" or one.goalposts is None:
        return element("span", normalisation(lang, index, kind))
    capped = element("span", t(lang, "pages.method.capped"))
    log = [element("span", t(lang, "pages.method.log"))] if one.log else []
    return Html(" · ".join([*_ends(method, one), capped, *log]))


def _ends(method: Method, one: Indicator) -> list[Html]:
    """The worst and the best goalpost, each with the points it earns."""
    assert one.goalposts is not None
    lang, posts = method.lang, one.goalposts if one.direction > 0 else one.goalposts[::-1]
    unit = quoted(one.unit.in_language(lang), lang)
    return [
        element(
            "span",
            t(lang, "pages.method.points_at", points=amount(lang, points)),
            element("strong", amount(lang, post)),
            " ",
            unit,
        )
        for post, points in zip(posts, method.index.method.scale, strict=True)
    ]


def _denominator(lang: str, one: Indicator) -> str:
    if not one.denominator:
        return element("span", t(lang, "pages.method.no_denominator"), class_="dqm-none")
    key = f"layers.figure.{one.denominator}.name"
    name = t(lang, key) if has(key) else one.denominator
    return t(lang, "pages.method.per", name=name, per=amount(lang, one.per))


def _source(method: Method, one: Indicator) -> Html:
    lang = method.lang
    words = quoted(one.source.in_language(lang), lang) if one.source else _unstated(lang)
    address = "./data?" + urlencode({**method.query, "tab": "datasets"})
    links = [element("a", name, href=address, target="_self") for name in one.datasets]
    return Html(" · ".join([words, *links]))


def _gaps(method: Method, one: Indicator, counts: dict[str, int]) -> str:
    lang = method.lang
    said = [
        t(lang, "pages.method.count_of", state=state_word(lang, name), n=counts[name])
        for name in ("filled", "missing", "not_published", "not_applicable")
        if counts[name]
    ] or [t(lang, "pages.method.gap.none")]
    how = "filled" if one.fill and method.index.method.group else "left"
    said.append(t(lang, f"pages.method.gap.{how}", group=method.index.method.group))
    return " · ".join(said)


def _step(method: Method, one: Indicator) -> str:
    lang = method.lang
    step = amount(lang, one.step) if one.step else t(lang, "pages.method.step.any")
    limits = span(lang, one.limits) if one.limits else t(lang, "pages.method.step.unlimited")
    return t(lang, "pages.method.step_and_limits", step=step, limits=limits)


def _error(lang: str, one: Indicator) -> str:
    if one.error is None:
        return element("span", t(lang, "pages.method.error.unknown"), class_="dqm-none")
    if one.error_kind == "relative":
        return percent(lang, one.error)
    return amount(lang, one.error)


def _scale(method: Method, one: Indicator) -> Html:
    """The line from worst to best goalpost, with the values of all units on it."""
    lang, values = method.lang, method.run.result.raw()[one.id].dropna()
    if _kind(method, one) != "goalposts" or one.goalposts is None or one.log or values.empty:
        return Html("")
    low, high = one.goalposts
    share = ((values - low) / (high - low)).clip(0, 1)
    places = Counter(round(float(x if one.direction > 0 else 1 - x), 3) for x in share)
    dots = [_dot(place, count) for place, count in places.items()]
    label = t(
        lang,
        "pages.method.scale_spoken",
        n=len(values),
        units=method.units,
        unit=one.unit.in_language(lang),
        low=formats.number(lang, float(values.min()), one.digits),
        high=formats.number(lang, float(values.max()), one.digits),
        beyond=int(((values < low) | (values > high)).sum()),
    )
    line = element("span", *dots, class_="dqm-goal", role="img", aria_label=label)
    ends = element("span", *_ends(method, one), class_="dqm-goal-ends")
    return Html(ends + line + element("small", quoted(label, lang)))


def _dot(place: float, count: int) -> Html:
    """A dot whose area grows with how many units share the place."""
    size = min(_LARGEST, _SMALLEST * count**0.5)
    left = _EDGE + place * (100 - 2 * _EDGE)
    return element("i", style=f"left:{left:.1f}%;width:{size:.1f}px;height:{size:.1f}px")
