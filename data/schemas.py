"""What every table must look like."""

from __future__ import annotations

from typing import Final

from data import vocabulary as v
from data.columns import Column

DISTRICT_CODE: Final = r"310\d{3}"
TOWN_CODE: Final = r"310\d{6}"
_AROUND: Final = {"lon": (115.0, 123.6), "lat": (27.0, 36.0)}
"""The Yangtze Delta: a longitude in the latitude's column falls outside."""


def _degrees(name: str, axis: str, required: bool = False) -> Column:
    least, most = _AROUND[axis]
    return Column(name, "number", required=required, least=least, most=most)


def districts() -> tuple[Column, ...]:
    """Columns of districts.csv."""
    return (
        Column("code", required=True, unique=True, pattern=DISTRICT_CODE),
        *(Column(n, required=True) for n in ("name_zh", "name_en", "short_zh", "short_en")),
        Column("area_km2", "number", required=True, least=1, most=10_000),
        Column("area_year", "whole", required=True, least=1990, most=2100),
        Column("area_source", required=True),
        Column("population_2020", "whole", least=0, most=30_000_000),
        Column("population_2020_source"),
        Column("population_2024", "whole", least=0, most=30_000_000),
        Column("population_2024_source"),
        _degrees("seat_lon", "lon", required=True),
        _degrees("seat_lat", "lat", required=True),
        Column("seat_source", required=True),
    )


def towns() -> tuple[Column, ...]:
    """Columns of towns.csv."""
    return (
        Column("code", required=True, unique=True, pattern=TOWN_CODE),
        Column("district_code", required=True, pattern=DISTRICT_CODE),
        Column("name_zh", required=True),
        Column("alias_zh"),
        Column("name_en", required=True),
        Column("name_en_generated", "boolean", required=True),
        Column("kind", required=True, terms=v.TOWN_KINDS),
        _degrees("lon", "lon"),
        _degrees("lat", "lat"),
        Column("point_kind", required=True, terms=v.terms("point_kind")),
        Column("point_precision_m", "whole", least=1, most=50_000),
        Column("point_source"),
        _degrees("seat_lon", "lon"),
        _degrees("seat_lat", "lat"),
        Column("area_km2", "number", least=0.01, most=2_000),
        Column("area_kind", required=True, terms=v.terms("area_kind")),
        Column("area_source"),
        Column("osm_relation"),
        Column("note_zh"),
        Column("note_en"),
    )


def records() -> tuple[Column, ...]:
    """Columns of the four files of records."""
    return (
        Column("id", required=True, unique=True, pattern=r"[A-Z]{2}\d{2,4}"),
        Column("name_zh", required=True),
        Column("name_en", required=True),
        Column("name_en_generated", "boolean", required=True),
        Column("category", required=True, terms=v.terms("category")),
        Column("level", required=True, terms=v.LEVELS),
        Column("status", required=True, terms=v.STATUSES),
        Column("status_stated", terms=v.terms("status_stated")),
        Column("district_codes", "codes"),
        Column("town_codes", "codes"),
        Column("places_outside", "codes", terms=v.terms("place")),
        Column("address_zh"),
        _degrees("lon", "lon"),
        _degrees("lat", "lat"),
        Column("precision_m", "whole", least=1, most=100_000),
        Column("position_basis", terms=v.terms("basis")),
        Column("position_anchor"),
        Column("location_confidence", terms=v.CONFIDENCES),
        Column("year_from", "whole", least=1900, most=2100),
        Column("year_to", "whole", least=1900, most=2100),
        Column("year_text", required=True, terms=v.YEAR_TEXTS),
        Column("confidence", required=True, terms=v.CONFIDENCES),
        Column("sources", "parts", required=True),
        Column("source_kinds", "parts", required=True, terms=v.SOURCE_KINDS),
        Column("source_urls", "parts"),
        Column("fields", "codes", terms=v.terms("field")),
        Column("host_zh"),
        Column("area_km2", "number", least=0.001, most=100_000),
        Column("batch", terms=v.terms("batch")),
        Column("merged_ids", "codes"),
        Column("note_zh"),
        Column("note_en"),
    )


def plan_tasks() -> tuple[Column, ...]:
    """Columns of plan_tasks.csv."""
    return (
        Column("id", required=True, unique=True, pattern=r"[TS]\d{1,2}"),
        Column("kind", required=True, terms=v.terms("plan_kind")),
        Column("number", "whole", required=True, least=1, most=99),
        *(Column(n, required=True) for n in ("title_zh_plan", "title_zh", "title_en")),
        *(Column(n, required=True) for n in ("category_zh", "category_en")),
        *(Column(n, required=True) for n in ("bodies_zh_plan", "bodies_zh")),
        Column("bodies_en", required=True),
        Column("bodies_count", "whole", required=True, least=1, most=20),
        Column("district_role", required=True, terms=v.terms("district_role")),
    )


def plan_targets() -> tuple[Column, ...]:
    """Columns of plan_targets.csv."""
    return (
        Column("id", required=True, unique=True, pattern=r"[QL]\d{2}"),
        Column("section", required=True),
        *(Column(n, required=True) for n in ("title_zh_plan", "title_zh", "title_en")),
        Column("value_text"),
        Column("unit", terms=v.terms("unit")),
        Column("comparator", terms=("=", ">=")),
        Column("year", "whole", least=2020, most=2100),
        Column("kind", required=True, terms=v.terms("target_kind")),
        *(Column(n) for n in ("later_zh", "later_en", "later_source", "note_zh", "note_en")),
    )


def observations() -> tuple[Column, ...]:
    """Columns of observations.csv."""
    return (
        Column("id", required=True, unique=True, pattern=r"DI\d{2}"),
        Column("scope", required=True, terms=v.terms("scope")),
        Column("district_code", pattern=DISTRICT_CODE),
        Column("indicator", required=True, pattern=r"[a-z0-9_]{1,60}"),
        *(Column(n, required=True) for n in ("indicator_zh", "indicator_en")),
        Column("value", "number"),
        *(Column(n, required=True) for n in ("value_zh", "value_en")),
        Column("unit", terms=v.terms("unit")),
        *(Column(n, required=True) for n in ("year_zh", "year_en")),
        Column("kind", required=True, terms=v.terms("observation_kind")),
        Column("source", required=True),
        Column("source_kind", required=True, terms=v.SOURCE_KINDS),
        Column("source_url", pattern=r"https?://\S+"),
        Column("confidence", required=True, terms=v.CONFIDENCES),
        Column("note_zh"),
        Column("note_en"),
    )
