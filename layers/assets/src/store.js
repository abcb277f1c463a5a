/** @import {LiveState, Listener, State, StateKey, Store} from "./types" */

/**
 * The one place where the state of the document lives. A listener hears of a
 * change once, after it, with the keys that really changed; a change made
 * inside a listener is told after the present one.
 *
 * @param {State} initial
 * @returns {Store}
 */
export function createStore(initial) {
  /** @type {LiveState} */
  let state = { hover: null, tool: null, calculated: null, ...initial };
  /** @type {{keys: StateKey[], fn: Listener}[]} */
  let listeners = [];
  /** @type {{changed: StateKey[], source: string}[]} */
  const queue = [];
  let telling = false;

  function tell() {
    if (telling) return;
    telling = true;
    try {
      for (let change = queue.shift(); change; change = queue.shift()) {
        const { changed, source } = change;
        for (const { keys, fn } of listeners) {
          if (!keys.length || keys.some((key) => changed.includes(key))) fn(state, changed, source);
        }
      }
    } finally {
      telling = false;
    }
  }

  return {
    get: () => state,
    set(patch, source = "ui") {
      const changed = /** @type {StateKey[]} */ (Object.keys(patch)).filter(
        (key) => patch[key] !== undefined && !same(state[key], patch[key]),
      );
      if (!changed.length) return;
      state = { ...state };
      for (const key of changed) Object.assign(state, { [key]: patch[key] });
      queue.push({ changed, source });
      tell();
    },
    on(keys, fn) {
      const entry = { keys, fn };
      listeners = [...listeners, entry];
      return () => {
        listeners = listeners.filter((one) => one !== entry);
      };
    },
  };
}

/** Equality of the small plain values that a state holds. */
export function same(/** @type {unknown} */ a, /** @type {unknown} */ b) {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}
