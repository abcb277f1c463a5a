/** @import {Format, Layout, ScreenOptions} from "./types" */

/** Width and height each format is designed for. @type {Record<Format, [number, number]>} */
const DESIGN = { wide: [1920, 1080], ultra: [3840, 1080], tall: [1080, 1920] };
/** Smallest text of the design, px. */
const FLOOR_PX = 20;
/** Beside the seam of two screens, px of the design: nothing is drawn there. */
const SEAM_PX = 60;
const MAP_HEIGHT_TALL = 1060;
/** Size of a button of the design, px. */
const BUTTON_PX = 66;

/** @param {number} width @param {number} height @returns {Format} */
export function formatOf(width, height) {
  const ratio = width / height;
  return ratio >= 2.6 ? "ultra" : ratio <= 0.85 ? "tall" : "wide";
}

/**
 * Where things lie on a screen, and how large text and buttons must be for its
 * viewers.
 *
 * @param {number} width CSS px of the window.
 * @param {number} height
 * @param {Pick<ScreenOptions, "target_px" | "text_px">} screen Least sizes, in pixels of the screen.
 * @param {number} [ratio] Pixels of the screen per CSS px.
 * @returns {Layout}
 */
export function layoutOf(width, height, screen, ratio = 1) {
  const format = formatOf(width, height);
  const [w, h] = DESIGN[format];
  const unit = Math.min(width / w, height / h);
  const floor = Math.max(FLOOR_PX * unit, screen.text_px / ratio);
  return {
    format,
    width,
    height,
    unit,
    floor,
    stroke: unit ** 0.68,
    target: Math.max(BUTTON_PX * unit, Math.ceil(screen.target_px / ratio)),
    map:
      format === "ultra"
        ? [0, 0, width / 2 - SEAM_PX * unit, height]
        : format === "tall"
          ? [0, 0, width, Math.round(height - (h - MAP_HEIGHT_TALL) * unit)]
          : [0, 0, width, height],
  };
}

/** Free margins of the map, px of the design: `[top, right, bottom, left]`.
 * @type {Record<Format, Record<"overview" | "district" | "theme" | "touch", number[]>>} */
const MARGINS = {
  wide: {
    overview: [34, 420, 34, 560],
    district: [64, 770, 120, 390],
    theme: [24, 240, 110, 760],
    touch: [40, 470, 80, 560],
  },
  ultra: {
    overview: [50, 60, 50, 500],
    district: [60, 200, 110, 430],
    theme: [40, 60, 110, 430],
    touch: [60, 160, 60, 560],
  },
  tall: {
    overview: [150, 40, 110, 40],
    district: [230, 92, 236, 92],
    theme: [170, 50, 200, 50],
    touch: [150, 60, 230, 60],
  },
};

/** @param {Layout} layout @param {"overview" | "district" | "theme" | "touch"} kind @returns {number[]} */
export function margins(layout, kind) {
  return MARGINS[layout.format][kind].map((px) => px * layout.unit);
}

/** Where the map fades into the words, px of the design: left, top, right, bottom.
 * @type {Record<Format, Record<"overview" | "district" | "theme" | "touch", number[]>>} */
const FADES = {
  wide: { overview: [520, 0, 0, 0], district: [340, 0, 790, 0], theme: [790, 0, 0, 60], touch: [520, 0, 0, 0] },
  ultra: { overview: [480, 0, 180, 0], district: [480, 0, 180, 0], theme: [480, 0, 180, 0], touch: [480, 0, 180, 0] },
  tall: { overview: [0, 150, 0, 190], district: [0, 150, 0, 190], theme: [0, 220, 0, 250], touch: [0, 150, 0, 190] },
};

/** Those strips of the screen, for the names that must not fade with the land.
 * @param {Layout} layout @param {"overview" | "district" | "theme" | "touch"} kind
 * @returns {{left: number, top: number, width: number, height: number}[]} */
export function fades({ format, unit, map: [, , width, height] }, kind) {
  const [left, top, right, bottom] = FADES[format][kind].map((px) => px * unit);
  return [
    { left: 0, top: 0, width: left, height },
    { left: width - right, top: 0, width: right, height },
    { left: 0, top: 0, width, height: top },
    { left: 0, top: height - bottom, width, height: bottom },
  ].filter((one) => one.width && one.height);
}
