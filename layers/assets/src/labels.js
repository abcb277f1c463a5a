/** @import {Stage} from "./map.js" */
/** @import {District, LayerSpec, SiteRecord, Town} from "./types" */
/** @import {Rect} from "./place.js" */
import { openChooser } from "./chooser.js";
import { h } from "./dom.js";
import { lightness } from "./palettes.js";
import { place } from "./place.js";
import { symbolSvg } from "./symbols.js";
import { textWidth } from "./textsize.js";

/** On ground darker than this L*: white letters on a dark halo. */
const DARK = 40;
const MOST_WIDE = 5;
const WIDE_PX = 14;
/** Smaller screens name district-wide records in the panel only. */
const WIDE_FROM_PX = { width: 700, height: 800 };
const REACH = { district: 46, town: 20 };

/** Whether rows of district-wide records stand under the names of districts on this screen. */
export const hasRoomForWide = () => innerWidth >= WIDE_FROM_PX.width && innerHeight >= WIDE_FROM_PX.height;

/**
 * Names of districts and towns, none over another; what finds no room is named by the tooltip.
 *
 * @param {Stage} stage @param {() => Rect[]} obstacles
 */
export function createLabels(stage, obstacles) {
  const { leaflet, model, store, tr, inset } = stage;
  const pane = /** @type {HTMLElement} */ (leaflet.getPane("labels"));

  pane.addEventListener("click", (event) => {
    if (event.detail === 0 && activate(event)) event.stopPropagation();
  });
  leaflet.on("click", ({ originalEvent }) => activate(originalEvent));

  return {
    draw() {
      const byTown = stage.level() === "town";
      const { region } = store.get();
      const districts =
        region === "delta" && !inset ? [] : model.payload.districts.filter((one) => !inset || one.centre);
      const wide = new Map(districts.map(({ code }) => [code, wideRecords(code)]));
      const colours = { district: ground("district"), town: byTown ? ground("town") : ground("district") };
      const view = leaflet.getBounds().pad(0.2);
      const near = (/** @type {number[]} */ [lon, lat]) => view.contains([lat, lon]);
      const named = [
        ...districts.map((one) => ({
          ...district(one, wide.get(one.code) ?? []),
          dark: !byTown && dark(colours.district(one)),
        })),
        ...(byTown
          ? model.payload.towns
              .filter((one) => near(one.label))
              .map((one) => ({ ...town(one), dark: dark(colours.town(one)) }))
          : []),
      ];
      const items = named.sort((a, b) => Number(b.chosen) - Number(a.chosen));
      const taken = obstacles();
      const placed = place(items, taken);
      // A name that finds no room with its row of symbols may find room without.
      const done = new Set(placed.map(({ item }) => item.code));
      const rest = items
        .filter((one) => !done.has(one.code) && one.bare)
        .map((one) => ({ ...one, ...one.bare, row: [] }));
      if (rest.length) {
        const filled = placed.map(({ item: { width, height }, x, y }) => ({ x, y, width, height }));
        placed.push(...place(rest, [...taken, ...filled]));
      }
      pane.replaceChildren(...placed.map(({ item, x, y }) => write(item, x, y)));
    },
  };

  /** @param {District} area @param {SiteRecord[]} row */
  function district(area, row) {
    const { selection } = store.get();
    const chosen = selection?.kind === "district" && selection.id === area.code;
    const px = chosen ? 16 : 13;
    const name = tr.bi(area.short);
    const width = textWidth(name, px, { bold: true }) + 4;
    const symbols = Math.min(MOST_WIDE, row.length) * WIDE_PX + (row.length > MOST_WIDE ? 22 : 0);
    const bare = { width, height: px * 1.2 + 2 };
    return {
      code: area.code,
      kind: "district",
      name,
      suffix: "",
      row,
      chosen,
      ...at(area.label),
      reach: REACH.district,
      ...(row.length
        ? { width: Math.max(width, symbols + 12), height: bare.height + 18, bare }
        : { ...bare, bare: null }),
    };
  }

  /** @param {Town} area */
  function town(area) {
    const { selection } = store.get();
    const chosen = selection?.kind === "town" && selection.id === area.code;
    const name = tr.bi(area.name);
    const suffix = tr.lang() === "en" ? ` ${area.suffix.en}` : "";
    const bare = { width: textWidth(name, 12, { bold: chosen }) + 4, height: 17 };
    return {
      code: area.code,
      kind: "town",
      name,
      suffix,
      row: /** @type {SiteRecord[]} */ ([]),
      chosen,
      ...at(area.label),
      reach: REACH.town,
      width: bare.width + (suffix ? textWidth(suffix, 11) : 0),
      height: bare.height,
      bare: suffix ? { ...bare, suffix: "" } : null,
    };
  }

  /**
   * @param {(ReturnType<typeof district> | ReturnType<typeof town>) & {dark: boolean}} item
   * @param {number} x
   * @param {number} y
   */
  function write({ code, kind, name, suffix, row, chosen, dark }, x, y) {
    const classes = ["dq-label", `dq-label--${kind}`, chosen && "dq-label--chosen", dark && "dq-label--dark"];
    return h(
      "div",
      { class: classes.filter(Boolean).join(" "), dataset: { label: code }, style: { left: `${x}px`, top: `${y}px` } },
      h("span", {}, name, suffix && h("small", {}, suffix)),
      row.length > 0 && wideRow(code, row),
    );
  }

  /** @param {string} code @param {SiteRecord[]} records */
  function wideRow(code, records) {
    const area = tr.bi(model.district(code)?.name);
    return h(
      "button",
      {
        class: "dq-wide",
        dataset: { records: records.map((one) => one.id).join(" ") },
        attrs: { type: "button", "aria-label": tr.plural("map.site.wide", records.length, { district: area }) },
      },
      records
        .slice(0, MOST_WIDE)
        .map((one) =>
          symbolSvg(/** @type {LayerSpec} */ (model.layer(one.layer)), { size: 12, status: one.status, casing: false }),
        ),
      records.length > MOST_WIDE && h("span", { attrs: { "aria-hidden": "true" } }, `+${records.length - MOST_WIDE}`),
    );
  }

  /** Opens a row of district-wide records. @param {MouseEvent} event */
  function activate(event) {
    const row = event.target instanceof Element ? event.target.closest(".dq-wide") : null;
    if (!(row instanceof HTMLElement) || store.get().tool) return false;
    const records = (row.dataset.records ?? "").split(" ").flatMap((id) => model.record(id) ?? []);
    if (records.length === 1) store.set({ selection: { kind: "record", id: records[0].id } });
    else {
      const box = row.getBoundingClientRect();
      const frame = leaflet.getContainer().getBoundingClientRect();
      const { x, y } = leaflet.containerPointToLayerPoint([
        box.left + box.width / 2 - frame.left,
        box.bottom - frame.top,
      ]);
      openChooser(stage, records, { x, y: y + 4 });
    }
    return true;
  }

  /** @param {number[]} point */
  function at([lon, lat]) {
    const { x, y } = leaflet.latLngToLayerPoint([lat, lon]);
    return { x, y };
  }

  /** What colour lies under an area of one level. @param {"district" | "town"} level */
  function ground(level) {
    const { colour } = store.get();
    const figure = model.figure(colour.figure);
    if (!figure) return () => null;
    const own = level === "district" || figure.levels.includes("town");
    const classes = model.classify(figure.id, own ? level : "district", colour);
    return (/** @type {District | Town} */ area) => {
      const values = "district" in area && !own ? model.district(area.district)?.values : area.values;
      const index = classes.classOf(values?.[figure.id]);
      return index < 0 ? null : classes.colours[index];
    };
  }

  /** @param {string | null} colour */
  function dark(colour) {
    return colour !== null && lightness(colour) < DARK;
  }

  /** @param {string} code */
  function wideRecords(code) {
    if (inset || stage.level() === "town" || !hasRoomForWide()) return [];
    return model
      .visibleRecords(store.get())
      .filter((one) => one.districtWide && one.point && one.districts.includes(code));
  }
}
