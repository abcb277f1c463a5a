"""An index of one's own beside the official one, never taken for it."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from data.once import once
from layers.own_index import OwnIndex
from layers.standing import Run, Standing, official_run, standings
from text import t
from ui.markup import Html, element, quoted, show
from ui.own_files import ask_files, forget_index, offer_template, valid_index
from ui.pieces import interval_share, rank_bar
from ui.ranking import show_chart, show_none, show_unranked, toolbar
from ui.ranking_files import offer_run
from ui.ranking_table import MOST_SHOWN, Column, Look, place, ranking_table
from ui.ranking_tools import ask, found

_MOST_DRAWN = 60


def show_own(lang: str) -> None:
    """How to bring an index of one's own, and its ranking if there is one."""
    with st.container(key="card-own-files", border=True):
        st.subheader(t(lang, "pages.own.bring"), anchor=False)
        show(element("p", t(lang, "pages.own.lead"), class_="dqm-lead"))
        show(element("p", t(lang, "pages.own.template.lead"), class_="dqm-eye"))
        offer_template(lang)
        ask_files(lang)
        show(element("p", t(lang, "pages.own.private"), class_="dqm-eye"))
    own = valid_index()
    if own is not None:
        _show_result(lang, own)


def _show_result(lang: str, own: OwnIndex) -> None:
    run = own.run
    index, rows = run.result.index, standings(run)
    mark = element("span", t(lang, "pages.own.mark"), class_="dqm-unofficial")
    with st.container(key="own-head"):
        name = quoted(index.name.in_language(lang), lang)
        show(element("h2", name, mark, class_="dqm-index-name"))
        if index.note:
            show(element("p", quoted(index.note.in_language(lang), lang), class_="dqm-caveat"))
        said = t(lang, "pages.own.made_from", table=own.table.name, index=own.index.name)
        show(element("p", quoted(said, lang), class_="dqm-eye"))
    left, right = toolbar()
    with right:
        offer_run(lang, "own-index-unofficial", run, own=True)
        st.button(t(lang, "pages.own.remove"), key="own-remove", on_click=forget_index)
    tenths = index.present == "deciles"
    with left:
        asked = ask(lang, "own", run, rows, tenths=tenths)
    listed = found(rows, asked)
    with st.container(key="card-own", border=True):
        if rows:
            how = "how_towns" if tenths else "how"
            said = t(lang, f"pages.ranking.{how}", share=interval_share(rows[0]))
            show(element("p", said, class_="dqm-lead"))
        if len(listed) < len(rows):
            said = t(lang, "pages.own.shown", n=len(listed), of=len(rows))
            show(element("p", said, class_="dqm-eye", role="status"))
        if len(listed) > MOST_SHOWN:
            said = t(lang, "pages.own.first", n=MOST_SHOWN, of=len(listed))
            show(element("p", said, class_="dqm-eye", role="status"))
        if listed:
            codes = [one.code for one in listed]
            show(_table(lang, run, codes, groups=asked.order in {"rank", "decile"}))
        elif rows:
            show_none(lang)
        show_unranked(lang, run)
        for note in own.notes:
            show(element("p", note.in_language(lang), class_="dqm-eye"))
    if not tenths and 0 < len(rows) <= _MOST_DRAWN:
        show_chart(lang, "own-index-unofficial", run, None, own=True)


@once
def _table(lang: str, run: Run, codes: Sequence[str], *, groups: bool) -> Html:
    rows = {one.code: one for one in standings(run)}
    look = Look(
        f"{run.result.index.name.in_language(lang)} · {t(lang, 'pages.own.mark')}",
        t(lang, "pages.own.unit"),
        lambda one: _name(lang, one),
        groups=groups,
        more=_official(lang, list(rows.values())),
    )
    return ranking_table(lang, run, [rows[code] for code in codes], look)


def _name(lang: str, one: Standing) -> Html:
    name = quoted(one.name.in_language(lang), lang)
    if one.name.in_language(lang) == one.code:
        return name
    return Html(element("span", name) + element("small", one.code, class_="dqm-of"))


def _official(lang: str, rows: Sequence[Standing]) -> tuple[Column, ...]:
    """The official rank and its interval, where the units are districts of Shanghai."""
    codes = {one.code for one in rows}
    cells = {
        one.code: element(
            "div",
            place(lang, one),
            rank_bar(lang, one),
            element("span", f"{one.low}–{one.high}", class_="dqm-range"),
            class_="dqm-official",
        )
        for one in standings(official_run())
        if one.code in codes
    }
    return (Column(t(lang, "pages.own.official"), cells),) if cells else ()
