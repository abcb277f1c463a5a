"""Inspection centres, metrology test centres and the bodies of quality infrastructure."""

from __future__ import annotations

from layers.facts import fact
from layers.rows import RecordRow
from layers.sites import SiteLayer
from layers.symbols import TICKED_CIRCLE
from layers.texts import bi
from layers.types import Fact


class CentresLayer(SiteLayer):
    """Inspection centres. A body, a platform or a cluster is shown, and not counted as one."""

    id = "centres"
    symbol = TICKED_CIRCLE

    def own_facts(self, row: RecordRow) -> list[Fact]:
        """Host body, and whether the record counts as a centre."""
        found = []
        if row.host_zh:
            found.append(fact("host", self.quoted(row.host_zh)))
        if not row.counts_as_centre:
            found.append(fact("not_counted", bi("layers.fact.not_counted_value")))
        return found
