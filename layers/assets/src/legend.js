/** @import {Context} from "./parts.js" */
/** @import {Classes, Colour, FigureSpec, Level} from "./types" */
import { append, clear, h, icon } from "./dom.js";
import { PALETTES, ramp } from "./palettes.js";
import { INDEX } from "./panel-standing.js";
import { dashSample, missingSwatch, raw, symbol } from "./parts.js";
import { NBSP } from "./text.js";

export const TOWN_ZOOM = 10.75;
/** Below this height of the frame the note of the figure is folded. */
const LOW_PX = 744;
/** The row for missing is always there, the others where there is such an area. */
const GAPS = /** @type {const} */ (["missing", "not_published", "not_applicable"]);
const METHODS = /** @type {const} */ (["custom", "quantile", "equal", "natural"]);

/** @param {Context} ctx @returns {HTMLElement} The Colour card: chooser, classes and cues. */
export function createLegend(ctx) {
  const { model, store, tr, map } = ctx;
  const card = h("section", { class: "dq-card dq-legend", attrs: { "aria-labelledby": "dq-legend-title" } });
  let drawn = "";
  let open = false;
  let more = false;

  function level() {
    return /** @type {Level} */ (
      store.get().region === "shanghai" && map.leaflet.getZoom() >= TOWN_ZOOM ? "town" : "district"
    );
  }
  function change(/** @type {Partial<Colour>} */ patch) {
    store.set({ colour: { ...store.get().colour, ...patch } });
  }
  function draw() {
    const { colour, region } = store.get();
    const delta = region === "delta";
    const figure = delta ? undefined : model.figure(colour.figure);
    const zoomed = level();
    const focused = card.contains(document.activeElement) ? document.activeElement?.id : "";
    clear(card);
    const byDistrict = figure && zoomed === "town" && !figure.levels.includes("town");
    const shown = zoomed === "town" && !byDistrict ? "town" : "district";
    const classes = figure && model.classify(figure.id, shown, colour);
    append(card, [
      h(
        "div",
        { class: "dq-card__head" },
        h("h2", { class: "dq-card__title", attrs: { id: "dq-legend-title" } }, tr.t(`map.colour.title.${shown}`)),
        figure &&
          classes &&
          h(
            "button",
            {
              class: "dq-linkish",
              attrs: { type: "button", id: "dq-method", "aria-expanded": String(open), "aria-controls": "dq-classes" },
              on: {
                click: () => {
                  open = !open;
                  draw();
                },
              },
            },
            `${tr.t(`map.method.${method(figure, colour)}`)} · ${tr.plural("map.classes", classes.colours.length)}`,
            icon("down", 12),
          ),
      ),
      delta
        ? h("p", { class: "dq-cue" }, tr.t("map.legend.delta"))
        : h(
            "div",
            { class: "dq-select" },
            chooser(),
            h(
              "span",
              { class: "dq-select__name", attrs: { "aria-hidden": "true" } },
              figure ? tr.bi(figure.name) : tr.t("map.colour.none"),
            ),
            figure && h("span", { class: "dq-select__unit" }, raw(tr, tr.bi(figure.unit))),
            icon("down", 14),
          ),
      figure && open ? popover(figure, colour) : null,
      figure && classes
        ? h(
            "ul",
            { class: "dq-classes", attrs: { "aria-label": tr.bi(figure.name) } },
            classes.colours.map((fill, i) =>
              h(
                "li",
                {},
                h("span", { class: "dq-swatch", style: { background: fill } }),
                h("span", {}, range(classes.breaks, i, figure)),
                h("span", { class: "dq-count" }, counted(figure, shown, classes.counts[i])),
              ),
            ),
            GAPS.filter((kind) => kind === "missing" || classes.gaps[kind]).map((kind) =>
              h(
                "li",
                {},
                missingSwatch(kind),
                h("span", {}, tr.t(kind === "missing" ? "map.legend.missing" : `map.missing.${kind}`)),
                h("span", { class: "dq-count" }, counted(figure, shown, classes.gaps[kind])),
              ),
            ),
          )
        : null,
      figure?.computed && classes ? awaited(classes) : null,
      byDistrict ? h("p", { class: "dq-cue" }, tr.t("map.legend.by_district")) : null,
      figure ? noted(figure) : null,
      cues(zoomed),
    ]);
    if (focused) document.getElementById(focused)?.focus();
  }
  /** Says that a computed figure is on its way, or that nothing passes the filters. @param {Classes} classes */
  function awaited(classes) {
    if (store.get().calculated === null)
      return h("p", { class: "dq-cue", attrs: { role: "status" } }, tr.t("map.legend.calculating"));
    return classes.counts.some(Boolean)
      ? null
      : h("p", { class: "dq-caveat", attrs: { role: "status" } }, tr.t("map.legend.none_pass"));
  }
  /** What the figure is and where it comes from; folded where the screen is low. */
  function noted(/** @type {FigureSpec} */ figure) {
    const words = [
      figure.note && tr.bi(figure.note),
      figure.id === INDEX && tr.t("map.legend.ranks"),
      tr.t("map.legend.source", { source: tr.bi(figure.source) }),
      figure.year && tr.bi(figure.year),
    ];
    const note = h("p", { class: "dq-legend__note" }, words.filter(Boolean).join(" · "));
    if (window.innerHeight >= LOW_PX) return note;
    const folded = h(
      "details",
      {
        class: "dq-legend__more",
        attrs: { open: more },
        on: {
          toggle: () => {
            more = folded.open;
          },
        },
      },
      h("summary", { attrs: { id: "dq-legend-more" } }, tr.t("map.legend.more"), icon("down", 12)),
      note,
    );
    return folded;
  }
  function chooser() {
    const { colour } = store.get();
    const select = h(
      "select",
      {
        attrs: { id: "dq-figure", "aria-label": tr.t("map.colour.choose") },
        on: {
          change: () =>
            change({
              figure: select.value || null,
              method: model.figure(select.value)?.breaks
                ? "custom"
                : colour.method === "custom"
                  ? "quantile"
                  : colour.method,
            }),
        },
      },
      h("option", { attrs: { value: "" } }, tr.t("map.colour.none")),
      /** @type {const} */ (["figures", "index"]).map((group) => {
        const those = model.payload.figures.filter((one) => one.group === group && (ctx.framed || !one.computed));
        return those.length
          ? h(
              "optgroup",
              { attrs: { label: tr.t(`map.colour.group.${group}`) } },
              those.map((one) => h("option", { attrs: { value: one.id } }, tr.bi(one.name))),
            )
          : null;
      }),
    );
    select.value = colour.figure ?? "";
    return select;
  }
  function popover(/** @type {FigureSpec} */ figure, /** @type {Colour} */ colour) {
    const now = method(figure, colour);
    const by = h(
      "select",
      {
        attrs: { id: "dq-method-by" },
        on: { change: () => change({ method: /** @type {Colour["method"]} */ (by.value) }) },
      },
      METHODS.filter((one) => one !== "custom" || figure.breaks).map((one) =>
        h("option", { attrs: { value: one } }, tr.t(`map.method.${one}`)),
      ),
    );
    by.value = now;
    const n = h(
      "select",
      {
        attrs: { id: "dq-method-n", disabled: now === "custom" },
        on: { change: () => change({ classes: Number(n.value) }) },
      },
      [3, 4, 5, 6, 7].map((one) => h("option", { attrs: { value: one } }, String(one))),
    );
    n.value = String(now === "custom" ? (figure.breaks ?? []).length + 1 : colour.classes);
    return h(
      "div",
      { class: "dq-popover", attrs: { id: "dq-classes" } },
      h("label", {}, h("span", {}, tr.t("map.method.label")), by),
      h("label", {}, h("span", {}, tr.t("map.classes.label")), n),
      h(
        "div",
        { class: "dq-palettes", attrs: { role: "radiogroup", "aria-label": tr.t("map.palette.label") } },
        Object.keys(PALETTES).map((name) =>
          h(
            "button",
            {
              attrs: {
                type: "button",
                role: "radio",
                id: `dq-palette-${name}`,
                "aria-checked": String(colour.palette === name),
                "aria-label": tr.t(`map.palette.${name}`),
              },
              on: { click: () => change({ palette: /** @type {Colour["palette"]} */ (name) }) },
            },
            ramp(/** @type {Colour["palette"]} */ (name), 5).map((fill) => h("i", { style: { background: fill } })),
          ),
        ),
      ),
    );
  }
  function counted(/** @type {FigureSpec} */ figure, /** @type {Level} */ shown, /** @type {number} */ n) {
    return [
      tr.n(n),
      NBSP,
      tr.lang() === "en" && n === 1 ? tr.t(`map.noun.${shown}`) : raw(tr, tr.bi(figure.noun[shown])),
    ];
  }
  function range(/** @type {number[]} */ breaks, /** @type {number} */ i, /** @type {FigureSpec} */ figure) {
    return rangeText(breaks, i, (value) => tr.n(value, Number.isInteger(value) ? 0 : Math.max(1, figure.digits)));
  }
  function cues(/** @type {Level} */ zoomed) {
    const state = store.get();
    const bounds = map.leaflet.getBounds();
    const within = (/** @type {number[]} */ [lon, lat]) => bounds.contains([lat, lon]);
    const records = model.visibleRecords(state);
    const seen = records.filter((r) => r.point && !r.districtWide && within(r.point));
    const schematic =
      state.region === "delta" ? 0 : model.payload.towns.filter((town) => town.schematic && within(town.label)).length;
    const wide =
      state.region === "shanghai" &&
      records.some((r) => r.districtWide && r.districts.length) &&
      zoomed === "district" &&
      window.innerHeight >= 800;
    const layer = model.layer(seen[0]?.layer ?? "");
    const discs = layer && (zoomed === "town" || state.selection?.kind === "record");
    const small = records.find((r) => r.districtWide);
    const smallLayer = small && model.layer(small.layer);
    const rows = [
      schematic ? h("p", {}, dashSample("schematic"), tr.plural("map.cue.schematic", schematic)) : null,
      seen.length
        ? h(
            "p",
            {},
            h("span", { class: "dq-disc", attrs: { "aria-hidden": "true" } }),
            tr.t(discs && zoomed === "town" ? "map.cue.disc" : "map.cue.disc_selected"),
          )
        : null,
      wide && small && smallLayer
        ? h("p", {}, h("span", { class: "dq-cue__sym" }, symbol(smallLayer, 12, small.status)), tr.t("map.cue.wide"))
        : null,
    ].filter((row) => row !== null);
    return rows.length ? h("div", { class: "dq-cues" }, rows) : null;
  }
  function moved() {
    const sign = JSON.stringify([level(), map.leaflet.getBounds().toBBoxString()]);
    if (sign !== drawn) {
      drawn = sign;
      draw();
    }
  }
  map.leaflet.on("moveend zoomend", moved);
  store.on(["lang", "region", "colour", "calculated", "layers", "filters", "selection"], draw);
  draw();
  return card;
}

/** @param {FigureSpec} figure @param {Colour} colour */
function method(figure, colour) {
  return colour.method === "custom" && !figure.breaks ? "quantile" : colour.method;
}

/** "< 2.5", "2.5 – 5", "≥ 20".
 * @param {number[]} breaks @param {number} i @param {(value: number) => string} format */
export function rangeText(breaks, i, format) {
  if (!breaks.length) return "—";
  if (i === 0) return `<${NBSP}${format(breaks[0])}`;
  if (i === breaks.length) return `≥${NBSP}${format(breaks[i - 1])}`;
  return `${format(breaks[i - 1])}\u2009–\u2009${format(breaks[i])}`;
}
