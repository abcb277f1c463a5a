/** @import {Stage} from "./map.js" */
/** @import {District, FigureSpec, Town} from "./types" */
import { h } from "./dom.js";
import { INDEX, rankWords } from "./panel-standing.js";

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

  // A finger has no hover: the panel says what it touched.
  const touch = matchMedia("(hover: none)").matches;

  const move = (/** @type {{clientX: number, clientY: number}} */ event) => {
    const frame = container.getBoundingClientRect();
    const x = event.clientX - frame.left;
    const y = event.clientY - frame.top;
    const left = x + OFFSET_PX + box.offsetWidth > frame.width ? x - OFFSET_PX - box.offsetWidth : x + OFFSET_PX;
    const top = Math.min(Math.max(0, y - box.offsetHeight / 2), frame.height - box.offsetHeight);
    box.style.transform = `translate(${Math.round(left)}px, ${Math.round(top)}px)`;
  };
  container.addEventListener("mousemove", move);
  const beside = (/** @type {Element | null} */ one) => {
    const middle = one?.getBoundingClientRect();
    if (middle) move({ clientX: middle.left + middle.width / 2, clientY: middle.top + middle.height / 2 });
  };

  const off = store.on(["hover", "lang"], ({ hover }, _, source) => {
    const lines = hover && !(touch && source === "map") ? describe(hover) : [];
    box.hidden = !lines.length;
    box.replaceChildren(...lines.map((line, i) => h(i ? "small" : "strong", {}, line)));
    if (source === "keyboard" && lines.length) beside(document.activeElement);
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
    const area = kind === "town" ? model.town(id) : kind === "district" ? model.district(id) : undefined;
    if (!area) return [];
    const figure = model.figure(store.get().colour.figure);
    const towns = "district" in area ? [] : model.townsOf(area.code);
    const many = towns.length && figure ? `${tr.n(towns.length)}${gap()}${tr.bi(figure.noun.town)}` : "";
    // Where towns have no value of their own, they show that of their district.
    const own = !("district" in area) || !figure || figure.levels.includes("town");
    const holder = own ? area : model.district(area.district);
    return [
      [tr.bi(area.name), own && figure && value(area, figure)].filter(Boolean).join(" · "),
      figure ? tr.bi(figure.name) : "",
      own || !holder ? "" : `${tr.bi(holder.name)} · ${value(holder, figure)}`,
      figure?.id === INDEX && holder && "standing" in holder ? ranked(holder) : "",
      [many, tr.t("map.tip.click")].filter(Boolean).join(" · "),
    ].filter(Boolean);
  }

  const gap = () => (tr.lang() === "en" ? "\u00a0" : "\u2009");

  /** @param {District | Town} area @param {FigureSpec} figure */
  function value({ values }, figure) {
    const found = values[figure.id];
    if (typeof found !== "number") return tr.t(`vocab.missing.${found?.missing ?? "missing"}`);
    return `${tr.n(found, figure.digits)}\u00a0${tr.bi(figure.unit)}`.trim();
  }

  /** @param {District} district */
  const ranked = ({ standing }) => (standing ? rankWords(tr, standing) : tr.t("map.standing.none"));

  return {
    destroy() {
      off();
      container.removeEventListener("mousemove", move);
      box.remove();
    },
  };
}
