/** @import {Box, Hub, Layout, Picture} from "./types" */
import L from "leaflet";
import { createFlight } from "./flight.js";
import { classOf } from "./ramp.js";

/** From the bottom up; one SVG each. */
const PANES = ["waterlines", "around", "land", "river", "glow", "chosen", "towns", "rim"];
const FIRST_PANE = 300;
const OVER_PANE = 500;
/** Strokes under the land and around what is chosen: width in px of the design. */
const WATERLINES = [44, 26, 12];
const GLOW = [34, 20, 10, 5];
const FLY_S = 1.8;
/** How far beyond a box its middle may be moved, as a share of the box. */
const SURROUNDINGS = 0.3;

/**
 * A map of the hall: the shapes of the payload in one SVG per pane, dressed by
 * the stylesheet. What changes from scene to scene is a class, or a few shapes
 * that are put in and taken out again.
 *
 * @param {HTMLElement} container @param {Hub} hub @param {{lens?: boolean, still?: boolean}} [options]
 */
export function createStage(container, { hall, payload }, { lens = false, still = false } = {}) {
  const { geometry } = payload;
  const map = L.map(container, {
    zoomControl: false,
    attributionControl: false,
    zoomSnap: 0,
    minZoom: 5,
    maxZoom: 14,
    keyboard: false,
    dragging: false,
    scrollWheelZoom: false,
    doubleClickZoom: false,
    touchZoom: false,
    boxZoom: false,
    zoomAnimation: !still && !lens,
    fadeAnimation: false,
    inertia: false,
    bounceAtZoomLimits: false,
  });
  map.setView([31.2, 121.4], 9, { animate: false });
  /** @type {Map<string, L.SVG>} */
  const renderers = new Map();
  PANES.forEach((name, i) => {
    map.createPane(name).style.zIndex = String(FIRST_PANE + i * 10);
    renderers.set(name, L.svg({ pane: name, padding: lens ? 0 : 0.25 }));
  });
  const over = map.createPane("over");
  over.style.zIndex = String(OVER_PANE);
  const flight = lens ? null : createFlight(container, map);
  let width = 1;

  /** @param {string} pane @param {string} className */
  const dress = (pane, className) => ({
    renderer: renderers.get(pane),
    className,
    weight: 1,
    opacity: 1,
    fillOpacity: 1,
    smoothFactor: lens ? 1 : 0.6,
  });
  /** @param {GeoJSON.GeoJsonObject} shape @param {string} pane @param {string} className @param {L.LayerGroup} group */
  const draw = (shape, pane, className, group) =>
    L.geoJSON(shape, { pane, interactive: false, style: dress(pane, className) }).addTo(group);

  const near = L.layerGroup();
  const far = L.layerGroup();
  if (!lens) WATERLINES.forEach((_, i) => draw(geometry.land, "waterlines", `hl-water hl-water--${i}`, near));
  draw(geometry.land, "around", "hl-around", near);
  draw(geometry.neighbourLines, "around", "hl-border", near);
  if (!lens) draw(geometry.legalExtent, "around", "hl-legal", near);
  /** @type {Map<string, L.Path>} */
  const districts = new Map();
  L.geoJSON(geometry.districts, {
    pane: "land",
    interactive: !lens,
    style: dress("land", "hl-district"),
    onEachFeature({ properties }, layer) {
      districts.set(String(properties?.code), /** @type {L.Path} */ (layer));
    },
  }).addTo(near);
  draw(geometry.districtLines, "land", "hl-line", near);
  draw(geometry.huangpu, "river", "hl-river", near);
  if (!lens) WATERLINES.forEach((_, i) => draw(geometry.delta.land, "waterlines", `hl-water hl-water--${i}`, far));
  /** @type {Map<string, L.Path>} */
  const cities = new Map();
  L.geoJSON(geometry.delta.cities, {
    pane: "around",
    interactive: false,
    style: dress("around", "hl-city"),
    onEachFeature({ properties }, layer) {
      cities.set(String(properties?.code), /** @type {L.Path} */ (layer));
    },
  }).addTo(far);
  draw(geometry.delta.provinceLines, "around", "hl-province", far);

  const chosen = L.layerGroup().addTo(map);
  /** @param {string} code */
  const select = (code) => {
    const fill = geometry.districts.features.find((one) => one.properties?.code === code);
    if (fill) light(fill);
  };
  /** @param {GeoJSON.GeoJsonObject} shape */
  const light = (shape) => {
    GLOW.forEach((_, i) => draw(shape, "glow", `hl-glow hl-glow--${i}`, chosen));
    draw(shape, "chosen", "hl-chosen", chosen);
    draw(shape, "rim", "hl-rim", chosen);
  };
  /** @param {string} code */
  const towns = (code) => {
    const schematic = new Set(payload.towns.filter((one) => one.schematic).map((one) => one.code));
    for (const town of geometry.towns.features) {
      const id = String(town.properties?.code);
      if (!id.startsWith(code)) continue;
      draw(town, "towns", schematic.has(id) ? "hl-town hl-town--schematic" : "hl-town", chosen);
    }
  };

  /** @type {(() => void) | null} */
  let arrived = null;
  /** A button's zoom is under way: a quarter of a second in which Leaflet takes no other order. */
  let zooming = false;
  /** Setting out: a button's pan ends with it, which is no arrival. */
  let setting = false;
  /** @type {() => void} */
  let moved = () => {};
  /** @type {(place: {x: number, y: number}, district: string | null) => void} */
  let touched = () => {};
  map.on("click", ({ layerPoint, originalEvent }) => {
    const under = [...districts].find(([, path]) => path.getElement() === originalEvent.target);
    touched(layerPoint, under?.[0] ?? null);
  });
  map.on("movestart", () => container.classList.add("hl-moving"));
  map.on("zoomend", () => {
    zooming = false;
  });
  map.on("moveend", () => {
    container.classList.remove("hl-moving");
    if (setting) return;
    flight?.end();
    hands(free);
    const done = arrived;
    arrived = null;
    if (done) done();
    else moved();
  });

  /** Ends a flight where it is: what is put in during one belongs to another view. */
  const land = () => {
    if (!flight?.on()) return;
    arrived = () => {};
    map.stop();
  };
  /** Whether visitors may move the map. */
  let free = false;
  /** @param {boolean} on */
  const hands = (on) => {
    for (const one of [map.dragging, map.touchZoom]) {
      if (on) one.enable();
      else one.disable();
    }
  };

  return {
    map,
    over,
    /** What is in the picture. @param {Picture} picture */
    show({ region, ramp, selected, members, towns: withTowns, areas = null }) {
      chosen.clearLayers();
      const delta = region === "delta";
      (delta ? near : far).remove();
      (delta ? far : near).addTo(map);
      for (const [code, path] of districts) {
        const kind = selected && !ramp ? "dim" : ramp ? `ramp${classOf(hall.ramp, code)}` : "flat";
        path.getElement()?.setAttribute("class", `hl-district hl-district--${kind} leaflet-interactive`);
      }
      for (const [code, path] of cities) {
        const role = members.includes(code) ? " hl-city--member" : code === "310000" ? " hl-city--home" : "";
        path.getElement()?.setAttribute("class", `hl-city${role}`);
        if (role) path.bringToFront();
      }
      for (const one of areas?.features ?? []) light(one);
      if (!selected) return;
      select(selected);
      if (withTowns) towns(selected);
    },
    /**
     * Looks at a box, by a flight where there is one, then calls `done`.
     *
     * @param {Box} box @param {number[]} margins @param {boolean} fly @param {() => void} done
     */
    look([west, south, east, north], [top, right, bottom, left], fly, done) {
      const bounds = L.latLngBounds([south, west], [north, east]);
      const options = { paddingTopLeft: L.point(left, top), paddingBottomRight: L.point(right, bottom) };
      land();
      const go = () => {
        const animate = fly && !still && flight;
        setting = true;
        try {
          if (animate) map.flyToBounds(bounds, { ...options, duration: FLY_S });
          else map.fitBounds(bounds, { ...options, animate: false });
        } finally {
          setting = false;
        }
        if (!animate) {
          done();
          return;
        }
        arrived = done;
        hands(false);
        animate.begin();
      };
      if (zooming) arrived = go;
      else go();
    },
    /** Nearer or farther, as the buttons say. @param {number} by */
    zoom(by) {
      land();
      const to = Math.min(map.getMaxZoom(), Math.max(map.getMinZoom(), map.getZoom() + by));
      if (to === map.getZoom()) return;
      zooming = true;
      map.setZoom(to);
    },
    /** As far as the buttons go, in parts of what is seen. @param {number} x @param {number} y */
    pan(x, y) {
      land();
      map.panBy([map.getSize().x * x, map.getSize().y * y]);
    },
    /** Widths of strokes follow the screen. @param {Layout} layout */
    size(layout) {
      width = layout.stroke;
      container.style.setProperty("--s", String(width));
      map.invalidateSize({ animate: false, pan: false });
    },
    /** Lets visitors move the map, and says where they touch it: px of the layer, and the district there.
     * @param {boolean} on @param {typeof touched} [answer] */
    free(on, answer = () => {}) {
      touched = answer;
      free = on;
      hands(on && !flight?.on());
    },
    /**
     * Brings the middle of the map back where it has left a box and its surroundings; true where it had.
     * @param {Box} box
     */
    keep([west, south, east, north]) {
      const { lat, lng } = map.getCenter();
      const around = L.latLngBounds([south, west], [north, east]).pad(SURROUNDINGS);
      if (around.contains([lat, lng])) return false;
      const inside = L.latLng(Math.min(north, Math.max(south, lat)), Math.min(east, Math.max(west, lng)));
      map.setView(inside, map.getZoom(), { animate: false });
      return true;
    },
    /** @param {() => void} fn Called when a visitor has moved the map. */
    onMoved(fn) {
      moved = fn;
    },
    /** @param {number[]} place `[lon, lat]` */
    at([lon, lat]) {
      const { x, y } = map.latLngToLayerPoint([lat, lon]);
      return { x, y };
    },
    /** The same in pixels of the container. @param {number[]} place */
    spot([lon, lat]) {
      const { x, y } = map.latLngToContainerPoint([lat, lon]);
      return { x, y };
    },
    destroy() {
      map.remove();
    },
  };
}

/** @typedef {ReturnType<typeof createStage>} Stage */
