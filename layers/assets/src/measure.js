/** @import {MapApi, Store, Translator} from "./types" */
import L from "leaflet";
import { h } from "./dom.js";

/**
 * Measure a distance: each click adds a corner, a double click or Escape ends.
 * Lengths run along the sphere between the corners.
 *
 * @param {MapApi} map @param {Store} store @param {Translator} tr
 */
export function createMeasure(map, store, tr) {
  const { leaflet } = map;
  const lines = L.layerGroup().addTo(leaflet);
  const words = h("span", { attrs: { role: "status" } });
  const clear = h("button", { class: "dq-btn", attrs: { type: "button" }, on: { click: () => start() } });
  const end = h("button", { class: "dq-btn", attrs: { type: "button" }, on: { click: () => store.set({ tool: null }) } });
  const box = h("div", { class: "dq-measure", attrs: { hidden: true } }, words, clear, end);
  L.DomEvent.disableClickPropagation(box);
  leaflet.getContainer().append(box);
  /** @type {L.LatLng[]} */
  let corners = [];

  const draw = () => {
    lines.clearLayers();
    const km = corners.slice(1).reduce((sum, corner, i) => sum + leaflet.distance(corners[i], corner), 0) / 1000;
    words.textContent = corners.length < 2 ? tr.t("map.measure.hint") : tr.t("map.measure.length", { length: tr.km(km) });
    clear.textContent = tr.t("map.measure.clear");
    end.textContent = tr.t("map.measure.end");
    L.polyline(corners, { color: "#fff", weight: 6, interactive: false, pane: "selected" }).addTo(lines);
    L.polyline(corners, { color: "#B0361E", weight: 2.5, interactive: false, pane: "selected" }).addTo(lines);
    for (const corner of corners) {
      L.circleMarker(corner, { radius: 4, color: "#B0361E", fillColor: "#fff", fillOpacity: 1, interactive: false, pane: "selected" }).addTo(lines);
    }
  };
  const start = () => {
    corners = [];
    draw();
  };
  leaflet.on("click", ({ latlng }) => {
    if (store.get().tool !== "measure") return;
    corners.push(latlng);
    draw();
  });
  leaflet.on("dblclick", () => {
    if (store.get().tool === "measure") store.set({ tool: null });
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
