import assert from "node:assert/strict";
import { test } from "node:test";
import { merge, overlap, place, spread } from "../src/place.js";

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
    { x: 0, y: 0, group: "a" },
    { x: 5, y: 0, group: "a" },
    { x: 5, y: 0, group: "b" },
    { x: 1, y: 0, group: "a", alone: true },
    { x: 90, y: 0, group: "a" },
  ];
  assert.deepEqual(
    merge(points, 10).map((c) => c.members.length),
    [2, 1, 1, 1],
  );
});

test("what shares one point parts, and what is fixed stays", () => {
  const points = [
    { x: 0, y: 0, fixed: true },
    { x: 0, y: 0 },
    { x: 3, y: 0 },
  ];
  spread(points, 10, 20);
  assert.deepEqual([points[0].x, points[0].y], [0, 0]);
  points.forEach((a, i) => points.slice(i + 1).forEach((b) => assert.ok(Math.hypot(a.x - b.x, a.y - b.y) > 9)));
});

test("nothing moves farther than its leash, and far points do not move", () => {
  const homes = Array.from({ length: 12 }, (_, i) => ({ x: i % 3, y: i % 2 }));
  const points = [...homes.map((one) => ({ ...one })), { x: 500, y: 500 }];
  spread(points, 15, 12);
  homes.forEach((home, i) => assert.ok(Math.hypot(points[i].x - home.x, points[i].y - home.y) < 12.001));
  assert.deepEqual(points[12], { x: 500, y: 500 });
});

test("spreading the same points gives the same places", () => {
  const fresh = () => Array.from({ length: 9 }, () => ({ x: 5, y: 5 }));
  const [a, b] = [fresh(), fresh()];
  spread(a, 10, 30);
  spread(b, 10, 30);
  assert.deepEqual(a, b);
});
