/** @import {Bi, Store, Translator} from "./types" */
import { append, clear, h, icon } from "./dom.js";

const SHOWN_MS = 5000;

/**
 * Words that appear over the map: what has just been done goes by itself, what a visitor has to
 * know stays until it is closed, in the language of the moment.
 *
 * @param {HTMLElement} root
 * @param {Store} store
 * @param {Translator} tr
 */
export function createToasts(root, store, tr) {
  const box = h("div", { class: "dq-toasts", attrs: { role: "status", "aria-live": "polite" } });
  root.append(box);
  const toast = (/** @type {string} */ text) => {
    const one = h("p", { class: "dq-toast" }, h("bdi", {}, text));
    box.append(one);
    // Counted from when it is seen: a slow machine may draw it seconds later.
    requestAnimationFrame(() => setTimeout(() => one.remove(), SHOWN_MS));
  };
  const notice = (/** @type {Bi} */ text) => {
    const one = h("div", { class: "dq-toast dq-notice" });
    const draw = () => {
      clear(one);
      const label = tr.t("map.notice.close");
      append(one, [
        h("bdi", {}, tr.bi(text)),
        h(
          "button",
          { attrs: { type: "button", "aria-label": label, title: label }, on: { click: close } },
          icon("close", 16),
        ),
      ]);
    };
    const silent = store.on(["lang"], draw);
    const close = () => {
      silent();
      one.remove();
    };
    draw();
    box.append(one);
  };
  return { toast, notice };
}
