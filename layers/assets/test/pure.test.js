import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { checkedPatch } from "../src/bridge.js";
import { cell, toCsv } from "../src/csv.js";
import { createModel, cut, passes } from "../src/index.js";
import { createStore } from "../src/store.js";
import { createTranslator, fill } from "../src/text.js";

const COLOUR = { figure: "f", method: "custom", classes: 5, palette: "sea" };
const OPEN = { level: [], status: [], confidence: [], field: [], year: null };
const STATE = {
  lang: "zh",
  region: "shanghai",
  selection: null,
  layers: ["parks"],
  colour: COLOUR,
  filters: OPEN,
  view: null,
};
const RECORD = {
  id: "R1",
  layer: "parks",
  level: "national",
  status: "planned",
  confidence: "high",
  fields: ["ai", "bio"],
  districts: ["310101"],
  towns: [],
  year: { from: 2015, to: 2018 },
};
const MODEL = createModel({
  layers: [{ id: "parks" }, { id: "centres" }],
  districts: [{ code: "310101", values: { f: 1 } }],
  towns: [],
  units: [],
  records: [RECORD],
  figures: [{ id: "f", levels: ["district"], breaks: [2.5, 5] }],
});

test("the store tells only of what changed, once, and in order", () => {
  const store = createStore(STATE);
  const heard = [];
  store.on(["lang"], (state, changed, source) => {
    heard.push([state.lang, changed, source]);
    if (state.lang === "en") store.set({ lang: "zh" }, "inner");
  });
  store.set({ layers: ["parks"] });
  store.set({ region: "delta" });
  store.set({ lang: "en" }, "app");
  assert.deepEqual(heard, [
    ["en", ["lang"], "app"],
    ["zh", ["lang"], "inner"],
  ]);
});

test("plurals, placeholders and units", () => {
  const text = {
    zh: { a: ["{n} 条"], "common.about": "约 {value}" },
    en: { a: ["{n} record", "{n} records"], "common.about": "about {value}" },
  };
  const state = { lang: "en" };
  const tr = createTranslator({ text }, { get: () => state });
  assert.deepEqual(
    [1, 2, 1200].map((n) => tr.plural("a", n)),
    ["1 record", "2 records", "1,200 records"],
  );
  assert.deepEqual([tr.km(9.64), tr.km(0.854), tr.km(14.4, true)], ["9.6\u00a0km", "850\u00a0m", "about 14\u00a0km"]);
  state.lang = "zh";
  assert.equal(tr.plural("a", 1), "1 条");
  assert.equal(tr.t("unknown.key"), "unknown.key");
  assert.equal(fill("{a} {b} {c}", { a: "{b}", b: "$&" }), "{b} $& {c}");
});

test("a record passes a filter by any of its fields and an overlap of its years", () => {
  const by = (filters) => passes(RECORD, { ...OPEN, ...filters });
  assert.ok(
    by({}) &&
      by({ field: ["bio", "x"] }) &&
      by({ year: [2018, 2020] }) &&
      by({ level: ["national"], status: ["planned"] }),
  );
  assert.ok(
    !by({ field: ["x"] }) &&
      !by({ year: [2019, 2020] }) &&
      !by({ level: ["district"] }) &&
      !by({ confidence: ["low"] }),
  );
  assert.ok(!passes({ ...RECORD, year: { from: null, to: null } }, { ...OPEN, year: [1900, 2100] }));
  assert.ok(passes(RECORD, { ...OPEN, level: ["district"] }, "level"));
});

test("classes hold their lower edge, and what is no number is missing, not zero", () => {
  const made = cut([0, 2.5, 4, 5, { missing: "missing" }, { missing: "not_published" }], [2.5, 5], COLOUR, "district");
  assert.deepEqual([made.counts, made.gaps], [[1, 2, 1], { missing: 1, not_published: 1, not_applicable: 0 }]);
  assert.deepEqual([made.classOf(0), made.classOf(5), made.classOf({ missing: "missing" })], [0, 2, -1]);
  assert.equal(made.colours.length, 3);
});

test("CSV disarms formulas and leaves numbers alone", () => {
  assert.deepEqual(["=1+1", "+1", "-1", "@x", "\tx", " =x", "a,b", 'q"q', -1.5, null].map(cell), [
    "'=1+1",
    "'+1",
    "'-1",
    "'@x",
    "'\tx",
    "' =x",
    '"a,b"',
    '"q""q"',
    "-1.5",
    "",
  ]);
  assert.equal(
    toCsv([
      ["a", 1],
      ["b\nc", 2],
    ]),
    '\ufeffa,1\r\n"b\nc",2\r\n',
  );
});

test("CSV disarms the texts that the application disarms, and no others", () => {
  const { formulas, texts } = JSON.parse(readFileSync(new URL("formulas.json", import.meta.url), "utf-8"));
  for (const one of formulas) assert.match(cell(one), /^"?'/, JSON.stringify(one));
  for (const one of texts) assert.equal(cell(one), one);
  assert.ok(!toCsv([["＝cmd", -1]]).includes("\ufeff＝"));
});

test("a patch from outside keeps what is known and drops the rest", () => {
  const check = (patch) => checkedPatch(MODEL, STATE, patch);
  assert.deepEqual(
    check({
      lang: "fr",
      region: "mars",
      selection: { kind: "district", id: "999" },
      layers: "parks",
      view: { lon: "x" },
      junk: 1,
    }),
    {},
  );
  for (const bad of [null, 3, "x", [], undefined]) assert.deepEqual(check(bad), {});
  assert.deepEqual(check({ selection: { kind: "record", id: "R1", extra: 1 } }), {
    selection: { kind: "record", id: "R1" },
  });
  assert.deepEqual(check({ selection: null, layers: ["centres", "evil", "parks"] }), {
    selection: null,
    layers: ["parks", "centres"],
  });
  assert.deepEqual(check({ colour: { figure: "nope", classes: 99, method: "equal" } }).colour, {
    ...COLOUR,
    method: "equal",
  });
  assert.deepEqual(check({ filters: { level: ["national", "evil", 3], year: [2020, 2010] } }).filters, {
    ...OPEN,
    level: ["national"],
  });
  assert.deepEqual(check({ view: { lon: 121, lat: 31, zoom: Infinity } }), {});
});
