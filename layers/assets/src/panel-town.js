/** @import {Context} from "./parts.js" */
/** @import {Content} from "./panel.js" */
/** @import {Town, Unit} from "./types" */
import { h, icon } from "./dom.js";
import { factList, placeLink, recordList } from "./panel.js";
import { sorted } from "./panel-district.js";
import { dashSample, data, recordRow } from "./parts.js";

/** @param {Context} ctx @param {Town} town @returns {Content} */
export function townPanel(ctx, town) {
  const { model, tr } = ctx;
  const zh = tr.lang() === "zh";
  const records = sorted(model.recordsOfTown(town.code));
  return {
    eyebrow: [`${tr.t(`map.kind.${town.kind}`)} · ${town.code}`],
    title: [
      data(tr, town.name),
      h("small", { attrs: { lang: zh ? "en" : "zh" } }, zh ? `${town.name.en} ${town.suffix.en}` : town.name.zh),
    ],
    sub: zh
      ? null
      : h("p", { class: "dq-note" }, town.suffix.en, town.generated ? ` · ${tr.t("map.panel.generated")}` : ""),
    parent: { kind: "district", id: town.district },
    district: town.district,
    sections: [
      h(
        "dl",
        { class: "dq-facts" },
        h("dt", {}, tr.t("map.kind.district")),
        h("dd", {}, placeLink(ctx, { kind: "district", id: town.district })),
        town.alias
          ? [h("dt", {}, tr.t("map.panel.alias")), h("dd", {}, h("bdi", { attrs: { lang: "zh" } }, town.alias))]
          : null,
      ),
      town.schematic &&
        h("p", { class: "dq-caveat" }, dashSample("caveat"), h("span", {}, tr.t("map.panel.schematic"))),
      town.facts.length > 0 && factList(ctx, town.facts),
      h(
        "div",
        {},
        h("div", { class: "dq-counts" }, h("h3", {}, tr.t("map.panel.records_town"))),
        records.length
          ? recordList(ctx, records, (record) => recordRow(ctx, record))
          : h("p", { class: "dq-note" }, tr.t("map.panel.no_records")),
        h("p", { class: "dq-note" }, tr.t("map.panel.incomplete")),
      ),
    ],
  };
}

/** @param {Context} ctx @param {Unit} unit @returns {Content} */
export function unitPanel(ctx, unit) {
  const { tr } = ctx;
  const zh = tr.lang() === "zh";
  return {
    eyebrow: [`${tr.t("map.kind.unit")} · ${unit.code}`],
    title: [data(tr, unit.name), h("small", { attrs: { lang: zh ? "en" : "zh" } }, zh ? unit.name.en : unit.name.zh)],
    parent: { kind: "district", id: unit.district },
    district: unit.district,
    sections: [
      h(
        "dl",
        { class: "dq-facts" },
        h("dt", {}, tr.t("map.kind.district")),
        h("dd", {}, placeLink(ctx, { kind: "district", id: unit.district })),
      ),
      h("p", { class: "dq-caveat" }, icon("info", 18), h("span", {}, tr.t("map.panel.unit_note"))),
      unit.point ? null : h("p", { class: "dq-note" }, tr.t("map.record.unplaced")),
    ],
  };
}
