"""The indicators of a scorecard: a row each, with the values of all districts on one line."""

from __future__ import annotations

from itertools import groupby
from operator import attrgetter

from data.once import once
from layers.cards import IndicatorRow
from layers.official import Official
from text import t
from ui.markup import Html, element, quoted
from ui.pieces import band, figure, strip
from ui.scorecard_facts import Scorecard
from ui.scorecard_parts import address
from ui.state import LAYERS
from ui.symbols import symbol

_COLUMNS = ("pillar", "indicator", "value", "strip", "band", "source")


@once
def indicator_table(lang: str, card: Scorecard, *, links: bool) -> Html:
    """The table, official indicators last.

    Parameters
    ----------
    lang : {"zh", "en"}
    card : Scorecard
    links : bool
        Whether each row leads to the map coloured by it; a print has none.
    """
    heads = [_head(lang, name) for name in _COLUMNS]
    if links:
        heads.append(element("th", t(lang, "pages.card.head.map"), scope="col"))
    body: list[Html] = []
    for pillar, rows in groupby(card.profile.indicators, key=attrgetter("of.parent")):
        name = card.index.node(pillar).name.in_language(lang)
        body.append(_group(lang, name, [_cells(lang, card, row, links=links) for row in rows]))
    if card.official:
        name = t(lang, "pages.card.official")
        cells = [_official(lang, one, links=links) for one in card.official]
        body.append(_group(lang, name, cells))
    table = element("thead", element("tr", *heads)) + Html("".join(body))
    return element("table", Html(table), class_="dqm-score-table")


def legend(lang: str, card: Scorecard) -> Html:
    """What the marks of a strip are."""
    others = len(card.payload["districts"]) - 1
    return element(
        "p",
        element("span", element("em"), t(lang, "pages.card.legend.own")),
        element("span", element("i"), t(lang, "pages.card.legend.others", n=others)),
        element("span", element("u"), t(lang, "pages.card.legend.median")),
        class_="dqm-score-legend",
    )


def _head(lang: str, name: str) -> Html:
    if name != "strip":
        return element(
            "th", t(lang, f"pages.card.head.{name}"), scope="col", class_=f"dqm-head-{name}"
        )
    ends = [element("span", t(lang, f"pages.card.head.{one}")) for one in ("weak", "strong")]
    return element("th", element("div", *ends), scope="col", class_="dqm-strip-head")


def _group(lang: str, name: str, rows: list[list[Html]]) -> Html:
    """Rows under one pillar, its name beside them all."""
    first = element(
        "th", quoted(name, lang), scope="rowgroup", rowspan=str(len(rows)), class_="dqm-pillar-name"
    )
    lines = [element("tr", *([first] if not at else []), *row) for at, row in enumerate(rows)]
    return element("tbody", *lines)


def _cells(lang: str, card: Scorecard, row: IndicatorRow, *, links: bool) -> list[Html]:
    name = row.of.name.in_language(lang)
    signs = [symbol(name) for name in row.of.datasets if name in LAYERS]
    source = element("span", quoted(row.of.source.in_language(lang), lang))
    found = [
        element("th", quoted(name, lang), scope="row", class_="dqm-indicator"),
        element("td", figure(lang, row), class_="dqm-value-cell"),
        element("td", strip(lang, row), class_="dqm-strip-cell"),
        element("td", band(lang, row), class_="dqm-band-cell"),
        element("td", element("div", *signs, source), class_="dqm-source"),
    ]
    if links:
        query = {"district": card.code, "colour": f"index_{row.of.id}", "lang": lang}
        words = t(lang, "pages.card.colour", name=name)
        to_map = element(
            "a", "", href=address("", query), target="_self", title=words, aria_label=words
        )
        found.append(element("td", to_map, class_="dqm-to-map"))
    return found


def _official(lang: str, one: Official, *, links: bool) -> list[Html]:
    name = element(
        "th", quoted(one.name.in_language(lang), lang), scope="row", class_="dqm-indicator"
    )
    city = t(
        lang,
        "pages.card.city",
        value=one.city.value.in_language(lang),
        year=one.city.year.in_language(lang),
    )
    source = element("td", element("div", quoted(city, lang)), class_="dqm-source")
    end = [element("td", "", class_="dqm-to-map")] if links else []
    if one.own is None:
        words = t(lang, "pages.card.not_published")
        return [
            name,
            element("td", element("span", "—", class_="dqm-nothing"), class_="dqm-value-cell"),
            element("td", element("span", class_="dqm-hatch"), class_="dqm-strip-cell"),
            element("td", words, class_="dqm-band-cell dqm-nothing"),
            source,
            *end,
        ]
    year = element("small", quoted(one.own.year.in_language(lang), lang))
    value = element("strong", quoted(one.own.value.in_language(lang), lang))
    return [
        name,
        element("td", value, " ", year, class_="dqm-value-cell"),
        element("td", "", class_="dqm-strip-cell"),
        element("td", t(lang, "pages.card.alone"), class_="dqm-band-cell dqm-nothing"),
        source,
        *end,
    ]
