/** @import {Stage} from "./map.js" */
import L from "leaflet";

/** Strokes around the land, the widest first: width in px, colour. */
const GLOW = /** @type {const} */ ([
  [44, "#D8E5EB"],
  [30, "#D2E0E7"],
  [16, "#CBDBE3"],
  [6, "#C2D4DD"],
]);
/** The same strokes on the small scale of the Delta would drown the islands. */
const FAR_GLOW = 0.4;
const RIVER_M = 420;
const RIVER_PX = [2.5, 40];
const METRES_PER_DEGREE = 111_320;

/**
 * What lies around and under the areas: sea, land, coast, borders, names, the river.
 *
 * @param {Stage} stage
 */
export function createBasemap(stage) {
  const { leaflet, model, store, inset } = stage;
  const { geometry, basemap } = model.payload;
  const near = L.layerGroup();
  const far = L.layerGroup();
  ground(stage, geometry.land, near, 1);
  ground(stage, geometry.delta.land, far, FAR_GLOW);
  line(geometry.neighbourLines, { color: "#D3CFC4", weight: 1, dashArray: "6 3 1.5 3" }, near);
  line(geometry.legalExtent, { color: "#6F8894", weight: 1, dashArray: "0.1 4", lineCap: "round" }, near);
  const river = L.geoJSON(geometry.huangpu, {
    pane: "water",
    interactive: false,
    style: { renderer: stage.renderer("water"), color: "#C2D4DD", weight: 3, lineJoin: "round", lineCap: "round" },
  });
  near.addLayer(river);
  L.geoJSON(geometry.delta.cities, {
    interactive: false,
    pane: "context",
    style: { renderer: stage.renderer("context"), color: "#C9C5B9", weight: 0.8, fillColor: "#F7F5EF", fillOpacity: 1 },
  }).addTo(far);
  line(geometry.delta.provinceLines, { color: "#8E8B80", weight: 1.4, opacity: 0.8 }, far);
  if (basemap && !inset) {
    L.tileLayer(basemap.url, { maxZoom: basemap.maxZoom, pane: "context", zIndex: 5 }).addTo(leaflet);
  }

  /** @param {GeoJSON.GeoJsonObject} shape @param {L.PathOptions} style @param {L.LayerGroup} group */
  function line(shape, style, group) {
    L.geoJSON(shape, {
      pane: "context",
      interactive: false,
      style: { renderer: stage.renderer("context"), fill: false, ...style },
    }).addTo(group);
  }

  return {
    draw() {
      const delta = store.get().region === "delta" && !inset;
      const [shown, hidden] = delta ? [far, near] : [near, far];
      hidden.remove();
      shown.addTo(leaflet);
      const perPixel = (METRES_PER_DEGREE * Math.cos((31.2 * Math.PI) / 180) * 360) / (256 * 2 ** leaflet.getZoom());
      river.setStyle({ weight: Math.min(RIVER_PX[1], Math.max(RIVER_PX[0], RIVER_M / perPixel)) });
    },
  };
}

/** Coast glow and land.
 * @param {Stage} stage @param {GeoJSON.MultiPolygon} land @param {L.LayerGroup} group @param {number} scale */
function ground(stage, land, group, scale) {
  const renderer = stage.renderer("context");
  const options = { pane: "context", interactive: false };
  for (const [weight, color] of GLOW) {
    const style = {
      renderer,
      color,
      weight: weight * scale,
      fill: false,
      opacity: 0.75,
      lineJoin: /** @type {const} */ ("round"),
    };
    L.geoJSON(land, { ...options, style }).addTo(group);
  }
  const style = { renderer, color: "#B9C4C6", weight: 0.8, fillColor: "#F1EFE9", fillOpacity: 1 };
  L.geoJSON(land, { ...options, style }).addTo(group);
}
