/** Sequential ramps, light to dark: told apart under colour-blindness and in grey print. */
export const PALETTES = {
  sea: ["#ECF3E6", "#C5E0D3", "#94C6C3", "#5CA3B1", "#2F7A97", "#1B4D73", "#112C4C"],
  amber: ["#FBF1DC", "#F3D9A4", "#E3B76B", "#C8903F", "#A06A22", "#734713", "#472A0A"],
  violet: ["#F3EEF6", "#DCCFE6", "#BFA9D2", "#9F82BC", "#7C5CA2", "#583A80", "#361F57"],
};

/**
 * @param {string} palette
 * @param {number} count 1 to 7 colours.
 * @returns {string[]} Spread over the whole ramp, the lightest first.
 */
export function ramp(palette, count) {
  const colours = PALETTES[/** @type {keyof typeof PALETTES} */ (palette)] ?? PALETTES.sea;
  if (count >= 5) return colours.slice(0, Math.min(count, colours.length));
  return Array.from({ length: Math.max(1, count) }, (_, i) => colours[Math.round((i * 5) / Math.max(1, count - 1))]);
}

/**
 * Lightness L* (CIE 1976, D65) of a colour such as `#1B4D73`.
 *
 * @param {string} colour
 */
export function lightness(colour) {
  const channels = [1, 3, 5].map((i) => Number.parseInt(colour.slice(i, i + 2), 16) / 255);
  const [r, g, b] = channels.map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
  const y = 0.2126 * r + 0.7152 * g + 0.0722 * b;
  return y > 0.008856 ? 116 * Math.cbrt(y) - 16 : 903.3 * y;
}
