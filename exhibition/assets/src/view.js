/** @import {Hub, Layout, Scene} from "./types" */
/** @import {Overlay} from "./overlay.js" */
import { clear, h, svg } from "../../../layers/assets/src/dom.js";
import { createScale } from "../../../layers/assets/src/scale.js";
import { districtCard } from "./card.js";
import { fades, layoutOf, margins } from "./measure.js";
import { roll } from "./motion.js";
import { createNames } from "./names.js";
import { drawOverlay } from "./overlay.js";
import { createStage } from "./stage.js";
import {
  brand,
  compliance,
  districtCounts,
  districtKey,
  hint,
  overviewWords,
  rampKey,
  strip,
  themeWords,
} from "./words.js";

const RADIUS = { overview: 7, district: 12, theme: 10, touch: 9 };
/** From this size of the smallest words on, px of the design, only the large things are said. */
const FAR = 25;
const SCALE_PX = 140;
const OVER_THE_MAP =
  ".hl-brand, .hl-words > *, .hl-legend > *, .hl-compliance, .hl-tour, .hl-lens, .hl-panel, .hl-side, " +
  ".hl-corner, .hl-zoom, .dq-scale";
/** How far from a symbol a touch still means it, as a share of the least target. */
const FINGER = 0.4;
/** Where visitors see the whole city, symbols of a kind that would cover each other are one, px of the design. */
const CROWD = 24;
const LENS_RADIUS = 8;
/**
 * What the Delta is about: its pilots, and what lies outside the city.
 * @param {import("../../../layers/assets/src/types").SiteRecord} one
 */
const beyond = (one) => one.layer === "pilots" || one.outside.length > 0;
/** Kept free inside the circle, as a share of its width. */
const LENS_EDGE = 0.06;

/**
 * Everything on the screen but the controls: maps, words, lens, compliance, strip.
 *
 * @param {HTMLElement} root @param {Hub} hub @param {boolean} still
 */
export function createView(root, hub, still) {
  const { hall, model, tr, payload } = hub;
  const names = createNames(hub);
  const mapBox = h("div", { class: "hl-map", attrs: { role: "img" } });
  const lensMap = h("div", { class: "hl-lens__map" });
  const lensBox = h("div", { class: "hl-lens", attrs: { role: "img" } }, lensMap);
  const lensName = h("p", { class: "hl-lens__name" });
  const beams = svg("svg", { class: "hl-beams", "aria-hidden": "true" });
  const head = h("header", { class: "hl-brand" });
  const words = h("section", { class: "hl-words" });
  const key = h("aside", { class: "hl-legend" });
  const foot = h("footer", { class: "hl-compliance" });
  const tour = h("div", { class: "hl-tour" });
  const main = h(
    "main",
    { class: "hl-main" },
    mapBox,
    h("div", { class: "hl-fade" }),
    beams,
    lensBox,
    lensName,
    words,
    key,
  );
  root.append(head, main, tour, foot);
  const stage = createStage(mapBox, hub, { still });
  const lens = createStage(lensMap, hub, { lens: true, still });
  /** @type {Layout} */
  let layout = layoutOf(innerWidth, innerHeight, hall.screen, devicePixelRatio);
  const scale = createScale(stage.map, tr, () => SCALE_PX * layout.unit);
  root.append(scale.element);

  /**
   * @param {"tour" | "touch"} mode
   * @param {string} kind
   * @param {"shanghai" | "delta"} region
   * @param {string[]} notes
   */
  const frame = (mode, kind, region, notes) => {
    Object.assign(root.dataset, { mode, scene: kind, region });
    scale.draw();
    head.replaceChildren(...brand(hub).filter((one) => one instanceof Node));
    foot.replaceChildren(...compliance(hub, region, notes));
    mapBox.setAttribute("aria-label", tr.t("exhibition.screen.touch.map"));
    lensBox.setAttribute("aria-label", tr.t("exhibition.screen.overview.lens"));
  };
  /** What covers the map, as far as it is on the screen. */
  const blocks = () => [
    ...[...root.querySelectorAll(OVER_THE_MAP)]
      .filter((one) => getComputedStyle(one).visibility !== "hidden")
      .map((one) => one.getBoundingClientRect()),
    ...fades(layout, /** @type {"overview" | "district" | "theme" | "touch"} */ (root.dataset.scene)),
  ];
  /** @param {Partial<Overlay> & Pick<Overlay, "records" | "radius" | "names">} what */
  const over = (what) => drawOverlay(stage, hub, layout, { blocks: blocks(), ...what });
  /** @param {string[]} ids */
  const records = (ids) => ids.flatMap((id) => model.record(id) ?? []);

  /** The circle that shows more closely what is small, or on wide screens where the district lies.
   * @param {Scene} scene */
  const look = (scene) => {
    const locator = layout.format === "ultra" && !scene.lens && scene.view.region === "shanghai";
    const box = scene.lens ?? (locator ? payload.views.shanghai : null);
    root.dataset.lens = box ? (locator ? "locator" : "circle") : "none";
    clear(beams);
    lensName.textContent = tr.bi(scene.lensName);
    if (!box) return;
    lens.size(layout);
    const selected = scene.kind === "district" ? scene.id : null;
    lens.show({
      region: "shanghai",
      ramp: scene.kind !== "theme",
      selected,
      members: [],
      towns: false,
      areas: scene.areas,
    });
    const edge = locator ? 20 * layout.unit : lensBox.clientWidth * LENS_EDGE;
    lens.look(box, [edge, edge, edge, edge], false, () => {
      const named = locator
        ? names.overview().filter((one) => one.kind === "district")
        : scene.areas
          ? names.zone(scene)
          : names.centre();
      drawOverlay(lens, hub, layout, { records: records(scene.lensRecords), radius: LENS_RADIUS, names: named });
      if (!locator) aim(box);
    });
  };
  /** A ring on the map around what the circle shows, and two lines that touch both.
   * @param {number[]} box */
  const aim = ([west, south, east, north]) => {
    const frameBox = root.getBoundingClientRect();
    const circle = lensBox.getBoundingClientRect();
    const a = stage.spot([west, north]);
    const b = stage.spot([east, south]);
    const [left, top] = layout.map;
    const from = { x: (a.x + b.x) / 2 + left, y: (a.y + b.y) / 2 + top, r: Math.max(b.x - a.x, b.y - a.y) / 2 + 4 };
    const to = {
      x: circle.left + circle.width / 2 - frameBox.left,
      y: circle.top + circle.height / 2 - frameBox.top,
      r: circle.width / 2,
    };
    const far = Math.hypot(to.x - from.x, to.y - from.y);
    const turn = Math.atan2(to.y - from.y, to.x - from.x);
    const lean = Math.acos(Math.max(-1, Math.min(1, (from.r - to.r) / far)));
    beams.replaceChildren(
      svg("circle", { cx: from.x, cy: from.y, r: from.r }),
      ...(layout.format === "ultra" ? [] : [1, -1]).map((side) => {
        const [x, y] = [Math.cos(turn + side * lean), Math.sin(turn + side * lean)];
        return svg("line", {
          x1: from.x + from.r * x,
          y1: from.y + from.r * y,
          x2: to.x + to.r * x,
          y2: to.y + to.r * y,
        });
      }),
    );
  };

  /** @param {Scene} scene */
  const arrive = (scene) => {
    const { kind, id } = scene;
    words.replaceChildren(
      kind === "district"
        ? districtCard(hub, id, scene)
        : kind === "overview"
          ? overviewWords(scene, hub)
          : themeWords(scene, hub),
    );
    key.replaceChildren(
      ...(kind === "district"
        ? [districtCounts(hub, id), districtKey(hub, id)]
        : kind === "overview"
          ? [rampKey(hub)]
          : []),
    );
    look(scene);
    const inLens = new Set(scene.lensRecords);
    const shown = records(scene.records.filter((one) => !inLens.has(one)));
    if (kind === "district")
      over({ records: model.recordsOf(id), radius: RADIUS.district, ring: true, names: names.district(id) });
    else if (kind === "overview")
      over({ records: shown, radius: RADIUS.overview, pool: true, names: names.overview() });
    else {
      over({
        records: shown,
        radius: RADIUS.theme,
        names: names.theme(scene),
        callouts: scene.callouts,
        wide: scene.view.region === "delta",
        spokes: scene.hub && { from: scene.hub.point, to: scene.members.map((one) => one.point) },
      });
    }
    root.classList.remove("hl-leaving");
    if (!still) roll(words);
  };

  return {
    stage,
    layout: () => layout,
    /** @param {number} index @param {boolean} fly */
    tour(index, fly) {
      const scene = hall.scenes[index];
      frame(
        "tour",
        scene.kind,
        scene.view.region,
        scene.notes.map((one) => tr.bi(one)),
      );
      root.classList.add("hl-leaving");
      root.dataset.lens = "none";
      clear(beams);
      const next = hall.scenes[(index + 1) % hall.scenes.length];
      const label =
        scene.kind === "district" && next.kind === "district"
          ? tr.t("exhibition.screen.district.next", { name: tr.bi(next.title[0]) })
          : "";
      tour.replaceChildren(
        scene.kind === "overview" ? hint(hub) : h("p", { class: "hl-next" }, label),
        strip(hub, index),
      );
      stage.free(false);
      const district = scene.kind === "district";
      stage.show({
        region: scene.view.region,
        ramp: scene.kind === "overview",
        selected: district ? scene.id : null,
        members: scene.members.map((one) => one.code),
        towns: district,
        areas: scene.areas,
      });
      stage.look(scene.view.box, margins(layout, scene.kind), fly, () => arrive(scene));
    },
    /**
     * The map that visitors use.
     *
     * @param {import("./touch.js").Chosen} chosen @param {"look" | "stay"} how
     * @param {(sites: string[], district: string | null) => void} answer Told what lies where the map is touched.
     */
    touch({ selected, sites, listed, region, layers }, how, answer) {
      const delta = region === "delta";
      frame("touch", "touch", region, []);
      root.dataset.lens = "none";
      clear(beams);
      for (const one of [words, key, tour]) clear(one);
      root.classList.remove("hl-leaving");
      const radius = (selected ? RADIUS.touch : RADIUS.overview) * layout.unit;
      /** @type {ReturnType<typeof over>} */
      let symbols = [];
      const draw = () => {
        symbols = over({
          records: payload.records.filter((one) => layers.has(one.layer) && (!delta || beyond(one))),
          radius: radius / layout.unit,
          near: selected ? undefined : CROWD,
          ring: Boolean(selected),
          wide: delta,
          here: listed ? [] : sites,
          names: delta
            ? names.delta()
            : selected
              ? names.district(selected)
              : [...names.overview(), ...names.centreFar()],
        });
      };
      stage.show({ region, ramp: !selected, selected, members: [], towns: Boolean(selected) });
      stage.onMoved(() => {
        if (!stage.keep(payload.views[region])) draw();
      });
      stage.free(true, ({ x, y }, district) => {
        const far = symbols.map((one) => Math.hypot(one.x - x, one.y - y));
        const nearest = far.indexOf(Math.min(...far));
        const hit = far[nearest] <= Math.max(radius, layout.target * FINGER);
        answer(hit ? symbols[nearest].members.map((one) => one.record.id) : [], district);
      });
      const box = (selected && model.district(selected)?.bbox) || payload.views[region];
      if (how === "look") stage.look(box, margins(layout, "touch"), true, draw);
      else draw();
    },
    /** The screen has another size, or shows for the first time. */
    resize() {
      layout = layoutOf(innerWidth, innerHeight, hall.screen, devicePixelRatio);
      const { unit, floor, stroke, target, format, map } = layout;
      root.dataset.format = format;
      root.classList.toggle("hl-far", floor > FAR * unit);
      for (const [name, value] of Object.entries({ "--u": unit, "--floor": floor, "--target": target })) {
        root.style.setProperty(name, `${value}px`);
      }
      root.style.setProperty("--s", String(stroke));
      const [left, top, width, height] = map;
      Object.assign(mapBox.style, { left: `${left}px`, top: `${top}px`, width: `${width}px`, height: `${height}px` });
      stage.size(layout);
    },
  };
}

/** @typedef {ReturnType<typeof createView>} View */
