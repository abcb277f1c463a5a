"""The answer on the page: map, proof, figures, curve, towns, one's own site."""

from __future__ import annotations

import altair as alt
import pandas as pd
import streamlit as st

from layers.catchments import CLASSES, catchments_svg, counts
from layers.options import DocumentOptions
from layers.payload import build_payload
from layers.types_state import Lang
from text import t
from text.formats import distance_km, number
from ui.components import plan as plan_component
from ui.markup import Html, element, quoted, show, table
from ui.siting_plan import Plan
from ui.siting_words import across, centre_name, checked, drawing, figures, proof, shown

_WORST = 10
_BLUE, _ACCENT, _INK, _NOTE, _RULE = "#2F7A97", "#B0361E", "#18242F", "#5F6B77", "#E3E1DB"


def show_map(lang: str, plan: Plan, options: DocumentOptions) -> None:
    """The plan over the towns, its legend, and what the drawing is not."""
    payload = build_payload(options)
    language: Lang = "zh" if lang == "zh" else "en"
    svg = catchments_svg(drawing(lang, plan), payload["geometry"], language)
    plan_component(key="siting-plan", data={"svg": svg})
    show(_legend(lang, plan))
    number_of_map = options.approval()["shanghai"]
    words = number_of_map or t(lang, "pages.siting.approval.none")
    slot = element("span", words, class_=None if number_of_map else "dqm-slot")
    schematic = element("span", t(lang, "pages.siting.legend.schematic"))
    sources = element("span", payload["build"]["attribution"][language])
    show(element("p", slot, schematic, sources, class_="dqm-plan-strip"))


def show_proof(lang: str, plan: Plan) -> None:
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
    show(
        Html(
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
    )


def show_sites(lang: str, plan: Plan) -> None:
    """The new centres by name."""
    rows = [
        element(
            "li",
            element("strong", quoted(plan.name(str(id), lang), lang)),
            element("small", plan.places.districts.get(str(row["district"]), {}).get(lang, "")),
        )
        for id, row in plan.sites.iterrows()
    ]
    _heading(t(lang, "pages.siting.sites"), "")
    if rows:
        show(element("ul", Html("".join(rows)), class_="dqm-sites"))
    else:
        show(element("p", t(lang, "pages.siting.no_sites"), class_="dqm-lead"))


def show_figures(lang: str, plan: Plan) -> None:
    """Before and after."""
    names = ("figure", "before", "after", "change")
    rows = [(a, b, element("strong", c), d) for a, b, c, d in figures(lang, plan)]
    _heading(
        t(lang, "pages.siting.figures"),
        t(lang, f"pages.siting.factor.{'straight' if plan.question.factor == 1.0 else 'detour'}"),
    )
    whole = table([t(lang, f"pages.siting.{name}") for name in names], rows)
    show(element("div", whole, class_="dqm-beside"))


def show_curve(lang: str, plan: Plan) -> None:
    """What each further centre is worth, the chosen number marked, proven points solid."""
    percent = plan.curve_model == "maximal_covering"
    scale = 100 if percent else 1
    status = {one: t(lang, f"pages.siting.curve.status.{one}") for one in ("now", "proven", "open")}
    rows = [(t(lang, "pages.siting.curve.now"), plan.without() * scale, "now", 0)]
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
    solid = all(point.proven for point in plan.points.values())
    key = f"pages.siting.curve.{plan.curve_model}"
    what = t(lang, key, km=plan.question.radius_km)
    _heading(
        t(lang, "pages.siting.curve"),
        f"{what} · {t(lang, 'pages.siting.curve.' + ('proven' if solid else 'partly'))}",
    )
    st.altair_chart(_chart(lang, data), width="stretch", theme=None)
    said = "; ".join(
        f"{step}: {words}" for step, words in zip(data["step"], data["words"], strict=True)
    )
    show(element("p", said, class_="dqm-unseen"))


def show_worst(lang: str, plan: Plan) -> None:
    """The ten farthest towns before, and who is farthest after."""
    worst = sorted(plan.towns, key=lambda row: -row.before_km)[:_WORST]
    last = sorted(plan.towns, key=lambda row: -row.after_km)[:_WORST]
    moved = sum(row.moved for row in plan.towns)
    _heading(
        t(lang, "pages.siting.worst"),
        t(lang, "pages.siting.worst_note", n=moved),
    )
    items = []
    for row in worst:
        where = plan.places.districts[row.district][lang]
        if row.across_before:
            where += f" · {t(lang, 'pages.siting.before')} {t(lang, 'pages.siting.across')}"
        items.append(
            element(
                "li",
                element("span", quoted(plan.name(row.code, lang), lang), element("small", where)),
                element("span", number(lang, row.before_km, 1)),
                element("i", "→"),
                element("strong", number(lang, row.after_km, 1)),
            )
        )
    show(element("ol", Html("".join(items)), class_="dqm-worst"))
    names = ("、" if lang == "zh" else ", ").join(
        f"{plan.name(row.code, lang)} {number(lang, row.after_km, 1)}" for row in last
    )
    show(element("p", t(lang, "pages.siting.worst_after", names=names), class_="dqm-eye"))


def show_towns(lang: str, plan: Plan) -> None:
    """Every town before and after."""
    st.subheader(t(lang, "pages.siting.towns"), anchor=False)
    columns = ("town", "district", "before", "after", "gain", "from", "to", "across")
    rows = [
        (
            plan.name(row.code, lang),
            plan.places.districts[row.district][lang],
            row.before_km,
            row.after_km,
            row.gain_km,
            centre_name(lang, plan, row.before_centre),
            centre_name(lang, plan, row.after_centre),
            across(lang, row),
        )
        for row in sorted(plan.towns, key=lambda one: -one.gain_km)
    ]
    data = pd.DataFrame(rows, columns=[t(lang, f"pages.siting.col.{name}") for name in columns])
    one = st.column_config.NumberColumn(format="%.1f")
    config = {t(lang, f"pages.siting.col.{name}"): one for name in ("before", "after", "gain")}
    st.dataframe(data, hide_index=True, height=420, column_config=config)


def show_own(lang: str, plan: Plan) -> None:
    """One's own sites against the best plan of as many."""
    st.subheader(t(lang, "pages.siting.own"), anchor=False)
    show(element("p", t(lang, "pages.siting.own.lead"), class_="dqm-lead"))
    most = max(1, len(plan.points))
    ids = [str(id) for id in plan.places.candidates.index]
    chosen = st.multiselect(
        t(lang, "pages.siting.own.pick", k=most),
        ids,
        format_func=lambda id: plan.name(id, lang),
        max_selections=most,
        placeholder=t(lang, "pages.siting.own.pick", k=most),
        label_visibility="collapsed",
        key=f"siting-own-{lang}",
    )
    if not chosen:
        return
    mine, best = plan.own(list(chosen)), plan.best(len(chosen))
    if best is None:
        show(element("p", t(lang, "pages.siting.own.open"), class_="dqm-lead"))
        return
    apart = abs(mine - best)
    percent = plan.curve_model == "maximal_covering"
    words = number(lang, apart * 100, 1)
    said = t(lang, "pages.siting.points", value=words) if percent else distance_km(lang, apart)
    same = apart < 1e-9
    verdict = t(lang, f"pages.siting.own.{'equal' if same else 'worse'}", value=said)
    show(
        element(
            "div",
            _figure(t(lang, "pages.siting.own.yours"), shown(lang, plan, mine, curve=True)),
            _figure(t(lang, "pages.siting.own.best"), shown(lang, plan, best, curve=True)),
            element("p", verdict, class_="dqm-better" if same else "dqm-worse"),
            class_="dqm-own",
        )
    )


def _figure(label: str, value: str) -> Html:
    return element("div", element("small", label), element("strong", value))


def _heading(words: str, note: str) -> None:
    show(element("div", element("h3", words), element("small", note), class_="dqm-head"))


def _legend(lang: str, plan: Plan) -> Html:
    found = counts(row.gain_km for row in plan.towns)
    items = []
    for at, (least, colour) in enumerate(CLASSES):
        if at == 0:
            words = t(lang, "pages.siting.legend.from", low=f"{least:g}")
        elif at == len(CLASSES) - 1:
            words = t(lang, "pages.siting.legend.same")
        else:
            low, high = round(least), round(CLASSES[at - 1][0])
            words = t(lang, "pages.siting.legend.range", low=low, high=high)
        swatch = element("i", class_="dqm-swatch", style=f"background:{colour}")
        items.append(
            element("li", swatch, element("span", words), element("small", str(found[at])))
        )
    marks = [
        ("existing", t(lang, "pages.siting.legend.existing", n=len(plan.places.existing))),
        ("kept", t(lang, "pages.siting.legend.kept")),
    ]
    if len(plan.sites):
        marks.insert(0, ("new", t(lang, "pages.siting.legend.new", n=len(plan.sites))))
        marks.append(("moved", t(lang, "pages.siting.legend.moved")))
    signs = [
        element("li", element("i", class_=f"dqm-sign-{id}"), element("span", words))
        for id, words in marks
    ]
    title = element(
        "p", element("strong", t(lang, "pages.siting.legend")), " ", element("small", "km")
    )
    return element(
        "div",
        title,
        element("ul", Html("".join(items))),
        element("ul", Html("".join(signs))),
        class_="dqm-plan-legend",
    )


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
