/** @import {Stage} from "./map.js" */
/** @import {District, Town, Value} from "./types" */
import { h } from "./dom.js";

const OFFSET_PX = 14;
const MOST_NAMES = 4;

/**
 * What the pointer is over: name, value, what a click does. Text only.
 *
 * @param {Stage} stage
 */
export function createTooltip(stage) {
  const { leaflet, model, store, tr } = stage;
  const box = h("div", { class: "dq-tip", attrs: { role: "tooltip", hidden: true } });
  const container = leaflet.getContainer();
  container.append(box);

  const move = (/** @type {MouseEvent} */ event) => {
    const frame = container.getBoundingClientRect();
    const x = event.clientX - frame.left;
    const y = event.clientY - frame.top;
    const left = x + OFFSET_PX + box.offsetWidth > frame.width ? x - OFFSET_PX - box.offsetWidth : x + OFFSET_PX;
    const top = Math.min(Math.max(0, y - box.offsetHeight / 2), frame.height - box.offsetHeight);
    box.style.transform = `translate(${Math.round(left)}px, ${Math.round(top)}px)`;
  };
  container.addEventListener("mousemove", move);

  const off = store.on(["hover", "lang"], ({ hover }) => {
    const lines = hover ? describe(hover) : [];
    box.hidden = !lines.length;
    box.replaceChildren(...lines.map((line, i) => h(i ? "small" : "strong", {}, line)));
  });

  /** @param {{kind: string, id: string}} hover @returns {string[]} */
  function describe({ kind, id }) {
    if (kind === "records") {
      const records = id.split(" ").flatMap((one) => model.record(one) ?? []);
      if (records.length === 1) {
        const [one] = records;
        return [tr.bi(one.name), `${tr.t(`vocab.status.${one.status}`)} · ${tr.bi(one.year.text)}`];
      }
      const more = records.length - MOST_NAMES;
      return [
        tr.plural("map.site.merged", records.length, { layer: tr.bi(model.layer(records[0]?.layer ?? "")?.name) }),
        ...records.slice(0, MOST_NAMES).map((one) => tr.bi(one.name)),
        ...(more > 0 ? [`+${more}`] : []),
      ];
    }
    const area = kind === "town" ? model.town(id) : model.district(id);
    if (!area) return [];
    return [tr.bi(area.name), value(area), tr.t("map.tip.click")].filter(Boolean);
  }

  /** @param {District | Town} area */
  function value(area) {
    const figure = model.figure(store.get().colour.figure);
    if (!figure) return "";
    const isTown = "district" in area;
    const found = isTown && !figure.levels.includes("town") ? model.district(area.district)?.values : area.values;
    const shown = words(found?.[figure.id]);
    return `${tr.bi(figure.name)} ${shown}`;

    /** @param {Value | undefined} one */
    function words(one) {
      if (typeof one !== "number") return tr.t(`vocab.missing.${one?.missing ?? "missing"}`);
      return `${tr.n(one, figure?.digits ?? 0)}\u00a0${tr.bi(figure?.unit)}`;
    }
  }

  return {
    destroy() {
      off();
      container.removeEventListener("mousemove", move);
      box.remove();
    },
  };
}
