"""The peer of `benchmarks.map`: the same content as a plain streamlit-folium page.

Written as its documentation suggests: layers and colours are widgets, a click
on the map comes back to Python, and each rerun builds the map again.
"""

from __future__ import annotations

from typing import Any

import branca.colormap
import folium
import streamlit as st
from streamlit_folium import st_folium

from data import load_boundaries, load_districts, load_figures, load_records
from layers.geometry import build_geometry
from layers.registry import SITE_LAYERS

st.set_page_config(layout="wide")


@st.cache_resource
def content() -> tuple[Any, Any, Any, Any]:
    """Geometry, district names, records and the figure, read once."""
    geometry = build_geometry(load_boundaries("amap"))
    return geometry, load_districts(), load_records(), load_figures()


geometry, districts, records, figures = content()
names = {
    "centre_distance_km": "Distance to the nearest centre",
    "population_2024": "Population",
    "density_per_km2": "Density",
}
figure_id = st.selectbox("Colour by", list(names), format_func=names.__getitem__)
shown = [layer.id for layer in SITE_LAYERS if st.checkbox(layer.id, value=True)]
values = {code: figures.value(figure_id, "district", code) for code in districts.index}
ramp = branca.colormap.LinearColormap(["#ECF3E6", "#5CA3B1", "#112C4C"])
colours = ramp.scale(min(values.values()), max(values.values()))
chosen = st.session_state.get("chosen")

page = folium.Map([31.2, 121.5], zoom_start=9, tiles=None)
folium.GeoJson(
    geometry["districts"],
    style_function=lambda feature: {
        "fillColor": colours(values[feature["properties"]["code"]]),
        "color": "#B0361E" if feature["properties"]["code"] == chosen else "#3C4B58",
        "weight": 4 if feature["properties"]["code"] == chosen else 1,
        "fillOpacity": 1,
    },
).add_to(page)
folium.GeoJson(
    geometry["towns"],
    interactive=False,
    style_function=lambda _: {"color": "#fff", "weight": 0.6, "fill": False},
).add_to(page)
placed = records[records["placed"] & records["layer"].isin(shown)]
for record in placed.itertuples():
    folium.CircleMarker([record.lat, record.lon], radius=5, tooltip=str(record.Index)).add_to(page)

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
