/** @import {Classes, Colour, Filters, Level, Model, Payload, SiteRecord, Value} from "./types" */
import { breaksFor } from "./classes.js";
import { ramp } from "./palettes.js";

/**
 * Lookups and counts over the payload; pure, and without a screen.
 *
 * @param {Payload} payload
 * @returns {Model}
 */
export function createModel(payload) {
  const layers = new Map(payload.layers.map((one) => [/** @type {string} */ (one.id), one]));
  const districts = new Map(payload.districts.map((one) => [one.code, one]));
  const towns = new Map(payload.towns.map((one) => [one.code, one]));
  const units = new Map(payload.units.map((one) => [one.code, one]));
  const records = new Map(payload.records.map((one) => [one.id, one]));
  const figures = new Map(payload.figures.map((one) => [one.id, one]));
  const townsOf = group(payload.towns, (town) => [town.district]);
  const unitsOf = group(payload.units, (unit) => [unit.district]);
  const recordsOf = group(payload.records, (record) => record.districts);
  const recordsOfTown = group(payload.records, (record) => record.towns);
  /** @type {Map<string, Classes>} */
  const classes = new Map();

  return {
    payload,
    layer: (id) => layers.get(id),
    district: (code) => districts.get(code),
    town: (code) => towns.get(code),
    unit: (code) => units.get(code),
    record: (id) => records.get(id),
    figure: (id) => (id === null ? undefined : figures.get(id)),
    townsOf: (code) => townsOf.get(code) ?? [],
    unitsOf: (code) => unitsOf.get(code) ?? [],
    recordsOf: (code) => recordsOf.get(code) ?? [],
    recordsOfTown: (code) => recordsOfTown.get(code) ?? [],
    visibleRecords: (state) =>
      payload.records.filter((record) => state.layers.includes(record.layer) && passes(record, state.filters)),
    classify(figureId, level, colour) {
      const key = JSON.stringify([figureId, level, colour.method, colour.classes, colour.palette]);
      const known = classes.get(key);
      if (known) return known;
      const spec = figures.get(figureId);
      const areas = level === "town" && spec?.levels.includes("town") ? payload.towns : payload.districts;
      const values = areas.map((area) => area.values[figureId]);
      const made = cut(values, spec?.breaks ?? null, colour, areas === payload.towns ? "town" : "district");
      classes.set(key, made);
      return made;
    },
    install(figureId, values) {
      for (const area of [...payload.districts, ...payload.towns]) {
        if (area.code in values) area.values[figureId] = values[area.code];
        else delete area.values[figureId];
      }
      for (const key of classes.keys()) if (JSON.parse(key)[0] === figureId) classes.delete(key);
    },
  };
}

/**
 * @param {(Value | undefined)[]} values
 * @param {number[] | null} curated
 * @param {Colour} colour
 * @param {Level} level
 * @returns {Classes}
 */
export function cut(values, curated, colour, level) {
  const numbers = values.filter((value) => typeof value === "number");
  const breaks =
    colour.method === "custom" && curated
      ? curated
      : breaksFor(numbers, colour.method === "custom" ? "quantile" : colour.method, colour.classes);
  const classOf = (/** @type {Value | undefined} */ value) =>
    typeof value === "number" ? breaks.filter((edge) => value >= edge).length : -1;
  const counts = new Array(breaks.length + 1).fill(0);
  for (const value of numbers) counts[classOf(value)] += 1;
  const gaps = { missing: 0, not_published: 0, not_applicable: 0 };
  for (const value of values) if (typeof value !== "number") gaps[value?.missing ?? "missing"] += 1;
  return { level, breaks, counts, classOf, colours: ramp(colour.palette, breaks.length + 1), gaps };
}

/**
 * Whether a record passes the filters. Where a list is empty it restricts
 * nothing; a record without a year does not pass a restriction to years.
 *
 * @param {SiteRecord} record
 * @param {Filters} filters
 * @param {keyof Filters} [except] A filter to leave out, for counting its choices.
 */
export function passes(record, filters, except) {
  const open = (/** @type {keyof Filters} */ name) =>
    name === except || !(/** @type {unknown[] | null} */ (filters[name])?.length);
  const { from, to } = record.year;
  return (
    (open("level") || filters.level.includes(record.level)) &&
    (open("status") || filters.status.includes(record.status)) &&
    (open("confidence") || filters.confidence.includes(record.confidence)) &&
    (open("field") || record.fields.some((field) => filters.field.includes(field))) &&
    (open("year") ||
      !filters.year ||
      ((from !== null || to !== null) && (from ?? to ?? 0) <= filters.year[1] && (to ?? from ?? 0) >= filters.year[0]))
  );
}

/** @template T @param {T[]} items @param {(item: T) => string[]} keys @returns {Map<string, T[]>} */
function group(items, keys) {
  const groups = new Map();
  for (const item of items) {
    for (const key of new Set(keys(item))) groups.set(key, [...(groups.get(key) ?? []), item]);
  }
  return groups;
}
