"""The scorecard of a district as it stands on the page."""

from __future__ import annotations

from typing import Final

import streamlit as st

from data.once import once
from layers.cards import cards
from layers.options import DocumentOptions
from layers.payload import build_payload
from layers.standing import Run, official_run
from text import formats, plural, t
from ui.components import drawing, packed
from ui.downloads import offer_file
from ui.markup import Html, element, quoted, show
from ui.picture import offer_picture
from ui.scorecard_facts import Scorecard, load_scorecard
from ui.scorecard_files import card_csv, card_xlsx
from ui.scorecard_parts import (
    address,
    caveat,
    heading,
    language,
    locator,
    map_legend,
    map_notes,
    names,
    pillars,
    rank,
    rank_words,
    size,
)
from ui.scorecard_places import record_list, town_table
from ui.scorecard_print import card_html
from ui.scorecard_reasons import above, alike, move_list, published_list, task_list, traits
from ui.scorecard_table import indicator_table, legend

_CHOICE: Final = "scorecard-district"
_OTHERS: Final = ("town", "unit", "record")


def show_scorecard(lang: str, asked: str | None, options: DocumentOptions) -> None:
    """The scorecard of the district that the address names, else a chooser and the first.

    Parameters
    ----------
    lang : {"zh", "en"}
    asked : str or None
        Code of a district.
    options : DocumentOptions
        For the map.
    """
    with st.spinner(t(lang, "pages.card.wait")):
        official_run()
        districts = {
            one["code"]: one["name"][language(lang)] for one in build_payload(options)["districts"]
        }
    if asked is None:
        with st.container(key="card-score-choose", border=True):
            show(_chooser(lang, official_run(), districts))
    card = load_scorecard(asked if asked in districts else next(iter(districts)), options)
    with st.container(key="scorecard-head"):
        with st.container(key="card-score-rank", border=True):
            _tools(lang, card, districts)
            show(Html(names(lang, card) + rank(lang, card) + caveat(lang, card)))
            show(_links(lang, card))
        with st.container(key="card-score-pillars", border=True):
            title = heading(t(lang, "pages.card.pillars"), t(lang, "pages.card.pillars_note"))
            show(Html(title + pillars(lang, card) + size(lang, card)))
            offer_picture(lang, "card-score-pillars", f"pillars-{card.code}")
        with st.container(key="card-score-map", border=True):
            _map(lang, card)
            offer_picture(lang, "card-score-map", f"map-{card.code}")
    with st.container(key="scorecard-body"):
        with st.container(key="card-score-indicators", border=True):
            show(Html(heading(t(lang, "pages.card.indicators")) + legend(lang, card)))
            show(indicator_table(lang, card, links=True))
            offer_picture(lang, "card-score-indicators", f"indicators-{card.code}")
        with st.container(key="scorecard-side"):
            _side(lang, card)
    with st.container(key="scorecard-foot"):
        waiting = st.spinner(t(lang, "pages.card.wait"))
        with st.container(key="card-score-towns", border=True), waiting:
            count = plural(lang, "pages.card.towns", len(card.towns))
            title = heading(count, t(lang, "pages.card.towns_note"))
            show(Html(title + town_table(lang, card)))
        with st.container(key="card-score-tasks", border=True):
            show(Html(heading(t(lang, "pages.card.tasks")) + task_list(lang, card, links=True)))
        if card.published:
            with st.container(key="card-score-published", border=True):
                title = heading(
                    t(lang, "pages.card.published"), t(lang, "pages.card.published_note")
                )
                show(Html(title + published_list(lang, card)))
        with st.container(key="card-score-records", border=True):
            title = heading(plural(lang, "pages.card.records", len(card.records)))
            show(Html(title + record_list(lang, card)))
    _note(lang, card)


def _tools(lang: str, card: Scorecard, districts: dict[str, str]) -> None:
    """Which card this is, the choice of another one, and files."""
    with st.container(key="scorecard-tools", horizontal=True, vertical_alignment="center"):
        kind = f"{t(lang, 'pages.card.eyebrow')} · {card.code}"
        show(element("p", kind, class_="dqm-eye"))
        # The address decides: the box follows it, also when the visitor goes back.
        st.session_state[_CHOICE] = card.code
        st.selectbox(
            t(lang, "pages.card.change"),
            tuple(districts),
            format_func=lambda code: districts[code],
            key=_CHOICE,
            on_change=_change,
            label_visibility="collapsed",
            width=170,
        )
        name = f"scorecard-{card.code}-{lang}"
        printed = t(lang, "pages.card.download.print")
        offer_file(printed, lambda: card_html(lang, card), f"{name}.html", "card", plain=True)
        makers = {"csv": lambda: card_csv(card), "xlsx": lambda: card_xlsx(lang, card)}
        with st.popover(t(lang, "pages.card.download")):
            for kind, make in makers.items():
                label = t(lang, f"pages.card.download.{kind}")
                offer_file(label, make, f"{name}.{kind}", "card", plain=True)


def _change() -> None:
    for name in _OTHERS:
        if name in st.query_params:
            del st.query_params[name]
    st.query_params["district"] = st.session_state[_CHOICE]


def _links(lang: str, card: Scorecard) -> Html:
    """Where else the district is shown, and how the index is made."""
    query = {"district": card.code, "lang": lang}
    found = {
        "map": address("", query),
        "compare": address("compare", query),
        "method": address("method", {"lang": lang}),
    }
    links = [
        element("a", t(lang, f"pages.card.to.{name}"), href=href, target="_self")
        for name, href in found.items()
    ]
    return element("p", *links, class_="dqm-score-links")


def _map(lang: str, card: Scorecard) -> None:
    """The drawing leads to the map of the same district."""
    drawing(key="scorecard-map", data=_drawn(lang, card))
    show(Html(map_legend(lang, card) + map_notes(lang, card)))


@once
def _drawn(lang: str, card: Scorecard) -> bytes:
    href = address("", {"district": card.code, "lang": lang})
    svg = locator(lang, card)
    return packed({"svg": svg, "href": href, "label": t(lang, "pages.card.to.map")})


def _side(lang: str, card: Scorecard) -> None:
    if card.card:
        with st.container(key="card-score-traits", border=True):
            show(traits(lang, card))
        with st.container(key="card-score-moves", border=True):
            show(heading(t(lang, "pages.card.moves"), above(lang, card)))
            with st.spinner(t(lang, "pages.card.wait")):
                show(move_list(lang, card))
            if card.moves:
                show(element("p", t(lang, "pages.card.moves.note"), class_="dqm-score-small"))
        with st.container(key="card-score-alike", border=True):
            title = heading(t(lang, "pages.card.alike"), t(lang, "pages.card.alike_note"))
            show(Html(title + alike(lang, card, links=True)))


@once
def _chooser(lang: str, run: Run, districts: dict[str, str]) -> Html:
    """All districts by code, each with its rank and interval."""
    ranked = cards(run)
    items = []
    for code, name in districts.items():
        one = ranked.get(code)
        words = rank_words(lang, one.standing) if one else t(lang, "pages.card.unranked")
        items.append(
            element(
                "a",
                element("strong", quoted(name, lang)),
                element("small", words),
                href=address("scorecard", {"district": code, "lang": lang}),
                target="_self",
            )
        )
    first = next(iter(districts.values()))
    title = heading(t(lang, "pages.card.choose"), t(lang, "pages.card.choose_note", name=first))
    return Html(title + element("nav", *items, class_="dqm-score-choose"))


def _note(lang: str, card: Scorecard) -> None:
    record = card.record
    words = t(
        lang,
        "pages.card.record",
        draws=formats.number(lang, record.draws),
        seed=record.seed,
        key=record.key[:16],
    )
    show(element("p", words, class_="dqm-score-small"))
