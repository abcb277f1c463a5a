"""What parts two scores: every indicator's part of the difference, which they sum to."""

from __future__ import annotations

from collections.abc import Sequence

from data.once import once
from layers.comparison import Comparison, Difference
from text import formats, plural, t
from ui.compare_words import DIFFERENCE_DIGITS, parts_of, signed
from ui.marks import COLOURS, mark
from ui.markup import Html, element, quoted


@once
def difference_chart(lang: str, found: Comparison, one: Difference, names: Sequence[str]) -> Html:
    """A bar per indicator towards the district that it favours, and the sum.

    Parameters
    ----------
    lang : {"zh", "en"}
    found : Comparison
    one : Difference
        The two districts.
    names : sequence of str
        Short names of all districts of the comparison.
    """
    index = found.run.result.index
    rows = parts_of(one)
    widest = max((abs(part) for _, part in rows), default=0.0)
    moved = [(id, part) for id, part in rows if part]
    body = [
        element(
            "tr",
            element("th", quoted(index.indicator(id).name.in_language(lang), lang), scope="row"),
            element("td", _bar(one, part, widest), class_="dqm-split"),
            element("td", element("strong", signed(lang, part)), class_="dqm-gain"),
        )
        for id, part in moved
    ]
    total = round(one.total, DIFFERENCE_DIGITS)
    foot = element(
        "tr",
        element("th", t(lang, "pages.compare.sum"), scope="row"),
        element("td", _which(lang, one, names, total), class_="dqm-sum"),
        element("td", element("strong", signed(lang, total)), class_="dqm-gain"),
    )
    head = element(
        "tr",
        element("th", t(lang, "pages.card.head.indicator"), scope="col"),
        element("th", _sides(lang, one, names), scope="col"),
        element("th", t(lang, "pages.compare.points"), scope="col", class_="dqm-gain"),
    )
    table = element("thead", head) + element("tbody", *body) + element("tfoot", foot)
    notes = [_published(lang, found, one)]
    if len(moved) < len(rows):
        notes.append(plural(lang, "pages.compare.even", len(rows) - len(moved)))
    return Html(
        element("table", Html(table), class_="dqm-difference")
        + element("p", " ".join(notes), class_="dqm-score-small")
    )


def _bar(one: Difference, part: float, widest: float) -> Html:
    """From the middle to the side of the district that has more."""
    place, side = (one.first, "left") if part > 0 else (one.second, "right")
    style = f"width:{50 * abs(part) / widest:.1f}%;background:{COLOURS[place]}"
    return element("span", element("i", class_=f"dqm-{side}", style=style), aria_hidden="true")


def _sides(lang: str, one: Difference, names: Sequence[str]) -> Html:
    sides = [
        element("span", mark(place), quoted(t(lang, "pages.compare.more", name=names[place]), lang))
        for place in (one.first, one.second)
    ]
    return element("div", *sides, class_="dqm-sides")


def _which(lang: str, one: Difference, names: Sequence[str], total: float) -> Html:
    if total == 0:
        return element("span", t(lang, "pages.compare.level"))
    place = one.first if total > 0 else one.second
    words = t(lang, "pages.compare.higher", name=names[place])
    return element("span", mark(place), quoted(words, lang))


def _published(lang: str, found: Comparison, one: Difference) -> str:
    """How the sum fits the scores as they are published."""
    digits = found.run.result.index.digits
    scores = [found.standings[place] for place in (one.first, one.second)]
    first, second = (formats.number(lang, s.score, digits) if s else "—" for s in scores)
    return t(lang, "pages.compare.published", first=first, second=second)
