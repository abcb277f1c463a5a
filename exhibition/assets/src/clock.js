/** @import {Clock} from "./types" */

/** The machine's own clock; a test puts another one into `window.dqmClock` before the display starts.
 * @returns {Clock} */
export function systemClock() {
  const given = /** @type {{dqmClock?: Clock}} */ (globalThis).dqmClock;
  if (given) return given;
  return {
    now: () => performance.now(),
    every(ms, fn) {
      const id = setInterval(fn, ms);
      return () => clearInterval(id);
    },
  };
}
