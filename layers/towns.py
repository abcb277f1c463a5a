"""The 216 subdistricts, towns and townships; statistical units apart, as points."""

from __future__ import annotations

from typing import Any, Final, Literal, cast

import pandas as pd

from data.missing import Missing
from layers.atlas import Atlas
from layers.facts import area_fact, distance_fact, fact, gap, people_fact
from layers.rows import number, text
from layers.search import place_strings
from layers.texts import bi, same
from layers.types import Bi, Fact, Suffix, Town, Unit
from layers.values import values_of
from text.pinyin import romanise_town

_UNIT: Final = "statistical_unit"


class TownLayer:
    """Towns.

    Parameters
    ----------
    atlas : Atlas
        The joined tables.
    """

    id = "towns"

    def __init__(self, atlas: Atlas) -> None:
        self.atlas = atlas
        self.rows = atlas.towns[atlas.towns["is_town"]]

    def items(self) -> list[Town]:
        """Every town, by code."""
        shapes = self.atlas.town_shapes
        schematic = self.atlas.boundaries.towns["schematic"]
        return [
            Town(
                code=str(code),
                district=row["district_code"],
                name=self._name(row),
                suffix=Suffix(en=romanise_town(row["name_zh"], row["kind"])[1]),
                alias=text(row["alias_zh"]),
                generated=bool(row["name_en_generated"]),
                kind=cast(Literal["subdistrict", "town", "township"], row["kind"]),
                label=shapes.label(str(code)),
                schematic=bool(schematic[str(code)]),
                pinyin=place_strings(row["name_zh"], text(row["alias_zh"])),
                facts=self._facts(str(code), row),
                values=values_of(self.atlas.figures, "town", str(code)),
            )
            for code, row in self.rows.iterrows()
        ]

    def units(self) -> list[Unit]:
        """Parks and farms that have a division code and are no towns."""
        units = self.atlas.towns[self.atlas.towns["kind"] == _UNIT]
        return [
            Unit(
                code=str(code),
                district=row["district_code"],
                name=Bi(zh=row["name_zh"], en=row["name_en"]),
                point=self._point(row),
                pinyin=place_strings(row["name_zh"], text(row["alias_zh"])),
            )
            for code, row in units.iterrows()
        ]

    def _name(self, row: pd.Series[Any]) -> Bi:
        """The pinyin without the word for the kind, which the document sets in grey beside it."""
        generated = romanise_town(row["name_zh"], row["kind"])[0]
        return Bi(
            zh=row["name_zh"],
            en=generated if row["name_en_generated"] else row["name_en"],
        )

    def _facts(self, code: str, row: pd.Series[Any]) -> list[Fact]:
        distance = self.atlas.figures.value("centre_distance_km", "town", code)
        found = [
            self._area(row),
            people_fact(Missing.MISSING, bi("layers.fact.no_town_population")),
            distance_fact(distance, bi("layers.fact.straight_line")),
            self._boundary(code),
            fact("point", bi(f"layers.point_kind.{row['point_kind']}")),
        ]
        alias = text(row["alias_zh"])
        if alias:
            found.append(fact("alias", same(alias)))
        note_zh, note_en = text(row["note_zh"]), text(row["note_en"])
        if note_zh and note_en:
            found.append(fact("note", Bi(zh=note_zh, en=note_en)))
        return found

    def _area(self, row: pd.Series[Any]) -> Fact:
        """An area of mixed vintage: for the panel only, never for a density."""
        area = number(row["area_km2"])
        if area is None:
            return gap("area", Missing.MISSING)
        return area_fact(area, bi(f"layers.area_kind.{row['area_kind']}"))

    def _boundary(self, code: str) -> Fact:
        method = self.atlas.boundaries.towns["method"][code]
        return fact("boundary", bi(f"layers.boundary.method.{method}"))

    @staticmethod
    def _point(row: pd.Series[Any]) -> list[float] | None:
        lon, lat = number(row["lon"]), number(row["lat"])
        return None if lon is None or lat is None else [round(lon, 6), round(lat, 6)]
