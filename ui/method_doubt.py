"""What is drawn and how often, and which of the open choices moves the ranks."""

from __future__ import annotations

from typing import Any, Final

import streamlit as st

from data.drawing import COUNTS_WITH
from data.once import once
from layers.soundness import sensitive
from layers.standing import by_code
from scoring.draws import FACTORS
from text import formats, t
from ui.downloads import offer_file, to_csv
from ui.markup import Html, element, quoted, show
from ui.method_words import (
    Method,
    amount,
    by_level,
    footer,
    fraction,
    leads,
    normalisation,
    percent,
    whole_percent,
)
from ui.picture import offer_picture

AS_DECLARED: Final = "as_declared"


def show_doubt(method: Method) -> None:
    """What the intervals take into account, and what they are not."""
    lang, drawn, run = method.lang, method.index.uncertainty, method.run
    with st.container(key="card-method-doubt", border=True):
        said = leads(
            t(lang, "pages.method.doubt_lead"),
            t(
                lang,
                "pages.method.doubt_numbers",
                draws=formats.number(lang, run.spread.draws),
                seed=drawn.seed,
                interval=percent(lang, drawn.interval),
                tier=percent(lang, drawn.tier),
            ),
            t(
                lang,
                "pages.method.doubt_shift",
                shift=formats.number(lang, run.spread.shift, 1),
                draws=formats.number(lang, run.spread.draws),
                units=method.units,
            ),
        )
        show(said, _factor_list(method))


@once
def _factor_list(method: Method) -> Html:
    """A row per factor, and whether it is drawn."""
    lang, run = method.lang, method.run
    rows = [
        element(
            "li",
            element(
                "div",
                element("h4", t(lang, f"pages.method.factor.{name}")),
                element(
                    "span",
                    t(lang, f"pages.method.drawn.{'on' if name in run.spread.factors else 'off'}"),
                    class_=f"dqm-drawn dqm-drawn-{'on' if name in run.spread.factors else 'off'}",
                ),
            ),
            element("div", *(element("p", quoted(one, lang)) for one in said)),
        )
        for name, said in factors(method).items()
    ]
    return element("ul", Html("".join(rows)), class_="dqm-factors")


def factors(method: Method) -> dict[str, list[str]]:
    """Every factor that the engine knows, in words with the settings of the file."""
    lang, index, drawn = method.lang, method.index, method.index.uncertainty
    at = method.run.spread.factors
    ways = [
        t(lang, f"pages.method.normalise.{AS_DECLARED}")
        if one == AS_DECLARED
        else normalisation(lang, index, one)
        for one in drawn.normalise
    ]
    means = [by_level(method, kinds) for kinds in drawn.aggregate]
    said = {
        "weights": [t(lang, "pages.method.weights", cv=percent(lang, drawn.weights_cv))],
        "normalise": _choices(lang, ways),
        "aggregate": _choices(lang, means),
        "error": [t(lang, f"pages.method.errors.{'on' if 'error' in at else 'off'}")],
        "fill": [t(lang, f"pages.method.fills.{'on' if 'fill' in at else 'off'}")],
        "records": _records(lang) if "records" in at else [t(lang, "pages.method.records.off")],
    }
    return {name: said[name] for name in FACTORS}


def show_sensitivity(method: Method) -> None:
    """A row per factor: alone and with everything it interacts with, each with its interval."""
    lang, found = method.lang, sensitive(method.run)
    with st.container(key="card-method-sensitivity", border=True):
        said = leads(
            t(lang, "pages.method.first_means"),
            t(lang, "pages.method.total_means"),
            t(
                lang,
                "pages.method.sensitivity_shift",
                shift=formats.number(lang, found.shift, 1),
                runs=formats.number(lang, found.runs),
                units=method.units,
            ),
        )
        show(
            element("h4", t(lang, "pages.method.sensitivity_title"), class_="dqm-part"),
            leads(t(lang, "pages.method.sensitivity_lead")),
            _bars(method),
            said,
            footer(method),
        )
    with st.container(horizontal=True, key="method-sensitivity-files"):
        offer_file(
            t(lang, "pages.method.file.sensitivity"),
            lambda: to_csv(sensitivity_rows(method)),
            f"sensitivity_{method.level}.csv",
            "method",
        )
        offer_picture(lang, "card-method-sensitivity", f"sensitivity_{method.level}")


def sensitivity_rows(method: Method) -> list[dict[str, Any]]:
    """The indices with their intervals, and what they were made from."""
    found = sensitive(method.run)
    return [
        {
            "factor": name,
            **row,
            "runs": found.runs,
            "mean_absolute_rank_change": found.shift,
            "seed": found.record.seed,
            "run_record": found.record.key,
        }
        for name, row in by_code(found.indices).items()
    ]


def _choices(lang: str, ways: list[str]) -> list[str]:
    if len(ways) < 2:
        return [t(lang, "pages.method.one_way"), *ways]
    return [t(lang, "pages.method.ways", n=len(ways), share=fraction(1 / len(ways))), *ways]


def _records(lang: str) -> list[str]:
    levels = [
        t(
            lang,
            "pages.method.counts_with",
            level=t(lang, f"vocab.confidence.{name}"),
            p=amount(lang, p),
        )
        for name, p in COUNTS_WITH.items()
    ]
    return [
        t(lang, "pages.method.records.confidence", levels=" · ".join(levels)),
        t(lang, "pages.method.records.positions"),
    ]


@once
def _bars(method: Method) -> Html:
    """A row per factor with both its bars."""
    lang, rows = method.lang, by_code(sensitive(method.run).indices)
    head = [
        element("span", element("i", class_=f"dqm-bar-{kind}"), t(lang, f"pages.method.{kind}"))
        for kind in ("first", "total")
    ]
    head.append(
        element("span", element("i", class_="dqm-bar-range"), t(lang, "pages.method.range"))
    )
    most = max([1.0, *(row["total_high"] for row in rows.values())])
    items = [
        element(
            "li",
            element("h4", t(lang, f"pages.method.factor.{name}")),
            element("div", *(_bar(lang, row, kind, most) for kind in ("first", "total"))),
        )
        for name, row in rows.items()
    ]
    axis = [element("span", whole_percent(lang, most * n / 4)) for n in range(5)]
    return Html(
        element("p", *head, class_="dqm-bar-legend")
        + element("ul", Html("".join(items)), class_="dqm-bars")
        + element("p", *axis, class_="dqm-bar-axis", aria_hidden="true")
    )


def _bar(lang: str, row: dict[str, Any], kind: str, most: float) -> Html:
    value, low, high = (float(row[name]) for name in (kind, f"{kind}_low", f"{kind}_high"))

    def at(share: float) -> float:
        return 100 * min(max(share / most, 0.0), 1.0)

    drawn = (
        element("i", class_=f"dqm-bar-{kind}", style=f"width:{at(value):.1f}%"),
        element("u", style=f"left:{at(low):.1f}%;width:{at(high) - at(low):.1f}%"),
    )
    interval = f"{whole_percent(lang, low)} – {whole_percent(lang, high)}"
    words = (element("strong", whole_percent(lang, value)), " ", element("small", interval))
    name = element("span", t(lang, f"pages.method.{kind}"), class_="dqm-unseen")
    return element("p", element("span", *drawn, class_="dqm-bar"), name, element("span", *words))
