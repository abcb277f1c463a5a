"""A scorecard on one A4 page: one HTML document that asks nobody for anything."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import lru_cache

from layers.payload import DATA_DATE
from text import formats, t
from ui.markup import Html, element
from ui.scorecard_facts import Scorecard
from ui.scorecard_parts import (
    caveat,
    heading,
    locator,
    map_legend,
    map_notes,
    names,
    pillars,
    rank,
    size,
)
from ui.scorecard_reasons import SHOWN, above, alike, move_list, task_list, traits
from ui.scorecard_table import indicator_table, legend
from ui.style import PRINT_SHEETS, read_sheets


def card_html(lang: str, card: Scorecard) -> bytes:
    """The scorecard as a document to print, in the language of the page."""
    name = card.profile.name.in_language(lang)
    title = t(lang, "pages.card.print.title", name=name)
    head = Html(
        '<head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"{element('title', title)}<style>{_styles()}</style></head>"
    )
    page = element(
        "html", head, element("body", _sheet(lang, card)), lang="zh-CN" if lang == "zh" else "en"
    )
    return f"<!doctype html>\n{page}".encode()


def _sheet(lang: str, card: Scorecard) -> Html:
    kind = element("p", f"{t(lang, 'pages.card.eyebrow')} · {card.code}", class_="dqm-eye")
    app = element("p", t(lang, "common.app_name"), class_="dqm-eye")
    first = element(
        "div",
        element("div", kind, app, class_="dqm-print-eye"),
        names(lang, card),
        rank(lang, card),
        caveat(lang, card),
        class_="dqm-print-first",
    )
    where = element("div", locator(lang, card, small=True), class_="dqm-print-map")
    moves = heading(t(lang, "pages.card.moves"), above(lang, card))
    parts = [
        element("header", first, where, class_="dqm-print-head"),
        element(
            "section",
            _part(heading(t(lang, "pages.card.pillars"), t(lang, "pages.card.pillars_note")),
                  pillars(lang, card), size(lang, card)),
            _part(traits(lang, card)) if card.card else Html(""),
            class_="dqm-print-row",
        ),
        _part(
            heading(t(lang, "pages.card.indicators")),
            legend(lang, card),
            indicator_table(lang, card, links=False),
            name="dqm-print-table",
        ),
        element(
            "section",
            _part(moves, move_list(lang, card, SHOWN)) if card.card else Html(""),
            element(
                "div",
                _part(heading(t(lang, "pages.card.alike")), alike(lang, card, links=False))
                if card.card
                else Html(""),
                _part(heading(t(lang, "pages.card.tasks")), task_list(lang, card, links=False)),
                _chance(lang) if card.moves else Html(""),
            ),
            class_="dqm-print-row",
        ),
        element("footer", map_legend(lang, card), map_notes(lang, card), _record(lang, card)),
    ]  # fmt: skip
    return element("main", *parts, class_="dqm-print")


def _part(*inside: Html, name: str | None = None) -> Html:
    return element("div", *inside, class_=name)


def _chance(lang: str) -> Html:
    return element("p", t(lang, "pages.card.moves.note"), class_="dqm-print-note")


def _record(lang: str, card: Scorecard) -> Html:
    """When, from which data, and what gives the same numbers again."""
    record = card.record
    words = t(
        lang,
        "pages.card.print.record",
        date=datetime.now(UTC).date().isoformat(),
        data=DATA_DATE,
        draws=formats.number(lang, record.draws),
        seed=record.seed,
        key=record.key[:16],
    )
    return element("p", words)


@lru_cache(maxsize=1)
def _styles() -> str:
    return read_sheets(PRINT_SHEETS)
