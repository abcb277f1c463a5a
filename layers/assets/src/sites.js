/** @import {Stage} from "./map.js" */
/** @import {LayerSpec, SiteRecord} from "./types" */
/** @import {Rect} from "./place.js" */
import L from "leaflet";
import { openChooser } from "./chooser.js";
import { h } from "./dom.js";
import { merge, spread } from "./place.js";
import { rove } from "./rove.js";
import { fillOf, symbolSvg } from "./symbols.js";

const SIZES = { phone: 13, city: 15, town: 18 };
const PHONE_PX = 700;
/** Wanted distances in symbol widths: below `merge` equals become one, below `gap` others part. */
const NEAR = { merge: 1.05, gap: 0.95, limit: 0.8 };
/** On the small scale of the Delta a whole city lies under one symbol. */
const NEAR_DELTA = { merge: 2.2, gap: 1.5, limit: 3 };
const DISC_FROM_M = 1500;
const APART_ZOOM = 14;
const CHOOSE_UP_TO = 6;
const TOUCH_PX = 16;

/**
 * @typedef {object} Symbol One symbol on the map: a record, or several merged.
 * @property {number} x layer pixels
 * @property {number} y
 * @property {SiteRecord[]} records
 * @property {boolean} fixed the chosen record: stays at its own point
 */

/**
 * The records that have a point: symbols, merged where they would cover each
 * other, and soft discs that show how far a point may be off.
 *
 * @param {Stage} stage
 */
export function createSites(stage) {
  const { leaflet, model, store, tr, inset } = stage;
  const pane = /** @type {HTMLElement} */ (leaflet.getPane("sites"));
  const discs = L.layerGroup().addTo(leaflet);
  /** Buttons by their first record, kept from one drawing to the next: making them costs most.
   * @type {Map<string, {button: HTMLButtonElement, sign: string}>} */
  const buttons = new Map();
  /** @type {Symbol[]} */
  let symbols = [];
  let size = SIZES.city;
  const settle = rove(pane, () => pane.querySelectorAll("button.dq-site"));
  if (!inset) pane.setAttribute("role", "group");

  leaflet.on("click", ({ originalEvent }) => activate(originalEvent));
  pane.addEventListener("click", (event) => {
    // From the keyboard: Leaflet takes such a click for the end of the last drag.
    if (event.detail === 0 && activate(event)) event.stopPropagation();
  });
  const hover = (/** @type {Event} */ event) => {
    const button = event.target instanceof Element && event.target.closest(".dq-site");
    if (!(button instanceof HTMLElement)) return;
    store.set(
      { hover: { kind: "records", id: button.dataset.records ?? "" } },
      event.type === "focusin" ? "keyboard" : "map",
    );
  };
  const leave = () => store.get().hover?.kind === "records" && store.set({ hover: null }, "map");
  pane.addEventListener("mouseover", hover);
  pane.addEventListener("mouseout", leave);
  pane.addEventListener("focusin", hover);
  pane.addEventListener("focusout", leave);

  return {
    /** What labels must keep clear of, in layer pixels. @returns {Rect[]} */
    rects: () =>
      symbols.map(({ x, y, records, fixed }) => {
        const more = records.length > 1 ? 8 : 0;
        const px = fixed ? size + 20 : size + 2;
        return { x: x + more / 2, y, width: px + more, height: px };
      }),
    draw() {
      const { selection, region } = store.get();
      const delta = region === "delta" && !inset;
      const town = stage.level() === "town";
      size = innerWidth < PHONE_PX ? SIZES.phone : town ? SIZES.town : SIZES.city;
      const near = delta ? NEAR_DELTA : NEAR;
      const chosen = selection?.kind === "record" ? selection.id : "";
      const points = shown(delta).map((record) => ({
        ...at(record),
        record,
        alone: record.id === chosen,
        group: `${record.layer} ${fillOf(record.status)}`,
      }));
      symbols = merge(points, size * near.merge).map(({ x, y, members }) => ({
        x,
        y,
        records: members.map((one) => one.record),
        fixed: members[0].alone,
      }));
      spread(symbols, size * near.gap, size * near.limit);
      dress();
      discs.clearLayers();
      if (inset || delta) return;
      for (const { record, alone } of points) {
        if (alone || (town && (record.precision_m ?? 0) >= DISC_FROM_M)) disc(record, alone);
      }
      const wide = model.record(chosen);
      if (wide?.districtWide) disc(wide, true);
    },
  };

  /** Symbols that can be drawn: district-wide records stand under the district's name instead.
   * @param {boolean} delta */
  function shown(delta) {
    return model.visibleRecords(store.get()).filter((record) => record.point && (!record.districtWide || delta));
  }

  /** @param {SiteRecord} record */
  function at({ point }) {
    const [lon, lat] = /** @type {number[]} */ (point);
    const { x, y } = leaflet.latLngToLayerPoint([lat, lon]);
    return { x, y };
  }

  /** Brings the buttons in line with `symbols`; those that stay keep the focus. */
  function dress() {
    const stale = new Set(buttons.keys());
    for (const one of symbols) {
      const { id } = one.records[0];
      stale.delete(id);
      const known = buttons.get(id) ?? { button: fresh(one.records[0]), sign: "" };
      const ids = one.records.map((record) => record.id).join(" ");
      const sign = `${ids} ${one.fixed} ${size} ${tr.lang()}`;
      if (known.sign !== sign) fill(known.button, one, ids);
      known.button.style.left = `${one.x}px`;
      known.button.style.top = `${one.y}px`;
      if (!known.button.isConnected) pane.append(known.button);
      buttons.set(id, { button: known.button, sign });
    }
    for (const id of stale) {
      buttons.get(id)?.button.remove();
      buttons.delete(id);
    }
    if (inset) return;
    pane.setAttribute("aria-label", tr.t("map.sites.label"));
    settle();
  }

  /** @param {SiteRecord} record */
  function fresh({ layer }) {
    const colour = model.layer(layer)?.symbol.colour;
    return h("button", {
      class: "dq-site",
      attrs: { type: "button", tabindex: -1 },
      dataset: { layer },
      style: { color: colour ?? "" },
    });
  }

  /** @param {HTMLButtonElement} button @param {Symbol} one @param {string} ids */
  function fill(button, { records, fixed }, ids) {
    const [first] = records;
    const layer = /** @type {LayerSpec} */ (model.layer(first.layer));
    const px = fixed ? size + 8 : size;
    const label =
      records.length > 1
        ? tr.plural("map.site.merged", records.length, { layer: tr.bi(layer.name) })
        : `${tr.bi(first.name)} · ${tr.bi(layer.name)} · ${tr.t(`vocab.status.${first.status}`)}`;
    button.classList.toggle("dq-site--chosen", fixed);
    button.setAttribute("aria-label", label);
    button.setAttribute("aria-pressed", String(fixed));
    button.dataset.records = ids;
    button.style.setProperty("--size", `${px}px`);
    button.replaceChildren(symbolSvg(layer, { size: px, status: first.status }));
    if (records.length > 1)
      button.append(h("span", { class: "dq-site__count", attrs: { "aria-hidden": "true" } }, records.length));
  }

  /** @param {SiteRecord} record @param {boolean} alone */
  function disc(record, alone) {
    if (!record.point || !record.precision_m) return;
    const [lon, lat] = record.point;
    L.circle([lat, lon], {
      renderer: stage.renderer("discs"),
      pane: "discs",
      radius: record.precision_m,
      interactive: false,
      stroke: alone,
      color: model.layer(record.layer)?.symbol.colour,
      weight: 1.5,
      dashArray: "1 4",
      lineCap: "round",
      fillColor: `url(#dq-disc-${record.layer})`,
      fillOpacity: alone ? 1 : 0.72,
    }).addTo(discs);
  }

  /** Acts on a click on a symbol. @param {MouseEvent} event @returns {boolean} whether there was one */
  function activate(event) {
    const button = event.target instanceof Element ? event.target.closest(".dq-site") : null;
    if (!(button instanceof HTMLElement) || store.get().tool) return false;
    const ids = button.dataset.records;
    let hit = symbols.find((one) => one.records.map((record) => record.id).join(" ") === ids);
    if (event.detail > 0) {
      // The hit areas are larger than the symbols and overlap: the nearest symbol is meant.
      const { x, y } = leaflet.mouseEventToLayerPoint(event);
      const away = (/** @type {Symbol} */ one) => Math.hypot(one.x - x, one.y - y);
      const nearest = symbols.reduce((best, one) => (away(one) < away(best) ? one : best));
      if (away(nearest) < TOUCH_PX) hit = nearest;
    }
    if (!hit) return false;
    if (hit.records.length === 1) store.set({ selection: { kind: "record", id: hit.records[0].id } });
    else open(hit);
    return true;
  }

  /** A merged symbol opens: as a list to choose from, or nearer where there are too many.
   * @param {Symbol} one */
  function open({ records, x, y }) {
    const points = records.map(({ point }) => /** @type {number[]} */ (point));
    const lons = points.map(([lon]) => lon);
    const lats = points.map(([, lat]) => lat);
    const box = [Math.min(...lons), Math.min(...lats), Math.max(...lons), Math.max(...lats)];
    if (inset) {
      const middle = { lon: (box[0] + box[2]) / 2, lat: (box[1] + box[3]) / 2, zoom: APART_ZOOM - 1 };
      store.set({ view: middle }, "inset");
      return;
    }
    const apart = Math.max(box[2] - box[0], box[3] - box[1]) > 1e-3;
    if (records.length > CHOOSE_UP_TO && apart && leaflet.getZoom() < APART_ZOOM) {
      stage.fit(box, { maxZoom: Math.min(APART_ZOOM, leaflet.getZoom() + 3), duration: 0.6 });
      return;
    }
    openChooser(stage, records, { x, y: y + size / 2 + 6 });
  }
}
