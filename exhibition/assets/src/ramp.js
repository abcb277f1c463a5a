/** @import {Hall} from "./types" */

/** The class of a district by its number of records, 0 for the fewest.
 * @param {Hall["ramp"]} ramp @param {string} code */
export function classOf({ breaks, counts }, code) {
  return breaks.filter((edge) => (counts[code] ?? 0) >= edge).length;
}

/** The classes in words: "1–3", "4–7" … Their lowest is what the fewest have.
 * @param {Hall["ramp"]} ramp @returns {string[]} */
export function classNames({ breaks, most, counts }) {
  const starts = [Math.min(...Object.values(counts)), ...breaks];
  const ends = [...breaks.map((edge) => edge - 1), most];
  return starts.map((start, i) => (start === ends[i] ? `${start}` : `${start}–${ends[i]}`));
}
