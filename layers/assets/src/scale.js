/** @import L from "leaflet" */
/** @import {Translator} from "./types" */
import { h } from "./dom.js";

const WIDEST_PX = 110;
const STEPS_KM = [0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200];

/**
 * A scale bar that follows the map, measured along its middle.
 *
 * @param {L.Map} leaflet @param {Translator} tr @param {() => number} [widestPx]
 * @returns {{element: HTMLElement, draw: () => void}}
 */
export function createScale(leaflet, tr, widestPx = () => WIDEST_PX) {
  const bar = h("i", {});
  const words = h("span", {});
  const element = h("span", { class: "dq-scale" }, bar, words);
  const draw = () => {
    const size = leaflet.getSize();
    const left = leaflet.containerPointToLatLng([0, size.y / 2]);
    const right = leaflet.containerPointToLatLng([100, size.y / 2]);
    const perPixel = leaflet.distance(left, right) / 100;
    const km = STEPS_KM.filter((step) => (step * 1000) / perPixel <= widestPx()).pop() ?? STEPS_KM[0];
    bar.style.width = `${(km * 1000) / perPixel}px`;
    words.textContent = km < 1 ? `${tr.n(km * 1000)}\u00a0m` : `${tr.n(km)}\u00a0km`;
  };
  leaflet.on("zoomend moveend resize", draw);
  draw();
  return { element, draw };
}
