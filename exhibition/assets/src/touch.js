/** @import {Hub} from "./types" */
/** @import {View} from "./view.js" */
import { clear, h, svg } from "../../../layers/assets/src/dom.js";
import { districtCard, interval } from "./card.js";
import { siteCard, siteList } from "./site.js";
import { symbolIcon } from "./symbols.js";
import { otherwise } from "./text.js";
import { districtCounts } from "./words.js";

const ZOOM_STEP = 0.8;
const PAN_SHARE = 0.3;
const ARROWS = /** @type {const} */ ([
  ["north", 0, -1],
  ["west", -1, 0],
  ["east", 1, 0],
  ["south", 0, 1],
]);

/**
 * `sites`: what is told of; `listed`: they are all of the chosen district, on the map or not.
 *
 * @typedef {{selected: string | null, sites: string[], listed: boolean, region: "shanghai" | "delta", layers:
 *   Set<string>, open: boolean}} Chosen
 */

/**
 * What visitors use: layers, districts, language, zoom, the card of the chosen district or site.
 *
 * @param {HTMLElement} root @param {Hub} hub @param {View} view
 * @param {{language: () => void, home: () => void}} act
 */
export function createTouch(root, hub, view, act) {
  const { hall, model, payload, tr } = hub;
  const panel = h("nav", { class: "hl-panel" });
  const corner = h("div", { class: "hl-corner" });
  const side = h("section", { class: "hl-side" });
  const zoom = h("div", { class: "hl-zoom" });
  const sheet = h("section", { class: "hl-sheet" });
  const box = h("div", { class: "hl-touch", attrs: { hidden: true } }, panel, corner, side, zoom, sheet);
  root.append(box);
  /** @returns {Chosen} */
  const fresh = () => ({
    selected: null,
    sites: [],
    listed: false,
    region: "shanghai",
    layers: new Set(payload.layers.map((one) => /** @type {string} */ (one.id))),
    open: false,
  });
  let state = fresh();

  /**
   * @param {string} label
   * @param {() => void} run
   * @param {{class?: string, attrs?: Record<string, string | boolean>}} [options]
   * @param {...import("../../../layers/assets/src/types").Child} inside
   */
  const button = (label, run, options = {}, ...inside) =>
    h(
      "button",
      {
        class: `hl-button ${options.class ?? ""}`,
        attrs: { type: "button", ...(inside.length ? { "aria-label": label } : {}), ...options.attrs },
        on: { click: run },
      },
      ...(inside.length ? inside : [label]),
    );
  /** @param {string} path */
  const mark = (path) =>
    svg("svg", { viewBox: "0 0 24 24", "aria-hidden": "true", class: "hl-button__icon" }, svg("path", { d: path }));

  /** @param {Partial<Chosen>} now @param {"look" | "stay"} [how] */
  const change = (now, how = "look") => {
    state = { ...state, sites: [], listed: false, open: false, ...now };
    write();
    view.touch(state, how, answer);
  };
  /** @param {string} code */
  const choose = (code) => {
    if (hall.districts.includes(code)) change({ selected: state.selected === code ? null : code, region: "shanghai" });
  };
  /**
   * What a touch of the map is for: the sites there, else the district.
   * @param {string[]} sites
   * @param {string | null} district
   */
  const answer = (sites, district) => {
    if (sites.length) change({ sites }, "stay");
    else if (district) choose(district);
    else if (state.sites.length) change({}, "stay");
  };
  /** @param {string} id */
  const toggle = (id) => {
    const layers = new Set(state.layers);
    if (!layers.delete(id)) layers.add(id);
    change({ layers }, "stay");
  };

  const layers = () =>
    h(
      "ul",
      { class: "hl-layers" },
      payload.layers.map((layer) => {
        const on = state.layers.has(layer.id);
        return h(
          "li",
          {},
          h(
            "button",
            {
              class: `hl-layerbutton${on ? " on" : ""}`,
              attrs: { type: "button", "aria-pressed": String(on) },
              on: { click: () => toggle(layer.id) },
              dataset: { layer: layer.id },
            },
            symbolIcon(layer),
            h("span", {}, tr.bi(layer.name)),
            h("b", { class: "hl-number" }, tr.n(layer.count)),
            h("i", { class: "hl-switch" }),
          ),
        );
      }),
    );
  const grid = () =>
    h(
      "ul",
      { class: "hl-grid" },
      hall.districts.map((code) => {
        const on = state.selected === code;
        return h(
          "li",
          {},
          button(tr.bi(model.district(code)?.short), () => choose(code), {
            class: on ? "hl-button--chosen" : "",
            attrs: { "aria-pressed": String(on), "data-district": code },
          }),
        );
      }),
    );
  const looked = () => {
    const records = state.sites.flatMap((id) => model.record(id) ?? []);
    const title =
      state.listed && state.selected
        ? tr.bi(model.district(state.selected)?.name)
        : tr.t("exhibition.screen.site.several", { n: records.length });
    return [
      button(
        tr.t("exhibition.screen.site.close"),
        () => change({}, "stay"),
        { class: "hl-site__close" },
        mark("M6 6l12 12M18 6L6 18"),
      ),
      records.length === 1
        ? siteCard(hub, records[0])
        : siteList(hub, title, records, (id) => change({ sites: [id] }, "stay")),
    ];
  };
  /** Opens the list of all sites of a district, those without a point too. @param {string} code */
  const all = (code) => {
    const sites = model.recordsOf(code).map((one) => one.id);
    return (
      sites.length > 0 &&
      button(tr.plural("exhibition.screen.touch.all", sites.length), () => change({ sites, listed: true }, "stay"), {
        class: "hl-all",
      })
    );
  };
  const chosen = () => {
    const code = state.selected;
    const district = code && model.district(code);
    const card = code && hall.cards[code];
    if (!district || !card) return [h("p", { class: "hl-side__empty" }, tr.t("exhibition.screen.touch.choose"))];
    return [
      h("h1", { class: "hl-serif hl-side__name" }, tr.bi(district.name)),
      h("p", { class: "hl-side__other" }, otherwise(tr, district.name, "")),
      h("hr", {}),
      card.ranked
        ? h(
            "div",
            { class: "hl-side__rank" },
            h("p", {}, h("span", {}, tr.t("exhibition.screen.touch.rank")), h("b", { class: "hl-number" }, card.rank)),
            h("p", {}, h("span", {}, tr.t("exhibition.screen.district.interval")), interval(card)),
          )
        : h("p", {}, tr.t("exhibition.screen.district.unranked")),
      h("hr", {}),
      districtCounts(hub, district.code),
      all(district.code),
      button(
        tr.t("exhibition.screen.touch.open"),
        () => {
          state.open = true;
          write();
        },
        { class: "hl-side__open" },
      ),
    ];
  };

  const write = () => {
    panel.setAttribute("aria-label", tr.t("exhibition.screen.touch.panel"));
    panel.replaceChildren(
      h("h2", {}, tr.t("exhibition.screen.touch.layers")),
      layers(),
      h("h2", {}, tr.t("exhibition.screen.touch.districts")),
      grid(),
    );
    const other = hall.languages.find((lang) => lang !== tr.lang());
    corner.replaceChildren(
      ...[
        other &&
          h(
            "button",
            { class: "hl-button hl-language", attrs: { type: "button", lang: other }, on: { click: act.language } },
            String(payload.text[other]["exhibition.screen.touch.own_name"]),
          ),
        h(
          "button",
          { class: "hl-button hl-button--rim hl-home", attrs: { type: "button" }, on: { click: act.home } },
          mark("M7 4l12 8-12 8z"),
          tr.t("exhibition.screen.touch.tour"),
        ),
      ].filter((one) => one instanceof Node),
    );
    side.classList.toggle("hl-side--site", state.sites.length > 0);
    side.replaceChildren(...(state.sites.length ? looked() : chosen()).filter((one) => one instanceof Node));
    side.scrollTop = 0;
    sheet.hidden = !state.open;
    clear(sheet);
    if (state.open && state.selected) {
      sheet.append(
        districtCard(hub, state.selected, null),
        h(
          "div",
          { class: "hl-sheet__buttons" },
          all(state.selected),
          button(
            tr.t("exhibition.screen.touch.close"),
            () => {
              state.open = false;
              write();
            },
            { class: "hl-sheet__close" },
          ),
        ),
      );
    }
    const { stage } = view;
    zoom.replaceChildren(
      h(
        "div",
        { class: "hl-arrows", attrs: { role: "group", "aria-label": tr.t("exhibition.screen.touch.pan") } },
        ARROWS.map(([name, x, y]) =>
          button(
            tr.t(`exhibition.screen.touch.${name}`),
            () => stage.pan(PAN_SHARE * x, PAN_SHARE * y),
            { class: `hl-arrow hl-arrow--${name}` },
            mark("M6 15l6-6 6 6"),
          ),
        ),
      ),
      button(
        tr.t("exhibition.screen.touch.closer"),
        () => stage.zoom(ZOOM_STEP),
        { class: "hl-zoom__in" },
        mark("M12 5v14M5 12h14"),
      ),
      button(
        tr.t("exhibition.screen.touch.farther"),
        () => stage.zoom(-ZOOM_STEP),
        { class: "hl-zoom__out" },
        mark("M5 12h14"),
      ),
      button(tr.t("exhibition.screen.touch.city"), () => change({ selected: null, region: "shanghai" }), {
        class: "hl-zoom__city",
      }),
      button(tr.t("exhibition.screen.touch.delta"), () => change({ selected: null, region: "delta" }), {
        class: "hl-zoom__delta",
        attrs: { "aria-pressed": String(state.region === "delta") },
      }),
    );
  };

  return {
    /** Shows the controls; what was chosen before stays unless everything starts anew. @param {boolean} anew */
    open(anew) {
      if (anew) state = fresh();
      box.hidden = false;
      write();
      view.touch(state, anew ? "look" : "stay", answer);
    },
    /** The screen has another size: the map looks again. */
    again() {
      write();
      view.touch(state, "look", answer);
    },
    close() {
      box.hidden = true;
      for (const one of [panel, corner, side, zoom, sheet]) clear(one);
    },
    state: () => state,
  };
}
