import assert from "node:assert/strict";
import { test } from "node:test";
import { breaksFor, naturalBreaks, roundest } from "../src/classes.js";

const counts = (values, edges) => {
  const found = new Array(edges.length + 1).fill(0);
  for (const value of values) found[edges.filter((edge) => value >= edge).length] += 1;
  return found;
};

test("equal intervals cut the range into equal parts", () => {
  assert.deepEqual(breaksFor([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10], "equal", 5), [2, 4, 6, 8]);
});

test("quantiles hold equally many values", () => {
  const values = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];
  assert.deepEqual(counts(values, breaksFor(values, "quantile", 4)), [3, 3, 3, 3]);
});

test("natural breaks find the gaps", () => {
  assert.deepEqual(naturalBreaks([1, 2, 3, 50, 51, 52, 100, 101], 3), [50, 100]);
});

test("natural breaks are no worse than any other cut of a small sample", () => {
  const values = [1, 3, 4, 9, 11, 20, 22, 23, 40].sort((a, b) => a - b);
  const cost = (edges) => {
    const groups = edges.reduce(
      (all, edge) => [...all.slice(0, -1), all.at(-1).filter((v) => v < edge), all.at(-1).filter((v) => v >= edge)],
      [values],
    );
    return groups.reduce((sum, group) => {
      const mean = group.reduce((a, b) => a + b, 0) / group.length;
      return sum + group.reduce((a, b) => a + (b - mean) ** 2, 0);
    }, 0);
  };
  const best = cost(naturalBreaks(values, 3));
  for (let i = 1; i < values.length - 1; i += 1) {
    for (let j = i + 1; j < values.length; j += 1) assert.ok(best <= cost([values[i], values[j]]) + 1e-9);
  }
});

test("few distinct values make fewer classes, no values none", () => {
  assert.deepEqual(breaksFor([3, 3, 3], "quantile", 5), []);
  assert.deepEqual(breaksFor([], "natural", 5), []);
  assert.deepEqual(counts([1, 1, 2, 2], breaksFor([1, 1, 2, 2], "natural", 5)), [2, 2]);
});

test("edges are as round as the values allow", () => {
  assert.equal(roundest(4.3, 5.7), 5);
  assert.equal(roundest(2.61, 2.64), 2.64);
});
