/** The typeface of everything written on the map. */
export const SANS = '"Noto Sans CJK SC","Source Han Sans SC","PingFang SC","Microsoft YaHei",system-ui,sans-serif';
export const SERIF = '"Noto Serif CJK SC","Source Han Serif SC","Songti SC","Noto Sans CJK SC","Microsoft YaHei",serif';

/** @type {CanvasRenderingContext2D | null} */
let ruler = null;
/** @type {Map<string, number>} */
const known = new Map();

/**
 * Width of a text on the screen, in px. Remembered: the same few hundred names
 * are measured at every zoom.
 *
 * @param {string} text
 * @param {number} px Size of the letters.
 * @param {{bold?: boolean, serif?: boolean, spacing?: number}} [style] `spacing` in em.
 */
export function textWidth(text, px, { bold = false, serif = false, spacing = 0 } = {}) {
  const font = `${bold ? 700 : 400} ${px}px ${serif ? SERIF : SANS}`;
  const key = `${font} ${text}`;
  let width = known.get(key);
  if (width === undefined) {
    ruler ??= /** @type {CanvasRenderingContext2D} */ (document.createElement("canvas").getContext("2d"));
    ruler.font = font;
    width = ruler.measureText(text).width;
    known.set(key, width);
  }
  return width + [...text].length * px * spacing;
}
