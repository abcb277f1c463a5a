/** @import {Stage} from "./map.js" */
/** @import {District, LayerSpec, SiteRecord, Town} from "./types" */
/** @import {Rect} from "./place.js" */
import L from "leaflet";
import { h } from "./dom.js";
import { place } from "./place.js";
import { symbolSvg } from "./symbols.js";

const SANS = '"Noto Sans CJK SC","Source Han Sans SC","PingFang SC","Microsoft YaHei",system-ui,sans-serif';
/** From this class on the ground is dark: white letters on a dark halo. */
const DARK_CLASS = 5;
const MOST_WIDE = 5;
const WIDE_PX = 14;
const WIDE_FROM_HEIGHT_PX = 700;
const REACH = { district: 46, town: 20 };

/**
 * Names on the map, none over another; what finds no room is named by the tooltip.
 *
 * @param {Stage} stage @param {{rects: () => Rect[]}} sites
 */
export function createLabels(stage, sites) {
  const { leaflet, model, store, tr, inset } = stage;
  const pane = /** @type {HTMLElement} */ (leaflet.getPane("labels"));
  const canvas = /** @type {CanvasRenderingContext2D} */ (document.createElement("canvas").getContext("2d"));

  const width = (/** @type {string} */ text, /** @type {number} */ px, bold = false) => {
    canvas.font = `${bold ? 700 : 400} ${px}px ${SANS}`;
    return canvas.measureText(text).width;
  };

  /** @param {District} area */
  function district(area) {
    const { selection } = store.get();
    const chosen = selection?.kind === "district" && selection.id === area.code;
    const px = chosen ? 16 : 13;
    const name = tr.bi(area.short);
    const wide = wideRecords(area.code);
    const row = Math.min(MOST_WIDE, wide.length) * WIDE_PX + (wide.length > MOST_WIDE ? 22 : 0);
    return {
      ...at(area.label), reach: REACH.district, chosen,
      width: Math.max(width(name, px, true), row) + 8,
      height: px * 1.3 + (wide.length ? 20 : 2),
      element: h(
        "div",
        { class: `dq-label dq-label--district${chosen ? " dq-label--chosen" : ""}${dark(area) ? " dq-label--dark" : ""}`, dataset: { label: area.code } },
        h("span", {}, name),
        wide.length > 0 && wideRow(area, wide),
      ),
    };
  }

  /** @param {Town} area */
  function town(area) {
    const { selection } = store.get();
    const chosen = selection?.kind === "town" && selection.id === area.code;
    const name = tr.bi(area.name);
    return {
      ...at(area.label), reach: REACH.town, chosen, width: width(name, 12) + 8, height: 18,
      element: h(
        "div",
        { class: `dq-label dq-label--town${chosen ? " dq-label--chosen" : ""}${dark(area) ? " dq-label--dark" : ""}`, dataset: { label: area.code } },
        h("span", {}, name),
      ),
    };
  }

  /** @param {number[]} point */
  function at([lon, lat]) {
    const { x, y } = leaflet.latLngToLayerPoint([lat, lon]);
    return { x, y };
  }

  /** @param {District | Town} area */
  function dark(area) {
    const { colour } = store.get();
    const figure = model.figure(colour.figure);
    if (!figure) return false;
    const level = "district" in area && figure.levels.includes("town") ? "town" : "district";
    const values = "district" in area && level === "district" ? model.district(area.district)?.values : area.values;
    return model.classify(figure.id, level, colour).classOf(values?.[figure.id]) >= DARK_CLASS;
  }

  /** @param {string} code */
  function wideRecords(code) {
    if (inset || stage.level() === "town" || innerHeight < WIDE_FROM_HEIGHT_PX) return [];
    return model.visibleRecords(store.get()).filter((one) => one.districtWide && one.point && one.districts.includes(code));
  }

  /** @param {District} area @param {SiteRecord[]} wide */
  function wideRow(area, wide) {
    const button = h(
      "button",
      {
        class: "dq-wide",
        attrs: { type: "button", "aria-label": tr.plural("map.site.wide", wide.length, { district: tr.bi(area.name) }) },
        dataset: { records: wide.map((one) => one.id).join(" ") },
        on: {
          click: (/** @type {MouseEvent} */ event) => {
            event.stopPropagation();
            store.set({ selection: { kind: "district", id: area.code } });
          },
        },
      },
      wide.slice(0, MOST_WIDE).map((one) =>
        symbolSvg(/** @type {LayerSpec} */ (model.layer(one.layer)), { size: 12, status: one.status, casing: false }),
      ),
      wide.length > MOST_WIDE && h("span", {}, `+${wide.length - MOST_WIDE}`),
    );
    L.DomEvent.disableClickPropagation(button);
    return button;
  }

  return {
    draw() {
      const { region } = store.get();
      if (region === "delta" && !inset) {
        pane.replaceChildren();
        return;
      }
      const byTown = stage.level() === "town";
      const view = leaflet.getBounds().pad(0.1);
      const inView = (/** @type {number[]} */ [lon, lat]) => view.contains([lat, lon]);
      const items = [
        ...model.payload.districts.filter((one) => inView(one.label) && (!inset || one.centre)).map(district),
        ...(byTown ? model.payload.towns.filter((one) => inView(one.label)).map(town) : []),
      ].sort((a, b) => Number(b.chosen) - Number(a.chosen));
      pane.replaceChildren(
        ...place(items, sites.rects()).map(({ item, x, y }) => {
          item.element.style.left = `${x}px`;
          item.element.style.top = `${y}px`;
          return item.element;
        }),
      );
    },
  };
}
