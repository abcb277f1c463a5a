"""The towns by tenths: no ordinal rank, since their positions are known to half a kilometre."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from urllib.parse import urlencode

import streamlit as st

from data.once import once
from layers.standing import Run, Standing, official_run, standings
from text import t
from ui.kept import kept_select
from ui.markup import Html, element, quoted, show
from ui.pieces import interval_share
from ui.ranking import show_index, show_none, show_unranked, toolbar
from ui.ranking_chart import record_words
from ui.ranking_files import offer_run
from ui.ranking_table import Look, ranking_table

_ALL = ""
_DISTRICT_DIGITS = 6


def show_towns(lang: str, query: Mapping[str, str], district: str | None) -> None:
    """List the towns by tenths, with intervals and pillars.

    Parameters
    ----------
    lang : {"zh", "en"}
    query : Mapping of str to str
        What the links to the map carry.
    district : str or None
        Code of the district that the address names: the others are left out at first.
    """
    with st.spinner(t(lang, "pages.ranking.running")):
        run, districts = official_run("town"), official_run().names
    rows = by_tenths(run)
    show_index(lang, run)
    left, right = toolbar()
    with left:
        words = st.text_input(
            t(lang, "pages.ranking.search_town"),
            key="towns-words",
            max_chars=60,
            width=220,
            icon=":material/search:",
        )
        codes = (_ALL, *sorted(districts))
        if district in codes:
            codes = (district, *(code for code in codes if code != district))
        chosen = kept_select(
            lang,
            "towns-district",
            t(lang, "pages.ranking.head.district"),
            codes,
            lambda code: (
                districts[code].in_language(lang) if code else t(lang, "pages.ranking.all")
            ),
            220,
        )
    with right:
        offer_run(lang, "ranking-towns", run)
    listed = [one for one in rows if one.code.startswith(chosen) and _named(one, words)]
    with st.container(key="card-towns", border=True):
        share = interval_share(rows[0])
        show(element("p", t(lang, "pages.ranking.how_towns", share=share), class_="dqm-lead"))
        if len(listed) < len(rows):
            said = t(lang, "pages.ranking.shown_towns", n=len(listed), of=len(rows))
            show(element("p", said, class_="dqm-eye", role="status"))
        if listed:
            with st.container(key="towns-table"):
                show(_table(lang, run, [one.code for one in listed], query))
        else:
            show_none(lang)
        show_unranked(lang, run)
        show(element("p", record_words(lang, run), class_="dqm-eye"))


@once
def by_tenths(run: Run) -> tuple[Standing, ...]:
    """The towns, the best tenth first."""
    return tuple(sorted(standings(run), key=lambda one: (one.decile, one.code)))


@once
def _table(lang: str, run: Run, codes: Sequence[str], query: Mapping[str, str]) -> Html:
    districts, asked = official_run().names, set(codes)
    look = Look(
        t(lang, "pages.ranking.view.towns"),
        t(lang, "pages.ranking.head.town"),
        lambda one: _town_link(
            lang, one, query, districts[one.code[:_DISTRICT_DIGITS]].in_language(lang)
        ),
    )
    return ranking_table(lang, run, [one for one in by_tenths(run) if one.code in asked], look)


def _named(one: Standing, words: str) -> bool:
    return words.strip().casefold() in f"{one.code}\n{one.name.zh}\n{one.name.en}".casefold()


def _town_link(lang: str, one: Standing, query: Mapping[str, str], district: str) -> Html:
    kept = {key: value for key, value in query.items() if key == "lang"}
    address = "./?" + urlencode({**kept, "town": one.code})
    name = quoted(one.name.in_language(lang), lang)
    return Html(
        element("a", name, href=address, target="_self", class_="dqm-name-link")
        + element("small", quoted(district, lang), class_="dqm-of")
    )
