/** @import {SiteRecord} from "../../../layers/assets/src/types" */
/** @import {Hub} from "./types" */
import { h } from "../../../layers/assets/src/dom.js";
import { precision } from "../../../layers/assets/src/parts.js";
import { symbolIcon } from "./symbols.js";
import { marked, otherwise, said } from "./text.js";

/** More of its facts than this have no room beside the map. */
const FACTS = 3;

/**
 * What is known of a site: name, status and year, where, a few facts, how well its place is known, its source.
 *
 * @param {Hub} hub @param {SiteRecord} record
 */
export function siteCard(hub, record) {
  const { model, tr } = hub;
  const layer = model.layer(record.layer);
  const places = [
    ...record.districts.map((code) => model.district(code)?.name),
    ...record.towns.map((code) => model.town(code)?.name),
    ...record.outside,
  ].filter((one) => one !== undefined);
  return h(
    "article",
    { class: "hl-site" },
    h("p", { class: "hl-site__kind" }, layer && symbolIcon(layer), h("span", {}, tr.bi(layer?.name))),
    h("h1", { class: "hl-serif hl-site__name" }, said(tr, record.name)),
    otherwise(tr, record.name, "hl-site__other"),
    h(
      "p",
      { class: "hl-site__tags" },
      [tr.t(`vocab.status.${record.status}`), tr.t(`vocab.level.${record.level}`), tr.bi(record.year.text)].map((one) =>
        h("span", {}, one),
      ),
    ),
    h(
      "p",
      {},
      places.map((one, i) => [i > 0 && " · ", said(tr, one)]),
    ),
    h(
      "dl",
      {},
      record.facts.slice(0, FACTS).map((one) => [h("dt", {}, tr.bi(one.label)), h("dd", {}, said(tr, one.value))]),
    ),
    h(
      "p",
      { class: "hl-site__small" },
      record.precision_m === null
        ? null
        : tr.t("exhibition.screen.site.position", { precision: precision(tr, record.precision_m) }),
      " ",
      said(tr, record.basis),
    ),
    h(
      "p",
      { class: "hl-site__small" },
      tr.t("exhibition.screen.site.source"),
      " ",
      record.sources.length
        ? marked(tr, record.sources.map((one) => one.text).join(tr.lang() === "zh" ? "；" : "; "))
        : tr.t("exhibition.screen.site.no_source"),
    ),
  );
}

/**
 * Several sites: their names, each a button.
 *
 * @param {Hub} hub @param {string} title @param {SiteRecord[]} records @param {(id: string) => void} pick
 */
export function siteList(hub, title, records, pick) {
  const { model, tr } = hub;
  return h(
    "article",
    { class: "hl-site" },
    h("h1", { class: "hl-serif hl-site__name" }, title),
    h(
      "ul",
      { class: "hl-site__list" },
      records.map((record) => {
        const layer = model.layer(record.layer);
        return h(
          "li",
          {},
          h(
            "button",
            {
              class: "hl-layerbutton on",
              attrs: { type: "button" },
              dataset: { site: record.id },
              on: { click: () => pick(record.id) },
            },
            layer && symbolIcon(layer),
            said(tr, record.name),
          ),
        );
      }),
    ),
  );
}
