/** @import {Context} from "./parts.js" */
/** @import {Fact, Selection} from "./types" */
import { append, clear, h, icon } from "./dom.js";
import { districtPanel } from "./panel-district.js";
import { recordPanel } from "./panel-record.js";
import { townPanel, unitPanel } from "./panel-town.js";
import { data, missingSwatch } from "./parts.js";

/**
 * @typedef {object} Content
 * @property {(Node | string)[]} eyebrow
 * @property {Node[]} title
 * @property {Node | null} [sub]
 * @property {(Node | null | false)[]} sections
 * @property {Selection | null} [parent] Where "back" leads where nothing was chosen before.
 * @property {string | null} district Code for the other pages.
 * @property {boolean} [scorecard] Whether there is a scorecard of it.
 */

/** @param {Context} ctx @returns {HTMLElement} The panel of what is selected; hidden where nothing is. */
export function createPanel(ctx) {
  const { store, tr } = ctx;
  const panel = h("aside", {
    class: "dq-card dq-panel",
    attrs: { hidden: true, tabindex: "-1", "aria-labelledby": "dq-panel-title" },
  });
  /** @type {Selection[]} */
  const trail = [];
  /** @type {Element | null} */
  let opener = null;

  function close() {
    ctx.select(null);
    if (opener instanceof HTMLElement && opener.isConnected) opener.focus();
    else document.getElementById("dq-search")?.focus({ preventScroll: true });
  }
  function draw() {
    const { selection } = store.get();
    const scroll = panel.querySelector(".dq-panel__body")?.scrollTop ?? 0;
    clear(panel);
    const content = selection && contentOf(ctx, selection);
    panel.hidden = !content;
    if (!content) return 0;
    const back = trail[trail.length - 1] ?? content.parent;
    append(panel, [
      h(
        "div",
        { class: "dq-panel__head" },
        h("div", { class: "dq-eyebrow" }, content.eyebrow),
        h("h2", { class: "dq-panel__title", attrs: { id: "dq-panel-title" } }, content.title),
        content.sub,
        h(
          "div",
          { class: "dq-panel__tools" },
          h(
            "button",
            {
              class: "dq-iconbutton dq-half",
              attrs: { type: "button", "aria-label": tr.t("map.panel.size"), title: tr.t("map.panel.size") },
              on: { click: () => ctx.root.classList.toggle("dq-tall") },
            },
            icon("up", 18),
          ),
          back &&
            h(
              "button",
              {
                class: "dq-iconbutton",
                attrs: {
                  type: "button",
                  "aria-label": tr.t("map.panel.back", { name: nameOf(ctx, back) }),
                  title: tr.t("map.panel.back", { name: nameOf(ctx, back) }),
                },
                on: {
                  click: () => {
                    trail.pop();
                    returning = true;
                    ctx.select(back);
                  },
                },
              },
              icon("back", 18),
            ),
          h(
            "button",
            {
              class: "dq-iconbutton dq-close",
              attrs: { type: "button", "aria-label": tr.t("map.panel.close"), title: tr.t("map.panel.close") },
              on: { click: close },
            },
            icon("close", 18),
          ),
        ),
      ),
      h(
        "div",
        { class: "dq-panel__body", attrs: { tabindex: "0", role: "group", "aria-labelledby": "dq-panel-title" } },
        content.sections.filter(Boolean).map((one) => h("section", { class: "dq-sec" }, one)),
      ),
      h(
        "div",
        { class: "dq-panel__foot" },
        ctx.framed && content.scorecard
          ? [
              way("scorecard", content, "dq-button dq-button--main"),
              way("compare", content),
              zoom("dq-button dq-button--icon", icon("zoom", 18)),
              way("data", content, "dq-button dq-button--icon", icon("table", 18)),
            ]
          : [zoom("dq-button dq-button--main"), ctx.framed && way("data", content)],
      ),
    ]);
    return scroll;
  }
  /** A button of the foot, with words or with an icon that they name.
   * @param {string} id @param {string} css @param {SVGElement | undefined} mark @param {() => void} click */
  function button(id, css, mark, click) {
    const words = tr.t(`map.panel.${id}`);
    return h(
      "button",
      { class: css, attrs: { type: "button", "aria-label": mark && words, title: mark && words }, on: { click } },
      mark ?? words,
    );
  }
  /** @param {string} css @param {SVGElement} [mark] */
  const zoom = (css, mark) =>
    button("zoom", css, mark, () => ctx.map.flyTo(/** @type {Selection} */ (store.get().selection)));
  /** The way to another page of the app.
   * @param {string} page @param {Content} content @param {string} [css] @param {SVGElement} [mark] */
  const way = (page, { district }, css = "dq-button", mark) =>
    button(page, css, mark, () => ctx.ask(page, /** @type {Record<string, string>} */ (district ? { district } : {})));
  let returning = false;
  /** @type {Selection | null} */
  let previous = store.get().selection;
  store.on(["selection"], (state) => {
    if (!previous) opener = document.activeElement;
    if (!state.selection) trail.length = 0;
    else if (previous && !returning) trail.push(previous);
    if (trail.length > 20) trail.shift();
    returning = false;
    previous = state.selection;
    const inside = panel.contains(document.activeElement);
    draw();
    if (state.selection) {
      ctx.say(tr.t("map.panel.selected", { name: nameOf(ctx, state.selection) }));
      if (inside || document.activeElement === document.body) panel.focus({ preventScroll: true });
    }
  });
  store.on(["lang", "colour", "calculated"], () => {
    const scroll = draw();
    const body = panel.querySelector(".dq-panel__body");
    if (body) body.scrollTop = scroll;
  });
  document.addEventListener("keydown", (event) => {
    if (
      event.key === "Escape" &&
      store.get().selection &&
      !store.get().tool &&
      !document.querySelector("dialog[open], .dq-menu:not([hidden])")
    )
      close();
  });
  draw();
  return panel;
}

/** @param {Context} ctx @param {Selection} selection @returns {Content | null} */
function contentOf(ctx, selection) {
  const { model } = ctx;
  const { kind, id } = selection;
  const district = kind === "district" && model.district(id);
  const town = kind === "town" && model.town(id);
  const unit = kind === "unit" && model.unit(id);
  const record = kind === "record" && model.record(id);
  if (district) return districtPanel(ctx, district);
  if (town) return townPanel(ctx, town);
  if (unit) return unitPanel(ctx, unit);
  return record ? recordPanel(ctx, record) : null;
}

/** @param {Context} ctx @param {Selection} selection */
export function nameOf({ model, tr }, { id }) {
  return tr.bi((model.district(id) ?? model.town(id) ?? model.unit(id) ?? model.record(id))?.name);
}

/** Facts as a list of terms; each kind of nothing in its own look.
 * @param {Context} ctx @param {Fact[]} facts */
export function factList({ tr }, facts) {
  return h(
    "dl",
    { class: "dq-facts" },
    facts.map((fact) => [
      h("dt", {}, data(tr, fact.label)),
      h(
        "dd",
        { dataset: fact.missing ? { missing: fact.missing } : {} },
        fact.missing && missingSwatch(fact.missing),
        data(tr, fact.value),
        fact.note && data(tr, fact.note, "dq-note"),
      ),
    ]),
  );
}

/** A place as a link inside the map.
 * @param {Context} ctx @param {Selection} selection */
export function placeLink(ctx, selection) {
  return h(
    "button",
    { class: "dq-link", attrs: { type: "button" }, on: { click: () => ctx.select(selection, { fly: true }) } },
    h(
      "bdi",
      { attrs: { lang: ctx.tr.lang() === "en" && /[\u3400-\u9fff]/.test(nameOf(ctx, selection)) ? "zh" : null } },
      nameOf(ctx, selection),
    ),
  );
}

/** Records, the first few open and the rest behind a button.
 * @param {Context} ctx
 * @param {import("./types").SiteRecord[]} records
 * @param {(record: import("./types").SiteRecord) => Node} row
 */
export function recordList(ctx, records, row) {
  const first = window.innerHeight < 800 ? 4 : 7;
  const list = h("ul", { class: "dq-recs" }, records.slice(0, first).map(row));
  if (records.length <= first) return list;
  const all = h(
    "button",
    {
      class: "dq-all",
      attrs: { type: "button" },
      on: {
        click: () => {
          append(list, records.slice(first).map(row));
          /** @type {HTMLElement | null} */ (list.children[first]?.querySelector("button"))?.focus();
          all.remove();
        },
      },
    },
    ctx.tr.plural("map.panel.all", records.length),
    " →",
  );
  return h("div", {}, list, all);
}
