import assert from "node:assert/strict";
import { test } from "node:test";
import { createBridge } from "../src/bridge.js";
import { createModel } from "../src/index.js";
import { escapeJson, withState } from "../src/snapshot.js";
import { createStore } from "../src/store.js";

// biome-ignore lint/suspicious/noTemplateCurlyInString: text as somebody might send it
const HOSTILE = "</script><img src=x onerror=alert(1)> ${x} `y` $& $1 \u2028\u202e <!--";
const STATE = {
  lang: "en",
  region: "delta",
  selection: null,
  layers: [],
  view: null,
  colour: { figure: null, method: "custom", classes: 5, palette: "sea" },
  filters: { level: [], status: [], confidence: [], field: [], year: null },
};

test("a saved document differs in its initial state only, hostile names included", () => {
  const payload = { initial: { lang: "zh" }, records: [{ name: HOSTILE }] };
  const page = (data) => {
    const json = escapeJson(JSON.stringify(data));
    return `<html><script type="application/json" id="dqm-data">${json}</script><script>"$&"</script></html>`;
  };
  const saved = withState(page(payload), STATE);
  assert.equal(saved, page({ ...payload, initial: STATE }));
  assert.equal(saved.split("</script>").length, 3);
  assert.ok(!saved.includes("\u2028") && !saved.includes("<img"));
});

test("a page without data is refused", () => {
  assert.throws(() => withState("<html></html>", STATE), /no data block/);
});

function world() {
  const sent = [];
  let hear = () => {};
  const parent = { postMessage: (message) => sent.push(message) };
  const self = {
    addEventListener: (_, fn) => {
      hear = fn;
    },
  };
  const model = createModel({
    layers: [{ id: "parks" }],
    districts: [{ code: "1" }],
    towns: [],
    units: [],
    records: [],
    figures: [],
  });
  const store = createStore(STATE);
  const shown = [];
  const bridge = createBridge(model, store, (text) => shown.push(text), { parent, self, delay_ms: 1 });
  return { sent, shown, store, bridge, say: (data, source = parent) => hear({ source, data }) };
}
const later = () =>
  new Promise((done) => {
    setTimeout(done, 20);
  });

test("only the app, after its greeting and with its nonce, is heard", async () => {
  const { sent, shown, store, say } = world();
  say({ dqm: 1, nonce: "n", type: "set", patch: { lang: "zh" } });
  say({ dqm: 1, nonce: "n", type: "hello" }, {});
  assert.deepEqual(sent, []);
  say({ dqm: 1, nonce: "n", type: "hello" });
  say({ dqm: 1, nonce: "other", type: "hello" });
  for (const bad of [
    null,
    "x",
    [],
    { dqm: 2, nonce: "n", type: "set", patch: { lang: "zh" } },
    { dqm: 1, nonce: "other", type: "set", patch: { lang: "zh" } },
  ])
    say(bad);
  assert.deepEqual([sent, store.get().lang], [[{ dqm: 1, nonce: "n", type: "ready" }], "en"]);
  say({ dqm: 1, nonce: "n", type: "set", patch: { lang: "zh" } });
  say({ dqm: 1, nonce: "n", type: "notice", text: { zh: "你好", en: "hello" } });
  await later();
  assert.deepEqual([store.get().lang, shown, sent.length], ["zh", [{ zh: "你好", en: "hello" }], 1]);
});

test("a visitor's changes are told once, with the turn of Back and Forward they belong to", async () => {
  const { sent, store, bridge, say } = world();
  say({ dqm: 1, nonce: 7, type: "hello" });
  store.set({ view: { lon: 1, lat: 2, zoom: 3 } }, "map");
  await later(); // a slow machine: the first view is found long after it was looked for
  bridge.settle();
  await later();
  assert.equal(sent.length, 1);
  store.set({ selection: { kind: "district", id: "1" } });
  store.set({ layers: ["parks"], hover: { kind: "town", id: "x" } });
  await later();
  say({ dqm: 1, nonce: 7, type: "set", patch: { selection: null }, turn: 4 });
  store.set({ lang: "zh" });
  await later();
  assert.deepEqual(
    sent.slice(1).map((message) => [message.type, message.turn]),
    [
      ["state", 0],
      ["state", 4],
    ],
  );
  assert.deepEqual(
    sent.slice(1).map((message) => message.state.selection),
    [{ kind: "district", id: "1" }, null],
  );
  assert.ok(!("hover" in sent[1].state));
});
