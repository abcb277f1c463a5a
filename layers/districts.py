"""The 16 districts: names, figures, records per layer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from atlas.districts import DistrictFacts, TownKind, facts_of
from data.missing import Missing
from layers.atlas import Atlas
from layers.facts import area_fact, fact, gap, people_fact
from layers.ranks import district_ranks, why_unranked
from layers.registry import SITE_LAYERS
from layers.search import place_strings
from layers.standing import official_run
from layers.texts import bi, bi_of, bi_plural, join, same
from layers.types import Bi, Count, District, Fact
from layers.types_state import LayerId
from layers.values import values_of
from text import formats

CENTRAL: Final = frozenset({"310101", "310104", "310105", "310106", "310107", "310109", "310110"})
"""The seven central districts, too small for their labels at city zoom."""
_KINDS: Final[dict[TownKind, str]] = {
    "subdistrict": "layers.fact.subdistricts",
    "town": "layers.fact.towns_count",
    "township": "layers.fact.townships",
    "statistical_unit": "layers.fact.units",
}


class DistrictLayer:
    """The districts.

    Parameters
    ----------
    atlas : Atlas
        The joined tables.
    """

    id = "districts"

    def __init__(self, atlas: Atlas) -> None:
        self.atlas = atlas

    def items(self) -> list[District]:
        """Every district, by code."""
        shapes, run = self.atlas.district_shapes, official_run()
        known = facts_of(self.atlas.districts, self.atlas.towns, self.atlas.figures)
        ranks = district_ranks(run)
        return [
            District(
                code=str(code),
                name=Bi(zh=row["name_zh"], en=row["name_en"]),
                short=Bi(zh=row["short_zh"], en=row["short_en"]),
                label=shapes.label(str(code)),
                bbox=shapes.bbox(str(code)),
                centre=str(code) in CENTRAL,
                pinyin=place_strings(row["name_zh"]),
                facts=_facts(known[str(code)]),
                values={
                    **values_of(self.atlas.figures, "district", str(code)),
                    **self.atlas.index_figures.values(str(code)),
                },
                counts=self._counts(str(code)),
                standing=ranks.get(str(code)),
                unranked=None if code in ranks else why_unranked(run, str(code)),
            )
            for code, row in self.atlas.districts.iterrows()
        ]

    def _counts(self, code: str) -> dict[LayerId, Count]:
        rows = self.atlas.records_of(code)
        return {
            layer.id: Count(
                total=sum(row.layer == layer.id for row in rows),
                established=sum(row.layer == layer.id and row.established for row in rows),
            )
            for layer in SITE_LAYERS
        }


def size_facts(known: DistrictFacts) -> tuple[Fact, Fact]:
    """Area and residents, each with its year."""
    return (
        area_fact(known.area_km2, same(known.area_year)),
        people_fact(known.residents, same("2024")),
    )


def towns_in_words(known: DistrictFacts, kinds: Sequence[TownKind]) -> Bi:
    """How many towns of each kind there are."""
    parts = [bi_plural(_KINDS[kind], known.towns[kind]) for kind in kinds if kind in known.towns]
    return join(parts, zh=" · ", en=" · ")


def _facts(known: DistrictFacts) -> list[Fact]:
    """The three large figures first: area, residents, towns."""
    towns = bi_of(lambda lang: formats.number(lang, known.towns_count))
    return [
        *size_facts(known),
        fact("towns", towns, towns_in_words(known, tuple(_KINDS))),
        people_fact(known.residents_census, same("2020"), "population_census"),
        _density_fact(known.residents_per_km2),
    ]


def _density_fact(value: float | Missing) -> Fact:
    if isinstance(value, Missing):
        return gap("density", value)
    per_km2 = bi_of(lambda lang: formats.number(lang, value))
    return fact("density", bi("layers.fact.density_value", n=per_km2), same("2024"))
