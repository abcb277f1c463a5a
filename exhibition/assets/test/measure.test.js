import assert from "node:assert/strict";
import { test } from "node:test";
import { formatOf, layoutOf, margins } from "../src/measure.js";

const NEAR = { target_px: 55, text_px: 21 };

test("the four screens have their formats", () => {
  assert.equal(formatOf(1920, 1080), "wide");
  assert.equal(formatOf(3840, 2160), "wide");
  assert.equal(formatOf(3840, 1080), "ultra");
  assert.equal(formatOf(1080, 1920), "tall");
});

test("a 4K screen has the same picture twice as large, its lines not quite", () => {
  const { unit, stroke } = layoutOf(3840, 2160, NEAR);
  assert.equal(unit, 2);
  assert.ok(stroke > 1.5 && stroke < 1.7);
});

test("text and targets are never below what the screen asks for", () => {
  const far = layoutOf(1920, 1080, { target_px: 90, text_px: 30 });
  assert.equal(far.floor, 30);
  assert.equal(layoutOf(3840, 2160, NEAR).floor, 40);
  assert.equal(far.target, 90);
  assert.equal(layoutOf(1920, 1080, NEAR).target, 66);
});

test("pixels of the screen are more than CSS pixels where the browser scales", () => {
  assert.equal(layoutOf(1920, 1080, { target_px: 180, text_px: 60 }, 2).target, 90);
});

test("on two screens side by side the map ends before the seam", () => {
  const { map } = layoutOf(3840, 1080, NEAR);
  assert.deepEqual(map, [0, 0, 1860, 1080]);
});

test("margins leave a map on every format", () => {
  for (const [width, height] of [
    [1920, 1080],
    [3840, 2160],
    [3840, 1080],
    [1080, 1920],
  ]) {
    const layout = layoutOf(width, height, NEAR);
    for (const kind of ["overview", "district", "theme", "touch"]) {
      const [top, right, bottom, left] = margins(layout, kind);
      assert.ok(layout.map[2] - left - right > 300 * layout.unit);
      assert.ok(layout.map[3] - top - bottom > 300 * layout.unit);
    }
  }
});
