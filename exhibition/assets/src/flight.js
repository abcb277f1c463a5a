import L from "leaflet";
import { h } from "../../../layers/assets/src/dom.js";

/** What stays in sight during a flight, from the bottom up, and how closely: pixels of `ZOOM`. */
const PANES = { around: 1, land: 1, river: 1, chosen: 0.1, rim: 0.1 };
/** Shapes are kept in pixels of this zoom, from here. */
const ZOOM = 11;
const START = L.latLng(31.2, 121.4);

/**
 * @typedef {{path: Path2D, top: number, bottom: number}} Outline
 * @typedef {Outline & {fill: string | CanvasGradient | null, stroke: string | null, width: number, opacity: number}}
 *   Shape
 */

/**
 * The picture of a flight: in place of the map's shapes one opaque canvas, as
 * far as no words cover it, drawn anew for every frame. Without a graphics card,
 * laying five scaled layers over one another costs a processor three times as much.
 *
 * @param {HTMLElement} container Of the map. @param {L.Map} map
 */
export function createFlight(container, map) {
  const canvas = h("canvas", { class: "hl-flight", attrs: { "aria-hidden": "true" } });
  const backdrop = h("canvas", {});
  container.append(canvas);
  const pen = context(canvas);
  const start = map.project(START, ZOOM);
  /** @type {WeakMap<L.Polyline, Outline>} */
  const outlines = new WeakMap();
  /** @type {Shape[] | null} */
  let shapes = null;

  const draw = () => {
    if (!shapes) return;
    const scale = map.getZoomScale(map.getZoom(), ZOOM);
    const middle = map.project(map.getCenter(), ZOOM).subtract(start).multiplyBy(scale);
    const { x, y } = map.getSize().divideBy(2).subtract(middle).subtract([canvas.offsetLeft, 0]);
    const dense = devicePixelRatio;
    pen.setTransform(1, 0, 0, 1, 0, 0);
    pen.drawImage(backdrop, 0, 0);
    pen.setTransform(scale * dense, 0, 0, scale * dense, x * dense, y * dense);
    for (const { path, fill, stroke, width, opacity } of shapes) {
      if (fill) {
        pen.fillStyle = fill;
        pen.fill(path, "evenodd");
      }
      if (!stroke) continue;
      pen.globalAlpha = opacity;
      pen.strokeStyle = stroke;
      pen.lineWidth = width / scale;
      pen.stroke(path);
      pen.globalAlpha = 1;
    }
  };
  map.on("move", draw);

  /** What is in the panes now, whole, dressed as the stylesheet dresses it. @returns {Shape[]} */
  const seen = () => {
    /** @type {Map<Element | undefined, L.Polyline>} */
    const layers = new Map();
    map.eachLayer((layer) => layer instanceof L.Polyline && layers.set(layer.getElement(), layer));
    return Object.entries(PANES).flatMap(([name, closely]) =>
      [...(map.getPane(name)?.querySelectorAll("path") ?? [])].flatMap((element) => {
        const layer = layers.get(element);
        const style = getComputedStyle(element);
        if (!layer || style.display === "none") return [];
        const outline =
          outlines.get(layer) ?? trace(layer, closely, (place) => map.project(place, ZOOM).subtract(start));
        outlines.set(layer, outline);
        return [
          {
            ...outline,
            width: parseFloat(style.strokeWidth),
            opacity: Number(style.strokeOpacity),
            fill:
              style.fill === "none" ? null : style.fill.startsWith("url") ? selected(outline, style, pen) : style.fill,
            stroke: style.stroke === "none" ? null : style.stroke,
          },
        ];
      }),
    );
  };

  return {
    /** Whether one is under way. */
    on: () => shapes !== null,
    /** Takes over what the map shows now. */
    begin() {
      container.classList.add("hl-fly");
      const [width, height] = [canvas.clientWidth, canvas.clientHeight].map((px) => Math.round(px * devicePixelRatio));
      for (const one of [canvas, backdrop])
        if (one.width !== width || one.height !== height) Object.assign(one, { width, height });
      paint(context(backdrop), container, canvas.offsetLeft);
      pen.lineJoin = "round";
      shapes = seen();
      draw();
    },
    end() {
      shapes = null;
      container.classList.remove("hl-fly");
    },
  };
}

/** @param {HTMLCanvasElement} canvas */
function context(canvas) {
  return /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d", { alpha: false }));
}

/**
 * @param {L.Polyline} layer
 * @param {number} closely
 * @param {(place: L.LatLng) => L.Point} project
 * @returns {Outline}
 */
function trace(layer, closely, project) {
  const path = new Path2D();
  let [top, bottom] = [Infinity, -Infinity];
  const closed = layer instanceof L.Polygon;
  /** @param {any[]} places Nested as deep as the shape has parts. */
  const walk = (places) => {
    if (Array.isArray(places[0])) {
      places.forEach(walk);
      return;
    }
    L.LineUtil.simplify(places.map(project), closely).forEach(({ x, y }, i) => {
      if (i) path.lineTo(x, y);
      else path.moveTo(x, y);
      top = Math.min(top, y);
      bottom = Math.max(bottom, y);
    });
    if (closed) path.closePath();
  };
  walk(layer.getLatLngs());
  return { path, top, bottom };
}

/** The same as the gradient `hl-selected`.
 * @param {Outline} outline @param {CSSStyleDeclaration} style @param {CanvasRenderingContext2D} pen */
function selected({ top, bottom }, style, pen) {
  const made = pen.createLinearGradient(0, top, 0, bottom);
  ["--sel", "--selx"].forEach((name, i) => made.addColorStop(i, style.getPropertyValue(name)));
  return made;
}

/** The sea as it lies under the map: the same as the background of `.hall`.
 * @param {CanvasRenderingContext2D} pen
 * @param {HTMLElement} container
 * @param {number} left Where the picture begins.
 */
function paint(pen, container, left) {
  const root = /** @type {HTMLElement} */ (container.closest(".hall"));
  const style = getComputedStyle(root);
  const dense = devicePixelRatio;
  const [width, height] = [root.clientWidth * dense, root.clientHeight * dense];
  pen.setTransform(1, 0, 0, 1, 0, 0);
  pen.fillStyle = style.getPropertyValue("--sea");
  pen.fillRect(0, 0, width, height);
  if (style.backgroundImage === "none") return;
  const sea = pen.createRadialGradient(0, 0, 0, 0, 0, 1);
  [
    ["--sea2", 0],
    ["--sea", 0.46],
    ["--page", 1],
  ].forEach(([name, at]) => sea.addColorStop(Number(at), style.getPropertyValue(String(name))));
  const [across, down] = [width * 1.2, height * 1.1];
  const middle = (parseFloat(style.getPropertyValue("--cx")) / 100) * width;
  pen.setTransform(across, 0, 0, down, middle - left * dense, height * 0.46);
  pen.fillStyle = sea;
  pen.fillRect(-1, -1, 2, 2);
}

/** @typedef {ReturnType<typeof createFlight>} Flight */
