import assert from "node:assert/strict";
import { test } from "node:test";
import { lightness, PALETTES, ramp } from "../src/palettes.js";

for (const [name, colours] of Object.entries(PALETTES)) {
  test(`${name} darkens step by step, so that it prints in grey`, () => {
    const steps = colours.map(lightness);
    steps.slice(1).forEach((value, i) => assert.ok(steps[i] - value > 6, `${colours[i]} → ${colours[i + 1]}`));
  });
}

test("a ramp has as many distinct colours as classes", () => {
  for (let n = 1; n <= 7; n += 1) assert.equal(new Set(ramp("sea", n)).size, n);
});
