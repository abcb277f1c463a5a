"""The frame of every page: settings of the browser tab, style, what belongs to the whole page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

import streamlit as st

from text import t
from ui.bar import chosen_language, show_bar
from ui.components import ASSETS, shell
from ui.guard import guarded
from ui.known import known
from ui.markup import element, show
from ui.state import Known, Parsed, State, page_query, parse
from ui.style import apply_style


@dataclass(frozen=True)
class Opened:
    """A page that has been opened.

    Attributes
    ----------
    lang : {"zh", "en"}
    parsed : Parsed
        What the address says that every page understands.
    own : dict of str to str
        The page's own parameters, as they came: from anybody, so believe nothing.
    """

    lang: str
    parsed: Parsed
    own: dict[str, str]

    @property
    def query(self) -> dict[str, str]:
        """What links to other pages carry: language and selection."""
        return page_query(self.parsed.state_in(self.lang))

    @property
    def district(self) -> str | None:
        """Code of the district that the address names, by itself or by one of its towns."""
        chosen = self.parsed.state.selection
        return chosen.id[:6] if chosen and chosen.kind != "record" else None


@contextmanager
def page(name: str, own: tuple[str, ...] = ()) -> Iterator[Opened]:
    """Tab, bar and body of a page other than the map; what goes wrong inside is told there.

    Parameters
    ----------
    name : str
        Of `ui.bar.PAGES`; its title is the text ``pages.<name>.title``.
    own : tuple of str
        Parameters of the address that only this page understands.
    """
    query = dict(asked())
    mine = {key: query.pop(key)[0] for key in own if query.get(key)}
    parsed = Parsed(State())
    lang = chosen_language(parse(query, Known()).state.lang)
    open_page(lang, t(lang, f"pages.{name}.title"))
    with st.container(key="page-problem"), guarded(lang):
        parsed = parse(query, known())
    opened = Opened(lang, parsed, mine)
    show_bar(name, lang, opened.query)
    with st.container(key="page-body"):
        ignored = parsed.notice()
        if ignored:
            words = ignored.in_language(lang)
            show(element("p", words, class_="dqm-notice", role="status"))
        with guarded(lang):
            yield opened


def open_page(lang: str, title: str) -> None:
    """First call of every page script: browser tab, stylesheet, and what the page says itself.

    Parameters
    ----------
    lang : {"zh", "en"}
    title : str
        Title of the browser tab, before the name of the application.
    """
    st.set_page_config(
        page_title=f"{title} · {t(lang, 'common.app_name')}",
        page_icon=str(ASSETS / "icon.svg"),
        layout="wide",
        initial_sidebar_state="collapsed",
    )

    apply_style()
    with st.container(key="shell"):
        shell(
            key="page-shell",
            data={
                "lang": lang,
                "text": {
                    "lost": t(lang, "pages.offline.lost"),
                    "lost_more": t(lang, "pages.offline.more"),
                },
            },
            on_recovered_change=_nothing,
        )


def asked() -> Mapping[str, list[str]]:
    """The query of the address this page was opened with."""
    return {key: st.query_params.get_all(key) for key in st.query_params}


def _nothing() -> None:
    """Streamlit asks for a callback per value; the run itself is all that is wanted."""
