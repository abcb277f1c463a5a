"""Districts side by side, as they stand on the page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import streamlit as st

from data.once import once
from layers.comparison import Comparison, compare, most_alike
from layers.locator import locator_svg
from layers.options import DocumentOptions
from layers.payload import build_payload
from layers.standing import Run, official_run
from layers.types import Payload
from text import formats, t
from ui.compare_choice import MOST, PARAMETER, Choice, ask_choice, read_choice
from ui.compare_files import comparison_csv, comparison_xlsx
from ui.compare_gap import difference_chart
from ui.compare_head import heads, order_words, suggestions
from ui.compare_table import SORTS, comparison_table, legend
from ui.components import drawing, packed
from ui.downloads import offer_file
from ui.marks import COLOURS
from ui.markup import Html, element, show
from ui.page import Opened
from ui.picture import offer_picture
from ui.scorecard_facts import Scorecard
from ui.scorecard_parts import heading, language, map_notes
from ui.state import notice

_MAP: Final = (380, 300)


def show_compare(opened: Opened, options: DocumentOptions) -> None:
    """The choice of districts, and what there is to compare.

    Parameters
    ----------
    opened : Opened
        With the page's own parameter `ui.compare_choice.PARAMETER`.
    options : DocumentOptions
        For the map.
    """
    lang = opened.lang
    with st.spinner(t(lang, "pages.ranking.running")):
        run, payload = official_run(), build_payload(options)
    short = {one["code"]: one["short"][language(lang)] for one in payload["districts"]}
    choice = read_choice(
        opened.district,
        opened.own.get(PARAMETER),
        short,
        run.result.order[0],
        lambda code: most_alike(run, code),
    )
    _choose(lang, choice, short)
    if len(choice.codes) == 1:
        with st.container(key="card-compare-alike", border=True):
            title = heading(t(lang, "pages.card.alike"), t(lang, "pages.card.alike_note"))
            show(Html(title + suggestions(lang, run, choice.codes[0])))
    if len(choice.codes) < 2:
        return
    found = compare(run, choice.codes)
    names = [short[code] for code in choice.codes]
    _head(lang, found, payload, options)
    with st.container(key="compare-body"):
        with st.container(key="card-compare-table", border=True):
            _table(lang, found, names)
        with st.container(key="compare-side"):
            with st.container(key="card-compare-order", border=True):
                show(heading(t(lang, "pages.compare.order"), t(lang, "pages.compare.order_note")))
                show(order_words(lang, found, names))
                offer_picture(lang, "card-compare-order", "order-" + "-".join(found.codes))
            if found.differences:
                with st.container(key="card-compare-gap", border=True):
                    _difference(lang, found, names)
    _files(lang, found)
    _record(lang, run)


def _choose(lang: str, choice: Choice, short: dict[str, str]) -> None:
    with st.container(key="compare-choose"):
        st.title(t(lang, "pages.compare.title"), anchor=False)
        ask_choice(lang, choice, short)
        refused = notice(choice.ignored)
        if refused:
            words = refused.in_language(lang)
            show(element("p", words, class_="dqm-notice", role="status"))
        if choice.added:
            first, second = (short[code] for code in choice.codes)
            words = t(lang, "pages.compare.added", first=first, second=second, most=MOST)
            show(element("p", words, class_="dqm-lead", role="status"))
        elif len(choice.codes) < 2:
            key = "pages.compare.second" if choice.codes else "pages.compare.nobody"
            first = short[choice.codes[0]] if choice.codes else ""
            words = t(lang, key, first=first, most=MOST)
            show(element("p", words, class_="dqm-notice", role="status"))


def _head(lang: str, found: Comparison, payload: Payload, options: DocumentOptions) -> None:
    with st.container(key=f"compare-head-{len(found.codes)}"):
        with st.container(key="compare-heads"):
            show(heads(lang, found))
            note = found.run.result.index.note.in_language(lang)
            show(element("p", note, class_="dqm-caveat"))
        with st.container(key="card-compare-map", border=True):
            card = Scorecard(found.run, payload, options, found.codes[0])
            drawing(key="compare-map", data=_map(lang, card, found.codes))
            show(map_notes(lang, card))
            offer_picture(lang, "card-compare-map", "map-" + "-".join(found.codes))


@once
def _map(lang: str, card: Scorecard, codes: tuple[str, ...]) -> bytes:
    """The districts on the sheet of the city, drawn from the map document of a scorecard."""
    svg = locator_svg(card.payload, codes, language(lang), colours=COLOURS, size=_MAP)
    return packed({"svg": svg})


def _table(lang: str, found: Comparison, names: Sequence[str]) -> None:
    show(heading(t(lang, "pages.compare.figures")))
    with st.container(key="compare-tools", horizontal=True, vertical_alignment="center"):
        sort = st.segmented_control(
            t(lang, "pages.compare.sort"),
            SORTS,
            default=SORTS[0],
            required=True,
            format_func=lambda one: t(lang, f"pages.compare.by.{one}"),
            key="compare-sort",
            label_visibility="collapsed",
        )
        only = st.toggle(t(lang, "pages.compare.only"), key="compare-only")
        offer_picture(lang, "card-compare-table", "compare-" + "-".join(found.codes))
    show(legend(lang, found, names))
    show(comparison_table(lang, found, names, sort=sort or SORTS[0], only=only))
    show(element("p", t(lang, "pages.compare.rule"), class_="dqm-score-small"))


def _difference(lang: str, found: Comparison, names: Sequence[str]) -> None:
    show(heading(t(lang, "pages.compare.parts"), t(lang, "pages.compare.parts_note")))
    chosen = found.differences[0]
    if len(found.differences) > 1:
        chosen = st.selectbox(
            t(lang, "pages.compare.pair"),
            found.differences,
            format_func=lambda one: t(
                lang, "pages.compare.against", first=names[one.first], second=names[one.second]
            ),
            key=f"compare-pair-{lang}-{'-'.join(found.codes)}",
            width=280,
        )
    show(difference_chart(lang, found, chosen, names))
    name = f"difference-{found.codes[chosen.first]}-{found.codes[chosen.second]}"
    offer_picture(lang, "card-compare-gap", name)


def _files(lang: str, found: Comparison) -> None:
    name = "compare-" + "-".join(found.codes)
    with st.container(key="compare-files", horizontal=True):
        makers = {
            "csv": lambda: comparison_csv(found),
            "xlsx": lambda: comparison_xlsx(lang, found),
        }
        for kind, make in makers.items():
            label = t(lang, f"pages.compare.download.{kind}")
            offer_file(label, make, f"{name}.{kind}", "compare")


def _record(lang: str, run: Run) -> None:
    drawn = run.result.index.uncertainty
    words = t(
        lang,
        "pages.ranking.record",
        key=run.spread.record.key[:16],
        draws=formats.number(lang, drawn.draws),
        seed=drawn.seed,
    )
    show(element("p", words, class_="dqm-score-small"))
