/** @import {Model, Store, Translator} from "./types" */
import { bdi, h } from "./dom.js";
import { createMap, TOWN_ZOOM } from "./map.js";

/**
 * A magnifier for the seven central districts, too small at city zoom. It draws
 * with the parts of the large map, follows the same state, and steps aside
 * where the large map itself shows the centre well.
 *
 * @param {HTMLElement} container @param {Model} model @param {Store} store @param {Translator} tr
 */
export function createInset(container, model, store, tr) {
  const title = h("h2", { class: "dq-card__title" });
  const stage = h("div", { class: "dq-inset__map" });
  container.append(title, stage);
  const map = createMap(stage, model, store, tr, { inset: true });
  const draw = () => {
    const { region, view } = store.get();
    container.hidden = region === "delta" || (view !== null && view.zoom >= TOWN_ZOOM);
    title.replaceChildren(bdi(tr.t("map.inset.title")));
  };
  store.on(["region", "view", "lang"], draw);
  draw();
  return map;
}
