/** @import {Context} from "./parts.js" */
import { append, clear, h } from "./dom.js";
import { raw, symbol } from "./parts.js";

/**
 * The Layers card.
 *
 * @param {Context} ctx @param {HTMLElement} tool What stands at the right of its head.
 * @returns {HTMLElement}
 */
export function createLayerList(ctx, tool) {
  const { model, store, tr } = ctx;
  const card = h("section", { class: "dq-card dq-layers", attrs: { "aria-labelledby": "dq-layers-title" } });
  /** @type {Map<string, HTMLButtonElement>} */
  const rows = new Map();

  function draw() {
    clear(card);
    rows.clear();
    card.append(
      h(
        "div",
        { class: "dq-card__head" },
        h("h2", { class: "dq-card__title", attrs: { id: "dq-layers-title" } }, tr.t("map.layers.title")),
        tool,
      ),
    );
    for (const layer of model.payload.layers) {
      const without = layer.count - layer.placed;
      const row = h(
        "button",
        {
          class: "dq-layer",
          dataset: { layer: layer.id },
          attrs: { type: "button", role: "switch", title: `${tr.bi(layer.note)} · ${tr.bi(layer.source)}` },
          on: { click: () => toggle(layer.id) },
        },
        symbol(layer, 18),
        h(
          "span",
          { class: "dq-layer__text" },
          h("b", {}, raw(tr, tr.bi(layer.name))),
          h(
            "small",
            {},
            without ? tr.t("map.layers.placed", { placed: layer.placed, without }) : raw(tr, tr.bi(layer.note)),
          ),
        ),
        h("span", { class: "dq-layer__n" }, tr.n(layer.count)),
        h("span", { class: "dq-toggle", attrs: { "aria-hidden": "true" } }),
      );
      rows.set(layer.id, row);
      card.append(row);
    }
    const [first, , , last] = model.payload.layers;
    append(card, [
      h(
        "div",
        { class: "dq-fills" },
        h("span", {}, symbol(last ?? first, 14), tr.t("map.fill.solid")),
        h("span", {}, symbol(last ?? first, 14, "under_construction"), tr.t("map.fill.hollow")),
        h("span", {}, symbol(last ?? first, 14, "planned"), tr.t("map.fill.dashed")),
      ),
    ]);
    update();
  }
  function toggle(/** @type {string} */ id) {
    const on = store.get().layers;
    const order = model.payload.layers.map((layer) => /** @type {string} */ (layer.id));
    store.set({ layers: order.filter((one) => (one === id ? !on.includes(one) : on.includes(one))) });
  }
  function update() {
    for (const [id, row] of rows) row.setAttribute("aria-checked", String(store.get().layers.includes(id)));
  }
  store.on(["lang"], draw);
  store.on(["layers"], update);
  draw();
  return card;
}
