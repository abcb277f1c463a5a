/** @import {Model, Store, Translator} from "./types" */
import { createMap } from "./map.js";

/**
 * A magnifier for the seven central districts, too small at city zoom. It draws
 * with the parts of the large map and follows the same state.
 *
 * @param {HTMLElement} container @param {Model} model @param {Store} store @param {Translator} tr
 */
export function createInset(container, model, store, tr) {
  return createMap(container, model, store, tr, { inset: true });
}
