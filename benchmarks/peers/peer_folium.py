"""The peer of `benchmarks.map`: the same content as a plain streamlit-folium page.

Written as its documentation suggests: layers and colours are widgets, a click
on the map comes back to Python, and each rerun builds the map again.
"""

from __future__ import annotations

from html import escape
from typing import Any

import branca.colormap
import folium
import streamlit as st
from shapely.geometry import shape
from streamlit_folium import st_folium

from data import load_boundaries, load_districts, load_figures, load_records, load_towns
from layers.geometry import build_geometry
from layers.registry import SITE_LAYERS

st.set_page_config(layout="wide")


@st.cache_resource
def content() -> tuple[Any, Any, Any, Any]:
    """Geometry with names, districts, records and figures, read once."""
    districts, towns = load_districts(), load_towns()
    geometry: dict[str, Any] = dict(build_geometry(load_boundaries("amap")))
    for level, table in (("districts", districts), ("towns", towns)):
        for feature in geometry[level]["features"]:
            feature["properties"]["name"] = table.loc[feature["properties"]["code"], "name_zh"]
    return geometry, districts, load_records(), load_figures()


geometry, districts, records, figures = content()
names = {
    "centre_distance_km": "Distance to the nearest centre",
    "population_2024": "Population",
    "density_per_km2": "Density",
}
figure_id = st.radio("Colour by", list(names), format_func=names.__getitem__, horizontal=True)
shown = [layer.id for layer in SITE_LAYERS if st.checkbox(layer.id, value=True)]
values = {code: figures.value(figure_id, "district", code) for code in districts.index}
ramp = branca.colormap.LinearColormap(["#ECF3E6", "#5CA3B1", "#112C4C"])
colours = ramp.scale(min(values.values()), max(values.values()))
chosen = st.session_state.get("chosen")

page = folium.Map([31.2, 121.5], zoom_start=9, tiles=None)
styles: Any
for ground, styles in (
    ("land", {"color": "#C2D4DD", "weight": 6, "fillColor": "#F1EFE9", "fillOpacity": 1}),
    ("neighbourLines", {"color": "#D3CFC4", "weight": 1, "dashArray": "6 3"}),
    ("legalExtent", {"color": "#4A6878", "weight": 1, "dashArray": "1 3"}),
):
    folium.GeoJson(
        geometry[ground], interactive=False, style_function=lambda _, style=styles: style
    ).add_to(page)
for level, styles in (
    (
        "districts",
        lambda feature: {
            "fillColor": colours(values[feature["properties"]["code"]]),
            "color": "#B0361E" if feature["properties"]["code"] == chosen else "#3C4B58",
            "weight": 4 if feature["properties"]["code"] == chosen else 1,
            "fillOpacity": 1,
        },
    ),
    ("towns", lambda _: {"color": "#fff", "weight": 0.6, "fillOpacity": 0}),
):
    folium.GeoJson(
        geometry[level],
        style_function=styles,
        interactive=level == "districts",
        tooltip=folium.GeoJsonTooltip(["name"], labels=False),
    ).add_to(page)
for line, styles in (
    ("districtLines", {"color": "#3C4B58", "weight": 1}),
    ("huangpu", {"color": "#C2D4DD", "weight": 3}),
):
    folium.GeoJson(
        geometry[line], interactive=False, style_function=lambda _, style=styles: style
    ).add_to(page)
labels = [(label["point"], label["name"]["zh"]) for label in geometry["waterNames"]]
labels += [(label["point"], label["name"]["zh"]) for label in geometry["neighbourNames"]]
labels += [
    (shape(feature["geometry"]).representative_point().coords[0], feature["properties"]["name"])
    for feature in geometry["districts"]["features"]
]
for (lon, lat), name in labels:
    folium.Marker([lat, lon], icon=folium.DivIcon(escape(name))).add_to(page)
placed = records[records["placed"]]
for layer in SITE_LAYERS:
    if layer.id not in shown:
        continue
    group = folium.FeatureGroup(layer.id).add_to(page)
    for record in placed[placed["layer"].eq(layer.id)].itertuples():
        symbol = f'<svg viewBox="-2 -2 28 28"><path d="{layer.symbol["path"]}"/></svg>'
        folium.Marker(
            [record.lat, record.lon],
            icon=folium.DivIcon(symbol, icon_size=(18, 18)),
            tooltip=folium.Tooltip(escape(record.name_zh)),
        ).add_to(group)

map_column, panel_column = st.columns([3, 1])
with map_column:
    answer = st_folium(page, height=700, width=1000, returned_objects=["last_active_drawing"])
drawing = answer.get("last_active_drawing") or {}
code = drawing.get("properties", {}).get("code")
if code and code != chosen:
    st.session_state["chosen"] = code
    st.rerun()
with panel_column:
    if chosen:
        st.header(districts.loc[chosen, "name_en"])
        inside = [chosen in codes for codes in records["district_codes"]]
        st.dataframe(records.loc[inside, ["name_zh", "status"]])
