"""A plan as files: CSV, GeoJSON, a workbook, a page to print. Made when the button is pressed."""

from __future__ import annotations

import json
import math
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, Final

import streamlit as st

from layers.catchments import catchments_svg
from layers.options import DocumentOptions
from layers.payload import DATA_DATE, build_payload
from text import t
from ui.downloads import MIME, to_csv
from ui.markup import Html, element, facts, table
from ui.siting_ask import demand_name, field_name, question_in_words
from ui.siting_map import drawing, legend
from ui.siting_plan import Plan
from ui.siting_words import (
    across,
    centre_name,
    checked,
    constraints,
    figures,
    measured,
    order_head,
    order_rows,
    own_in_words,
    proof,
)
from ui.workbook import workbook

_PRINT: Final = """
body{font:14px/22px "Noto Sans CJK SC","Source Han Sans SC","PingFang SC","Microsoft YaHei",
sans-serif;color:#18242f;max-width:1000px;
margin:24px auto;padding:0 24px;font-variant-numeric:tabular-nums}
h1{font:700 26px/34px "Noto Serif CJK SC","Source Han Serif SC","Songti SC",serif;margin:0}
h2{font-size:17px;margin:24px 0 6px}
.dqm-facts{display:grid;grid-template-columns:130px 1fr;gap:4px 16px}
dt{color:#5f6b77}dd{margin:0}table{border-collapse:collapse;width:100%;font-size:12px}
th{text-align:left;font-weight:400;color:#5f6b77}
th,td{padding:3px 10px 3px 0;border-bottom:1px solid #e3e1db}
body>svg{width:100%;height:auto;border:1px solid #e3e1db}tr{break-inside:avoid}
.dqm-plan-legend{font-size:12px;line-height:20px;break-inside:avoid}
.dqm-plan-legend p{margin:6px 0 2px}
.dqm-plan-legend ul{display:flex;flex-wrap:wrap;gap:2px 18px;list-style:none;margin:0;padding:0}
.dqm-plan-legend li{display:flex;align-items:center;gap:6px}
.dqm-swatch{width:22px;height:14px;border-radius:3px;box-shadow:inset 0 0 0 1px #18242f26}
.dqm-plan-legend small{color:#5f6b77}*{print-color-adjust:exact}
"""


def offer_plan(lang: str, plan: Plan, options: DocumentOptions) -> None:
    """A button per format."""
    makers: dict[str, Callable[[], bytes]] = {
        "csv": lambda: to_csv(town_rows(lang, plan)),
        "geojson": lambda: to_geojson(lang, plan),
        "xlsx": lambda: to_xlsx(lang, plan),
        "html": lambda: to_html(lang, plan, options),
    }
    for kind, make in makers.items():
        st.download_button(
            t(lang, f"pages.siting.download.{kind}"),
            data=make,
            file_name=f"siting.{kind}",
            mime=MIME[kind],
            key=f"siting-download-{kind}",
            on_click="ignore",
            icon=":material/download:",
            width="stretch",
        )


def about(lang: str, plan: Plan) -> list[tuple[str, str]]:
    """What a plan rests on: question, data, constraints, distance, proof, date."""
    _, badge, line = proof(lang, plan)
    asked, places = plan.question, plan.places
    demand = demand_name(lang, asked.demand, len(places.demand), asked.column)
    if asked.demand == "population":
        demand += f" · {t(lang, 'pages.siting.said.population')}"
    candidates = t(lang, f"pages.siting.candidates.{asked.candidates}")
    kept = [t(lang, "pages.siting.print.kept"), *constraints(lang, asked, places)]
    said = {
        "question": question_in_words(lang, asked, places),
        "demand": demand,
        "candidates": f"{candidates} · {len(places.candidates)}",
        "existing": f"{field_name(lang, asked.field)} · {len(places.existing)}",
        "constraints": " · ".join(kept),
        "distance": measured(lang, asked),
        "data": t(lang, "pages.siting.print.data_text", date=DATA_DATE),
        "proof": f"{badge} · {line}",
        "checked": checked(lang, plan),
    }
    if not plan.own_sites.empty:
        said["own"] = own_in_words(lang, plan)
    said["date"] = datetime.now(UTC).date().isoformat()
    return [(t(lang, f"pages.siting.print.{name}"), words) for name, words in said.items()]


def town_rows(lang: str, plan: Plan) -> list[dict[str, Any]]:
    """Every town as a flat row."""
    names = ("town", "district", "before", "after", "gain", "from", "to", "across")
    unit = t(lang, f"pages.siting.unit.{plan.unit}")
    head = ["code", *(t(lang, f"pages.siting.col.{name}", unit=unit) for name in names)]

    def written(value: float) -> float | str:
        return round(value, 3) if math.isfinite(value) else t(lang, "pages.siting.no_way")

    rows = [
        (
            row.code,
            plan.name(row.code, lang),
            plan.places.districts[row.district][lang],
            written(row.before),
            written(row.after),
            written(row.gain),
            centre_name(lang, plan, row.before_centre),
            centre_name(lang, plan, row.after_centre),
            across(lang, row),
        )
        for row in plan.towns
    ]
    return [dict(zip(head, row, strict=True)) for row in rows]


def to_geojson(lang: str, plan: Plan) -> bytes:
    """New and existing centres and every town as points (EPSG:4326), the plan beside them."""
    places, asked = plan.places, plan.question
    steps = {step.site: n for n, step in enumerate(plan.order(), 1)}
    barred = places.candidates.loc[list(asked.forbid)]
    kinds = {"existing": places.existing, "forbidden": barred, "own": plan.own_sites}
    features = [
        _feature(
            *(f"new:{id}", row),
            {"kind": "new", "must_open": id in asked.must, "step": steps[str(id)]},
        )
        for id, row in plan.sites.iterrows()
    ]
    features += [
        _feature(str(id) if kind == "existing" else f"{kind}:{id}", row, {"kind": kind})
        for kind, found in kinds.items()
        for id, row in found.iterrows()
    ]
    for row in plan.towns:
        values = {"before": row.before, "after": row.after, "gain": row.gain}
        more = {
            "kind": "town",
            **{
                f"{name}_{plan.unit}": round(value, 3) if math.isfinite(value) else None
                for name, value in values.items()
            },
            "centre_before": row.before_centre,
            "centre_after": row.after_centre,
            "served_by_new": row.moved,
            "across_yangtze_after": row.across_after,
        }
        features.append(_feature(row.code, places.towns.loc[row.code], more))
    whole = {"type": "FeatureCollection", "plan": dict(about(lang, plan)), "features": features}
    return json.dumps(whole, ensure_ascii=False, allow_nan=False).encode()


def to_xlsx(lang: str, plan: Plan) -> bytes:
    """A workbook: the plan, its figures, every town."""
    sites = [
        (plan.name(str(id), lang), row["lon"], row["lat"]) for id, row in plan.sites.iterrows()
    ]
    names = ("figure", "before", "after")
    towns = town_rows(lang, plan)
    return workbook(
        {
            t(lang, "pages.siting.print.title"): [
                *about(lang, plan),
                (),
                (t(lang, "pages.siting.sites"), "lon", "lat"),
                *sites,
            ],
            t(lang, "pages.siting.figures"): [
                tuple(t(lang, f"pages.siting.{name}") for name in names),
                *((a, b, c) for a, b, c, _ in figures(lang, plan)),
            ],
            t(lang, "pages.siting.order"): [order_head(lang), *order_rows(lang, plan)],
            t(lang, "pages.siting.col.town"): [
                tuple(towns[0]),
                *(tuple(r.values()) for r in towns),
            ],
        }
    )


def to_html(lang: str, plan: Plan, options: DocumentOptions) -> bytes:
    """One page to print, with everything that the plan rests on."""
    geometry = build_payload(options)["geometry"]
    svg = Html(catchments_svg(drawing(lang, plan), geometry, "zh" if lang == "zh" else "en"))
    towns = town_rows(lang, plan)
    names = ("figure", "before", "after", "change")
    title = t(lang, "pages.siting.print.title")
    sites = [element("li", plan.name(str(id), lang)) for id in plan.sites.index]
    number_of_map = options.approval()["shanghai"] or t(lang, "pages.siting.approval.none")
    body = [
        element("h1", title),
        element("p", number_of_map),
        facts(about(lang, plan)),
        element("h2", t(lang, "pages.siting.sites")),
        element("ol", Html("".join(sites)))
        if sites
        else element("p", t(lang, "pages.siting.no_sites")),
        svg,
        legend(lang, plan, drawn=True),
        element("h2", t(lang, "pages.siting.figures")),
        table([t(lang, f"pages.siting.{name}") for name in names], figures(lang, plan)),
        element("h2", t(lang, "pages.siting.order")),
        table(order_head(lang), order_rows(lang, plan)),
        element("h2", t(lang, "pages.siting.towns")),
        table(list(towns[0]), (tuple(map(str, row.values())) for row in towns)),
    ]
    page = element(
        "html",
        Html(
            f'<head><meta charset="utf-8">{element("title", title)}<style>{_PRINT}</style></head>'
        ),
        element("body", *body),
        lang="zh-CN" if lang == "zh" else "en",
    )
    return f"<!doctype html>\n{page}".encode()


def _feature(id: str, row: Any, more: dict[str, Any]) -> dict[str, Any]:
    point = [round(float(row["lon"]), 6), round(float(row["lat"]), 6)]
    names = {"name_zh": row["name_zh"], "name_en": row["name_en"], "district": row["district"]}
    return {
        "type": "Feature",
        "id": id,
        "geometry": {"type": "Point", "coordinates": point},
        "properties": names | more,
    }
