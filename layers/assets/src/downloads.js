/** @import {Context} from "./parts.js" */
/** @import {SiteRecord} from "./types" */
import { toCsv } from "./csv.js";
import { h } from "./dom.js";
import { exportPng } from "./png.js";
import { withState } from "./snapshot.js";

export const KINDS = /** @type {const} */ (["png", "html", "geojson", "csv"]);

/** @param {Context} ctx @param {(typeof KINDS)[number]} kind */
export async function download(ctx, kind) {
  const { model, store, tr, map } = ctx;
  const name = `district-quality-map-${model.payload.build.dataDate}.${kind}`;
  try {
    if (kind === "png") save(await exportPng(map, model, store, tr), name);
    else if (kind === "html")
      save(new Blob([withState(ctx.source, ctx.plain(), calculated(ctx))], { type: "text/html" }), name);
    else {
      const records = model.visibleRecords(store.get());
      const text = kind === "csv" ? toCsv(rows(ctx, records)) : JSON.stringify(geojson(ctx, records));
      save(new Blob([text], { type: kind === "csv" ? "text/csv;charset=utf-8" : "application/geo+json" }), name);
    }
    ctx.toast(tr.t("map.download.done", { name }));
  } catch {
    ctx.toast(tr.t("map.download.failed", { name }));
  }
}

/** Values of the chosen figure where the app has calculated them. @param {Context} ctx */
function calculated({ model, store }) {
  const figure = model.figure(store.get().colour.figure);
  if (!figure?.computed) return null;
  const { districts, towns } = model.payload;
  return new Map(
    [...districts, ...towns].flatMap(({ code, values }) =>
      figure.id in values ? [/** @type {const} */ ([code, values[figure.id]])] : [],
    ),
  );
}

/** @param {Blob} blob @param {string} name */
export function save(blob, name) {
  const href = URL.createObjectURL(blob);
  const link = h("a", { attrs: { href, download: name } });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(href), 60_000);
}

/** @param {Context} ctx @param {SiteRecord} record */
function flat({ model, tr }, record) {
  const words = (/** @type {string} */ kind, /** @type {string} */ id) => tr.t(`vocab.${kind}.${id}`);
  return {
    id: record.id,
    layer: tr.bi(model.layer(record.layer)?.name),
    name_zh: record.name.zh,
    name_en: record.name.en,
    level: words("level", record.level),
    status: words("status", record.status),
    districts: record.districts.map((id) => tr.bi(model.district(id)?.name)).join("; "),
    towns: record.towns.map((id) => tr.bi(model.town(id)?.name)).join("; "),
    outside: record.outside.map((place) => tr.bi(place)).join("; "),
    lon: record.point?.[0] ?? null,
    lat: record.point?.[1] ?? null,
    precision_m: record.precision_m,
    basis: tr.bi(record.basis),
    confidence: words("confidence", record.confidence),
    year: tr.bi(record.year.text),
    fields: record.fields.map((id) => words("field", id)).join("; "),
    sources: record.sources.map((source) => [source.text, source.url].filter(Boolean).join(" ")).join("; "),
    note: tr.bi(record.note),
  };
}

/** @param {Context} ctx @param {SiteRecord[]} records */
function rows(ctx, records) {
  const flats = records.map((record) => flat(ctx, record));
  const names = /** @type {(keyof ReturnType<typeof flat>)[]} */ (Object.keys(flat(ctx, ctx.model.payload.records[0])));
  return [names, ...flats.map((one) => names.map((name) => one[name]))];
}

/** @param {Context} ctx @param {SiteRecord[]} records */
function geojson(ctx, records) {
  return {
    type: "FeatureCollection",
    features: records.map((record) => ({
      type: "Feature",
      id: record.id,
      geometry: record.point ? { type: "Point", coordinates: record.point } : null,
      properties: flat(ctx, record),
    })),
  };
}
