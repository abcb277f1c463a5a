/** @import {Context} from "./parts.js" */
import { append, clear, h, icon } from "./dom.js";

/** What the records are and are not; open at first, reopened by its button.
 * @param {Context} ctx @returns {{card: HTMLElement, button: HTMLElement}} */
export function createNote(ctx) {
  const { model, store, tr } = ctx;
  const card = h("section", {
    class: "dq-card dq-about",
    attrs: { id: "dq-about", "aria-labelledby": "dq-about-title" },
  });
  const button = h("button", {
    class: "dq-card dq-about-button",
    attrs: { type: "button", "aria-controls": "dq-about" },
    on: { click: () => show(true) },
  });
  let open = true;
  function show(/** @type {boolean} */ on) {
    open = on;
    draw();
    if (on) card.querySelector("button")?.focus();
    else button.focus();
  }
  function draw() {
    clear(card);
    clear(button);
    card.hidden = !open;
    button.hidden = open;
    append(button, [icon("info", 18), tr.t("map.about.open")]);
    append(card, [
      h(
        "div",
        { class: "dq-card__head" },
        h("h2", { class: "dq-card__title", attrs: { id: "dq-about-title" } }, tr.t("map.about.title")),
        h(
          "button",
          {
            class: "dq-iconbutton",
            attrs: { type: "button", "aria-label": tr.t("map.about.close"), title: tr.t("map.about.close") },
            on: { click: () => show(false) },
          },
          icon("close", 16),
        ),
      ),
      h("p", {}, tr.t("map.about.where")),
      h("p", {}, tr.plural("map.about.records", model.payload.records.length)),
      h("p", {}, tr.t("map.about.colours")),
      h("p", { class: "dq-note" }, tr.t("map.about.boundaries", { date: model.payload.build.dataDate })),
    ]);
  }
  store.on(["lang"], draw);
  draw();
  return { card, button };
}
