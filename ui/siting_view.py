"""The answer on the page: proof, sites in their order, figures, curve, towns."""

from __future__ import annotations

import math
from typing import Any

import altair as alt
import pandas as pd
import pyarrow as pa
import streamlit as st

from data.once import once
from text import t
from text.formats import number
from ui.markup import Html, element, quoted, show, stacked, table
from ui.siting_ask import distance_name
from ui.siting_plan import Plan
from ui.siting_words import (
    across,
    centre_name,
    checked,
    figures,
    listed,
    order_head,
    order_rows,
    proof,
)

_WORST = 10
_BLUE, _ACCENT, _INK, _NOTE, _RULE = "#2F7A97", "#B0361E", "#18242F", "#5F6B77", "#E3E1DB"


def show_result(lang: str, plan: Plan) -> None:
    """The proof, the new centres, the figures before and after."""
    show(_result(lang, plan))


@once
def _result(lang: str, plan: Plan) -> Html:
    measured = distance_name(lang, plan.question.distance)
    return stacked(
        _proof(lang, plan),
        _heading(t(lang, "pages.siting.sites"), ""),
        _sites(lang, plan),
        _heading(t(lang, "pages.siting.figures"), measured),
        _figures(lang, plan),
    )


def _proof(lang: str, plan: Plan) -> Html:
    """The badge, the bounds, the check; green only with a proof."""
    proven, words, line = proof(lang, plan)
    seconds = number(lang, plan.answer.solution.elapsed_s, 2)
    note = f"{line} · {t(lang, 'pages.siting.time', seconds=seconds)}"
    found = plan.answer.checked
    listed = Html(
        "".join(
            element("li", ("✓ " if one.ok else "✗ ") + one.message.in_language(lang))
            for one in found.checks
        )
    )
    return Html(
        element(
            "div",
            element("strong", words),
            element("span", note),
            class_=f"dqm-proof dqm-{'proven' if proven else 'open'}",
            role="status",
        )
        + element(
            "details",
            element("summary", checked(lang, plan)),
            element("ul", listed),
            class_="dqm-checked",
        )
    )


def _sites(lang: str, plan: Plan) -> Html:
    """The new centres by name, and where they are."""
    rows = [
        element(
            "li",
            element("strong", quoted(plan.name(str(id), lang), lang)),
            element("small", plan.places.districts.get(str(row["district"]), {}).get(lang, "")),
            element("em", t(lang, "pages.siting.forced")) if id in plan.question.must else "",
        )
        for id, row in plan.sites.iterrows()
    ]
    if rows:
        return element("ul", Html("".join(rows)), class_="dqm-sites")
    return element("p", t(lang, "pages.siting.no_sites"), class_="dqm-lead")


def _figures(lang: str, plan: Plan) -> Html:
    """Before and after."""
    names = ("figure", "before", "after", "change")
    rows = [(a, b, element("strong", c), d) for a, b, c, d in figures(lang, plan)]
    whole = table([t(lang, f"pages.siting.{name}") for name in names], rows)
    return element("div", whole, class_="dqm-beside")


def show_curve(lang: str, plan: Plan) -> None:
    """What each further centre is worth, the chosen number marked, proven points solid."""
    solid = all(point.proven for point in plan.points.values())
    key = f"pages.siting.curve.{plan.curve_model}"
    unit = t(lang, f"pages.siting.unit.{plan.unit}")
    what = t(lang, key, radius=plan.question.radius, unit=unit)
    state = t(lang, f"pages.siting.curve.{'proven' if solid else 'partly'}")
    show(_heading(t(lang, "pages.siting.curve"), f"{what} · {state}"))
    spec, said = _curve(lang, plan)
    st.vega_lite_chart(spec=spec, width="stretch", theme=None)
    show(element("p", said, class_="dqm-unseen"))


@once
def _curve(lang: str, plan: Plan) -> tuple[dict[str, Any], str]:
    """The chart as Vega-Lite has it, checked once by altair, and its points in words."""
    percent = plan.curve_model == "maximal_covering"
    scale = 100 if percent else 1
    status = {one: t(lang, f"pages.siting.curve.status.{one}") for one in ("now", "proven", "open")}
    without = plan.without() * scale
    rows = (
        [(t(lang, "pages.siting.curve.now"), without, "now", 0)] if math.isfinite(without) else []
    )
    for k, point in sorted(plan.points.items()):
        value = plan.shown(point.objective, plan.curve_model) * scale
        rows.append((f"+{k}", value, "proven" if point.proven else "open", k))
    data = pd.DataFrame(rows, columns=["step", "value", "kind", "k"])
    chosen = plan.answer.solution.k
    data["fill"] = [
        "#FFFFFF" if kind != "proven" else _ACCENT if k == chosen else _BLUE
        for kind, k in zip(data["kind"], data["k"], strict=True)
    ]
    data["line"] = [_ACCENT if k == chosen else _BLUE for k in data["k"]]
    data["size"] = [150 if k == chosen else 70 for k in data["k"]]
    data["words"] = [number(lang, value, 1) for value in data["value"]]
    data["status"] = data["kind"].map(status)
    said = "; ".join(
        f"{step}: {words}" for step, words in zip(data["step"], data["words"], strict=True)
    )
    spec = _chart(lang, data).to_dict()
    # As the browser gets it: Streamlit would make it anew in every run.
    spec["datasets"] = dict.fromkeys(spec["datasets"], pa.Table.from_pandas(data))
    return spec, said


def show_worst(lang: str, plan: Plan) -> None:
    """The ten farthest towns before, and who is farthest after."""
    show(_worst(lang, plan))


@once
def _worst(lang: str, plan: Plan) -> Html:
    worst = sorted(plan.towns, key=lambda row: -row.before)[:_WORST]
    last = sorted(plan.towns, key=lambda row: -row.after)[:_WORST]
    unit = t(lang, f"pages.siting.unit.{plan.unit}")
    moved = sum(row.moved for row in plan.towns)
    items = []
    for row in worst:
        where = plan.places.districts[row.district][lang]
        if row.across_before:
            where += f" · {t(lang, 'pages.siting.before')} {t(lang, 'pages.siting.across')}"
        items.append(
            element(
                "li",
                element("span", quoted(plan.name(row.code, lang), lang), element("small", where)),
                element("span", _bare(lang, row.before)),
                element("i", "→"),
                element("strong", _bare(lang, row.after)),
            )
        )
    names = listed(lang, (f"{plan.name(row.code, lang)} {_bare(lang, row.after)}" for row in last))
    note = t(lang, "pages.siting.worst_note", n=moved, unit=unit)
    return stacked(
        _heading(t(lang, "pages.siting.worst"), note),
        element("ol", Html("".join(items)), class_="dqm-worst"),
        element("p", t(lang, "pages.siting.worst_after", names=names), class_="dqm-eye"),
    )


def show_towns(lang: str, plan: Plan) -> None:
    """Every town before and after."""
    st.subheader(t(lang, "pages.siting.towns"), anchor=False)
    data, numbers = _towns(lang, plan)
    config = dict.fromkeys(numbers, st.column_config.NumberColumn(format="%.1f"))
    st.dataframe(data, hide_index=True, height=420, column_config=config)


@once
def _towns(lang: str, plan: Plan) -> tuple[pa.Table, tuple[str, ...]]:
    """A row per town, as the browser gets it, and the columns that hold numbers."""
    columns = ("town", "district", "before", "after", "gain", "from", "to", "across")
    unit = t(lang, f"pages.siting.unit.{plan.unit}")
    head = [t(lang, f"pages.siting.col.{name}", unit=unit) for name in columns]
    rows = [
        (
            plan.name(row.code, lang),
            plan.places.districts[row.district][lang],
            row.before,
            row.after,
            row.gain,
            centre_name(lang, plan, row.before_centre),
            centre_name(lang, plan, row.after_centre),
            across(lang, row),
        )
        for row in sorted(plan.towns, key=lambda one: -one.gain)
    ]
    data = pd.DataFrame(rows, columns=head)
    numbers = head[2:5]
    if data[numbers].map(math.isfinite).all(axis=None):
        return pa.Table.from_pandas(data), tuple(numbers)
    data[numbers] = data[numbers].map(lambda value: _bare(lang, value))
    return pa.Table.from_pandas(data), ()  # words where there is no way


def show_order(lang: str, plan: Plan) -> None:
    """Which of them to build first, and what building in steps costs."""
    show(_order(lang, plan))


@once
def _order(lang: str, plan: Plan) -> Html:
    rows = [
        (n, quoted(name, lang), element("strong", value), best, price)
        for n, name, value, best, price in order_rows(lang, plan)
    ]
    whole = table(order_head(lang), rows)
    note = t(lang, f"pages.siting.order.{plan.curve_model}")
    return stacked(
        _heading(t(lang, "pages.siting.order"), note),
        element("p", t(lang, "pages.siting.order.lead"), class_="dqm-lead"),
        element("div", whole, class_="dqm-beside dqm-order"),
    )


def _bare(lang: str, value: float) -> str:
    """A distance without its unit, which stands above."""
    return number(lang, value, 1) if math.isfinite(value) else t(lang, "pages.siting.no_way")


def _heading(words: str, note: str) -> Html:
    """A heading inside a card, with a note beside it."""
    return element("div", element("h3", words), element("small", note), class_="dqm-head")


def _chart(lang: str, data: pd.DataFrame) -> alt.LayerChart:
    steps = list(data["step"])
    x = alt.X(
        "step:N", sort=steps, title=None, axis=alt.Axis(labelAngle=0, ticks=False, domain=False)
    )
    y = alt.Y(
        "value:Q",
        title=None,
        scale=alt.Scale(zero=False, padding=22),
        axis=alt.Axis(tickCount=3, ticks=False, domain=False, gridColor=_RULE),
    )
    tip = [
        alt.Tooltip("step:N", title=t(lang, "pages.siting.curve.x")),
        alt.Tooltip("words:N", title=t(lang, "pages.siting.curve.y")),
        alt.Tooltip("status:N", title=t(lang, "pages.siting.curve.status")),
    ]
    base = alt.Chart(data).encode(x=x, y=y, tooltip=tip)
    points = base.mark_point(filled=False, strokeWidth=2, opacity=1).encode(
        fill=alt.Fill("fill:N", scale=None),
        stroke=alt.Stroke("line:N", scale=None),
        size=alt.Size("size:Q", scale=None),
    )
    words = base.mark_text(dy=-15, fontSize=12).encode(
        text="words:N",
        color=alt.condition(alt.datum.size > 100, alt.value(_ACCENT), alt.value(_INK)),
    )
    font = "'Noto Sans CJK SC','Source Han Sans SC','PingFang SC','Microsoft YaHei',sans-serif"
    chart = alt.layer(base.mark_line(color=_BLUE, strokeWidth=2), points, words)
    done: alt.LayerChart = (
        chart.properties(height=170)
        .configure(font=font, background="#FFFFFF")
        .configure_axis(labelFontSize=12, labelColor=_NOTE)
        .configure_view(strokeWidth=0)
    )
    return done
