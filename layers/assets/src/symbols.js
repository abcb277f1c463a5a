/** @import {Fill, LayerSpec} from "./types" */
import { svg } from "./dom.js";

/** @type {Record<string, Fill>} */
const FILLS = {
  designated: "solid",
  in_operation: "solid",
  member: "solid",
  practice: "solid",
  under_construction: "hollow",
  candidate: "hollow",
  planned: "dashed",
  goal: "dashed",
};

/** What a status looks like: solid stands, hollow is on its way, dashed is a plan.
 * @param {string} status @returns {Fill} */
export function fillOf(status) {
  return FILLS[status] ?? "dashed";
}

/**
 * The symbol of a layer: shape carries the layer, fill the status.
 *
 * @param {LayerSpec} layer
 * @param {{size: number, status?: string, fill?: Fill, casing?: boolean}} options `size` in px.
 * @returns {SVGElement}
 */
export function symbolSvg(layer, { size, status = "designated", fill = fillOf(status), casing = true }) {
  const { path, mark, colour } = layer.symbol;
  const open = fill !== "solid";
  const root = svg("svg", {
    width: size,
    height: size,
    viewBox: "-2 -2 28 28",
    "aria-hidden": "true",
    focusable: "false",
    class: "dq-sym",
  });
  if (casing) {
    root.append(svg("path", { d: path, fill: "#fff", stroke: "#fff", "stroke-width": 5, "stroke-linejoin": "round" }));
  }
  root.append(
    svg("path", {
      d: path,
      fill: open ? "#fff" : colour,
      stroke: colour,
      "stroke-width": open ? 2.6 : 1.2,
      "stroke-linejoin": "round",
      ...(fill === "dashed" ? { "stroke-dasharray": "3.4 2.4" } : {}),
    }),
  );
  if (mark) {
    root.append(
      svg("path", {
        d: mark,
        fill: "none",
        stroke: open ? colour : "#fff",
        "stroke-width": 2.6,
        "stroke-linecap": "round",
        "stroke-linejoin": "round",
      }),
    );
  }
  return root;
}
