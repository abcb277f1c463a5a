"""The plan on the map: the drawing, its legend, and what a click on it asks for."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping
from typing import Any, Final

import pandas as pd
import streamlit as st

from data.once import once
from layers.catchments import (
    CLASSES,
    SAME,
    SHEET,
    Drawing,
    Mark,
    TownMark,
    catchments_svg,
    counts,
    sign_svg,
)
from layers.options import DocumentOptions
from layers.payload import build_payload
from layers.types_state import Lang
from text import plural, t
from ui.components import packed
from ui.components import plan as plan_component
from ui.markup import Html, element, show
from ui.siting_pins import pin
from ui.siting_places import places_for
from ui.siting_plan import Plan, TownRow
from ui.siting_question import OWN_DISTANCE
from ui.siting_state import brought, question, toggle
from ui.siting_words import amount, listed, town_note

KEY: Final = "siting-plan"
COMPARED: Final = "siting-compared"
OUTSIDE: Final = "siting-outside"
_WORDS: Final = (
    *("zoom_in", "zoom_out", "whole", "arm", "armed", "drop"),
    *("must", "must_off", "forbid", "forbid_off", "own", "own_off"),
)


def show_map(lang: str, plan: Plan, options: DocumentOptions) -> None:
    """The plan over the towns, its legend, and what the drawing is not."""
    compared = is_compared(plan)
    data = _data(lang, plan, options, compared=compared)
    plan_component(key=KEY, data=data, on_act_change=_acted)
    show(legend(lang, plan, compared=compared))


@once
def _data(lang: str, plan: Plan, options: DocumentOptions, *, compared: bool) -> bytes:
    """What the component draws, packed."""
    payload = build_payload(options)
    language: Lang = "zh" if lang == "zh" else "en"
    svg = catchments_svg(drawing(lang, plan, compared=compared), payload["geometry"], language)
    number_of_map = options.approval()["shanghai"]
    asked = plan.question
    data = {
        "svg": svg,
        "units": SHEET.units_per_km,
        "towns": asked.candidates == "towns",
        "pins": asked.distance != OWN_DISTANCE,
        "chosen": {name: list(getattr(asked, name)) for name in ("must", "forbid", "own")},
        "text": {name: t(lang, f"pages.siting.map.{name}") for name in _WORDS},
        "strip": [
            {
                "text": number_of_map or t(lang, "pages.siting.approval.none"),
                "slot": not number_of_map,
            },
            {"text": t(lang, "pages.siting.legend.schematic"), "slot": False},
            {"text": payload["build"]["attribution"][language], "slot": False},
        ],
    }
    return packed(data)


def is_compared(plan: Plan) -> bool:
    """Whether the map shows one's own sites against the best, not before against after."""
    return bool(st.session_state.get(COMPARED)) and not plan.rivals.empty


def act(message: object) -> None:
    """Do what a click on the map asks for; it comes from a browser, so nothing is believed.

    Parameters
    ----------
    message : object
        ``{"what", "id", "x", "y"}``, if all is well; x and y in units of the drawing.
    """
    st.session_state.pop(OUTSIDE, None)
    if not isinstance(message, Mapping):
        return
    what, id = (str(message.get(name)) for name in ("what", "id"))
    places = places_for(question(), brought())
    sites = set(places.candidates.index)
    allowed = {
        "must": sites,
        "forbid": sites,
        "own": {*sites, *places.towns.index, *question().own},
    }
    if id in allowed.get(what, ()):
        toggle(what, id)
    x, y = message.get("x"), message.get("y")
    if what == "drop" and isinstance(x, (int, float)) and isinstance(y, (int, float)):
        drop(float(x), float(y))


def drop(x: float, y: float) -> None:
    """Set a pin at a point of the drawing; outside Shanghai it is refused."""
    near = math.isfinite(x) and math.isfinite(y) and abs(x) + abs(y) < 10 * SHEET.width
    id = pin(*SHEET.unproject((x, y))) if near else None
    if id is None:
        st.session_state[OUTSIDE] = True
    elif id not in question().own:
        toggle("own", id)


def _acted() -> None:
    act((st.session_state.get(KEY) or {}).get("act"))


def drawing(lang: str, plan: Plan, *, compared: bool = False) -> Drawing:
    """The plan as the map draws it.

    Parameters
    ----------
    lang : {"zh", "en"}
    plan : Plan
    compared : bool, optional
        Whether the colours say how one's own sites differ from the best ones.
    """
    places, asked = plan.places, plan.question
    rows = plan.own_towns if compared else plan.towns
    served = Counter(row.after_centre for row in rows)
    existing = [
        _mark(lang, plan, str(id), row, serves=served[str(id)])
        for id, row in places.existing.iterrows()
    ]
    shown = plan.rivals if compared else plan.sites
    sites = [
        _mark(
            *(lang, plan, f"new:{id}", row),
            said="forced" if id in asked.must else "",
            serves=None if compared else served[f"new:{id}"],
        )
        for id, row in shown.iterrows()
    ]
    own = [
        _mark(lang, plan, str(id), row, serves=served[f"new:{id}"] if compared else None)
        for id, row in plan.own_sites.iterrows()
    ]
    centres = {mark.id: mark for mark in (*existing, *sites)}
    centres |= {f"new:{mark.id}": mark for mark in own} if compared else {}
    towns = places.towns
    points = zip(towns["lon"].map(float), towns["lat"].map(float), strict=True)
    at = dict(zip(towns.index, points, strict=True))
    gains = gains_of(plan, compared=compared)
    names = listed(lang, [mark.name for mark in sites]) or t(lang, "pages.siting.map.none")
    chosen = set(shown.index)
    return Drawing(
        towns=[
            TownMark(
                code=row.code,
                at=at[row.code],
                name=plan.name(row.code, lang),
                gain=gains[row.code],
                centre=centres.get(row.after_centre),
                moved=row.moved,
                note=(
                    _difference(lang, plan, row, gains[row.code])
                    if compared
                    else town_note(lang, plan, row)
                ),
            )
            for row in rows
        ],
        existing=existing,
        sites=sites,
        forbidden=[
            _mark(lang, plan, str(id), row, said="barred")
            for id, row in places.candidates.loc[list(asked.forbid)].iterrows()
        ],
        own=own,
        candidates=[
            _mark(lang, plan, str(id), row, said="candidate")
            for id, row in places.candidates.iterrows()
            if asked.candidates != "towns" and id not in chosen and id not in asked.forbid
        ],
        label=t(lang, "pages.siting.map", names=names),
    )


def gains_of(plan: Plan, *, compared: bool) -> dict[str, float]:
    """By town: how much nearer the plan brings a centre, or one's own sites do than the plan."""
    if not compared:
        return {row.code: row.gain for row in plan.towns}
    pairs = zip(plan.rival_towns, plan.own_towns, strict=True)
    return {
        best.code: 0.0 if best.after == own.after else best.after - own.after for best, own in pairs
    }


def _mark(
    lang: str,
    plan: Plan,
    id: str,
    row: pd.Series[Any],
    *,
    said: str = "",
    serves: int | None = None,
) -> Mark:
    """A place; what is said of it, and how many towns turn to it."""
    name = plan.name(id, lang)
    note = t(lang, f"pages.siting.map.{said}", name=name) if said else name
    if serves is not None:
        note = plural(lang, "pages.siting.map.serves", serves, name=note)
    return Mark(id, (float(row["lon"]), float(row["lat"])), name, note, said == "forced")


def _difference(lang: str, plan: Plan, row: TownRow, gain: float) -> str:
    key = "same" if abs(gain) < 0.05 else "nearer" if gain > 0 else "farther"
    return t(
        *(lang, "pages.siting.note_own"),
        town=plan.name(row.code, lang),
        own=amount(lang, plan.unit, row.after),
        change=t(lang, f"pages.siting.{key}", value=amount(lang, plan.unit, abs(gain))),
    )


@once
def legend(lang: str, plan: Plan, *, compared: bool = False, drawn: bool = False) -> Html:
    """What the colours and signs of the map mean; every sign in view, and no other.

    Parameters
    ----------
    lang : {"zh", "en"}
    plan : Plan
    compared : bool, optional
        As for `drawing`.
    drawn : bool, optional
        Whether the signs are drawn in place, where there is no stylesheet of the page.
    """
    found = counts(gains_of(plan, compared=compared).values())
    rows = [
        (CLASSES[at][1], _range(lang, at), found[at])
        for at in range(len(CLASSES))
        if at <= SAME or found[at]
    ]
    if not sum(found[SAME + 1 :]):
        rows.append((CLASSES[SAME + 1][1], t(lang, "pages.siting.legend.none_farther"), 0))
    items = [
        element(
            "li",
            element("i", class_="dqm-swatch", style=f"background:{colour}"),
            element("span", words),
            element("small", str(n)),
        )
        for colour, words, n in rows
    ]
    signs = [
        element(
            "li",
            Html(sign_svg(id)) if drawn else element("i", class_=f"dqm-sign-{id}"),
            element("span", words),
        )
        for id, words in _signs(lang, plan, compared=compared)
    ]
    heading = t(lang, "pages.siting.legend_own" if compared else "pages.siting.legend")
    unit = t(lang, f"pages.siting.unit.{plan.unit}")
    title = element("p", element("strong", heading), " ", element("small", unit))
    lists = (element("ul", Html("".join(one))) for one in (items, signs))
    return element("div", title, *lists, class_="dqm-plan-legend")


def _range(lang: str, at: int) -> str:
    """A class of gains in words."""
    if at == SAME:
        return t(lang, "pages.siting.legend.same")
    least, above = CLASSES[at][0], CLASSES[at - 1][0]
    if at == 0:
        return t(lang, "pages.siting.legend.from", low=f"{least:g}")
    if at < SAME:
        return t(lang, "pages.siting.legend.range", low=round(least), high=round(above))
    if math.isinf(least):
        return t(lang, "pages.siting.legend.farther_from", low=round(-above))
    return t(lang, "pages.siting.legend.farther_range", low=round(-above), high=round(-least))


def _signs(lang: str, plan: Plan, *, compared: bool) -> list[tuple[str, str]]:
    """Every sign in view and what it means."""
    asked = plan.question
    chosen = set((plan.rivals if compared else plan.sites).index)
    forced = len(chosen & set(asked.must))
    numbers = {
        "best" if compared else "new": len(chosen) - forced,
        "forced": forced,
        "own": len(plan.own_sites),
        "existing": len(plan.places.existing),
        "barred": len(asked.forbid),
    }
    if asked.candidates != "towns":
        numbers["candidate"] = len(plan.places.candidates) - len(chosen | set(asked.forbid))
    rows = plan.own_towns if compared else plan.towns
    served = {"kept": any(not row.moved for row in rows)}
    served["moved_own" if compared else "moved"] = any(row.moved for row in rows)
    return [
        *((id, t(lang, f"pages.siting.legend.{id}", n=n)) for id, n in numbers.items() if n),
        *((id, t(lang, f"pages.siting.legend.{id}")) for id, there in served.items() if there),
    ]
