"""Everything the layers are made from, read once and joined once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from data import load_boundaries, load_districts, load_figures, load_records, load_towns
from data.boundaries import Boundaries
from data.figures import Figures
from layers.geometry import build_geometry, build_views
from layers.index_figures import IndexFigures
from layers.labels import Shapes
from layers.rows import RecordRow
from layers.types import Boundary, Geometry, Views


@dataclass(frozen=True)
class Atlas:
    """The tables of one map.

    Attributes
    ----------
    districts, towns, records : pandas.DataFrame
        As `data` loads them, indexed by code or id.
    figures : Figures
        Figures of the areas.
    boundaries : Boundaries
        Shapes of districts and towns.
    """

    districts: pd.DataFrame
    towns: pd.DataFrame
    records: pd.DataFrame
    figures: Figures
    boundaries: Boundaries

    @cached_property
    def record_rows(self) -> list[RecordRow]:
        """The records as typed rows, in the order of the table."""
        return [RecordRow.from_series(str(id), row) for id, row in self.records.iterrows()]

    @cached_property
    def index_figures(self) -> IndexFigures:
        """The index and its indicators."""
        return IndexFigures()

    @cached_property
    def geometry(self) -> Geometry:
        """Every shape the map draws."""
        return build_geometry(self.boundaries)

    @cached_property
    def views(self) -> Views:
        """The extents the map opens with."""
        return build_views(self.boundaries)

    @cached_property
    def district_shapes(self) -> Shapes:
        """The districts as drawn."""
        return Shapes(self.geometry["districts"], "district")

    @cached_property
    def town_shapes(self) -> Shapes:
        """The towns as drawn."""
        return Shapes(self.geometry["towns"], "town")

    def record(self, id: str) -> RecordRow:
        """One record.

        Raises
        ------
        KeyError
            If there is none with this id.
        """
        return self._by_id[id]

    def records_of(self, district: str) -> list[RecordRow]:
        """Records that touch a district."""
        return [row for row in self.record_rows if district in row.district_codes]

    @cached_property
    def _by_id(self) -> dict[str, RecordRow]:
        return {row.id: row for row in self.record_rows}


def load_atlas(boundary: Boundary = "amap") -> Atlas:
    """Read every table of the map, with the boundaries of one source."""
    return Atlas(
        districts=load_districts(),
        towns=load_towns(),
        records=load_records(),
        figures=load_figures(),
        boundaries=load_boundaries(boundary),
    )
