"""What the index is, how it is calculated step by step, its pillars."""

from __future__ import annotations

import streamlit as st

from data.indicators import index_file
from data.once import once
from layers.soundness import audited
from scoring.model import ROOT
from text import formats, plural, t
from ui.downloads import offer_file
from ui.markup import Html, element, facts, quoted, show
from ui.method_words import (
    Method,
    aggregation,
    amount,
    by_level,
    fraction,
    leads,
    normalisation,
    percent,
)
from ui.pieces import track


def show_about(method: Method) -> None:
    """Name, note, edition, what is ranked; the file and the record of the run to take away."""
    lang, index, run = method.lang, method.index, method.run
    ranked = int(run.result.ranking["rank"].notna().sum())
    rows = [
        (t(lang, "pages.method.fact.id"), f"{index.id}"),
        (t(lang, "pages.method.fact.edition"), index.edition or t(lang, "pages.method.unstated")),
        (
            t(lang, "pages.method.fact.units"),
            t(
                lang,
                "pages.method.ranked",
                n=ranked,
                all=len(run.result.ranking),
                units=method.units,
            ),
        ),
        (t(lang, "pages.method.fact.present"), t(lang, f"pages.method.present.{index.present}")),
        (
            t(lang, "pages.method.fact.content"),
            t(
                lang,
                "pages.method.content",
                pillars=len(method.groups),
                indicators=len(index.indicators),
            ),
        ),
        (
            t(lang, "pages.method.fact.record"),
            element("span", run.spread.record.key, class_="dqm-hash"),
        ),
    ]
    with st.container(key="card-method-about", border=True):
        title = element("h4", quoted(index.name.in_language(lang), lang), class_="dqm-name")
        note = element("p", quoted(index.note.in_language(lang), lang), class_="dqm-caveat")
        what = element("p", t(lang, "pages.method.what"), class_="dqm-lead")
        show(Html(title + note + what + facts(rows)))
        with st.container(horizontal=True, key="method-files"):
            path = index_file(method.level)
            offer_file(t(lang, "pages.method.file.index"), path.read_bytes, path.name, "method")
            offer_file(
                t(lang, "pages.method.file.record"),
                lambda: run.spread.record.to_json().encode(),
                f"run_{method.level}.json",
                "method",
            )


def show_steps(method: Method) -> None:
    """From the tables to a rank, in the order in which the engine works."""
    with st.container(key="card-method-steps", border=True):
        show(_steps(method))


@once
def _steps(method: Method) -> Html:
    lang, index = method.lang, method.index
    choices, drawn = index.method, index.uncertainty
    treated = "on" if choices.treat or any(one.treat for one in index.indicators) else "off"
    filled = "on" if choices.group and any(one.fill for one in index.indicators) else "off"
    steps = {
        "read": t(lang, f"pages.method.step.read.{method.level}"),
        "fill": t(lang, f"pages.method.step.fill.{filled}", group=choices.group),
        "treat": t(
            lang,
            f"pages.method.step.treat.{treated}",
            skew=amount(lang, choices.skew),
            kurtosis=amount(lang, choices.kurtosis),
            most=choices.most_treated,
        ),
        "normalise": normalisation(lang, index, choices.normalise),
        "aggregate": by_level(method, choices.aggregate),
        "missing": t(lang, "pages.method.step.missing", share=fraction(choices.least_share)),
        "rank": plural(lang, "pages.method.step.rank", index.digits),
        "interval": t(
            lang,
            "pages.method.step.interval",
            draws=formats.number(lang, drawn.draws),
            interval=percent(lang, drawn.interval),
        ),
        "tier": t(lang, "pages.method.step.tier", tier=percent(lang, drawn.tier)),
    }
    if index.present == "deciles":
        steps["decile"] = t(lang, "pages.method.step.decile")
    rows = [
        element(
            "li",
            element("strong", t(lang, f"pages.method.step_name.{name}")),
            element("p", quoted(words, lang)),
        )
        for name, words in steps.items()
    ]
    return element("ol", Html("".join(rows)), class_="dqm-steps")


def show_pillars(method: Method) -> None:
    """Every pillar with its weight and the reason for it."""
    lang, rows = method.lang, _pillars(method)
    with st.container(key="card-method-pillars", border=True):
        said = leads(t(lang, "pages.method.pillars_lead"))
        show(said, rows or leads(t(lang, "pages.method.no_pillars")))


@once
def _pillars(method: Method) -> Html:
    """A row per pillar; empty where there is none."""
    lang, index = method.lang, method.index
    weights = audited(method.run).weights
    rows = []
    for node in index.nodes:
        inside = [one for one in index.indicators if one.parent == node.id]
        how = aggregation(lang, index, node.aggregate) if node.aggregate else ""
        above = method.name(node.parent) if node.parent != ROOT else ""
        about = [
            element("p", quoted(node.reason.in_language(lang), lang)) if node.reason else Html(""),
            element("p", t(lang, "pages.method.pillar.above"), above) if above else Html(""),
            element("p", t(lang, "pages.method.pillar.own_mean"), how) if how else Html(""),
        ]
        count = t(lang, "pages.method.pillar.indicators", n=len(inside))
        weight = t(lang, "pages.method.pillar.weight", weight=amount(lang, node.weight))
        rows.append(
            element(
                "li",
                element("div", element("h4", method.name(node.id)), element("small", count)),
                element(
                    "div",
                    element("strong", percent(lang, float(weights[node.id]))),
                    track(100 * float(weights[node.id])),
                    element("small", weight),
                ),
                element("div", *about),
            )
        )
    return element("ul", Html("".join(rows)), class_="dqm-pillars") if rows else Html("")
