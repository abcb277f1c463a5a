import assert from "node:assert/strict";
import { test } from "node:test";
import { range, rankWords } from "../src/panel-standing.js";
import { createTranslator } from "../src/text.js";

const TEXT = {
  en: {
    "map.standing.rank": "Rank {rank}",
    "map.standing.tied": "Rank {rank}, tied",
    "map.standing.interval": "{share}% interval {range}",
  },
};
const ONE = { rank: 6, low: 3, high: 8, of: 16, tied: false, interval: 0.9 };

test("a rank is said with its interval, and whether it is shared", () => {
  const tr = createTranslator({ text: TEXT }, { get: () => ({ lang: "en" }) });
  assert.equal(rankWords(tr, ONE), "Rank 6 · 90% interval 3–8");
  assert.equal(
    rankWords(tr, { ...ONE, tied: true, interval: 0.5, low: 6, high: 6 }),
    "Rank 6, tied · 50% interval 6–6",
  );
  assert.equal(range(ONE), "3–8");
});
