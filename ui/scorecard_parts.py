"""The head of a scorecard as static HTML: the same on the page and in print."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Final
from urllib.parse import urlencode

from data.once import once
from layers.cards import PillarRow
from layers.locator import locator_svg
from layers.marks import place_of
from layers.ranks import why_unranked
from layers.standing import Standing
from layers.symbols import fill_of
from layers.types_state import Lang
from text import formats, t
from ui.markup import Html, element, quoted
from ui.pieces import rank_bar, track
from ui.scorecard_facts import Scorecard
from ui.symbols import symbol

_SHOWN: Final = (300, 270)
_PRINTED: Final = (240, 188)
"""Width and height of the map: names keep their size wherever there is so much room."""


def address(page: str, query: Mapping[str, str]) -> str:
    """A relative address of another page."""
    return f"./{page}?{urlencode(query)}"


def rank_words(lang: str, one: Standing) -> str:
    """A rank in words, never without its interval."""
    key = "pages.card.rank_tied" if one.tied else "pages.card.rank"
    return t(lang, key, rank=one.rank, low=one.low, high=one.high)


def names(lang: str, card: Scorecard) -> Html:
    """The name, and the same in the other script."""
    name, other = card.profile.name, "en" if lang == "zh" else "zh"
    first, second = name.in_language(lang), name.in_language(other)
    parts = [quoted(first, lang)]
    if second != first:
        parts.append(element("small", second, lang=other))
    return element("h1", *parts, class_="dqm-score-name")


def rank(lang: str, card: Scorecard) -> Html:
    """The rank with its interval, the score and what the index says of itself.

    A district without a rank says what it lacks.
    """
    one = card.standing
    if one is None:
        return _unranked(lang, card)
    before, after = t(lang, "pages.card.rank_before"), t(lang, "pages.card.rank_of", n=one.of)
    figure = element("strong", str(one.rank))
    tied = element("span", t(lang, "pages.card.tied"), class_="dqm-tag") if one.tied else Html("")
    said = t(
        lang,
        "pages.card.drawn",
        draws=formats.number(lang, card.record.draws),
        share=formats.number(lang, card.index.uncertainty.interval * 100),
        low=one.low,
        high=one.high,
    )
    score = t(lang, "pages.card.score", score=formats.number(lang, one.score, card.index.digits))
    row = element(
        "div",
        element("p", f"{before} ", figure, f" {after}", tied, class_="dqm-score-figure"),
        rank_scale(lang, one),
        class_="dqm-score-rank",
    )
    return Html(row + element("p", element("strong", said), " ", score, class_="dqm-score-said"))


def rank_scale(lang: str, one: Standing) -> Html:
    """The rank bar over its ends: first, interval, last."""
    labels = [
        element("span", str(place), style=f"left:{(place - 0.5) / one.of * 100:.2f}%")
        for place in sorted({1, one.low, one.high, one.of})
    ]
    scale = element("span", *labels, class_="dqm-score-scale", aria_hidden="true")
    return element("div", rank_bar(lang, one), scale, class_="dqm-score-bar")


def caveat(lang: str, card: Scorecard) -> Html:
    """Which index this is, and what it says on its face."""
    name = quoted(card.index.name.in_language(lang), lang)
    note = quoted(card.index.note.in_language(lang), lang)
    return element("p", element("strong", name), " ", note, class_="dqm-caveat dqm-score-note")


@once
def pillars(lang: str, card: Scorecard) -> Html:
    """A bar per pillar with a tick at the middle of all districts."""
    rows = [_pillar(lang, one) for one in card.profile.pillars]
    return element("div", *rows, class_="dqm-score-pillars")


def size(lang: str, card: Scorecard) -> Html:
    """Residents and area, each with its year."""
    found = []
    for fact in card.size:
        value = element("strong", fact["value"][language(lang)])
        note = fact["note"][language(lang)] if fact["note"] else ""
        label = fact["label"][language(lang)]
        small = element("small", " · ".join(one for one in (label, note) if one))
        found.append(element("span", value, " ", small))
    return element("p", *found, class_="dqm-score-size")


def locator(lang: str, card: Scorecard, *, small: bool = False) -> Html:
    """The district with its towns and records, as an SVG."""
    size, letters = (_PRINTED, 9.5) if small else (_SHOWN, 12.0)
    return Html(locator_svg(card.payload, [card.code], language(lang), size=size, letters=letters))


@once
def map_legend(lang: str, card: Scorecard) -> Html:
    """What the symbols on the map are: a layer per shape, and what a hollow one means."""
    drawn = [one for one in card.records if place_of(one)]
    parts = []
    for layer in card.payload["layers"]:
        if any(one["layer"] == layer["id"] for one in drawn):
            words = t(lang, f"vocab.layer.{layer['id']}")
            parts.append(element("span", symbol(layer["id"]), words))
    for fill in ("hollow", "dashed"):
        one = next((one for one in drawn if fill_of(one["status"]) == fill), None)
        if one:
            sign = symbol(one["layer"], [one["status"]])
            parts.append(element("span", sign, t(lang, f"map.fill.{fill}")))
    return element("p", *parts, class_="dqm-map-legend") if parts else Html("")


def map_notes(lang: str, card: Scorecard) -> Html:
    """What stands under every map: approval number, schematic lines, sources."""
    number = card.options.approval()["shanghai"]
    slot = element(
        "span",
        number or t(lang, "pages.card.approval.none"),
        class_=None if number else "dqm-slot",
    )
    schematic = element("span", t(lang, "pages.card.schematic"))
    sources = element("span", card.payload["build"]["attribution"][language(lang)])
    return element("p", slot, schematic, sources, class_="dqm-score-strip")


def heading(title: str, note: str = "") -> Html:
    """Title of a part, with a short note at its right."""
    small = element("small", note) if note else Html("")
    return element("h2", element("span", title), small, class_="dqm-score-title")


def _unranked(lang: str, card: Scorecard) -> Html:
    parts = []
    for pillar in card.profile.pillars:
        if pillar.id not in card.lacking:
            continue
        gone = [
            row.of.name.in_language(lang)
            for row in card.profile.indicators
            if row.of.parent == pillar.id and math.isnan(row.value)
        ]
        listed = t(lang, "pages.card.list").join(gone)
        name = pillar.name.in_language(lang)
        parts.append(t(lang, "pages.card.lacks", pillar=name, indicators=listed))
    why_not = why_unranked(card.run, card.code)[language(lang)]
    figure = element("p", element("strong", "—"), " ", quoted(why_not, lang))
    why = [element("li", quoted(one, lang)) for one in parts]
    listed = element("ul", *why) if why else Html("")
    return element("div", figure, listed, class_="dqm-score-unranked")


def _pillar(lang: str, one: PillarRow) -> Html:
    name = element("span", quoted(one.name.in_language(lang), lang))
    if math.isnan(one.score):
        nothing = element("em", t(lang, "pages.card.no_score"), class_="dqm-nothing dqm-missing")
        return element("div", name, nothing, class_="dqm-score-pillar")
    middle = ""
    if not math.isnan(one.median):
        middle = t(lang, "pages.card.median", value=formats.number(lang, one.median))
    return element(
        "div",
        name,
        track(one.score, one.median),
        element("strong", formats.number(lang, one.score)),
        element("small", middle),
        class_="dqm-score-pillar",
    )


def language(lang: str) -> Lang:
    """The language of the page as the map document names it."""
    return "zh" if lang == "zh" else "en"
