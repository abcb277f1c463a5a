import assert from "node:assert/strict";
import test from "node:test";
import { tied } from "../src/text.js";

test("no line begins with the dot between two parts", () => {
  assert.equal(tied("2026-11 · 区界：（高德）· 街镇"), "2026-11\u00a0· 区界：（高德）\u2060· 街镇");
  assert.equal(tied("km²"), "km²");
});
