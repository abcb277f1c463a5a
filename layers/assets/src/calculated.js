/** @import {Filters, Model, Store} from "./types" */
/** @typedef {{key: string, figure: string, filters: Filters}} Question */

const WORDS = ["missing", "not_published", "not_applicable"];

/**
 * Figures that only the app can calculate: asked for when they are chosen and
 * whenever what they depend on changes.
 *
 * @param {Model} model
 * @param {Store} store
 * @param {(question: Question) => void} ask
 */
export function createCalculated(model, store, ask) {
  let wanted = "";
  return {
    /** Asks for what the state needs and does not have. */
    want() {
      const { colour, filters } = store.get();
      const figure = model.figure(colour.figure);
      const key = figure?.computed ? JSON.stringify([figure.id, filters]) : "";
      if (key === wanted) return;
      wanted = key;
      store.set({ calculated: null }, "calculated");
      if (figure && key) ask({ key, figure: figure.id, filters });
    },
    /** Takes an answer; one to an older question is left aside. @param {any} answer */
    take({ key, figure, values }) {
      if (key !== wanted || typeof values !== "object" || values === null || !model.figure(figure)?.computed) return;
      model.install(figure, Object.fromEntries(Object.entries(values).filter(([, value]) => isValue(value))));
      store.set({ calculated: key }, "calculated");
    },
  };
}

/** @param {unknown} value */
function isValue(value) {
  if (typeof value === "number") return Number.isFinite(value);
  return typeof value === "object" && value !== null && "missing" in value && WORDS.includes(String(value.missing));
}
