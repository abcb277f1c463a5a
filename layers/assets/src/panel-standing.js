/** @import {District, Standing, Translator} from "./types" */
import { h, icon } from "./dom.js";
import { data, raw } from "./parts.js";

/** The figure whose value makes the rank. */
export const INDEX = "index_score";

/** "第 6 名 · 90% 区间 3–8": a rank is never said without its interval.
 * @param {Translator} tr @param {Standing} one */
export function rankWords(tr, one) {
  const interval = tr.t("map.standing.interval", { share: share(tr, one), range: range(one) });
  return `${tr.t(rankKey(one), { rank: one.rank })} · ${interval}`;
}

/** "3–8". @param {Standing} one */
export function range({ low, high }) {
  return `${low}–${high}`;
}

/** Rank, interval and where it lies among all; or why the district is not ranked.
 * @param {Translator} tr @param {District} district */
export function standingOf(tr, { standing, unranked }) {
  if (!standing) return h("p", { class: "dq-caveat" }, icon("info", 18), data(tr, unranked));
  const { rank, low, high, of } = standing;
  const places = Array.from({ length: of }, (_, i) => i + 1);
  const spoken = tr.t("map.standing.label", { rank, low, high, of, share: share(tr, standing) });
  return h(
    "div",
    { class: "dq-standing" },
    h(
      "div",
      { class: "dq-row" },
      h("p", { class: "dq-rank" }, around(tr.t(rankKey(standing)), "{rank}", rank)),
      h(
        "p",
        { class: "dq-rank__side" },
        h(
          "span",
          {},
          around(tr.t("map.standing.interval", { share: share(tr, standing) }), "{range}", range(standing)),
        ),
        h("span", {}, tr.t("map.standing.of", { of, score: tr.n(standing.score, 1) })),
      ),
    ),
    h(
      "div",
      { class: "dq-rankbar", attrs: { role: "img", "aria-label": spoken }, style: { "--places": String(of) } },
      places.map((place) => h("i", { class: place === rank ? "own" : place >= low && place <= high ? "in" : "" })),
    ),
    h(
      "div",
      { class: "dq-rankbar__ends", attrs: { "aria-hidden": "true" }, style: { "--places": String(of) } },
      [...new Set([1, low, high, of])].map((place) => h("span", { style: { "grid-column": String(place) } }, place)),
    ),
    h(
      "details",
      { class: "dq-standing__more" },
      h("summary", {}, tr.t("map.standing.caveat"), icon("down", 12)),
      h(
        "p",
        { class: "dq-note" },
        raw(tr, tr.bi(standing.note)),
        " ",
        tr.t("map.standing.drawn", { draws: tr.n(standing.draws), share: share(tr, standing), low, high }),
      ),
    ),
  );
}

/** @param {Standing} one */
const rankKey = ({ tied }) => (tied ? "map.standing.tied" : "map.standing.rank");

/** @param {Translator} tr @param {Standing} one */
const share = (tr, { interval }) => tr.n(interval * 100);

/** A sentence with one of its figures large.
 * @param {string} sentence @param {string} mark @param {string | number} figure */
function around(sentence, mark, figure) {
  const [before, after] = sentence.split(mark);
  return [before, h("b", {}, figure), after];
}
