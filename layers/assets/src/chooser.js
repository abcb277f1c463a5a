/** @import {Stage} from "./map.js" */
/** @import {LayerSpec, SiteRecord} from "./types" */
import L from "leaflet";
import { h } from "./dom.js";
import { symbolSvg } from "./symbols.js";

const EDGE_PX = 8;

/**
 * A list under a symbol that stands for several records.
 *
 * @param {Stage} stage @param {SiteRecord[]} records
 * @param {{x: number, y: number}} anchor Middle of its upper edge, layer pixels.
 */
export function openChooser(stage, records, { x, y }) {
  const { leaflet, model, store, tr } = stage;
  const pane = /** @type {HTMLElement} */ (leaflet.getPane("sites"));
  const back = document.activeElement;
  for (const other of pane.querySelectorAll(".dq-choose")) other.remove();
  const list = h(
    "ul",
    { class: "dq-choose", style: { left: `${x}px`, top: `${y}px` } },
    records.map((record) =>
      h(
        "li",
        {},
        h(
          "button",
          { attrs: { type: "button" }, dataset: { id: record.id } },
          symbolSvg(/** @type {LayerSpec} */ (model.layer(record.layer)), {
            size: 15,
            status: record.status,
            casing: false,
          }),
          h("bdi", {}, tr.bi(record.name)),
        ),
      ),
    ),
  );
  L.DomEvent.disableClickPropagation(list);
  L.DomEvent.disableScrollPropagation(list);
  const close = () => {
    leaflet.off("click zoomstart", close);
    list.remove();
  };
  list.addEventListener("click", ({ target }) => {
    const id =
      target instanceof Element
        ? /** @type {HTMLElement | null} */ (target.closest("[data-id]"))?.dataset.id
        : undefined;
    if (!id) return;
    close();
    store.set({ selection: { kind: "record", id } });
  });
  list.addEventListener("keydown", (event) => {
    const all = [...list.querySelectorAll("button")];
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Escape") {
      close();
      if (back instanceof HTMLElement || back instanceof SVGElement) back.focus({ preventScroll: true });
    } else if (step) {
      const here = all.indexOf(/** @type {HTMLButtonElement} */ (document.activeElement));
      all[(here + step + all.length) % all.length].focus();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  });
  pane.append(list);
  leaflet.on("click zoomstart", close);
  keepInside(leaflet.getContainer(), list);
  list.querySelector("button")?.focus({ preventScroll: true });
}

/** @param {HTMLElement} container @param {HTMLElement} list */
function keepInside(container, list) {
  const frame = container.getBoundingClientRect();
  const box = list.getBoundingClientRect();
  const right = Math.max(0, box.right - (frame.right - EDGE_PX));
  const left = Math.max(0, frame.left + EDGE_PX - box.left);
  const low = Math.max(0, box.bottom - (frame.bottom - EDGE_PX));
  list.style.marginLeft = `${left - right}px`;
  list.style.marginTop = `${-low}px`;
}
