/** @import {Hub, Scene} from "./types" */
import { h, svg } from "../../../layers/assets/src/dom.js";
import { classNames } from "./ramp.js";
import { symbolIcon } from "./symbols.js";
import { marked, otherwise, said, tied } from "./text.js";

/** Title and the host's logo. @param {Hub} hub */
export function brand({ hall, tr }) {
  return [
    hall.logo && h("img", { class: "hl-brand__logo", attrs: { src: hall.logo, alt: "" } }),
    h(
      "span",
      { class: "hl-brand__name" },
      h("b", { class: "hl-serif" }, tr.bi(hall.title)),
      hall.languages.length > 1 && otherwise(tr, hall.title, "hl-brand__other"),
    ),
  ];
}

/** Approval number or that there is none, date, sources, what is schematic.
 * @param {Hub} hub @param {"shanghai" | "delta"} region @param {string[]} notes */
export function compliance({ hall, payload, tr }, region, notes) {
  const number = payload.build.approval[region];
  return [
    h("p", { class: "hl-slot" }, number ? h("bdi", {}, number) : tr.t("exhibition.screen.compliance.none")),
    h("p", {}, marked(tr, tied(tr.bi(hall.sources[region])))),
    h("p", {}, tied([...notes, tr.t("exhibition.screen.compliance.schematic")].join(" · "))),
  ];
}

/** One mark per scene; the present one fills while it lasts.
 * @param {Hub} hub @param {number} at */
export function strip({ hall }, at) {
  return h(
    "div",
    { class: "hl-strip", attrs: { "aria-hidden": "true" } },
    hall.scenes.map((scene, i) => {
      const first = i > 0 && hall.scenes[i - 1].kind !== scene.kind;
      const state = i === at ? " hl-strip--now" : i < at ? " hl-strip--done" : "";
      return h(
        "i",
        { class: `hl-strip__${scene.kind}${first ? " hl-strip--first" : ""}${state}` },
        i === at && h("b", {}),
      );
    }),
  );
}

/** "Touch to explore", in every language of the display. @param {Hub} hub */
export function hint({ hall, payload, tr }) {
  const key = "exhibition.screen.touch.hint";
  const other = hall.languages.find((lang) => lang !== tr.lang());
  return h(
    "p",
    { class: "hl-hint" },
    svg("svg", { viewBox: "-17 -17 34 34", "aria-hidden": "true" }, svg("circle", { r: 15 }), svg("circle", { r: 6 })),
    tr.t(key),
    other && h("span", { attrs: { lang: other } }, String(payload.text[other][key])),
  );
}

/** @param {Scene} scene @param {Hub} hub */
function heading(scene, { tr }) {
  return [
    h("p", { class: "hl-eyebrow" }, tr.bi(scene.eyebrow)),
    h(
      "h1",
      { class: `hl-serif hl-headline${/^[\d+N]+$/.test(tr.bi(scene.title[0])) ? " hl-headline--sum" : ""}` },
      scene.title.map((line) =>
        h(
          "span",
          {},
          tr
            .bi(line)
            .split(/(\+)/)
            .map((part) => (part === "+" ? h("i", {}, part) : part)),
        ),
      ),
    ),
    scene.lead && h("p", { class: "hl-lead" }, tr.bi(scene.lead)),
  ];
}

/** The words of the city's scene: headline and how much of each layer there is.
 * @param {Scene} scene @param {Hub} hub */
export function overviewWords(scene, hub) {
  const { payload, tr, hall } = hub;
  return h(
    "article",
    { class: "hl-story" },
    heading(scene, hub),
    h(
      "ul",
      { class: "hl-counts" },
      payload.layers.map((layer) =>
        h(
          "li",
          {},
          symbolIcon(layer),
          h("span", {}, tr.bi(layer.name), hall.languages.length > 1 && otherwise(tr, layer.name, "hl-counts__other")),
          h("b", { class: "hl-number hl-roll" }, tr.n(layer.count)),
        ),
      ),
    ),
  );
}

/** The words of a theme: headline and rows with a large mark each.
 * @param {Scene} scene @param {Hub} hub */
export function themeWords(scene, hub) {
  const { tr } = hub;
  const wide = scene.rows.some((row) => row.mark.length < 4);
  return h(
    "article",
    { class: "hl-story" },
    heading(scene, hub),
    h(
      "ul",
      { class: `hl-rows${wide ? " hl-rows--large" : ""}` },
      scene.rows.map((row) =>
        h(
          "li",
          {},
          h("b", { class: "hl-number" }, row.mark),
          h(
            "div",
            {},
            h("p", {}, tr.bi(row.title)),
            row.note && h("p", { class: "hl-rows__note" }, said(tr, row.note)),
            row.tally && tally(hub, row.tally),
          ),
        ),
      ),
    ),
  );
}

/** What is known by name, filled; the others dotted. @param {Hub} hub @param {{known: number, all: number}} count */
function tally({ model }, { known, all }) {
  const path = model.layer("pilots")?.symbol.path ?? "";
  return svg(
    "svg",
    { class: "hl-tally", viewBox: `0 0 ${all * 26} 26`, "aria-hidden": "true" },
    ...Array.from({ length: all }, (_, i) =>
      svg("path", { d: path, transform: `translate(${i * 26 + 4} 4) scale(.75)`, class: i < known ? "on" : "" }),
    ),
  );
}

/** How many records of each layer a district has, and how many of them have no point.
 * @param {Hub} hub @param {string} code */
export function districtCounts({ payload, model, tr }, code) {
  const records = model.recordsOf(code);
  return h(
    "ul",
    { class: "hl-tallies" },
    payload.layers.map((layer) => {
      const own = records.filter((one) => one.layer === layer.id);
      const hidden = own.filter((one) => !one.point || one.districtWide).length;
      return h(
        "li",
        {},
        symbolIcon(layer),
        h("b", { class: "hl-number" }, tr.n(own.length)),
        h(
          "span",
          {},
          tr.bi(layer.name),
          hidden > 0 && h("small", {}, tr.t("exhibition.screen.district.hidden", { n: hidden })),
        ),
      );
    }),
  );
}

/** What the marks on a district's map mean, as far as they are there.
 * @param {Hub} hub @param {string} code */
export function districtKey({ model, tr }, code) {
  const records = model.recordsOf(code).filter((one) => one.point && !one.districtWide);
  const lines = [
    records.some((one) => !one.established && one.status !== "practice") && tr.t("exhibition.screen.legend.hollow"),
    records.some((one) => (one.precision_m ?? 0) >= 3000) && tr.t("exhibition.screen.legend.ring"),
    model.townsOf(code).some((one) => one.schematic) && tr.t("exhibition.screen.legend.schematic"),
  ];
  return h(
    "div",
    { class: "hl-key" },
    lines.map((line) => line && h("p", {}, line)),
  );
}

/** What the four shades of the districts mean. @param {Hub} hub */
export function rampKey({ hall, tr }) {
  return h(
    "div",
    { class: "hl-ramp" },
    h("p", {}, tr.t("exhibition.screen.overview.ramp")),
    h(
      "ol",
      {},
      classNames(hall.ramp).map((name, i) => h("li", {}, h("i", { class: `hl-shade hl-shade--${i}` }), name)),
    ),
    h("p", { class: "hl-ramp__note" }, tr.t("exhibition.screen.overview.ramp_note")),
  );
}
