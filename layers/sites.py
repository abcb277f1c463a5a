"""What the four layers of records share: each is a class with the same constructor."""

from __future__ import annotations

from typing import ClassVar, cast

from data.vocabulary import Confidence, Level, Status
from layers.atlas import Atlas
from layers.facts import fact
from layers.rows import RecordRow
from layers.search import record_strings
from layers.texts import bi, same
from layers.types import (
    Bi,
    Fact,
    LayerSpec,
    Nearest,
    Record,
    Source,
    Symbol,
    YearSpan,
)
from layers.types_state import LayerId
from text.pinyin import romanise_town

_ROUGH_M = 1000
"""From this precision on a distance is an estimate and says "about"."""


class SiteLayer:
    """A layer of records.

    Parameters
    ----------
    atlas : Atlas
        The joined tables.

    Attributes
    ----------
    id : LayerId
        Also the name of the layer in the table of records.
    symbol : Symbol
        Its shape and colour.
    """

    id: ClassVar[LayerId]
    symbol: ClassVar[Symbol]

    def __init__(self, atlas: Atlas) -> None:
        self.atlas = atlas
        self.rows = [row for row in atlas.record_rows if row.layer == self.id]

    def spec(self) -> LayerSpec:
        """How the layer list names it."""
        return LayerSpec(
            id=self.id,
            name=bi(f"layers.{self.id}.name"),
            note=bi(f"layers.{self.id}.note"),
            source=bi(f"layers.{self.id}.source"),
            symbol=self.symbol,
            count=len(self.rows),
            placed=sum(row.point is not None for row in self.rows),
        )

    def items(self) -> list[Record]:
        """Every record, placed or not, in the order of the table."""
        return [self._record(row) for row in self.rows]

    def own_facts(self, row: RecordRow) -> list[Fact]:
        """Rows that only this layer has."""
        return []

    @staticmethod
    def quoted(text: str) -> Bi:
        """A text that is shown as published; the document marks its language."""
        return same(text)

    def _record(self, row: RecordRow) -> Record:
        return Record(
            id=row.id,
            layer=self.id,
            name=Bi(zh=row.name_zh, en=row.name_en),
            generatedName=row.name_en_generated,
            category=row.category,
            level=cast(Level, row.level),
            status=cast(Status, row.status),
            districts=[*row.district_codes],
            towns=[*row.town_codes],
            outside=[bi(f"vocab.place.{place}") for place in row.places_outside],
            point=[round(degrees, 6) for degrees in row.point] if row.point else None,
            precision_m=row.precision_m,
            districtWide=row.district_wide,
            basis=basis(row),
            locationConfidence=cast("Confidence | None", row.location_confidence),
            confidence=cast(Confidence, row.confidence),
            year=year_span(row),
            sources=[Source(text=text, url=url) for text, url in row.sources],
            note=Bi(zh=row.note_zh, en=row.note_en) if row.note_zh and row.note_en else None,
            fields=[*row.fields],
            facts=[*_shared_facts(row), *self.own_facts(row)],
            nearest=self._nearest(row),
            established=row.established,
            countsAsCentre=row.counts_as_centre if self.id == "centres" else None,
            pinyin=record_strings(row.name_zh),
        )

    def _nearest(self, row: RecordRow) -> Nearest | None:
        if row.nearest_centre_id is None or row.nearest_centre_km is None:
            return None
        centre = self.atlas.record(row.nearest_centre_id)
        rough_m = (row.precision_m or 0) + (centre.precision_m or 0)
        return Nearest(
            id=centre.id,
            km=round(row.nearest_centre_km, 3),
            estimate=rough_m >= _ROUGH_M,
        )


def year_span(row: RecordRow) -> YearSpan:
    """When, in words of both languages: "2014 or earlier", "2018–2023", "year not stated"."""
    first = row.year_from if row.year_from is not None else row.year_to
    last = row.year_to if row.year_to is not None else row.year_from
    kind = "exact" if row.year_text == "range" and first == last else row.year_text
    words = bi(f"layers.year.{kind}", first=first, last=last)
    return YearSpan({"text": words, "from": row.year_from, "to": row.year_to})


def basis(row: RecordRow) -> Bi:
    """How the point of a record was found."""
    if row.position_basis is None:
        return bi("layers.basis.none")
    anchor = row.position_anchor or ""
    return bi(f"vocab.basis.{row.position_basis}", anchor=Bi(zh=anchor, en=_spoken(anchor)))


def _spoken(anchor: str) -> str:
    """A metro station or a district in pinyin, for the English sentence around it."""
    stem = anchor.removesuffix("区").removesuffix("县")
    return romanise_town(stem, "")[0] if stem else ""


def _shared_facts(row: RecordRow) -> list[Fact]:
    found = [fact("category", bi(f"vocab.category.{row.category}"))]
    if row.address_zh:
        found.append(fact("address", SiteLayer.quoted(row.address_zh), bi("layers.fact.quoted")))
    # Only what says more than the status itself, which the document shows as a tag.
    if row.status_stated and row.status_stated != row.status:
        found.append(fact("status_stated", bi(f"vocab.status_stated.{row.status_stated}")))
    return found
