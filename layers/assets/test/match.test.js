import assert from "node:assert/strict";
import { test } from "node:test";
import { search } from "../src/match.js";

const place = (key, zh, en, code, readings, weight = 1) => ({ key, zh, en, code, readings, weight });
const PLACES = [
  place("a", "虹桥街道", "Hongqiao Subdistrict", "310105102", ["hong qiao jie dao"]),
  place("b", "虹桥镇", "Hongqiao Town", "310112106", ["hong qiao zhen"]),
  place("c", "合庆镇", "Heqing Town", "310115140", ["he qing zhen", "ge qing zhen"]),
  place("d", "重固镇", "Chonggu Town", "310118105", ["chong gu zhen", "zhong gu zhen"]),
  place("e", "黄浦区", "Huangpu", "310101", ["huang pu qu"], 0),
];
const found = (query) => search(PLACES, query).map((hit) => hit.entry.key);

test("initials list every place that shares them", () => {
  assert.deepEqual(found("hq").sort(), ["a", "b", "c"]);
});

test("every reading of a heteronym is found, in full and by initials", () => {
  for (const query of ["chonggu", "cg", "zhonggu", "zg", "Chong Gu", "重固"])
    assert.deepEqual(found(query), ["d"], query);
});

test("codes and English names are found", () => {
  assert.deepEqual(found("310118105"), ["d"]);
  assert.deepEqual(found("hongqiao t"), ["b"]);
});

test("exact goes before prefix, prefix before initials, initials before substring", () => {
  const entries = [
    place("sub", "大虹", "x", "4", ["da hong"]),
    place("ini", "红", "y", "3", ["h o n g"]),
    place("pre", "虹桥", "z", "2", ["hong qiao"]),
    place("exact", "虹", "w", "1", ["hong"]),
  ];
  assert.deepEqual(
    search(entries, "hong").map((hit) => hit.entry.key),
    ["exact", "ini", "pre", "sub"],
  );
  assert.deepEqual(
    search(entries, "hong").map((hit) => hit.rank),
    [0, 0, 1, 3],
  );
});

test("the matched letters are named", () => {
  const [hit] = search([PLACES[2]], "hq");
  assert.equal(hit.text, "heqingzhen");
  assert.deepEqual(hit.letters, [0, 2]);
  assert.deepEqual(search([PLACES[3]], "固镇")[0].letters, [1, 2]);
});

test("nothing matches nothing, and marks of regular expressions are letters", () => {
  assert.deepEqual(found("  "), []);
  assert.deepEqual(found(".*"), []);
});

test("a place found by its first reading goes before one found by a rare reading", () => {
  const entries = [
    place("rare", "甘泉路街道", "x", "1", ["gan quan lu", "han quan lu"]),
    place("first", "合庆镇", "y", "2", ["he qing zhen"]),
  ];
  assert.deepEqual(
    search(entries, "hq").map((hit) => hit.entry.key),
    ["first", "rare"],
  );
});
