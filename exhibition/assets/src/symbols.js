/** @import {LayerSpec} from "../../../layers/assets/src/types" */
import { svg } from "../../../layers/assets/src/dom.js";
import { fillOf } from "../../../layers/assets/src/symbols.js";

/** The paths lie in a box of 24 by 24, their shapes reach 10 from its middle. */
const REACH = 10;
/** From this precision on a point is known for a neighbourhood only. */
export const ROUGH_M = 3000;

/** Where the count stands beside a symbol, and how large it is, px. @param {number} radius @param {number} text */
export const badgeOf = (radius, text) => ({
  x: radius * 0.85 + text * 0.4,
  y: -radius * 0.75 - text * 0.4,
  r: text * 0.65,
});

/**
 * A layer's symbol as a group around its own zero: the map's shape in the colours of the hall.
 *
 * @param {LayerSpec} layer @param {number} radius px.
 * @param {{status?: string, ring?: boolean, count?: number, text?: number}} [options]
 *   `text`: size of the count, px.
 */
export function symbolGroup(layer, radius, { status = "designated", ring = false, count = 1, text = 20 } = {}) {
  const scale = radius / REACH;
  const hollow = fillOf(status) !== "solid";
  const group = svg("g", { class: `hl-sym hl-sym--${layer.id}${hollow ? " hl-sym--hollow" : ""}` });
  if (ring) group.append(svg("circle", { r: radius * 1.7, class: "hl-sym__ring" }));
  const shape = svg(
    "g",
    { transform: `scale(${scale}) translate(-12 -12)` },
    svg("path", { d: layer.symbol.path, "stroke-width": (hollow ? Math.max(2, radius * 0.22) : 1.5) / scale }),
  );
  if (layer.symbol.mark) {
    shape.append(
      svg("path", {
        d: layer.symbol.mark,
        class: "hl-sym__mark",
        "stroke-width": Math.max(1.6, radius * 0.22) / scale,
      }),
    );
  }
  group.append(shape);
  if (count > 1) {
    const { x, y, r } = badgeOf(radius, text);
    const badge = svg(
      "g",
      { transform: `translate(${x} ${y})`, class: "hl-sym__count" },
      svg("circle", { r }),
      svg("text", { y: text * 0.36, "font-size": text, "text-anchor": "middle" }),
    );
    /** @type {SVGElement} */ (badge.lastChild).textContent = String(count);
    group.append(badge);
  }
  return group;
}

const ICON_RADIUS = 13;

/** The symbol by itself, for legends and buttons; the stylesheet gives its size. @param {LayerSpec} layer */
export function symbolIcon(layer) {
  const side = ICON_RADIUS * 2.6;
  return svg(
    "svg",
    { viewBox: `${-side / 2} ${-side / 2} ${side} ${side}`, "aria-hidden": "true", class: "hl-icon" },
    symbolGroup(layer, ICON_RADIUS),
  );
}
