"""Characteristic parks, national development zones, the plan's 2+3+N layout, the green bases."""

from __future__ import annotations

from layers.facts import area_fact, fact
from layers.rows import RecordRow
from layers.sites import SiteLayer
from layers.symbols import SAW_TOOTH_ROOF
from layers.texts import bi
from layers.types import Fact


class ParksLayer(SiteLayer):
    """Industrial parks."""

    id = "parks"
    symbol = SAW_TOOTH_ROOF

    def own_facts(self, row: RecordRow) -> list[Fact]:
        """Planned area and batch of designation."""
        found = []
        if row.area_km2 is not None:
            found.append(area_fact(row.area_km2, label="park_area"))
        if row.batch:
            found.append(fact("batch", bi(f"vocab.batch.{row.batch}")))
        return found
