"""What is on the map: one file per layer, and the one HTML document that draws them all.

The tables of `data` become one JSON object (`layers.payload`); our own
JavaScript (``layers/assets``) reads it inside a `folium.Map` without tiles
(`layers.document`). The document needs nothing from outside: what the app
shows, what a visitor downloads and what an exhibition plays is the same text.
"""
