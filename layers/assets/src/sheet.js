/** @import {Context} from "./parts.js" */
import { append, clear, h, icon } from "./dom.js";
import { raw, symbol } from "./parts.js";

/** On a phone: chips for the layers, and a button that opens the cards of the left column.
 * @param {Context} ctx @returns {HTMLElement} */
export function createPhoneBar(ctx) {
  const { model, store, tr, root } = ctx;
  const bar = h("div", { class: "dq-phonebar" });
  function draw() {
    clear(bar);
    const { layers } = store.get();
    const open = root.classList.contains("dq-cards-open");
    append(bar, [
      h(
        "button",
        {
          class: "dq-layerchip dq-more",
          attrs: { type: "button", id: "dq-phone-more", "aria-expanded": String(open) },
          on: {
            click: () => {
              root.classList.toggle("dq-cards-open");
              draw();
              document.getElementById("dq-phone-more")?.focus();
            },
          },
        },
        icon(open ? "close" : "menu", 16),
        tr.t("map.phone.more"),
      ),
      model.payload.layers.map((layer) =>
        h(
          "button",
          {
            class: "dq-layerchip",
            dataset: { layer: layer.id },
            attrs: { type: "button", "aria-pressed": String(layers.includes(layer.id)) },
            on: {
              click: () =>
                store.set({
                  layers: model.payload.layers
                    .map((one) => /** @type {string} */ (one.id))
                    .filter((id) => (id === layer.id ? !layers.includes(id) : layers.includes(id))),
                }),
            },
          },
          h("span", { class: "dq-layerchip__sym" }, symbol(layer, 15)),
          raw(tr, tr.bi(layer.name)),
          h("b", {}, tr.n(layer.count)),
        ),
      ),
    ]);
  }
  store.on(["lang", "layers"], draw);
  store.on(["selection"], (state) => {
    if (!state.selection) root.classList.remove("dq-tall");
    else root.classList.remove("dq-cards-open");
    draw();
  });
  draw();
  return bar;
}

/** Pulling the sheet's head up makes it tall, down makes it low, further down closes it.
 * @param {Context} ctx @param {HTMLElement} panel */
export function makeDraggable(ctx, panel) {
  let start = 0;
  panel.addEventListener("pointerdown", (event) => {
    const target = /** @type {HTMLElement} */ (event.target);
    start =
      window.innerWidth < 700 && target.closest(".dq-panel__head") && !target.closest("button") ? event.clientY : 0;
  });
  window.addEventListener("pointerup", (event) => {
    const moved = start ? event.clientY - start : 0;
    start = 0;
    if (moved < -30) ctx.root.classList.add("dq-tall");
    else if (moved > 30 && ctx.root.classList.contains("dq-tall")) ctx.root.classList.remove("dq-tall");
    else if (moved > 60) ctx.select(null);
  });
}
