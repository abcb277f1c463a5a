/** @import {Context} from "./parts.js" */
/** @import {Payload, Selection} from "./types" */
import { createBridge, plainState } from "./bridge.js";
import { h } from "./dom.js";
import { createFilters } from "./filters.js";
import { createModel } from "./index.js";
import { createInset } from "./inset.js";
import { createLayerList } from "./layerlist.js";
import { createLegend } from "./legend.js";
import { createMap } from "./map.js";
import { createMeasure } from "./measure.js";
import { createNote } from "./note.js";
import { createPanel } from "./panel.js";
import { createSearch } from "./search.js";
import { createPhoneBar, makeDraggable } from "./sheet.js";
import { createStore } from "./store.js";
import { createTranslator } from "./text.js";
import { createToasts } from "./toasts.js";
import { createStrip, createToolbar, createZoom } from "./tools.js";

/** Puts the map and its cards into the page. */
function boot() {
  const source = `<!DOCTYPE html>\n${document.documentElement.outerHTML}`;
  const root = /** @type {HTMLElement} */ (document.getElementById("dqm-app"));
  const block = /** @type {HTMLElement} */ (document.getElementById("dqm-data"));
  /** @type {Payload} */
  const payload = JSON.parse(block.textContent ?? "");
  const store = createStore(payload.initial);
  const model = createModel(payload);
  const tr = createTranslator(payload, store);
  const stage = h("main", { class: "dq-map" });
  const live = h("div", { class: "dq-hidden", attrs: { "aria-live": "polite", role: "status" } });
  root.append(stage, live);
  const { toast, notice } = createToasts(root, store, tr);
  const bridge = createBridge(model, store, notice);
  const map = createMap(stage, model, store, tr, { inset: false });
  /** @type {Context} */
  const ctx = {
    model,
    store,
    tr,
    map,
    root,
    source,
    toast,
    say: (text) => {
      live.textContent = text;
    },
    select: (selection, { fly = false } = {}) => {
      if (selection && fly && store.get().region === "delta" && selection.kind !== "record")
        store.set({ region: "shanghai" });
      store.set({ selection });
      if (selection && fly) map.flyTo(selection);
    },
    ask: bridge.ask,
    framed: bridge.framed,
    plain: () => plainState(store.get()),
  };
  const panel = createPanel(ctx);
  const note = createNote(ctx);
  const inset = h("section", { class: "dq-card dq-inset" });
  const search = createSearch(ctx);
  const filters = createFilters(ctx);
  const left = h("div", { class: "dq-left" }, createLayerList(ctx, filters.button), filters.card, createLegend(ctx));
  const right = h("div", { class: "dq-right" }, note.card, inset);
  root.append(
    search,
    createPhoneBar(ctx),
    left,
    createToolbar(ctx),
    note.button,
    right,
    panel,
    createZoom(ctx),
    createStrip(ctx),
  );
  createInset(inset, model, store, tr);
  createMeasure(map, store, tr);
  makeDraggable(ctx, panel);

  const words = () => {
    const { lang, selection, region } = store.get();
    document.documentElement.lang = lang === "zh" ? "zh-Hans" : "en";
    document.title = tr.bi(payload.build.appName);
    stage.setAttribute("aria-label", tr.t("map.label"));
    inset.setAttribute("aria-label", tr.t("map.inset.title"));
    root.classList.toggle("dq-chosen", Boolean(selection));
    root.classList.toggle("dq-delta", region === "delta");
    right.hidden = Boolean(selection);
  };
  store.on(["lang", "selection", "region"], words);
  store.on(["region", "selection"], (state, changed, source) => {
    if (source !== "app" || changed.includes("view")) return;
    if (changed.includes("selection") && state.selection) map.flyTo(/** @type {Selection} */ (state.selection));
    else if (changed.includes("region")) map.fitRegion(state.region);
  });
  store.on(["selection"], (state, _, source) => {
    if (state.selection && source !== "app") uncover(ctx, state.selection);
  });
  words();
  map.padding(() => cover(root));
  const { view, selection } = store.get();
  if (!view) {
    if (selection) map.flyTo(selection);
    else map.fitRegion(store.get().region);
  }
  Object.assign(window, { dqm: { store, model } });
  requestAnimationFrame(() =>
    requestAnimationFrame(() => {
      bridge.settle();
      document.documentElement.dataset.ready = "1";
    }),
  );
}

/** Pixels that the cards cover: top, right, bottom, left. @param {HTMLElement} root */
function cover(root) {
  const phone = window.innerWidth < 700;
  const width = (/** @type {string} */ one) => {
    const box = root.querySelector(one)?.getBoundingClientRect();
    return box?.width ? box.width + 24 : 0;
  };
  if (phone) return [112, 8, root.classList.contains("dq-chosen") ? 334 : 52, 8];
  return [12, Math.max(width(".dq-right"), width(".dq-panel")), 12, width(".dq-left")];
}

/** On a phone: moves the map where the sheet would cover what was just chosen.
 * @param {Context} ctx @param {Selection} selection */
function uncover({ model, map, root }, { id }) {
  const place = model.district(id)?.label ?? model.town(id)?.label ?? (model.record(id) ?? model.unit(id))?.point;
  if (window.innerWidth >= 700 || !place) return;
  const [top, , bottom] = cover(root);
  const { y } = map.leaflet.latLngToContainerPoint([place[1], place[0]]);
  const low = window.innerHeight - bottom - 40;
  if (y > low || y < top) map.leaflet.panBy([0, y - (top + low) / 2], { animate: false });
}

boot();
