"""The ranking of the districts as it stands on the page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from urllib.parse import urlencode

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from data.once import once
from layers.standing import Run, Standing, official_run, standings, why_unranked
from text import formats, t
from ui.markup import Html, element, quoted, show
from ui.picture import offer_picture
from ui.pieces import interval_share
from ui.ranking_chart import ranking_chart
from ui.ranking_files import offer_run
from ui.ranking_table import Look, ranking_table
from ui.ranking_tools import ask, found
from ui.ranking_views import say_ignored
from ui.weights import ask_weights, own_column, shares, weighed


def show_ranking(lang: str, query: Mapping[str, str], weights: str | None) -> None:
    """Say what the index is, then list the districts with interval, score and pillars.

    Parameters
    ----------
    lang : {"zh", "en"}
    query : Mapping of str to str
        What the links to other pages carry beside the district.
    weights : str or None
        Weights of one's own, as the address says them.
    """
    with st.spinner(t(lang, "pages.ranking.running")):
        run = official_run()
    index, rows = run.result.index, standings(run)
    chosen = query.get("district")
    show_index(lang, run)
    left, right = toolbar()
    with right:
        own, understood = ask_weights(lang, index, weights)
        files = st.container(key="ranking-files-place", width="content")
    if not understood:
        say_ignored(lang, weights=weights)
    mine = _mine(lang, run, own)
    yours = {one.code: one.rank for one in standings(mine)} if mine else {}
    with left:
        asked = ask(lang, "ranking", run, rows, yours=bool(yours))
    with files:
        offer_run(lang, "ranking-your-weights" if mine else "ranking", run, mine)
    listed = found(rows, asked, yours)
    with st.container(key="card-ranking", border=True):
        show(
            element(
                "p", t(lang, "pages.ranking.how", share=interval_share(rows[0])), class_="dqm-lead"
            )
        )
        if mine is not None and own is not None:
            said = f"{t(lang, 'pages.ranking.weights.beside')} {shares(lang, index, own)}"
            show(element("p", said, class_="dqm-eye dqm-beside-note"))
        if len(listed) < len(rows):
            said = t(lang, "pages.ranking.shown", n=len(listed), of=len(rows))
            show(element("p", said, class_="dqm-eye", role="status"))
        if listed:
            codes = [one.code for one in listed]
            show(_table(lang, run, mine, codes, query, groups=asked.order == "rank"))
        else:
            show_none(lang)
        show_unranked(lang, run)
    show_chart(lang, "ranking", run, chosen)


@once
def _table(
    lang: str,
    run: Run,
    mine: Run | None,
    codes: Sequence[str],
    query: Mapping[str, str],
    *,
    groups: bool,
) -> Html:
    """The districts of the codes, beside them their ranks by one's own weights."""
    rows = {one.code: one for one in standings(run)}
    look = Look(
        t(lang, "pages.ranking.title"),
        t(lang, "pages.ranking.head.district"),
        lambda one: district_link(lang, one, query),
        groups=groups,
        chosen=query.get("district"),
        more=(own_column(lang, run, mine),) if mine else (),
    )
    return ranking_table(lang, run, [rows[code] for code in codes], look)


def show_chart(lang: str, name: str, run: Run, chosen: str | None, *, own: bool = False) -> None:
    """The chart with its picture, and the weights beside it.

    Parameters
    ----------
    lang : {"zh", "en"}
    name : str
        Of the cards and of the picture.
    run : Run
    chosen : str or None
        Code of the unit to mark.
    own : bool
        Whether it is an index of one's own.
    """
    left, right = st.columns([1.3, 1], gap="medium")
    with left, st.container(key=f"card-{name}-chart", border=True):
        show(ranking_chart(lang, run, chosen, own=own))
        offer_picture(lang, f"card-{name}-chart", name)
    with right, st.container(key=f"card-{name}-weights", border=True):
        title = t(lang, f"pages.ranking.weights.{'own' if own else 'official'}")
        st.subheader(title, anchor=False)
        show(weights_list(lang, run))


def toolbar() -> tuple[DeltaGenerator, DeltaGenerator]:
    """What narrows a ranking on the left, what is done with it on the right."""
    with st.container(key="ranking-tools", horizontal=True, vertical_alignment="bottom"):
        left = st.container(key="ranking-ask", horizontal=True, vertical_alignment="bottom")
        right = st.container(key="ranking-take", horizontal=True, width="content")
    return left, right


def show_index(lang: str, run: Run) -> None:
    """What the index is called and what it says on its face."""
    index = run.result.index
    with st.container(key="ranking-index"):
        name = quoted(index.name.in_language(lang), lang)
        show(element("h2", name, class_="dqm-index-name"))
        show(element("p", quoted(index.note.in_language(lang), lang), class_="dqm-caveat"))


@once
def weights_list(lang: str, run: Run) -> Html:
    """The pillars with their official weights and the reasons for them."""
    index = run.result.index
    nodes = [index.node(id) for id in index.pillars]
    total = sum(one.weight for one in nodes)
    items = [
        element(
            "li",
            element("strong", f"{formats.number(lang, 100 * one.weight / total)}%"),
            element("span", quoted(one.name.in_language(lang), lang)),
            element("small", quoted(one.reason.in_language(lang), lang)),
        )
        for one in nodes
    ]
    return element("ul", *items, class_="dqm-weights")


def show_unranked(lang: str, run: Run) -> None:
    """The units that are not ranked, each with what it lacks."""
    for code, why in why_unranked(run).items():
        name = run.names[code].in_language(lang) if code in run.names else code
        lacking = t(lang, "pages.ranking.comma").join(one.in_language(lang) for one in why)
        words = t(lang, "pages.ranking.unranked", name=name, lacking=lacking)
        show(element("p", quoted(words, lang), class_="dqm-lead dqm-unranked"))


def show_none(lang: str) -> None:
    """Nobody fits what was asked."""
    show(element("p", t(lang, "pages.ranking.none"), class_="dqm-empty", role="status"))


def district_link(lang: str, one: Standing, query: Mapping[str, str]) -> Html:
    """The name leads to the scorecard, a small link to the map coloured by the index."""
    name = one.name.in_language(lang)
    kept = {key: value for key, value in query.items() if key == "lang"}
    card = "./scorecard?" + urlencode({**kept, "district": one.code})
    there = "./?" + urlencode({**kept, "district": one.code, "colour": "index_score"})
    label = t(lang, "pages.ranking.to_map_of", name=name)
    return Html(
        element("a", quoted(name, lang), href=card, target="_self", class_="dqm-name-link")
        + element(
            *("a", t(lang, "pages.ranking.to_map")),
            href=there,
            target="_self",
            aria_label=label,
            class_="dqm-to-map",
        )
    )


def _mine(lang: str, run: Run, own: Mapping[str, int] | None) -> Run | None:
    if own is None:
        return None
    if not sum(own.values()):
        words = t(lang, "pages.ranking.weights.nothing")
        show(element("p", words, class_="dqm-notice", role="status"))
        return None
    with st.spinner(t(lang, "pages.ranking.running")):
        return weighed(run, own)
