/** @import {Clock} from "./types" */

const LOOK_MS = 5000;
const PATIENCE_MS = 30_000;

/**
 * Loads the display anew where its clock has stopped: it tells the machine
 * nothing, and asks only whether somebody else still does.
 *
 * @param {Clock} clock @param {() => number} last When the machine last looked at the clock.
 * @param {() => void} reload
 */
export function watch(clock, last, reload) {
  return clock.every(LOOK_MS, () => {
    if (clock.now() - last() > PATIENCE_MS) reload();
  });
}
