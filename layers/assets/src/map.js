/** @import {MapApi, Model, Selection, State, Store, Translator} from "./types" */
import L from "leaflet";
import { createAreas } from "./areas.js";
import { createBasemap } from "./basemap.js";
import { svg } from "./dom.js";
import { createLabels } from "./labels.js";
import { createNames } from "./names.js";
import { createSites } from "./sites.js";
import { createTooltip } from "./tooltip.js";

/** From this zoom on towns are coloured instead of districts. */
export const TOWN_ZOOM = 10.75;
const SITE_ZOOM = 12;
const FLY_S = 0.6;
/** What the strip with scale and date covers at the bottom. */
const STRIP_PX = 48;
/** Panes from the ground up, with their z-index inside the map. */
const PANES = {
  context: 200,
  names: 210,
  districts: 250,
  towns: 300,
  lines: 350,
  water: 360,
  discs: 380,
  selected: 420,
  labels: 580,
  sites: 600,
};

/**
 * @typedef {object} Stage What the parts of one map share.
 * @property {L.Map} leaflet
 * @property {Model} model
 * @property {Store} store
 * @property {Translator} tr
 * @property {boolean} inset
 * @property {(pane: string) => L.SVG} renderer One SVG per pane.
 * @property {() => "district" | "town"} level
 * @property {(box: number[], extra?: L.FitBoundsOptions) => void} fit Shows a box `[west, south, east, north]` between
 *   the cards.
 */

/**
 * The map itself: ground, areas, symbols, labels.
 *
 * @param {HTMLElement} container @param {Model} model @param {Store} store @param {Translator} tr
 * @param {{inset?: boolean}} [options]
 * @returns {MapApi}
 */
export function createMap(container, model, store, tr, { inset = false } = {}) {
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const leaflet = L.map(container, {
    zoomControl: false,
    attributionControl: false,
    zoomSnap: 0.05,
    zoomDelta: 0.5,
    minZoom: 6,
    maxZoom: 16,
    fadeAnimation: false,
    zoomAnimation: !still && !inset,
    inertia: !still,
    keyboard: !inset,
    ...(inset
      ? { dragging: false, scrollWheelZoom: false, doubleClickZoom: false, touchZoom: false, boxZoom: false }
      : {}),
  });
  for (const [name, height] of Object.entries(PANES)) {
    leaflet.createPane(name).style.zIndex = String(height);
  }
  definitions(model);

  /** @type {Map<string, L.SVG>} */
  const renderers = new Map();
  /** @type {Stage} */
  const stage = {
    leaflet,
    model,
    store,
    tr,
    inset,
    renderer(pane) {
      const known = renderers.get(pane) ?? L.svg({ pane, padding: 0.5 });
      renderers.set(pane, known);
      return known;
    },
    level: () => (!inset && store.get().region === "shanghai" && leaflet.getZoom() >= TOWN_ZOOM ? "town" : "district"),
    fit: (box, extra) => fit(box, extra),
  };
  let cover = () => [16, 16, 16, 16];
  const padded = () => {
    const [top, right, bottom, left] = inset ? [4, 4, 4, 4] : cover();
    return {
      paddingTopLeft: L.point(left, top),
      paddingBottomRight: L.point(right, inset ? bottom : Math.max(bottom, STRIP_PX)),
    };
  };
  const fit = (/** @type {number[]} */ box, /** @type {L.FitBoundsOptions} */ extra = {}) => {
    const [west, south, east, north] = box;
    const bounds = L.latLngBounds([south, west], [north, east]);
    const options = { ...padded(), ...extra };
    if (extra.duration && !still) leaflet.flyToBounds(bounds, options);
    else leaflet.fitBounds(bounds, { ...options, animate: false });
  };
  let homing = false;
  /** @param {State["region"]} region */
  const fitRegion = (region) => {
    homing = true;
    // The whole city is always the picture of districts, on the widest screen too.
    if (inset) fit(model.payload.views.centre);
    else fit(model.payload.views[region], { maxZoom: TOWN_ZOOM - 0.05 });
    homing = false;
  };

  fitRegion(store.get().region);
  const basemap = createBasemap(stage);
  const areas = createAreas(stage);
  const sites = createSites(stage);
  const names = createNames(stage, sites);
  const labels = createLabels(stage, () => [...sites.rects(), ...names.rects()]);
  const tooltip = inset ? null : createTooltip(stage);

  const draw = () => {
    const town = stage.level() === "town";
    container.classList.toggle("dq-map--town", town);
    container.classList.toggle("dq-map--delta", store.get().region === "delta" && !inset);
    basemap.draw();
    areas.draw();
    words();
  };
  /** Symbols and names, each of which keeps clear of those before it. */
  const words = () => {
    sites.draw();
    names.draw();
    labels.draw();
  };
  const offs = [
    store.on(["layers", "filters"], soon(words)),
    store.on(["colour", "calculated"], () => {
      areas.draw();
      labels.draw();
    }),
    store.on(["selection"], () => {
      areas.select();
      words();
    }),
    store.on(["lang"], draw),
    store.on(["region"], (state) => {
      if (!inset) fitRegion(state.region);
      draw();
    }),
    store.on(["view"], ({ view }, _, source) => {
      if (view && source !== "map" && !inset) leaflet.setView([view.lat, view.lon], view.zoom, { animate: false });
    }),
  ];
  leaflet.on("zoomstart", () => container.classList.add("dq-map--zooming"));
  leaflet.on("zoomend", () => {
    draw();
    container.classList.remove("dq-map--zooming");
  });
  leaflet.on("moveend", () => {
    if (!inset) labels.draw();
    if (inset || homing) {
      // "Home" is no view of its own: whoever opens the link gets the whole city on his screen.
      if (homing && !inset) store.set({ view: null }, "map");
      return;
    }
    const { lat, lng } = leaflet.getCenter();
    store.set({ view: { lon: round(lng, 5), lat: round(lat, 5), zoom: round(leaflet.getZoom(), 2) } }, "map");
  });
  const watcher = new ResizeObserver(() => {
    const before = leaflet.getSize();
    leaflet.invalidateSize({ animate: false });
    if (before.equals(leaflet.getSize())) return;
    if (inset || !store.get().view) fitRegion(store.get().region);
  });
  watcher.observe(container);
  const { view } = store.get();
  if (view && !inset) leaflet.setView([view.lat, view.lon], view.zoom, { animate: false });
  draw();

  return {
    leaflet,
    fitRegion,
    flyTo(selection) {
      const box = boxOf(model, selection);
      const record = model.record(selection.id) ?? model.unit(selection.id);
      if (box) fit(box, { duration: FLY_S });
      else if (record?.point) {
        const [lon, lat] = record.point;
        const near = store.get().region === "shanghai" ? Math.max(leaflet.getZoom(), SITE_ZOOM) : 9;
        fit([lon, lat, lon, lat], { duration: FLY_S, maxZoom: near });
      }
    },
    padding(fn) {
      cover = fn;
    },
    destroy() {
      offs.forEach((off) => off());
      watcher.disconnect();
      tooltip?.destroy();
      leaflet.remove();
    },
  };
}

/** Once before the next frame is painted, however often it is called; what the app is asked goes first.
 * @param {() => void} draw */
function soon(draw) {
  let waiting = 0;
  return () => {
    cancelAnimationFrame(waiting);
    waiting = requestAnimationFrame(draw);
  };
}

const round = (/** @type {number} */ value, /** @type {number} */ digits) => Number(value.toFixed(digits));

/** @param {Model} model @param {Selection} selection @returns {number[] | null} */
function boxOf(model, selection) {
  if (selection.kind === "district") return model.district(selection.id)?.bbox ?? null;
  if (selection.kind !== "town") return null;
  const shape = model.payload.geometry.towns.features.find((one) => one.properties?.code === selection.id);
  if (!shape) return null;
  const bounds = L.geoJSON(shape).getBounds();
  return [bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()];
}

/** Hatch and soft discs, once per document.
 * @param {Model} model */
function definitions(model) {
  if (document.getElementById("dq-defs")) return;
  const strokes = {
    missing: ["#F4F2ED", "#A5A299", 6, 2],
    not_published: ["#FFFFFF", "#CFCDC6", 9, 1.2],
    not_applicable: ["#FFFFFF", "#5F6B77", 26, 1.4],
  };
  const nothings = Object.entries(strokes).map(([kind, [paper, ink, size, width]]) =>
    svg(
      "pattern",
      { id: `dq-${kind}`, width: size, height: size, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" },
      svg("rect", { width: size, height: size, fill: paper }),
      svg("path", { d: `M0 0V${size}`, stroke: ink, "stroke-width": width }),
    ),
  );
  const discs = model.payload.layers.map(({ id, symbol: { colour } }) =>
    svg(
      "radialGradient",
      { id: `dq-disc-${id}` },
      svg("stop", { offset: 0, "stop-color": colour, "stop-opacity": 0.34 }),
      svg("stop", { offset: 0.6, "stop-color": colour, "stop-opacity": 0.17 }),
      svg("stop", { offset: 1, "stop-color": colour, "stop-opacity": 0 }),
    ),
  );
  const box = { id: "dq-defs", width: 0, height: 0, "aria-hidden": "true", style: "position:absolute" };
  document.body.append(svg("svg", box, svg("defs", {}, ...nothings, ...discs)));
}
