/** @import {Bi, Confidence, Fill, LayerSpec, Model, Selection, SiteRecord, Store, Translator, MapApi} from "./types" */
import { bdi, h, icon, svg } from "./dom.js";
import { fillOf, symbolSvg } from "./symbols.js";
import { NBSP } from "./text.js";

/**
 * @typedef {object} Context What every card of the map is given.
 * @property {Model} model
 * @property {Store} store
 * @property {Translator} tr
 * @property {MapApi} map
 * @property {HTMLElement} root
 * @property {string} source The document's text as it arrived.
 * @property {(text: string) => void} toast
 * @property {(text: string) => void} say Tells assistive technology.
 * @property {(selection: Selection | null, options?: {fly?: boolean}) => void} select
 * @property {(page: string, query: Record<string, string>) => void} ask Asks the app for a page.
 * @property {() => import("./types").State} plain The state without what lives only here.
 * @property {boolean} framed
 */

export const STATUSES = [
  "designated",
  "in_operation",
  "member",
  "under_construction",
  "candidate",
  "planned",
  "practice",
  "goal",
];
const ESTABLISHED = ["designated", "in_operation", "member"];
const HAN = /[\u3400-\u9fff]/;

/** Text of the data in the interface's language, isolated, and marked Chinese where it stays Chinese.
 * @param {Translator} tr @param {Bi | null | undefined} text @param {string} [className] */
export function data(tr, text, className) {
  return raw(tr, tr.bi(text), className);
}

/** @param {Translator} tr @param {string} text @param {string} [className] */
export function raw(tr, text, className) {
  const element = bdi(text, className);
  if (tr.lang() === "en" && HAN.test(text)) element.lang = "zh";
  return element;
}

/** @param {LayerSpec} layer @param {number} size @param {string} [status] */
export function symbol(layer, size, status = "designated") {
  return symbolSvg(layer, { size, status, fill: /** @type {Fill} */ (fillOf(status)), casing: false });
}

/** @param {Translator} tr @param {string} status */
export function statusTag(tr, status) {
  const open = !ESTABLISHED.includes(status);
  const good = status === "designated";
  return h(
    "span",
    { class: `dq-tag${good ? " dq-tag--good" : open ? " dq-tag--open" : ""}`, dataset: { status } },
    good && icon("check", 12),
    tr.t(`vocab.status.${status}`),
  );
}

/** Three bars and a word.
 * @param {Translator} tr @param {Confidence} confidence @param {boolean} [long] */
export function confidenceBars(tr, confidence, long = false) {
  const on = { high: 3, medium: 2, low: 1 }[confidence] ?? 0;
  const word = tr.t(`vocab.confidence.${confidence}`);
  return h(
    "span",
    { class: "dq-conf" },
    h(
      "span",
      { class: "dq-conf__bars", attrs: { "aria-hidden": "true" } },
      [1, 2, 3].map((i) => h("i", { class: i <= on ? "on" : "" })),
    ),
    long ? tr.t("map.confidence.named", { word }) : word,
  );
}

/** @param {Translator} tr @param {number} metres */
export function precision(tr, metres) {
  if (metres < 1000) return `±${tr.n(metres)}${NBSP}m`;
  const km = metres / 1000;
  return `±${tr.n(km, Number.isInteger(km) ? 0 : 1)}${NBSP}km`;
}

/** A record as a row that opens it.
 * @param {Context} ctx @param {SiteRecord} record */
export function recordRow(ctx, record) {
  const { tr, model } = ctx;
  const layer = /** @type {LayerSpec} */ (model.layer(record.layer));
  return h(
    "li",
    {},
    h(
      "button",
      {
        class: "dq-rec",
        attrs: { type: "button" },
        dataset: { record: record.id },
        on: { click: () => ctx.select({ kind: "record", id: record.id }, { fly: true }) },
      },
      h("span", { class: "dq-rec__sym" }, symbol(layer, 17, record.status)),
      data(tr, record.name, "dq-rec__name"),
      statusTag(tr, record.status),
      h(
        "span",
        { class: "dq-rec__meta" },
        data(tr, record.year.text),
        h(
          "span",
          {},
          record.point && record.precision_m !== null ? precision(tr, record.precision_m) : tr.t("map.record.unplaced"),
        ),
        confidenceBars(tr, record.confidence, true),
      ),
    ),
  );
}

/** A figure's value in words: a number with its unit, or which kind of nothing it is.
 * @param {Translator} tr
 * @param {import("./types").FigureSpec} figure
 * @param {import("./types").Value | undefined} value
 */
export function valueParts(tr, figure, value) {
  if (typeof value === "number") return { text: tr.n(value, figure.digits), unit: tr.bi(figure.unit), missing: null };
  const missing = value?.missing ?? "missing";
  return { text: missing === "not_published" ? "—" : "", unit: tr.t(`map.missing.${missing}`), missing };
}

/** The look of a kind of nothing: hatch, hatched strip, one stroke.
 * @param {string} kind */
export function missingSwatch(kind) {
  return h("span", { class: `dq-swatch dq-swatch--${kind}`, attrs: { "aria-hidden": "true" } });
}

/** @param {string} id */
export function dashSample(id) {
  return svg(
    "svg",
    { width: 30, height: 12, "aria-hidden": "true", class: `dq-dash ${id}` },
    svg("path", { d: "M1 6h28", stroke: "#45535F", "stroke-width": 1.6, "stroke-dasharray": "4 3" }),
  );
}
