"""The ranking as it stands on the page."""

from __future__ import annotations

from typing import Final
from urllib.parse import urlencode

import streamlit as st

from layers.standing import Standing, official_run, standings, unranked
from text import formats, t
from ui.downloads import offer_table
from ui.markup import Html, element, show
from ui.picture import offer_picture
from ui.pieces import rank_bar, track
from ui.scores import run_table

ORDER: Final = ("rank", "code")


def show_ranking(lang: str, query: dict[str, str]) -> None:
    """Say what the index is, then list the districts with interval, score and pillars.

    Parameters
    ----------
    lang : {"zh", "en"}
    query : dict[str, str]
        What the links to the map carry beside the district.
    """
    run = official_run()
    index = run.result.index
    with st.container(key="card-index", border=True):
        st.subheader(index.name.in_language(lang), anchor=False)
        show(element("p", index.note.in_language(lang), class_="dqm-caveat"))
        show(element("p", t(lang, "pages.ranking.how"), class_="dqm-lead"))
    pillars = {one.id: one.name.in_language(lang) for one in index.nodes}
    order = st.selectbox(
        t(lang, "pages.ranking.sort"),
        (*ORDER, *pillars),
        format_func=lambda one: pillars.get(one) or t(lang, f"pages.ranking.by.{one}"),
        key="ranking-order",
        width=320,
    )
    rows = sorted(standings(run), key=lambda one: _place(one, order))
    with st.container(key="card-ranking", border=True):
        show(_list(lang, rows, pillars, query, tiers=order == "rank"))
        for code in unranked(run):
            show(element("p", t(lang, "pages.ranking.unranked", code=code), class_="dqm-lead"))
    offer_picture(lang, "card-ranking", "ranking")
    offer_table(lang, "ranking", lambda: run_table(run), "ranking")
    drawn = {"draws": formats.number(lang, index.uncertainty.draws), "seed": index.uncertainty.seed}
    record = t(lang, "pages.ranking.record", key=run.spread.record.key[:16], **drawn)
    show(element("p", record, class_="dqm-lead"))


def _place(one: Standing, order: str) -> tuple[float, str]:
    if order == "code":
        return 0.0, one.code
    return (one.rank if order == "rank" else -one.pillars[order]), one.code


def _list(
    lang: str,
    rows: list[Standing],
    pillars: dict[str, str],
    query: dict[str, str],
    *,
    tiers: bool,
) -> Html:
    keys = ("rank", "district", "interval", "score")
    names = [t(lang, f"pages.ranking.head.{key}") for key in keys] + list(pillars.values())
    head = element("tr", *(element("th", name, scope="col") for name in names))
    body, tier = [], None
    for one in rows:
        if tiers and one.tier != tier:
            tier = one.tier
            words = t(lang, "pages.ranking.tier", n=tier)
            cell = element("th", words, colspan=str(len(names)), scope="rowgroup")
            body.append(element("tr", cell, class_="dqm-tier"))
        body.append(_row(lang, one, query))
    parts = element("thead", head) + element("tbody", Html("".join(body)))
    whole = element("table", Html(parts), class_="dqm-ranking")
    label = t(lang, "pages.ranking.title")
    return element("div", whole, class_="dqm-scroll", tabindex="0", role="region", aria_label=label)


def _row(lang: str, one: Standing, query: dict[str, str]) -> Html:
    address = "./?" + urlencode({**query, "district": one.code, "colour": "index_score"})
    link = element("a", one.name.in_language(lang), href=address, target="_self")
    interval = f"{one.low}–{one.high}"
    cells = [
        element("td", element("strong", str(one.rank)), class_="dqm-rank"),
        element("th", link, scope="row"),
        element("td", rank_bar(lang, one), element("span", interval), class_="dqm-interval"),
        element("td", element("strong", formats.number(lang, one.score, 1)), class_="dqm-score"),
        *(element("td", _strip(lang, value)) for value in one.pillars.values()),
    ]
    return element("tr", *cells)


def _strip(lang: str, value: float) -> Html:
    if value != value:  # noqa: PLR0124 - NaN, the pillar has no score
        return element("span", "—", class_="dqm-none")
    return element("span", track(value), formats.number(lang, value, 0), class_="dqm-pillar")
