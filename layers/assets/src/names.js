/** @import {Stage} from "./map.js" */
/** @import {Rect} from "./place.js" */
/** @import {Bi, Point} from "./types" */
import { h } from "./dom.js";
import { place } from "./place.js";
import { textWidth } from "./textsize.js";

/** How each kind of name is set; the same as in map.css. Letter spacing in em. */
const KINDS = {
  large: { css: "dq-water", px: 17, serif: true, zh: 0.42, en: 0.14 },
  small: { css: "dq-water dq-water--small", px: 12, serif: true, zh: 0.3, en: 0.14 },
  city: { css: "dq-neighbour", px: 13, serif: false, zh: 0.24, en: 0.08 },
};
const REACH = 28;

/**
 * Names of water and of cities around the districts, clear of the symbols.
 *
 * @param {Stage} stage @param {{rects: () => Rect[]}} sites
 */
export function createNames(stage, sites) {
  const { leaflet, model, store, tr, inset } = stage;
  const pane = /** @type {HTMLElement} */ (leaflet.getPane("names"));
  const { geometry } = model.payload;
  /** @type {Rect[]} */
  let rects = [];

  /**
   * @param {keyof typeof KINDS} kind
   * @param {Bi} name
   * @param {Point} point
   * @param {number} [angle] degrees clockwise
   */
  function item(kind, name, [lon, lat], angle = 0) {
    const { css, px, serif, ...spacing } = KINDS[kind];
    const { x, y } = leaflet.latLngToLayerPoint([lat, lon]);
    const text = tr.bi(name);
    const across = textWidth(text, px, { serif, spacing: spacing[tr.lang()] });
    const turn = (angle * Math.PI) / 180;
    // The upright box around the turned name.
    const width = Math.abs(across * Math.cos(turn)) + Math.abs(px * 1.3 * Math.sin(turn)) + 8;
    const height = Math.abs(across * Math.sin(turn)) + Math.abs(px * 1.3 * Math.cos(turn)) + 4;
    return { x, y, width, height, reach: REACH, text, css, angle };
  }

  return {
    /** What other labels must keep clear of, in layer pixels. */
    rects: () => rects,
    draw() {
      rects = [];
      if (inset) return;
      const delta = store.get().region === "delta";
      const cities = delta ? geometry.delta.cityNames : geometry.neighbourNames;
      const items = [
        ...geometry.waterNames.map((one) => item(one.size, one.name, one.point, one.angle)),
        ...cities.map((one) => item("city", one.name, one.point)),
      ];
      const placed = place(items, sites.rects());
      rects = placed.map(({ item: { width, height }, x, y }) => ({ x, y, width, height }));
      pane.replaceChildren(
        ...placed.map(({ item: { css, text, angle }, x, y }) =>
          h(
            "span",
            { class: css, dataset: { label: "" }, style: { left: `${x}px`, top: `${y}px`, "--angle": `${angle}deg` } },
            text,
          ),
        ),
      );
    },
  };
}
