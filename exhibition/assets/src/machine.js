/** @import {Clock, Machine, MachineState} from "./types" */

const TICK_MS = 200;

/**
 * What the display does over time: tour, touch, countdown, home. It knows no
 * screen; it asks the clock and tells what has changed.
 *
 * @param {object} options
 * @param {number} options.scenes How many the tour has.
 * @param {{scene_s: number, idle_s: number, countdown_s: number}} options.times
 * @param {Clock} options.clock
 * @param {(index: number) => boolean} options.show Shows a scene of the tour; false where that failed.
 * @param {(state: MachineState) => void} options.changed Mode or whole seconds left have changed.
 * @param {() => void} options.reset Everything back to how it starts: nobody is there any more.
 * @returns {Machine}
 */
export function createMachine({ scenes, times, clock, show, changed, reset }) {
  /** @type {MachineState} */
  let state = { mode: "tour", scene: 0, left: 0 };
  let since = clock.now();

  /** @param {Partial<MachineState>} patch */
  const set = (patch) => {
    const next = { ...state, ...patch };
    if (next.mode === state.mode && next.left === state.left && next.scene === state.scene) return;
    state = next;
    changed(state);
  };

  /** Shows a scene; one that fails is skipped, as long as another is left.
   * @param {number} from */
  const tour = (from) => {
    since = clock.now();
    for (let i = 0; i < scenes; i += 1) {
      const scene = (from + i) % scenes;
      set({ mode: "tour", scene, left: 0 });
      if (show(scene)) return;
    }
  };
  const home = () => {
    reset();
    tour(0);
  };
  const passed = () => (clock.now() - since) / 1000;

  const machine = {
    state: () => state,
    touch() {
      const swallowed = state.mode !== "touch";
      since = clock.now();
      set({ mode: "touch", left: 0 });
      return swallowed;
    },
    home,
    skip() {
      if (state.mode === "tour") tour(state.scene + 1);
    },
    tick() {
      if (state.mode === "tour" && passed() >= times.scene_s) tour(state.scene + 1);
      else if (state.mode === "touch" && passed() >= times.idle_s) {
        since += times.idle_s * 1000;
        set({ mode: "countdown", left: times.countdown_s });
      }
      if (state.mode === "countdown") {
        const left = times.countdown_s - passed();
        if (left <= 0) home();
        else set({ left: Math.ceil(left) });
      }
    },
    stop: () => {},
  };
  machine.stop = clock.every(TICK_MS, () => machine.tick());
  return machine;
}
