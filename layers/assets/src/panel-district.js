/** @import {Context} from "./parts.js" */
/** @import {Content} from "./panel.js" */
/** @import {District, FigureSpec, SiteRecord} from "./types" */
import { h } from "./dom.js";
import { factList, placeLink, recordList } from "./panel.js";
import { standingOf } from "./panel-standing.js";
import { data, missingSwatch, recordRow, STATUSES, symbol, valueParts } from "./parts.js";

/** @param {Context} ctx @param {District} district @returns {Content} */
export function districtPanel(ctx, district) {
  const { model, store, tr } = ctx;
  const other = tr.lang() === "zh" ? district.name.en : district.name.zh;
  const figure = model.figure(store.get().colour.figure);
  const records = sorted(model.recordsOf(district.code));
  const towns = model.townsOf(district.code);
  const units = model.unitsOf(district.code);
  return {
    eyebrow: [`${tr.t("map.kind.district")} · ${district.code}`],
    title: [data(tr, district.name), h("small", { attrs: { lang: tr.lang() === "zh" ? "en" : "zh" } }, other)],
    district: district.code,
    scorecard: true,
    sections: [
      standingOf(tr, district),
      h(
        "div",
        { class: "dq-three" },
        district.facts
          .slice(0, 3)
          .map((fact) =>
            h(
              "div",
              {},
              h("b", {}, figured(tr.bi(fact.value))),
              h("span", {}, [tr.bi(fact.label), fact.note && tr.bi(fact.note)].filter(Boolean).join(" · ")),
            ),
          ),
      ),
      district.facts.length > 3 && factList(ctx, district.facts.slice(3)),
      figure ? indicator(ctx, district, figure) : null,
      h(
        "div",
        {},
        h(
          "div",
          { class: "dq-counts" },
          h("h3", {}, tr.t("map.panel.records")),
          model.payload.layers.map((layer) =>
            h(
              "span",
              { attrs: { title: tr.bi(layer.name) } },
              symbol(layer, 15),
              h("span", { class: "dq-hidden" }, tr.bi(layer.name)),
              tr.n(district.counts[layer.id]?.total ?? 0),
            ),
          ),
        ),
        records.length
          ? recordList(ctx, records, (record) => recordRow(ctx, record))
          : h("p", { class: "dq-note" }, tr.t("map.panel.no_records")),
        h("p", { class: "dq-note" }, tr.t("map.panel.incomplete")),
      ),
      h(
        "details",
        { class: "dq-towns" },
        h("summary", {}, tr.plural("map.panel.towns", towns.length)),
        h(
          "ul",
          {},
          towns.map((town) => h("li", {}, placeLink(ctx, { kind: "town", id: town.code }))),
        ),
      ),
      units.length
        ? h(
            "details",
            { class: "dq-towns" },
            h("summary", {}, tr.plural("map.panel.units", units.length)),
            h(
              "ul",
              {},
              units.map((unit) => h("li", {}, placeLink(ctx, { kind: "unit", id: unit.code }))),
            ),
          )
        : null,
    ],
  };
}

/** What is in force first, then by layer as everywhere. @param {SiteRecord[]} records */
export function sorted(records) {
  const order = ["centres", "parks", "pilots", "demonstration"];
  return [...records].sort(
    (a, b) =>
      STATUSES.indexOf(a.status) - STATUSES.indexOf(b.status) || order.indexOf(a.layer) - order.indexOf(b.layer),
  );
}

/** The figure large, its unit small. @param {string} text */
export function figured(text) {
  const [, number, unit] = /^([-\d.,]+)(.*)$/s.exec(text) ?? [null, text, ""];
  return [number, unit ? h("small", {}, unit.trim()) : null];
}

/**
 * The chosen figure, with a strip of all sixteen districts.
 * @param {Context} ctx
 * @param {District} district
 * @param {FigureSpec} figure
 */
function indicator({ model, tr }, district, figure) {
  const value = district.values[figure.id];
  const parts = valueParts(tr, figure, value);
  const numbers = model.payload.districts.map((one) => one.values[figure.id]).filter((one) => typeof one === "number");
  return h(
    "div",
    { class: "dq-indicator" },
    h(
      "div",
      { class: "dq-row" },
      data(tr, figure.name),
      h(
        "b",
        { class: "dq-figure" },
        parts.missing && missingSwatch(parts.missing),
        parts.text,
        h("small", {}, parts.unit),
      ),
    ),
    typeof value === "number" ? strip(tr, figure, numbers, value) : null,
    h("p", { class: "dq-note" }, [tr.bi(figure.note), figure.year && tr.bi(figure.year)].filter(Boolean).join(" · ")),
  );
}

/** @param {import("./types").Translator} tr @param {FigureSpec} figure @param {number[]} values @param {number} own */
function strip(tr, figure, values, own) {
  const low = Math.min(...values);
  const span = Math.max(...values) - low || 1;
  const turned = figure.direction === "down";
  const at = (/** @type {number} */ x) => `${(turned ? 1 - (x - low) / span : (x - low) / span) * 96 + 2}%`;
  const rest = [...values];
  rest.splice(rest.indexOf(own), 1);
  const ends =
    figure.direction === null
      ? ["map.strip.low", "map.strip.high"]
      : turned && figure.unit.en === "km"
        ? ["map.strip.far", "map.strip.near"]
        : ["map.strip.weak", "map.strip.strong"];
  return h(
    "div",
    {},
    h(
      "div",
      {
        class: "dq-strip",
        attrs: {
          role: "img",
          "aria-label": tr.t("map.strip.label", {
            n: values.length,
            median: tr.n(median(values), figure.digits),
            unit: tr.bi(figure.unit),
          }),
        },
      },
      rest.map((x) => h("i", { style: { left: at(x) } })),
      h("u", { style: { left: at(median(values)) } }),
      h("em", { style: { left: at(own) } }),
    ),
    h(
      "div",
      { class: "dq-strip__ends" },
      h("span", {}, tr.t(ends[0])),
      h("span", {}, tr.t("map.strip.cue")),
      h("span", {}, tr.t(ends[1])),
    ),
  );
}

/** @param {number[]} values */
export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length >> 1;
  return sorted.length % 2 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
}
