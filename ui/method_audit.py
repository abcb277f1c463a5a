"""The audit of the index: what goes together, what counts how much, what a pillar moves."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Iterable
from itertools import combinations, pairwise
from typing import Any, Final

import pandas as pd
import streamlit as st

from data.once import once
from layers.soundness import HIGH, LOW, audited
from layers.standing import by_code
from scoring.model import ROOT
from text import formats, t
from ui.downloads import offer_file, to_csv
from ui.markup import Html, element, show, table
from ui.method_words import Method, footer, lead, leads, percent, signed
from ui.picture import offer_picture
from ui.pieces import track
from ui.plan_files import sheet
from ui.workbook import workbook

BREAKS: Final = (LOW, -0.1, 0.1, 0.3, 0.5, HIGH)
"""Correlations at which the colour changes; the outer ones are those that name a pair."""
MOST_PAIRS: Final = 40


def show_audit(method: Method) -> None:
    """Correlations of pillars as a grid, pairs that stand out, what each pillar does."""
    lang = method.lang
    with st.container(key="card-method-grid", border=True):
        show(
            element("h4", t(lang, "pages.method.audit.grid"), class_="dqm-part"),
            leads(t(lang, "pages.method.audit.grid_means")),
            Html(_grid(method) + footer(method)),
        )
    for kind in ("within", "across"):
        with st.container(key=f"card-method-{kind}", border=True):
            edges = {"high": signed(lang, HIGH), "low": signed(lang, LOW, 1)}
            show(
                element("h4", t(lang, f"pages.method.audit.{kind}"), class_="dqm-part"),
                leads(t(lang, f"pages.method.audit.{kind}_means", **edges)),
                _pairs(method, kind),
            )
            more = len(getattr(audited(method.run), kind)) - MOST_PAIRS
            if more > 0:
                lead(t(lang, "pages.method.audit.more_pairs", n=more))
    with st.container(key="card-method-balance", border=True):
        said = (
            t(lang, f"pages.method.audit.{one}_means", units=method.units)
            for one in ("importance", "alpha", "without")
        )
        show(
            element("h4", t(lang, "pages.method.audit.balance"), class_="dqm-part"),
            _balance(method),
            leads(*said),
            footer(method),
        )
        offer_picture(lang, "card-method-balance", f"balance_{method.level}")
    with st.container(horizontal=True, key="method-audit-files"):
        name = f"audit_{method.level}"
        offer_file(
            t(lang, "pages.method.file.audit_csv"),
            lambda: to_csv(audit_rows(method)),
            f"{name}.csv",
            "method",
        )
        offer_file(
            t(lang, "pages.method.file.audit_xlsx"),
            lambda: workbook(_sheets(audit_rows(method))),
            f"{name}.xlsx",
            "method",
        )
        offer_picture(lang, "card-method-grid", f"correlations_{method.level}")


def audit_rows(method: Method) -> list[dict[str, Any]]:
    """The whole audit as one long table."""
    found = audited(method.run)

    def row(part: str, first: str, second: str, value: float) -> dict[str, Any]:
        return {"part": part, "first": first, "second": second, "value": value}

    rows = [row("effective_weight", str(k), "", float(v)) for k, v in found.weights.items()]
    pillars = by_code(found.pillars)
    rows += [
        row("correlation_of_pillars", a, b, float(pillars[a][b]))
        for a, b in combinations(pillars, 2)
    ]
    for part, pairs in (("within_a_pillar", found.within), ("across_pillars", found.across)):
        rows += [row(part, one["first"], one["second"], one["r"]) for one in _records(pairs)]
    for part in ("alpha", "importance", "without"):
        each = getattr(found, part)
        rows += [row(part, str(k), "", float(v)) for k, v in each.items()]
    return rows


def _sheets(rows: list[dict[str, Any]]) -> dict[str, Iterable[Iterable[Any]]]:
    parts = dict.fromkeys(one["part"] for one in rows)
    return {part: sheet([one for one in rows if one["part"] == part]) for part in parts}


def _records(pairs: pd.DataFrame) -> list[dict[str, Any]]:
    return [{str(k): v for k, v in one.items()} for one in pairs.to_dict("records")]


@once
def _grid(method: Method) -> Html:
    lang, matrix = method.lang, by_code(audited(method.run).pillars)
    head = [element("td", ""), *(element("th", method.name(id), scope="col") for id in matrix)]
    rows = [
        element(
            "tr",
            element("th", method.name(first), scope="row"),
            *(_cell(lang, first == second, float(row[second])) for second in matrix),
        )
        for first, row in matrix.items()
    ]
    whole = element(
        "table",
        element("thead", element("tr", *head)),
        element("tbody", Html("".join(rows))),
        class_="dqm-heat",
    )
    edges = [signed(lang, one, 2) for one in BREAKS]
    words = [f"≤ {edges[0]}", *(f"{a} – {b}" for a, b in pairwise(edges))]
    words.append(f"≥ {edges[-1]}")
    key = [
        element("li", element("i", class_=f"dqm-r{at}"), element("span", one))
        for at, one in enumerate(words)
    ]
    label = t(lang, "pages.method.audit.grid")
    scroll = element(
        "div", whole, class_="dqm-scroll", tabindex="0", role="region", aria_label=label
    )
    return Html(scroll + element("ul", Html("".join(key)), class_="dqm-heat-key"))


def colour_class(r: float) -> int:
    """Class of a correlation, 0 to 6: the outer two are the named ones, 2 is around zero."""
    return 0 if r <= LOW else bisect_right(BREAKS, r)


def _cell(lang: str, same: bool, r: float) -> Html:
    if same:
        return element("td", element("span", "1", class_="dqm-none"), class_="dqm-same-cell")
    if math.isnan(r):
        words = t(lang, "pages.method.audit.undefined")
        return element("td", element("span", f"— {words}", class_="dqm-none"))
    return element("td", signed(lang, r), class_=f"dqm-r{colour_class(r)}")


@once
def _pairs(method: Method, kind: str) -> Html:
    """The pairs that stand out, the strongest first."""
    lang = method.lang
    found = _records(getattr(audited(method.run), kind))
    if not found:
        return element("p", t(lang, "pages.method.audit.no_pairs"), class_="dqm-lead")
    found.sort(key=lambda one: -abs(one["r"]))
    head = [t(lang, f"pages.method.audit.{one}") for one in ("first", "second", "r", "word")]
    parents = {one.id: one.parent for one in method.index.indicators}

    def name(id: str) -> Html:
        if parents[id] == ROOT:
            return method.name(id)
        above = element("small", method.name(parents[id]))
        return Html(method.name(id) + (" " + above if kind == "across" else ""))

    rows = [
        (
            name(one["first"]),
            name(one["second"]),
            element("strong", signed(lang, one["r"])),
            t(lang, f"pages.method.audit.{'together' if one['r'] > 0 else 'against'}"),
        )
        for one in found[:MOST_PAIRS]
    ]
    return table(head, rows)


@once
def _balance(method: Method) -> Html:
    """A row per pillar: weight, importance, alpha, and what leaving it out does."""
    lang, found = method.lang, audited(method.run)
    keys = ("pillar", "weight", "importance", "alpha", "without")
    head = [t(lang, f"pages.method.audit.{one}") for one in keys]
    nothing = element("span", "— ", t(lang, "vocab.missing.not_applicable"), class_="dqm-none")

    def bar(share: float) -> Html:
        if math.isnan(share):
            return nothing
        return element("span", track(100 * share), percent(lang, share), class_="dqm-pillar")

    def number(value: float, digits: int) -> Html:
        if math.isnan(value):
            return nothing
        return element("strong", formats.number(lang, value, digits))

    rows = [
        (
            method.name(id),
            bar(float(found.weights[id])),
            bar(float(found.importance[id])),
            number(float(found.alpha[id]), 2),
            number(float(found.without[id]), 1),
        )
        for id in method.index.pillars
    ]
    return table(head, rows)
