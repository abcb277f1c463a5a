"""Why a district stands where it stands, and what would change that, as static HTML."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from data.once import once
from layers.cards import IndicatorRow, Move
from text import formats, t
from ui.markup import Html, element, link, quoted
from ui.scorecard_facts import Scorecard
from ui.scorecard_parts import address, rank_words

SHOWN = 5
"""Changes that are shown at once."""
_NOISE = 1e-9


@once
def traits(lang: str, card: Scorecard) -> Html:
    """Strengths and weaknesses side by side, values against the middle of all."""
    found = card.card
    sides: Mapping[str, Sequence[IndicatorRow]] = {
        "strengths": found.strengths if found else (),
        "weaknesses": found.weaknesses if found else (),
    }
    return element("div", *(_side(lang, *one) for one in sides.items()), class_="dqm-score-two")


@once
def alike(lang: str, card: Scorecard, *, links: bool) -> Html:
    """Districts most alike in their pillars, with rank and interval."""
    chips = []
    for one in card.card.alike if card.card else ():
        words = [
            quoted(one.name.in_language(lang), lang),
            " ",
            element("small", rank_words(lang, one)),
        ]
        query = {"district": one.code, "lang": lang}
        chips.append(
            element("a", *words, href=address("scorecard", query), target="_self")
            if links
            else element("span", *words)
        )
    return element("p", *chips, class_="dqm-score-alike")


@once
def move_list(lang: str, card: Scorecard, most: int | None = None) -> Html:
    """What would move the district up, cheapest first; a sentence where nothing would.

    Parameters
    ----------
    lang : {"zh", "en"}
    card : Scorecard
    most : int, optional
        The rest folds away if left out, and is left out otherwise.
    """
    one = card.standing
    if one is None:
        return Html("")
    if not card.moves:
        key = "pages.card.moves.first" if one.rank == 1 else "pages.card.moves.none"
        return element("p", t(lang, key), class_="dqm-lead")
    first = [_move(lang, move) for move in card.moves[: most or SHOWN]]
    whole = element("ul", *first, class_="dqm-score-moves")
    rest = [] if most else [_move(lang, move) for move in card.moves[SHOWN:]]
    if rest:
        more = element("summary", t(lang, "pages.card.moves.more", n=len(rest)))
        folded = element("ul", *rest, class_="dqm-score-moves")
        whole = Html(whole + element("details", more, folded, class_="dqm-score-more"))
    return whole


def above(lang: str, card: Scorecard) -> str:
    """Who stands right above, with rank and interval; empty for the first."""
    one = card.card.above if card.card else None
    if one is None:
        return ""
    return t(lang, "pages.card.above", name=one.name.in_language(lang), rank=rank_words(lang, one))


def needed(move: Move) -> float:
    """What is needed, as it is shown: a measured value is never rounded to less than enough."""
    if move.of.step:
        return move.needed
    steps = move.needed * 10**move.of.digits
    whole = math.ceil(steps - _NOISE) if move.of.direction > 0 else math.floor(steps + _NOISE)
    return float(whole / 10**move.of.digits)


def change(lang: str, move: Move) -> str:
    """By how much, in steps of what is counted or in the indicator's own unit."""
    if move.of.step:
        return t(lang, "pages.card.moves.count", n=_signed(lang, move.change, 0))
    unit = move.of.unit.in_language(lang)
    if unit == "%":
        unit = t(lang, "pages.card.moves.points")
    by = needed(move) - round(move.now, move.of.digits)
    return f"{_signed(lang, by, move.of.digits)}{formats.NBSP}{unit}"


@once
def task_list(lang: str, card: Scorecard, *, links: bool) -> Html:
    """The plan's tasks that name the districts."""
    rows = []
    for task in card.tasks:
        number = f"{t(lang, f'vocab.plan_kind.{task.kind}')} {task.number}"
        words = quoted(task.title.in_language(lang), lang)
        if links:
            words = element("a", words, href=address("plan", {"lang": lang}), target="_self")
        role = element("small", t(lang, f"vocab.district_role.{task.role}"))
        rows.append(element("li", element("strong", number), element("span", words, " ", role)))
    return element("ul", *rows, class_="dqm-score-tasks")


@once
def published_list(lang: str, card: Scorecard) -> Html:
    """Published figures of the district: of other years and methods, hence unranked."""
    rows = []
    for one in card.published:
        unit = element("small", t(lang, f"vocab.unit.{one.unit}")) if one.unit else Html("")
        value = element("strong", quoted(one.value.in_language(lang), lang), " ", unit)
        kind = t(lang, f"vocab.observation_kind.{one.kind}")
        when = quoted(f"{one.year.in_language(lang)} · {kind}", lang)
        source = link(one.source, one.url, lang)
        rows.append(
            element(
                "li",
                element("span", quoted(one.name.in_language(lang), lang)),
                value,
                element("small", when, " · ", source),
            )
        )
    return element("ul", *rows, class_="dqm-score-published")


def _side(lang: str, kind: str, rows: Sequence[IndicatorRow]) -> Html:
    title = element(
        "h2",
        element("span", "▲" if kind == "strengths" else "▼", aria_hidden="true"),
        f" {t(lang, f'pages.card.{kind}')}",
        class_=f"dqm-score-title dqm-score-{kind}",
    )
    if not rows:
        return element(
            "div", title, element("p", t(lang, f"pages.card.no_{kind}"), class_="dqm-lead")
        )
    listed = element("ul", *(_trait(lang, row) for row in rows), class_="dqm-score-traits")
    return element("div", title, listed)


def _trait(lang: str, row: IndicatorRow) -> Html:
    value = formats.number(lang, row.value, row.of.digits)
    unit = row.of.unit.in_language(lang)
    middle = t(lang, "pages.card.median", value=formats.number(lang, row.median, row.of.digits))
    figure = element("strong", f"{value}{formats.NBSP}{unit}")
    return element(
        "li",
        element("span", quoted(row.of.name.in_language(lang), lang)),
        element("small", figure, f" · {middle}"),
    )


def _move(lang: str, move: Move) -> Html:
    now, then = (formats.number(lang, one, move.of.digits) for one in (move.now, needed(move)))
    unit = element("small", move.of.unit.in_language(lang))
    chance = t(
        lang,
        "pages.card.moves.p",
        p=formats.number(lang, move.p * 100),
        now=formats.number(lang, move.p_now * 100),
    )
    return element(
        "li",
        element(
            "div",
            element("span", quoted(move.of.name.in_language(lang), lang)),
            element("strong", f"{now} → {then} ", unit),
        ),
        element(
            "div",
            element("small", change(lang, move)),
            element("small", chance, class_="dqm-chance"),
        ),
    )


def _signed(lang: str, value: float, digits: int) -> str:
    sign = "+" if value > 0 else "−"
    return sign + formats.number(lang, abs(value), digits)
