/** @import {HallCard, Hub, Scene} from "./types" */
import { h, svg } from "../../../layers/assets/src/dom.js";
import { around, marked, otherwise, PART, said, tied } from "./text.js";

/**
 * The large card of a district: name, rank with its interval, three figures, one strength.
 *
 * @param {Hub} hub @param {string} code @param {Scene | null} scene The stop of the tour, for the line above.
 */
export function districtCard({ hall, model, tr }, code, scene) {
  const district = model.district(code);
  const card = hall.cards[code];
  if (!district || !card) throw new Error(`no card of ${code}`);
  return h(
    "article",
    { class: "hl-card" },
    scene && h("p", { class: "hl-eyebrow" }, tr.bi(scene.eyebrow)),
    h(
      "h1",
      { class: "hl-serif hl-card__name", style: { "--length": String(tr.bi(district.name).length) } },
      tr.bi(district.name),
    ),
    h("p", { class: "hl-card__other" }, otherwise(tr, district.name, "")),
    h("hr", {}),
    ranked({ hall, tr }, card),
    h("hr", {}),
    h(
      "div",
      { class: "hl-figures" },
      card.figures.map((one) =>
        h(
          "div",
          {},
          h("span", { class: "hl-figures__label" }, tr.bi(one.label)),
          h("b", { class: one.missing ? "hl-figures__gap" : "hl-number hl-roll" }, tr.bi(one.number)),
          h(
            "span",
            { class: "hl-figures__unit" },
            tied([tr.bi(one.unit), tr.bi(one.note)].filter(Boolean).join(" · ")),
          ),
        ),
      ),
    ),
    h("hr", {}),
    strength({ tr }, card),
  );
}

/** @param {Pick<Hub, "hall" | "tr">} hub @param {HallCard} card */
function ranked({ hall, tr }, card) {
  if (!card.ranked) return h("p", { class: "hl-card__unranked" }, tr.t("exhibition.screen.district.unranked"));
  return h(
    "div",
    { class: "hl-rank" },
    h(
      "p",
      { class: "hl-rank__head" },
      tr.bi(hall.index),
      card.tied && h("em", {}, tr.t("exhibition.screen.district.tied")),
    ),
    h(
      "div",
      { class: "hl-rank__row" },
      h(
        "p",
        { class: "hl-rank__place" },
        around(tr.t("exhibition.screen.district.place", { n: PART }), h("b", { class: "hl-number" }, card.rank)),
      ),
      h("p", { class: "hl-rank__span" }, h("span", {}, tr.t("exhibition.screen.district.interval")), interval(card)),
    ),
    scale({ tr }, card),
    h("p", { class: "hl-rank__caveat" }, tr.t("exhibition.screen.district.caveat")),
  );
}

/** "1 – 5" @param {HallCard} card */
export function interval({ low, high }) {
  return h("b", { class: "hl-number" }, low, h("i", {}, " – "), high);
}

/** Ranks from the first to the last as ticks, the interval as a band, the rank as a long tick.
 * @param {Pick<Hub, "tr">} hub @param {HallCard} card */
function scale({ tr }, { rank, low, high, of }) {
  const at = (/** @type {number} */ n) => (of > 1 ? ((n - 1) / (of - 1)) * 1000 : 500);
  const ticks = Array.from({ length: of }, (_, i) =>
    svg("line", {
      x1: at(i + 1),
      x2: at(i + 1),
      y1: i % 5 === 0 || i === of - 1 ? 4 : 10,
      y2: 24,
      class: "hl-scale-tick",
    }),
  );
  const band = svg("rect", {
    x: at(low) - 5,
    y: 8,
    width: at(high) - at(low) + 10,
    height: 16,
    rx: 3,
    class: "hl-scale-band",
  });
  const tick = svg("line", { x1: at(rank), x2: at(rank), y1: 0, y2: 32, class: "hl-scale-rank" });
  return h(
    "div",
    { class: "hl-rank__scale" },
    svg("svg", { viewBox: "-8 0 1016 34", preserveAspectRatio: "none", "aria-hidden": "true" }, ...ticks, band, tick),
    h(
      "p",
      {},
      h("span", {}, tr.t("exhibition.screen.district.scale_first")),
      h("span", {}, tr.t("exhibition.screen.district.scale_last", { n: of })),
    ),
  );
}

/** @param {Pick<Hub, "tr">} hub @param {HallCard} card */
function strength({ tr }, { strength: one }) {
  if (!one) return h("p", { class: "hl-strength" }, h("span", {}, tr.t("exhibition.screen.district.no_strength")));
  return h(
    "div",
    { class: "hl-strength" },
    h("p", {}, h("em", {}, tr.t("exhibition.screen.district.strength")), said(tr, one.name)),
    h(
      "p",
      { class: "hl-strength__value" },
      tr.t("exhibition.screen.district.strength_value", {
        value: tr.bi(one.value),
        unit: tr.bi(one.unit),
        median: tr.bi(one.median),
      }),
      " · ",
      marked(tr, tr.bi(one.source)),
    ),
  );
}
