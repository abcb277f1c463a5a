import assert from "node:assert/strict";
import { test } from "node:test";
import { createCalculated } from "../src/calculated.js";
import { createModel } from "../src/index.js";
import { escapeJson, withState } from "../src/snapshot.js";
import { createStore } from "../src/store.js";

const FIGURE = { id: "f", levels: ["district", "town"], breaks: [2, 4], computed: true };
const FILTERS = { level: [], status: [], confidence: [], field: [], year: null };
const STATE = {
  lang: "en",
  region: "shanghai",
  selection: null,
  layers: [],
  view: null,
  filters: FILTERS,
  colour: { figure: "f", method: "custom", classes: 5, palette: "sea" },
};
const payload = () => ({
  layers: [],
  units: [],
  records: [],
  initial: {},
  figures: [FIGURE, { ...FIGURE, id: "g", computed: false }],
  districts: [{ code: "1", values: { g: 1 } }],
  towns: [{ code: "11", district: "1", values: {} }],
});

function world() {
  const model = createModel(payload());
  const store = createStore(STATE);
  const asked = [];
  return { model, store, asked, calculated: createCalculated(model, store, (question) => asked.push(question)) };
}

test("a computed figure is asked for once per question, and its answer colours", () => {
  const { model, store, asked, calculated } = world();
  calculated.want();
  calculated.want();
  assert.equal(asked.length, 1);
  assert.equal(store.get().calculated, null);
  const before = model.classify("f", "town", STATE.colour);
  assert.equal(before.gaps.missing, 1);
  calculated.take({ key: asked[0].key, figure: "f", values: { 1: 3, 11: 5, 99: 1 } });
  assert.equal(store.get().calculated, asked[0].key);
  assert.deepEqual(model.classify("f", "town", STATE.colour).counts, [0, 0, 1]);
});

test("an answer to an older question, or to none, is left aside", () => {
  const { model, store, asked, calculated } = world();
  calculated.want();
  store.set({ filters: { ...FILTERS, level: ["national"] } });
  calculated.want();
  calculated.take({ key: asked[0].key, figure: "f", values: { 1: 3 } });
  calculated.take({ key: asked[1].key, figure: "g", values: { 1: 3 } });
  calculated.take({ key: asked[1].key, figure: "f", values: null });
  assert.equal(store.get().calculated, null);
  assert.deepEqual(model.district("1").values, { g: 1 });
});

test("values that are no values are left out", () => {
  const { model, asked, calculated } = world();
  calculated.want();
  calculated.take({ key: asked[0].key, figure: "f", values: { 1: "<img>", 11: { missing: "missing" } } });
  assert.deepEqual([model.district("1").values.f, model.town("11").values.f], [undefined, { missing: "missing" }]);
});

test("a saved document carries what was calculated as its own", () => {
  const source = `<script type="application/json" id="dqm-data">${escapeJson(JSON.stringify(payload()))}</script>`;
  const saved = withState(
    source,
    STATE,
    new Map([
      ["1", 3],
      ["11", { missing: "missing" }],
    ]),
  );
  const read = JSON.parse(saved.replace(/<[^>]*>/g, ""));
  assert.deepEqual(read.districts[0].values, { g: 1, f: 3 });
  assert.deepEqual(read.towns[0].values.f, { missing: "missing" });
  assert.deepEqual(
    read.figures.map((one) => one.computed),
    [false, false],
  );
  assert.deepEqual(read.initial, STATE);
});
