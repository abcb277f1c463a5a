"""Every record behind a search box, and all that is known about the one that is chosen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, cast

import pandas as pd
import streamlit as st

from data.once import once
from layers.options import DocumentOptions
from layers.payload import build_payload
from text import plural, t
from text.formats import precision
from ui.bar import PAGES
from ui.downloads import offer_records
from ui.markup import Html, element, facts, link, quoted, show
from ui.state import LAYERS

Record = Mapping[str, Any]
"""A record of the map document, see `layers.types.Record`."""
FILTERS = ("layer", "status", "level", "confidence")


@dataclass(frozen=True)
class Wish:
    """What to show: search words, a value per filter, a district."""

    words: str = ""
    chosen: Mapping[str, list[str]] | None = None
    district: str | None = None


@once
def catalogue() -> tuple[list[Record], dict[str, dict[str, str]]]:
    """All records and the names of the districts by code.

    Raises
    ------
    DistrictMapError
        If the data do not load.
    """
    payload = build_payload(DocumentOptions())
    names = {
        one["code"]: {"zh": one["short"]["zh"], "en": one["short"]["en"]}
        for one in payload["districts"]
    }
    return cast("list[Record]", payload["records"]), names


@once
def terms(name: str) -> tuple[str, ...]:
    """The values of a filter that some record has."""
    there = {str(record[name]) for record in catalogue()[0]}
    return tuple(one for one in LAYERS if one in there) if name == "layer" else tuple(sorted(there))


def fits(record: Record, wish: Wish) -> bool:
    """Whether a record is among those that are asked for; all words must occur in it."""
    for name, values in (wish.chosen or {}).items():
        if values and str(record[name]) not in values:
            return False
    if wish.district and wish.district not in record["districts"]:
        return False
    return all(word in _haystack(record) for word in wish.words.casefold().split())


def show_records(lang: str, words: str, record_id: str | None, district: str | None) -> None:
    """Search box, filters, the table, downloads, and the chosen record.

    Parameters
    ----------
    lang : {"zh", "en"}
    words : str
        What the search box holds at first.
    record_id : str or None
        The record to open at first.
    district : str or None
        Code of the district that the filter starts with.
    """
    records, names = catalogue()
    wish = _ask(lang, words, district, names)
    found = [record for record in records if fits(record, wish)]
    show(element("p", plural(lang, "pages.data.found", len(found)), class_="dqm-eye"))
    chosen = next((one for one in records if one["id"] == record_id), None)
    left, right = st.columns([3, 2], gap="medium")
    with left:
        if found:
            event = st.dataframe(
                _table(lang, [str(one["id"]) for one in found]),
                hide_index=True,
                height=520,
                on_select="rerun",
                selection_mode="single-row",
                key=f"records-{lang}",
            )
            rows = event["selection"]["rows"]
            chosen = found[rows[0]] if rows and rows[0] < len(found) else chosen
            offer_records(lang, found)
        else:
            st.info(t(lang, "pages.data.none"))
    with right, st.container(key="card-record", border=True):
        if chosen:
            show_record(chosen, lang, names)
        else:
            show(element("p", t(lang, "pages.data.pick"), class_="dqm-lead"))


def show_record(record: Record, lang: str, names: Mapping[str, Mapping[str, str]]) -> None:
    """All that is known about one record; what is not known says so in words."""
    other = "en" if lang == "zh" else "zh"
    kind = " · ".join((t(lang, "vocab.layer." + record["layer"]), record["id"]))
    show(
        Html(
            element("p", kind, class_="dqm-eye")
            + element("h3", quoted(record["name"][lang], lang), class_="dqm-name")
            + element("p", quoted(record["name"][other], lang), class_="dqm-other")
            + facts(_rows(record, lang, names))
        )
    )
    query = {"record": record["id"]} | ({"lang": lang} if lang != "zh" else {})
    with st.container(key="record-map"):
        st.page_link(PAGES["map"], label=t(lang, "pages.data.on_map"), query_params=query)


def _rows(
    record: Record, lang: str, names: Mapping[str, Mapping[str, str]]
) -> list[tuple[str, str]]:
    note, nothing = (
        record["note"],
        element("span", t(lang, "pages.data.missing"), class_="dqm-none"),
    )
    places = [names[code][lang] for code in record["districts"] if code in names]
    places += [place[lang] for place in record["outside"]]
    confidence = record["locationConfidence"]
    said = {
        "pages.data.col.status": t(lang, f"vocab.status.{record['status']}"),
        "pages.data.col.level": t(lang, f"vocab.level.{record['level']}"),
        "pages.data.field.category": t(lang, f"vocab.category.{record['category']}"),
        "pages.data.col.year": record["year"]["text"][lang],
        "pages.data.col.confidence": t(lang, f"vocab.confidence.{record['confidence']}"),
        "pages.data.col.district": quoted(" · ".join(places), lang) if places else nothing,
        "pages.data.col.precision": _precision(record, lang),
        "pages.data.field.position": quoted(record["basis"][lang], lang),
        "pages.data.field.location_confidence": t(lang, f"vocab.confidence.{confidence}")
        if confidence
        else nothing,
    }
    rows: list[tuple[str, str]] = [(t(lang, key), value) for key, value in said.items()]
    labels = {label for label, _ in rows}
    for fact in record["facts"]:
        if fact["label"][lang] in labels:
            continue
        missing = fact["missing"]
        value = t(lang, f"pages.data.{missing}") if missing else fact["value"][lang]
        rows.append((fact["label"][lang], quoted(value, lang)))
    sources = [link(one["text"], one["url"], lang) for one in record["sources"]]
    listed = Html("<br>".join(sources)) if sources else nothing
    rows.append((t(lang, "pages.data.field.sources"), listed))
    if note:
        rows.append((t(lang, "pages.data.field.note"), quoted(note[lang], lang)))
    return rows


def _precision(record: Record, lang: str) -> str:
    value = record["precision_m"]
    if record["point"] is None or value is None:
        return t(lang, "pages.data.not_placed")
    return precision(lang, value)


def _ask(
    lang: str,
    words: str,
    district: str | None,
    names: Mapping[str, Mapping[str, str]],
) -> Wish:
    words = st.text_input(t(lang, "pages.data.search"), value=words, key="records-words")
    chosen: dict[str, list[str]] = {}
    with st.container(horizontal=True, key="records-filters"):
        for name in FILTERS:
            values = list(terms(name))
            chosen[name] = st.multiselect(
                t(lang, f"pages.data.filter.{name}"),
                values,
                format_func=partial(_term, lang, name),
                placeholder=t(lang, "pages.data.any"),
                key=f"records-{name}",
            )
        codes = list(names)
        where = st.selectbox(
            t(lang, "pages.data.filter.district"),
            codes,
            index=codes.index(district) if district in codes else None,
            format_func=lambda code: names[code][lang],
            placeholder=t(lang, "pages.data.any"),
            key="records-district",
        )
    return Wish(words, chosen, where)


def _term(lang: str, name: str, one: str) -> str:
    return t(lang, f"vocab.{name}.{one}")


@once
def _table(lang: str, ids: list[str]) -> pd.DataFrame:
    records, names = catalogue()
    known, rows = {record["id"]: record for record in records}, []
    for record in map(known.__getitem__, ids):
        values = {
            "id": record["id"],
            "name": record["name"][lang],
            **({"name_zh": record["name"]["zh"]} if lang == "en" else {}),
            "layer": t(lang, f"vocab.layer.{record['layer']}"),
            "status": t(lang, f"vocab.status.{record['status']}"),
            "level": t(lang, f"vocab.level.{record['level']}"),
            "year": record["year"]["text"][lang],
            "district": " · ".join(names[c][lang] for c in record["districts"] if c in names),
            "confidence": t(lang, f"vocab.confidence.{record['confidence']}"),
            "precision": _precision(record, lang),
        }
        rows.append({t(lang, f"pages.data.col.{key}"): value for key, value in values.items()})
    return pd.DataFrame(rows)


def _haystack(record: Record) -> str:
    parts = [record["id"], *record["name"].values(), *record["pinyin"]]
    parts += ["".join(reading.split()) for reading in record["pinyin"]]
    parts += [source["text"] for source in record["sources"]]
    parts += [fact["value"][lang] for fact in record["facts"] for lang in ("zh", "en")]
    return "\n".join(map(str, parts)).casefold()
