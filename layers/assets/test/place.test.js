import assert from "node:assert/strict";
import { test } from "node:test";
import { merge, overlap, place } from "../src/place.js";

const label = (x, y, extra = {}) => ({ x, y, width: 40, height: 16, reach: 46, ...extra });

test("no label covers another or an obstacle", () => {
  const obstacle = { x: 50, y: 50, width: 15, height: 15 };
  const placed = place([label(50, 50), label(55, 52), label(60, 48), label(52, 49)], [obstacle]);
  const rects = [obstacle, ...placed.map(({ x, y }) => ({ x, y, width: 40, height: 16 }))];
  rects.forEach((a, i) => rects.slice(i + 1).forEach((b) => assert.ok(!overlap(a, b))));
  assert.ok(placed.length >= 3);
});

test("the first label keeps its own place", () => {
  const [first] = place([label(10, 10), label(10, 10)], []);
  assert.deepEqual([first.x, first.y], [10, 10]);
});

test("a label without room is left out", () => {
  assert.equal(place([label(0, 0), label(0, 0, { reach: 0 })], []).length, 1);
});

test("the chosen label shows even where there is no room", () => {
  const obstacle = { x: 0, y: 0, width: 400, height: 400 };
  assert.equal(place([label(0, 0, { chosen: true }), label(0, 0)], [obstacle]).length, 1);
});

test("only close points of one group merge, and a chosen one stays alone", () => {
  const points = [
    { x: 0, y: 0, group: "a" }, { x: 5, y: 0, group: "a" }, { x: 5, y: 0, group: "b" },
    { x: 1, y: 0, group: "a", alone: true }, { x: 90, y: 0, group: "a" },
  ];
  assert.deepEqual(merge(points, 10).map((c) => c.members.length), [2, 1, 1, 1]);
});
