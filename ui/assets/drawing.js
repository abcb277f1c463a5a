/** A still drawing that Python made as an SVG; where it has an address, it leads there. */
/** @import {Component, DrawingData, Packed} from "./types" */

/** What each element shows. @type {WeakMap<HTMLElement, string>} */
const shown = new WeakMap();

/** @param {Component<Packed>} component */
export default function (component) {
  const parent = component.parentElement;
  // Packed by `ui.components.packed`.
  /** @type {DrawingData} */
  const { svg, href = "", label = "" } = JSON.parse(new TextDecoder().decode(component.data));
  const sign = `${href} ${label} ${svg}`;
  if (shown.get(parent) === sign) return;
  shown.set(parent, sign);
  const drawn = new DOMParser().parseFromString(svg, "image/svg+xml").documentElement;
  const box = document.createElement(href ? "a" : "div");
  box.className = "dqm-drawing";
  if (href) {
    /** @type {HTMLAnchorElement} */ (box).href = href;
    box.title = label;
  }
  box.append(document.importNode(drawn, true));
  for (const old of parent.querySelectorAll(":scope > .dqm-drawing")) old.remove();
  parent.append(box);
}
