const SVG = "http://www.w3.org/2000/svg";

/**
 * @typedef {object} Options
 * @property {string} [class]
 * @property {Record<string, string | number | boolean | null | undefined>} [attrs]
 *   `true` sets an empty attribute; `false`, null and undefined leave it out.
 * @property {Record<string, (event: any) => void>} [on]
 * @property {Record<string, string>} [dataset]
 * @property {Record<string, string>} [style] Custom properties or style names.
 */

/** @typedef {import("./types").Child} Child */

/**
 * An HTML element. Text becomes text nodes: nothing is ever parsed as markup.
 *
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} tag
 * @param {Options} [options]
 * @param {...Child} children
 * @returns {HTMLElementTagNameMap[K]}
 */
export function h(tag, options = {}, ...children) {
  const element = document.createElement(tag);
  if (options.class) element.className = options.class;
  for (const [name, value] of Object.entries(options.attrs ?? {})) {
    if (value === false || value === null || value === undefined) continue;
    element.setAttribute(name, value === true ? "" : String(value));
  }
  for (const [name, fn] of Object.entries(options.on ?? {})) element.addEventListener(name, fn);
  for (const [name, value] of Object.entries(options.dataset ?? {})) element.dataset[name] = value;
  for (const [name, value] of Object.entries(options.style ?? {})) {
    element.style.setProperty(name, value);
  }
  append(element, children);
  return element;
}

/** @param {Element} parent @param {readonly Child[]} children */
export function append(parent, children) {
  for (const child of children) {
    if (child === null || child === undefined || child === false) continue;
    if (Array.isArray(child)) append(parent, child);
    else parent.append(child instanceof Node ? child : String(child));
  }
}

/** @param {Element} element */
export function clear(element) {
  element.replaceChildren();
}

/**
 * An SVG element.
 *
 * @param {string} tag
 * @param {Record<string, string | number>} [attrs]
 * @param {...Element} children
 * @returns {SVGElement}
 */
export function svg(tag, attrs = {}, ...children) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attrs)) element.setAttribute(name, String(value));
  element.append(...children);
  return /** @type {SVGElement} */ (element);
}

/** Text from data, isolated so that its direction marks cannot turn what stands beside it.
 * @param {string} text @param {string} [className] */
export function bdi(text, className) {
  return h("bdi", className ? { class: className } : {}, text);
}

const ICONS = {
  search: ["M15.5 15.5 21 21", "M17 10.5a6.5 6.5 0 1 1-13 0 6.5 6.5 0 0 1 13 0z"],
  close: ["M5 5l14 14M19 5 5 19"],
  ruler: ["M3 16.5 16.5 3 21 7.5 7.5 21zM7 12.5l2 2M10 9.5l2.5 2.5M13 6.5l2 2"],
  zoom: ["M15.5 15.5 21 21", "M17 10.5a6.5 6.5 0 1 1-13 0 6.5 6.5 0 0 1 13 0z", "M10.5 7.8v5.4M7.8 10.5h5.4"],
  table: ["M3.5 5h17v14h-17zM3.5 10h17M9.5 10v9"],
  download: ["M12 4v11M7.5 11l4.5 4.5 4.5-4.5M5 19.5h14"],
  full: ["M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5"],
  home: ["M4 11.5 12 4l8 7.5M6.5 9.5V20h11V9.5"],
  plus: ["M12 5v14M5 12h14"],
  minus: ["M5 12h14"],
  info: ["M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 11v6M12 7.2v.3"],
  down: ["M6 9.5l6 6 6-6"],
  up: ["M6 14.5l6-6 6 6"],
  filter: ["M4 5h16l-6.2 7.4V19l-3.6-2v-4.6z"],
  menu: ["M4 7h16M4 12h16M4 17h16"],
  back: ["M14.5 5.5 8 12l6.5 6.5"],
  check: ["M5 12.5l4.5 4.5L19 7.5"],
  jump: [
    "M12 21s7-6.2 7-11.5A7 7 0 0 0 5 9.500C5 14.800 12 21 12 21zM12 12a2.500 2.500 0 1 0 0-5 2.500 2.500 0 0 0 0 5z",
  ],
};

/** A line icon, hidden from assistive technology.
 * @param {keyof typeof ICONS} name @param {number} [size] */
export function icon(name, size = 20) {
  return svg(
    "svg",
    {
      width: size,
      height: size,
      viewBox: "0 0 24 24",
      fill: "none",
      stroke: "currentColor",
      "stroke-width": size < 16 ? 2.2 : 1.8,
      "stroke-linecap": "round",
      "stroke-linejoin": "round",
      "aria-hidden": "true",
      focusable: "false",
      class: "dq-icon",
    },
    ...ICONS[name].map((d) => svg("path", { d })),
  );
}
