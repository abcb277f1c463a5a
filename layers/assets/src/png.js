/** @import {MapApi, Model, Store, Translator} from "./types" */
import { svg } from "./dom.js";

const SCALE = 2;
const STRIP_PX = 64;
const SANS = '"Noto Sans CJK SC","Source Han Sans SC","PingFang SC","Microsoft YaHei",system-ui,sans-serif';

/**
 * The map as it stands, as a picture: shapes, symbols, labels, and a strip that
 * says what is coloured, of when, from whom. Built as one SVG through a data
 * address, which does not taint the canvas.
 *
 * @param {MapApi} map @param {Model} model @param {Store} store @param {Translator} tr
 * @returns {Promise<Blob>}
 */
export async function exportPng(map, model, store, tr) {
  const { leaflet } = map;
  const frame = leaflet.getContainer().getBoundingClientRect();
  const width = Math.round(frame.width);
  const height = Math.round(frame.height);
  const picture = svg("svg", { width, height: height + STRIP_PX, viewBox: `0 0 ${width} ${height + STRIP_PX}` });
  picture.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  const clip = svg("clipPath", { id: "dq-frame" }, svg("rect", { width, height }));
  const definitions = svg("defs", {}, clip);
  const shared = document.querySelector("#dq-defs defs");
  if (shared) definitions.append(...[...shared.children].map((one) => one.cloneNode(true)));
  const ground = svg("g", { "clip-path": "url(#dq-frame)" }, svg("rect", { width, height, fill: "#DDE8ED" }));
  const panes = [...leaflet.getPanes().mapPane.querySelectorAll(":scope > .leaflet-pane")].sort(
    (a, b) => Number(getComputedStyle(a).zIndex) - Number(getComputedStyle(b).zIndex),
  );
  for (const pane of panes) {
    if (getComputedStyle(pane).opacity === "0") continue;
    for (const child of pane.querySelectorAll("svg")) ground.append(copy(child, frame));
    for (const text of pane.querySelectorAll(".dq-label > span, .dq-water, .dq-neighbour, .dq-site__count")) {
      ground.append(letters(/** @type {HTMLElement} */ (text), frame));
    }
  }
  picture.append(definitions, ground, strip(width, height));
  return rasterise(new XMLSerializer().serializeToString(picture), width, height + STRIP_PX);

  /** @param {number} across @param {number} top */
  function strip(across, top) {
    const { colour, region } = store.get();
    const figure = model.figure(colour.figure);
    const { build } = model.payload;
    const approval = build.approval[region] ?? tr.t("map.approval.none");
    const group = svg("g", {}, svg("rect", { y: top, width: across, height: STRIP_PX, fill: "#FFFFFF" }));
    group.append(line(tr.bi(build.appName), 16, top + 26, 16, 700));
    let x = 16;
    if (figure) {
      const classes = model.classify(figure.id, "district", colour);
      group.append(line(`${tr.bi(figure.name)} (${tr.bi(figure.unit)})`, 170, top + 26, 12, 400));
      classes.colours.forEach((fill, i) => {
        const left = Math.max(420, across - 60 * classes.colours.length - 16) + i * 60;
        group.append(svg("rect", { x: left, y: top + 14, width: 56, height: 12, fill }));
        group.append(
          line(
            i ? tr.n(classes.breaks[i - 1], Number.isInteger(classes.breaks[i - 1]) ? 0 : 1) : "",
            left,
            top + 40,
            11,
            400,
          ),
        );
      });
    }
    x = 16;
    group.append(
      line(
        `${approval} · ${tr.t("map.strip.schematic")} · ${build.dataDate} · ${tr.bi(build.attribution)}`,
        x,
        top + 50,
        11,
        400,
      ),
    );
    return group;
  }
}

/** @param {string} text @param {number} x @param {number} y @param {number} px @param {number} weight */
function line(text, x, y, px, weight) {
  const element = svg("text", { x, y, "font-size": px, "font-weight": weight, "font-family": SANS, fill: "#18242F" });
  element.textContent = text;
  return element;
}

/** @param {Element} source @param {DOMRect} frame */
function copy(source, frame) {
  const clone = /** @type {SVGElement} */ (source.cloneNode(true));
  const box = source.getBoundingClientRect();
  clone.setAttribute("x", String(box.left - frame.left));
  clone.setAttribute("y", String(box.top - frame.top));
  clone.setAttribute("width", String(box.width));
  clone.setAttribute("height", String(box.height));
  clone.removeAttribute("style");
  const styled = source.querySelectorAll("path");
  clone.querySelectorAll("path").forEach((path, i) => {
    const { stroke, strokeWidth, strokeDasharray, opacity, strokeOpacity } = getComputedStyle(styled[i]);
    if (path.classList.length) {
      Object.entries({
        stroke,
        "stroke-width": strokeWidth,
        "stroke-dasharray": strokeDasharray,
        opacity,
        "stroke-opacity": strokeOpacity,
      }).forEach(([name, value]) => path.setAttribute(name, value));
    }
  });
  return clone;
}

/** @param {HTMLElement} source @param {DOMRect} frame */
function letters(source, frame) {
  const box = source.getBoundingClientRect();
  const { color, fontSize, fontWeight, fontFamily, letterSpacing } = getComputedStyle(source);
  const dark = source.closest(".dq-label--dark") !== null;
  const element = svg("text", {
    x: box.left - frame.left + box.width / 2,
    y: box.top - frame.top + box.height / 2,
    fill: color,
    "font-size": fontSize,
    "font-weight": fontWeight,
    "font-family": fontFamily,
    "letter-spacing": letterSpacing,
    "text-anchor": "middle",
    "dominant-baseline": "central",
    stroke: dark ? "#0d2b45" : "#fff",
    "stroke-width": 3,
    "stroke-linejoin": "round",
    "paint-order": "stroke",
  });
  element.textContent = source.textContent;
  return element;
}

/** @param {string} text @param {number} width @param {number} height @returns {Promise<Blob>} */
async function rasterise(text, width, height) {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = width * SCALE;
  canvas.height = height * SCALE;
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  context.scale(SCALE, SCALE);
  context.drawImage(image, 0, 0, width, height);
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("no picture"))), "image/png");
  });
}
