"""The themes of the plan that the tour shows: counted and quoted from the records, not made up.

A theme is a function from the payload to a scene. A new one is a function here
and a name in `THEMES`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final

import shapely

from exhibition.types import Callout, HubPlace, Member, Row, Scene, SceneView
from exhibition.zone import zone_areas
from layers.texts import bi, join, same
from layers.types import Bi, Payload, Point, Record

_FOOD_BOX: Final = [119.6, 30.6, 122.7, 33.6]
_DELTA_BOX: Final = [117.05, 28.8, 122.05, 32.4]
_ZONE_BOX: Final = [120.36, 30.70, 121.30, 31.30]
_HUB: Final = "310117"
_NO_POINT: Final = "exhibition.screen.theme.no_point"


def materials(payload: Payload) -> Scene:
    """Task 1: the "2+3+N" of new materials."""
    bases = _of(payload, category="plan_base")
    unnamed = _of(payload, category="plan_parks")
    platforms = _of(payload, category="plan_platform")
    rows = [
        _row("2", "bases", _names(bases)),
        _row("3", "special_parks", bi("exhibition.screen.theme.unnamed") if unnamed else None),
        _row("N", "platforms", _names(platforms)),
    ]
    return {
        **_scene(payload, "materials", "1", rows, [*bases, *platforms]),
        "title": [same("2+3+N")],
        "callouts": _callouts(payload, bases),
    }


def biomedicine(payload: Payload) -> Scene:
    """Task 3: parks and centres of biomedicine."""
    fields = {"biomed", "devices"}
    parks = [one for one in _of(payload, layer="parks") if fields & set(one["fields"])]
    centres = [one for one in _of(payload, layer="centres") if fields & set(one["fields"])]
    national = _of(payload, category="plan_task_3")
    running = [one for one in centres if one["status"] == "in_operation"]
    rows = [
        _row(str(len(parks)), "parks", _without_point(parks)),
        _row(str(len(running)), "centres", _names(running)),
        _row(str(len(national)), "national_centre", _names(national)),
    ]
    return _with_centre(
        payload, _scene(payload, "biomedicine", "3", rows, [*parks, *centres, *national])
    )


def food(payload: Payload) -> Scene:
    """Task 4: the green bases of food, two of them far outside the city."""
    bases = _of(payload, category="plan_green_base")
    farms = _of(payload, category="exclave_farm")
    rows = [
        _row(str(len(bases)), "green_bases", _names(bases)),
        _row(str(len(farms)), "exclave_farms", _names(farms)),
    ]
    return {
        **_scene(payload, "food", "4", rows, [*bases, *farms]),
        "callouts": _callouts(payload, bases),
        "view": SceneView(region="delta", box=_FOOD_BOX),
    }


def quality(payload: Payload) -> Scene:
    """Tasks 16 to 18: inspection, testing, metrology."""
    centres = [one for one in _of(payload, layer="centres") if one["countsAsCentre"]]
    running = [one for one in centres if one["status"] == "in_operation"]
    building = [one for one in centres if one["status"] == "under_construction"]
    rows = [
        _row(str(len(running)), "running", _without_point(running)),
        _row(str(len(building)), "building", _without_point(building)),
    ]
    return _with_centre(payload, _scene(payload, "quality", "16–18", rows, centres))


def delta(payload: Payload) -> Scene:
    """Task 20: the corridor, the zone, the pilots of the Yangtze Delta."""
    cities = _of(payload, category="corridor_city")
    towns = _of(payload, category="green_zone_town")
    named = _of(payload, category="quality_pilot")
    seats = [one["point"] for one in cities if one["point"]]
    members = [found for seat in seats if (found := _member(payload, seat))]
    hub = next(one for one in payload["districts"] if one["code"] == _HUB)
    corridor = _of(payload, category="innovation_corridor")
    origin = next((one["point"] for one in corridor if one["point"]), hub["label"])
    pilots = _row("2020", "pilots", bi("exhibition.screen.theme.pilots_named", n=len(named)))
    pilots["tally"] = {"known": len(named), "all": 18}
    rows = [
        _row("2018", "corridor", bi("exhibition.screen.theme.corridor_members", n=len(members))),
        _row("2019", "zone", bi("exhibition.screen.theme.zone_members")),
        pilots,
    ]
    return {
        **_scene(payload, "delta", "20", rows, [*cities, *corridor]),
        "view": SceneView(region="delta", box=_DELTA_BOX),
        "members": members,
        "hub": HubPlace(point=origin, name=hub["short"], district=hub["code"]),
        "areas": zone_areas(payload),
        "lens": _ZONE_BOX,
        "lensName": bi("exhibition.screen.theme.zone_lens", n=len(towns)),
        "lensRecords": [one["id"] for one in towns],
        "notes": [bi("exhibition.screen.theme.spokes")],
    }


def _member(payload: Payload, seat: Point) -> Member | None:
    """The city in which the seat of a member lies; None outside the Delta."""
    delta = payload["geometry"]["delta"]
    for area, known in zip(delta["cities"]["features"], delta["cityNames"], strict=True):
        if shapely.geometry.shape(area["geometry"]).intersects(shapely.Point(seat)):
            code = str(area["properties"]["code"])
            return Member(code=code, point=seat, name=known["name"])
    return None


THEMES: Final[dict[str, Callable[[Payload], Scene]]] = {
    "materials": materials,
    "delta": delta,
    "biomedicine": biomedicine,
    "food": food,
    "quality": quality,
}
"""Name → what makes its scene, in the order of the tour."""


def _scene(
    payload: Payload, id: str, task: str, rows: list[Row], records: Iterable[Record]
) -> Scene:
    return Scene(
        kind="theme",
        id=id,
        eyebrow=bi("exhibition.screen.theme.eyebrow", task=task),
        title=[
            bi(f"exhibition.screen.theme.{id}.first"),
            bi(f"exhibition.screen.theme.{id}.second"),
        ],
        lead=bi(f"exhibition.screen.theme.{id}.lead", n=len(_of(payload, layer="pilots"))),
        rows=rows,
        callouts=[],
        records=[one["id"] for one in records],
        view=SceneView(region="shanghai", box=payload["views"]["shanghai"]),
        members=[],
        hub=None,
        areas=None,
        lens=None,
        lensName=None,
        lensRecords=[],
        notes=[],
    )


def in_centre(payload: Payload, records: Iterable[Record]) -> list[str]:
    """Ids of the records of the central districts, which the lens shows."""
    central = {one["code"] for one in payload["districts"] if one["centre"]}
    return [one["id"] for one in records if central & set(one["districts"])]


def _with_centre(payload: Payload, scene: Scene) -> Scene:
    """The scene with the central districts under the lens."""
    ids = set(scene["records"])
    return {
        **scene,
        "lens": payload["views"]["centre"],
        "lensName": bi("exhibition.screen.overview.lens"),
        "lensRecords": in_centre(payload, (r for r in payload["records"] if r["id"] in ids)),
    }


def _row(mark: str, key: str, note: Bi | None) -> Row:
    return Row(mark=mark, title=bi(f"exhibition.screen.row.{key}"), note=note, tally=None)


def _of(payload: Payload, *, layer: str = "", category: str = "") -> list[Record]:
    return [
        one
        for one in payload["records"]
        if layer in {"", one["layer"]} and category in {"", one["category"]}
    ]


def _names(records: list[Record]) -> Bi:
    return join([one["name"] for one in records], zh="；", en="; ")


def _without_point(records: list[Record]) -> Bi | None:
    hidden = sum(one["point"] is None or one["districtWide"] for one in records)
    return bi(_NO_POINT, n=hidden) if hidden else None


def _callouts(payload: Payload, records: list[Record]) -> list[Callout]:
    districts = {one["code"]: one["short"] for one in payload["districts"]}
    return [
        Callout(
            record=one["id"],
            name=_short(one["name"]),
            note=join(
                [*(districts[code] for code in one["districts"]), *one["outside"]],
                zh=" · ",
                en=" · ",
            ),
        )
        for one in records
        if one["point"]
    ]


def _short(name: Bi) -> Bi:
    """A name without what it explains in brackets: there is no room on the map."""
    return Bi(zh=name["zh"].partition("（")[0], en=name["en"].partition(" (")[0])
