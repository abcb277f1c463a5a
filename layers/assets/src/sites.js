/** @import {Stage} from "./map.js" */
/** @import {LayerSpec, SiteRecord} from "./types" */
/** @import {Rect} from "./place.js" */
import L from "leaflet";
import { clear, h } from "./dom.js";
import { merge } from "./place.js";
import { fillOf, symbolSvg } from "./symbols.js";

const SIZES = { phone: 13, city: 15, town: 18 };
const PHONE_PX = 700;
const MERGE = 1.05;
const DISC_FROM_M = 1500;
const SPREAD_ZOOM = 14;

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
  /** @type {Rect[]} */
  let rects = [];

  /** Symbols that can be drawn: district-wide records stand under the district's name instead. */
  const shown = () => {
    const state = store.get();
    return model.visibleRecords(state).filter((record) => record.point && (!record.districtWide || state.region === "delta"));
  };

  return {
    /** What labels must keep clear of, in layer pixels. */
    rects: () => rects,
    draw() {
      const { selection, region } = store.get();
      const town = stage.level() === "town";
      const size = innerWidth < PHONE_PX ? SIZES.phone : town ? SIZES.town : SIZES.city;
      const points = shown().map((record) => {
        const [lon, lat] = /** @type {number[]} */ (record.point);
        const at = leaflet.latLngToLayerPoint([lat, lon]);
        const alone = selection?.kind === "record" && selection.id === record.id;
        return { x: at.x, y: at.y, record, alone, group: `${record.layer} ${fillOf(record.status)}` };
      });
      const clusters = merge(points, size * MERGE);
      rects = clusters.map(({ x, y, members }) => ({
        x: x + (members.length > 1 ? 4 : 0), y, width: size + (members.length > 1 ? 10 : 2), height: size + 2,
      }));
      pane.replaceChildren(
        ...clusters.map(({ x, y, members }) => symbol(x, y, members.map((m) => m.record), size, members[0].alone)),
      );
      discs.clearLayers();
      if (inset || region === "delta") return;
      for (const { record, alone } of points) {
        if (alone || (town && (record.precision_m ?? 0) >= DISC_FROM_M)) disc(record, alone);
      }
    },
  };

  /** @param {SiteRecord} record @param {boolean} alone */
  function disc(record, alone) {
    if (!record.point || !record.precision_m) return;
    const [lon, lat] = record.point;
    L.circle([lat, lon], {
      renderer: stage.renderer("discs"), pane: "discs", radius: record.precision_m, interactive: false, stroke: alone,
      color: model.layer(record.layer)?.symbol.colour, weight: 1.5, dashArray: "1 4", lineCap: "round",
      fillColor: `url(#dq-disc-${record.layer})`, fillOpacity: alone ? 1 : 0.72,
    }).addTo(discs);
  }

  /** @param {number} x @param {number} y @param {SiteRecord[]} records @param {number} size @param {boolean} chosen */
  function symbol(x, y, records, size, chosen) {
    const [first] = records;
    const layer = /** @type {LayerSpec} */ (model.layer(first.layer));
    const px = chosen ? size + 8 : size;
    const label =
      records.length > 1
        ? tr.plural("map.site.merged", records.length, { layer: tr.bi(layer.name) })
        : `${tr.bi(first.name)} · ${tr.bi(layer.name)} · ${tr.t(`vocab.status.${first.status}`)}`;
    const button = h(
      "button",
      {
        class: `dq-site${chosen ? " dq-site--chosen" : ""}`,
        attrs: { type: "button", "aria-label": label, tabindex: inset ? -1 : 0 },
        dataset: { records: records.map((one) => one.id).join(" "), layer: first.layer },
        style: { left: `${x}px`, top: `${y}px`, "--size": `${px}px`, color: layer.symbol.colour },
        on: {
          click: (/** @type {MouseEvent} */ event) => {
            event.stopPropagation();
            if (store.get().tool) return;
            if (records.length === 1) store.set({ selection: { kind: "record", id: first.id } });
            else open(records, x, y);
          },
          mouseenter: () => store.set({ hover: { kind: "records", id: records.map((one) => one.id).join(" ") } }, "map"),
          mouseleave: () => store.set({ hover: null }, "map"),
        },
      },
      symbolSvg(layer, { size: px, status: first.status }),
      records.length > 1 && h("span", { class: "dq-site__count" }, records.length),
    );
    L.DomEvent.disableClickPropagation(button);
    return button;
  }

  /** A merged symbol opens: nearer if that parts it, else as a list to choose from.
   * @param {SiteRecord[]} records @param {number} x @param {number} y */
  function open(records, x, y) {
    const bounds = L.latLngBounds(records.map(({ point }) => [/** @type {number[]} */ (point)[1], /** @type {number[]} */ (point)[0]]));
    const apart = !bounds.getSouthWest().equals(bounds.getNorthEast(), 1e-4);
    if (apart && !inset && leaflet.getZoom() < SPREAD_ZOOM) {
      leaflet.fitBounds(bounds.pad(0.6), { maxZoom: SPREAD_ZOOM });
      return;
    }
    const list = h(
      "ul",
      { class: "dq-choose", style: { left: `${x}px`, top: `${y}px` } },
      records.map((record) =>
        h("li", {},
          h("button", {
            attrs: { type: "button" },
            on: {
              click: (/** @type {MouseEvent} */ event) => {
                event.stopPropagation();
                store.set({ selection: { kind: "record", id: record.id } });
              },
            },
          },
          symbolSvg(/** @type {LayerSpec} */ (model.layer(record.layer)), { size: 15, status: record.status, casing: false }),
          h("bdi", {}, tr.bi(record.name)))),
      ),
    );
    L.DomEvent.disableClickPropagation(list);
    L.DomEvent.disableScrollPropagation(list);
    const close = () => list.remove();
    list.addEventListener("keydown", (event) => event.key === "Escape" && close());
    leaflet.once("click zoomstart", close);
    for (const other of pane.querySelectorAll(".dq-choose")) clear(other), other.remove();
    pane.append(list);
    list.querySelector("button")?.focus();
  }
}
