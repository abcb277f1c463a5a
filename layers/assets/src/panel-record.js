/** @import {Context} from "./parts.js" */
/** @import {Content} from "./panel.js" */
/** @import {LayerSpec, SiteRecord} from "./types" */
import { h } from "./dom.js";
import { factList, placeLink } from "./panel.js";
import { confidenceBars, data, precision, raw, statusTag, symbol } from "./parts.js";

/** @param {Context} ctx @param {SiteRecord} record @returns {Content} */
export function recordPanel(ctx, record) {
  const { model, tr } = ctx;
  const zh = tr.lang() === "zh";
  const layer = /** @type {LayerSpec} */ (model.layer(record.layer));
  const nearest = record.nearest && model.record(record.nearest.id);
  const term = (/** @type {string} */ key) => (tr.has(key) ? raw(tr, tr.t(key)) : null);
  const tags = [`vocab.level.${record.level}`, ...record.fields.map((field) => `vocab.field.${field}`)].map(term);
  return {
    eyebrow: [symbol(layer, 16, record.status), h("span", {}, `${tr.bi(layer.name)} · ${record.id}`)],
    title: [data(tr, record.name)],
    sub:
      record.name.zh !== record.name.en
        ? h(
            "p",
            { class: "dq-note", attrs: { lang: zh ? "en" : "zh" } },
            h("bdi", {}, zh ? record.name.en : record.name.zh),
            record.generatedName && !zh ? ` · ${tr.t("map.panel.generated")}` : "",
          )
        : null,
    parent: record.towns.length
      ? { kind: "town", id: record.towns[0] }
      : record.districts.length
        ? { kind: "district", id: record.districts[0] }
        : null,
    district: record.districts[0] ?? null,
    sections: [
      h(
        "div",
        { class: "dq-tags" },
        statusTag(tr, record.status),
        tags.filter(Boolean).map((tag) => h("span", { class: "dq-tag" }, tag)),
        h("span", { class: "dq-tag" }, data(tr, record.year.text)),
      ),
      h(
        "div",
        {},
        h(
          "dl",
          { class: "dq-facts" },
          h("dt", {}, tr.t("map.record.where")),
          h(
            "dd",
            {},
            joined([
              ...record.districts.map((id) => placeLink(ctx, { kind: "district", id })),
              ...record.towns.map((id) => placeLink(ctx, { kind: "town", id })),
              ...record.outside.map((place) => data(tr, place)),
            ]),
          ),
        ),
        record.facts.length ? factList(ctx, record.facts) : null,
      ),
      record.layer === "centres" &&
        record.countsAsCentre === false &&
        h("p", { class: "dq-caveat" }, h("span", {}, tr.t("map.record.not_a_centre"))),
      h(
        "div",
        {},
        h(
          "div",
          { class: "dq-pair" },
          h(
            "div",
            {},
            h("span", {}, tr.t("map.record.precision")),
            h(
              "b",
              {},
              record.point && record.precision_m !== null
                ? precision(tr, record.precision_m)
                : tr.t("map.record.unplaced"),
            ),
            h(
              "span",
              {},
              record.districtWide
                ? tr.t("map.record.wide")
                : record.point
                  ? tr.t("map.record.disc")
                  : tr.t("map.record.no_point"),
            ),
          ),
          h(
            "div",
            {},
            h("span", {}, tr.t("map.record.confidence")),
            h("b", {}, confidenceBars(tr, record.confidence)),
            h("span", {}, tr.t(`map.confidence.means.${record.confidence}`)),
          ),
        ),
        h(
          "p",
          { class: "dq-note" },
          tr.t("map.record.basis"),
          " ",
          data(tr, record.basis),
          record.locationConfidence
            ? [
                " · ",
                tr.t("map.record.location_confidence", { word: tr.t(`vocab.confidence.${record.locationConfidence}`) }),
              ]
            : null,
        ),
      ),
      nearest && record.nearest
        ? h(
            "div",
            {},
            h(
              "div",
              { class: "dq-row" },
              h("span", {}, tr.t("map.record.nearest")),
              h("b", {}, tr.km(record.nearest.km, record.nearest.estimate)),
            ),
            placeLink(ctx, { kind: "record", id: nearest.id }),
          )
        : null,
      record.note ? h("div", {}, h("h3", { class: "dq-small" }, tr.t("map.record.note")), data(tr, record.note)) : null,
      h(
        "div",
        {},
        h("h3", { class: "dq-small" }, tr.t("map.record.sources")),
        record.sources.length
          ? h(
              "ul",
              { class: "dq-sources" },
              record.sources.map((source) => h("li", {}, sourceLink(ctx, source))),
            )
          : h("p", { class: "dq-note" }, tr.t("map.record.no_source")),
      ),
    ],
  };
}

/** @param {Context} ctx @param {{text: string, url: string | null}} source */
function sourceLink({ tr }, source) {
  const href = safeUrl(source.url);
  return href
    ? h("a", { attrs: { href, target: "_blank", rel: "noopener noreferrer" } }, raw(tr, source.text))
    : raw(tr, source.text);
}

/** The address where it is a web address, else null. @param {string | null} url */
export function safeUrl(url) {
  try {
    const parsed = new URL(url ?? "");
    return parsed.protocol === "https:" || parsed.protocol === "http:" ? parsed.href : null;
  } catch {
    return null;
  }
}

/** @param {Node[]} nodes */
function joined(nodes) {
  return nodes.flatMap((node, i) => (i ? [" · ", node] : [node]));
}
