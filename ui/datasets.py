"""Where everything came from: the datasets, the plan, later observations, the boundaries."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any, Final

import pandas as pd
import streamlit as st

import data
from data import load_catalogue, load_districts, load_observations
from data.once import once
from text import t
from ui.bar import PAGES
from ui.downloads import offer_table
from ui.markup import Html, element, facts, link, quoted, show, table
from ui.settings import settings

_FIELDS: Final = ("file", "rows", "vintage", "licence", "attribution", "citation", "crs", "gaps")


def show_datasets(lang: str) -> None:
    """A card per dataset of the catalogue."""
    for name, card in _cards(lang).items():
        with st.container(key=f"card-dataset-{name}", border=True):
            show(card)
            loader = _loader(name)
            if loader:
                offer_table(lang, name, loader)


@once
def _cards(lang: str) -> Mapping[str, Html]:
    """What is known of each dataset, by its id."""
    cards = {}
    for entry in load_catalogue():
        about = asdict(entry)
        name = str(about["id"])
        title = _said(about, "title", lang) or _said(about, "name", lang) or name
        rows: list[tuple[str, str]] = [
            (t(lang, f"pages.data.{field}"), quoted(_said(about, field, lang), lang))
            for field in _FIELDS
            if _said(about, field, lang)
        ]
        checksum = element("span", str(about.get("sha256", "")), class_="dqm-hash")
        rows.append((t(lang, "pages.data.hash"), checksum))
        heading = element("h3", quoted(title, lang), class_="dqm-name")
        cards[name] = Html(heading + facts(rows))
    return cards


def show_plan(lang: str, query: dict[str, str]) -> None:
    """Where the plan is shown."""
    show(element("p", t(lang, "pages.plan.elsewhere"), class_="dqm-lead"))
    with st.container(key="data-plan"):
        st.page_link(PAGES["plan"], label=t(lang, "pages.plan.open"), query_params=query)


def show_observations(lang: str) -> None:
    """Figures published later, in the order of the file; nothing here is a ranking."""
    show(element("p", t(lang, "pages.data.observations_lead"), class_="dqm-lead"))
    with st.container(key="card-observations", border=True):
        show(_observations(lang))
        offer_table(lang, "observations", load_observations, "observations")


@once
def _observations(lang: str) -> Html:
    """A row per figure."""
    names = load_districts()[f"short_{lang}"].to_dict()
    labels = ("indicator", "area", "value", "col.year", "col.confidence", "from")
    rows = [
        (
            quoted(str(row[f"indicator_{lang}"]), lang),
            str(names.get(row["district_code"]) or _term("scope", row["scope"], lang)),
            quoted(str(row[f"value_{lang}"]), lang),
            quoted(str(row[f"year_{lang}"]), lang),
            t(lang, f"vocab.confidence.{row['confidence']}"),
            link(str(row["source"]), text_of(row["source_url"]), lang),
        )
        for _, row in load_observations().iterrows()
    ]
    return table([t(lang, f"pages.data.{one}") for one in labels], rows)


def show_boundaries(lang: str) -> None:
    """Which boundaries are drawn, and how to choose the others."""
    source = t(lang, f"layers.boundary.{settings().boundary}")
    sentences = [
        t(lang, "pages.data.boundary.now", source=source),
        *(t(lang, f"pages.data.boundary.{one}") for one in ("amap", "tianditu", "how", "towns")),
    ]
    with st.container(key="card-boundaries", border=True):
        show(Html("".join(element("p", one, class_="dqm-lead") for one in sentences)))


def _loader(name: str) -> Any:
    words = name.removeprefix("shanghai_")
    return getattr(data, f"load_{words}", None)


def _said(about: Mapping[str, Any], field: str, lang: str) -> str:
    value = about.get(f"{field}_{lang}", about.get(field))
    if isinstance(value, Mapping):
        value = value.get(lang)
    if isinstance(value, (list, tuple)):
        value = " ".join(map(str, value))
    return "" if value is None else str(value)


def text_of(value: Any) -> str | None:
    """A cell as text; None for an empty one."""
    return None if value is None or pd.isna(value) or value == "" else str(value)


def _term(group: str, value: Any, lang: str) -> str:
    known = text_of(value)
    if known is None:
        return element("span", t(lang, "pages.data.not_applicable"), class_="dqm-none")
    return t(lang, f"vocab.{group}.{known}")
