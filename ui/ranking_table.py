"""The ranking as a table: no rank without its interval, the pillars as strips, tiers apart."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from layers.standing import Run, Standing
from scoring import State
from text import formats, t
from ui.markup import Html, element, quoted
from ui.pieces import decile_bar, interval_share, rank_bar, track

MOST_SHOWN: Final = 250
"""Rows that a page draws; more are found by searching, or in the file."""
Linker = Callable[[Standing], Html]


@dataclass(frozen=True)
class Column:
    """A column beside the ones that every ranking has.

    Attributes
    ----------
    head : str
    cells : Mapping of str to Html
        By code; an empty cell for whoever is not in it.
    """

    head: str
    cells: Mapping[str, Html]


@dataclass(frozen=True)
class Look:
    """How a ranking is drawn.

    Attributes
    ----------
    name : str
        What the table is called for those who hear it.
    unit : str
        Heading of the names.
    link : Callable
        The name of a unit, leading where it should.
    groups : bool
        Whether tiers (or deciles) get a line of their own: only in the order of ranks.
    chosen : str or None
        Code of the unit that is chosen.
    more : tuple of Column
        After the interval.
    """

    name: str
    unit: str
    link: Linker
    groups: bool = True
    chosen: str | None = None
    more: tuple[Column, ...] = ()


def ranking_table(lang: str, run: Run, rows: Sequence[Standing], look: Look) -> Html:
    """The rows as a table; tenths instead of ranks where the index shows no ordinal rank."""
    index = run.result.index
    tenths = index.present == "deciles"
    share = interval_share(rows[0]) if rows else round(100 * index.uncertainty.interval)
    first = t(lang, f"pages.ranking.head.{'decile' if tenths else 'rank'}")
    heads = [first, look.unit, t(lang, "pages.ranking.head.interval", share=share)]
    heads += [one.head for one in look.more]
    if not tenths:
        heads += [t(lang, f"pages.ranking.head.{key}") for key in ("score", "p_top3", "p_next")]
    pillars = Pillars(lang, run)
    heads += pillars.names
    head = element("tr", *(element("th", quoted(name, lang), scope="col") for name in heads))
    body: list[Html] = []
    group = None
    for one in rows[:MOST_SHOWN]:
        now = one.decile if tenths else one.tier
        if look.groups and now != group:
            group = now
            words = t(lang, f"pages.ranking.{'tenth' if tenths else 'tier'}", n=group)
            cell = element("th", words, colspan=str(len(heads)), scope="rowgroup")
            body.append(element("tr", cell, class_="dqm-tier"))
        body.append(_row(lang, one, look, pillars, heads, tenths=tenths))
    parts = element("thead", head) + element("tbody", Html("".join(body)))
    whole = element("table", Html(parts), class_="dqm-ranking")
    marks = "dqm-scroll dqm-ranking-box" + (" dqm-more" if look.more else "")
    return element("div", whole, class_=marks, tabindex="0", role="region", aria_label=look.name)


def place(lang: str, one: Standing) -> Html:
    """A rank, marked if shared."""
    tied = (
        element("small", t(lang, "pages.ranking.tied"), class_="dqm-tied") if one.tied else Html()
    )
    return element("span", element("strong", str(one.rank)), tied, class_="dqm-place")


def percent(lang: str, p: float) -> str:
    """A probability in whole percent; what is not certain never reads 0% or 100%."""
    if math.isnan(p):
        return "—"
    if 0 < p < 0.005:
        return "<1%"
    if 0.995 <= p < 1:
        return ">99%"
    return f"{formats.number(lang, 100 * p)}%"


class Pillars:
    """The strips of all pillars of a run.

    Parameters
    ----------
    lang : {"zh", "en"}
    run : Run
    """

    def __init__(self, lang: str, run: Run) -> None:
        self.lang, self.run = lang, run
        index = run.result.index
        self.names = [index.node(id).name.in_language(lang) for id in index.pillars]
        scores = run.result.scores[list(index.pillars)]
        low, high = index.method.scale
        known = scores.to_numpy(dtype=np.float64)
        known = known[~np.isnan(known)]
        if len(known) and not (low <= known.min() and known.max() <= high):
            low, high = float(known.min()), float(known.max())
        self.low, self.span = low, (high - low) or 1.0
        self.digits = 0 if high - low >= 20 else index.digits
        self.medians = {id: float(scores[id].median()) for id in index.pillars}
        self.states = run.result.states()

    def cells(self, one: Standing) -> list[Html]:
        """A strip per pillar, with a tick at the median of all."""
        return [self._cell(one, id, value) for id, value in one.pillars.items()]

    def _cell(self, one: Standing, id: str, value: float) -> Html:
        if math.isnan(value):
            word = t(self.lang, f"layers.missing.{self._nothing(one.code, id)}")
            return element("span", "— ", element("small", word), class_="dqm-nothing")
        median = self.medians[id]
        at, tick = (100 * (x - self.low) / self.span for x in (value, median))
        number = formats.number(self.lang, value, self.digits)
        return element("span", track(at, tick), number, class_="dqm-pillar")

    def _nothing(self, code: str, id: str) -> str:
        index = self.run.result.index
        own = [self.states.loc[code, one.id] for one in index.indicators if one.parent == id]
        none = State.NOT_APPLICABLE.value
        return none if own and all(state == none for state in own) else State.MISSING.value


def _row(
    lang: str, one: Standing, look: Look, pillars: Pillars, heads: Sequence[str], *, tenths: bool
) -> Html:
    low, high = (one.decile_low, one.decile_high) if tenths else (one.low, one.high)
    bar = decile_bar(lang, one) if tenths else rank_bar(lang, one)
    first = element("strong", str(one.decile)) if tenths else place(lang, one)
    cells: list[tuple[str, str, Html]] = [
        ("td", "dqm-rank", first),
        ("th", "dqm-unit", look.link(one)),
        ("td", "dqm-interval", Html(bar + element("span", f"{low}–{high}"))),
        *(("td", "dqm-extra", column.cells.get(one.code, Html())) for column in look.more),
    ]
    if not tenths:
        score = formats.number(lang, one.score, pillars.run.result.index.digits)
        cells += [
            ("td", "dqm-score", element("strong", score)),
            ("td", "dqm-chance", element("span", percent(lang, one.p_top3))),
            ("td", "dqm-chance", element("span", percent(lang, one.p_next))),
        ]
    cells += [("td", "dqm-strips", cell) for cell in pillars.cells(one)]
    return element(
        "tr",
        *(
            element(
                tag,
                cell,
                class_=kind,
                scope="row" if tag == "th" else None,
                data_label=head,
            )
            for (tag, kind, cell), head in zip(cells, heads, strict=True)
        ),
        class_="dqm-chosen" if one.code == look.chosen else None,
    )
