/** @import {MapApi, Store, Translator} from "./types" */
import L from "leaflet";
import { h } from "./dom.js";

/**
 * Measure a distance: each click adds a corner, a double click ends the line, Escape puts the tool away.
 * Lengths run along the sphere between the corners.
 *
 * @param {MapApi} map @param {Store} store @param {Translator} tr
 */
export function createMeasure(map, store, tr) {
  const { leaflet } = map;
  const lines = L.layerGroup().addTo(leaflet);
  const words = h("span", { attrs: { role: "status" } });
  const clear = h("button", { class: "dq-btn", attrs: { type: "button" }, on: { click: () => start() } });
  const end = h("button", {
    class: "dq-btn",
    attrs: { type: "button" },
    on: { click: () => store.set({ tool: null }) },
  });
  const box = h("div", { class: "dq-measure", attrs: { hidden: true } }, words, clear, end);
  L.DomEvent.disableClickPropagation(box);
  leaflet.getContainer().append(box);
  /** @type {L.LatLng[]} */
  let corners = [];
  let ended = false;

  /** @param {L.LatLng | null} [pointer] Where the next corner would be. */
  const draw = (pointer = null) => {
    lines.clearLayers();
    const path = pointer && corners.length && !ended ? [...corners, pointer] : corners;
    const km = path.slice(1).reduce((sum, corner, i) => sum + leaflet.distance(path[i], corner), 0) / 1000;
    words.textContent = path.length < 2 ? tr.t("map.measure.hint") : tr.t("map.measure.length", { length: tr.km(km) });
    clear.textContent = tr.t("map.measure.clear");
    end.textContent = tr.t("map.measure.end");
    L.polyline(path, { color: "#fff", weight: 6, interactive: false, pane: "selected" }).addTo(lines);
    L.polyline(path, {
      color: "#B0361E",
      weight: 2.5,
      dashArray: path === corners ? undefined : "1 5",
      lineCap: "round",
      interactive: false,
      pane: "selected",
    }).addTo(lines);
    for (const corner of corners) {
      L.circleMarker(corner, {
        radius: 4,
        color: "#B0361E",
        fillColor: "#fff",
        fillOpacity: 1,
        interactive: false,
        pane: "selected",
      }).addTo(lines);
    }
  };
  const start = () => {
    corners = [];
    ended = false;
    draw();
  };
  leaflet.on("click", ({ latlng }) => {
    if (store.get().tool !== "measure") return;
    if (ended) start();
    // The two clicks of a double click are one corner.
    if (
      !corners.length ||
      leaflet.latLngToContainerPoint(latlng).distanceTo(leaflet.latLngToContainerPoint(corners[corners.length - 1])) > 3
    ) {
      corners.push(latlng);
    }
    draw();
  });
  leaflet.on("mousemove", ({ latlng }) => {
    if (store.get().tool === "measure" && corners.length && !ended) draw(latlng);
  });
  leaflet.on("dblclick", () => {
    if (store.get().tool !== "measure" || corners.length < 2) return;
    ended = true;
    draw();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && store.get().tool === "measure") store.set({ tool: null });
  });
  store.on(["tool"], ({ tool }) => {
    const on = tool === "measure";
    leaflet.getContainer().classList.toggle("dq-map--measuring", on);
    if (on) leaflet.doubleClickZoom.disable();
    else leaflet.doubleClickZoom.enable();
    box.hidden = !on;
    if (on) start();
    else lines.clearLayers();
  });
  store.on(["lang"], () => !box.hidden && draw());
}
