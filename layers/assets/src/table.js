/** @import {Context} from "./parts.js" */
/** @import {Selection} from "./types" */
import { append, clear, h, icon } from "./dom.js";
import { range } from "./panel-standing.js";
import { precision, raw, valueParts } from "./parts.js";

const TABS = /** @type {const} */ (["districts", "towns", "records"]);
/** @typedef {{text: string, sort: string | number, select?: Selection}} Cell */

/** The same as the map, as tables in a dialog. @param {Context} ctx */
export function openTable(ctx) {
  const { tr } = ctx;
  const opener = /** @type {HTMLElement | null} */ (document.activeElement);
  const dialog = h("dialog", { class: "dq-dialog", attrs: { "aria-labelledby": "dq-table-title" } });
  const body = h("div", {
    class: "dq-dialog__body",
    attrs: { id: "dq-table", role: "tabpanel", tabindex: "0", "aria-labelledby": "dq-tab-districts" },
  });
  /** @type {(typeof TABS)[number]} */
  let tab = "districts";
  let column = 0;
  let down = false;
  const tabs = TABS.map((one) =>
    h(
      "button",
      {
        attrs: { type: "button", role: "tab", id: `dq-tab-${one}`, "aria-controls": "dq-table" },
        on: { click: () => show(one) },
      },
      tr.t(`map.table.${one}`),
    ),
  );

  function show(/** @type {(typeof TABS)[number]} */ one) {
    tab = one;
    column = 0;
    down = false;
    draw();
  }
  function draw() {
    tabs.forEach((one, i) => {
      one.setAttribute("aria-selected", String(TABS[i] === tab));
      one.tabIndex = TABS[i] === tab ? 0 : -1;
    });
    body.setAttribute("aria-labelledby", `dq-tab-${tab}`);
    const { heads, rows } = content(ctx, tab);
    rows.sort((a, b) => compare(a[column].sort, b[column].sort, tr.lang()) * (down ? -1 : 1));
    clear(body);
    body.append(
      rows.length
        ? h(
            "table",
            {},
            h("caption", {}, tr.plural("map.table.rows", rows.length)),
            h(
              "thead",
              {},
              h(
                "tr",
                {},
                heads.map((head, i) =>
                  h(
                    "th",
                    {
                      attrs: { scope: "col", "aria-sort": i === column ? (down ? "descending" : "ascending") : "none" },
                    },
                    h(
                      "button",
                      {
                        attrs: { type: "button", id: `dq-sort-${i}` },
                        on: {
                          click: () => {
                            down = i === column && !down;
                            column = i;
                            draw();
                            document.getElementById(`dq-sort-${i}`)?.focus();
                          },
                        },
                      },
                      head,
                      i === column ? icon(down ? "down" : "up", 12) : null,
                    ),
                  ),
                ),
              ),
            ),
            h(
              "tbody",
              {},
              rows.map((cells) =>
                h(
                  "tr",
                  {},
                  cells.map((one, i) => {
                    const { select } = one;
                    const text = raw(tr, one.text);
                    const inner = select
                      ? h(
                          "button",
                          {
                            class: "dq-link",
                            attrs: { type: "button" },
                            on: {
                              click: () => {
                                dialog.close();
                                ctx.select(select, { fly: true });
                              },
                            },
                          },
                          text,
                        )
                      : text;
                    return i
                      ? h("td", { class: typeof one.sort === "number" ? "dq-num" : "" }, inner)
                      : h("th", { attrs: { scope: "row" } }, inner);
                  }),
                ),
              ),
            ),
          )
        : h("p", { class: "dq-caveat" }, tr.t("map.filter.none")),
    );
  }
  append(dialog, [
    h(
      "div",
      { class: "dq-dialog__head" },
      h("h2", { class: "dq-card__title", attrs: { id: "dq-table-title" } }, tr.t("map.table.title")),
      h(
        "div",
        {
          class: "dq-tabs",
          attrs: { role: "tablist", "aria-labelledby": "dq-table-title" },
          on: {
            keydown: (event) => {
              const step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
              if (!step) return;
              const next = (TABS.indexOf(tab) + step + TABS.length) % TABS.length;
              show(TABS[next]);
              tabs[next].focus();
            },
          },
        },
        tabs,
      ),
      h(
        "button",
        {
          class: "dq-iconbutton",
          attrs: { type: "button", "aria-label": tr.t("map.table.close"), title: tr.t("map.table.close") },
          on: { click: () => dialog.close() },
        },
        icon("close", 18),
      ),
    ),
    h("p", { class: "dq-note dq-dialog__note" }, tr.t("map.table.note")),
    body,
  ]);
  dialog.addEventListener("close", () => {
    dialog.remove();
    opener?.focus();
  });
  ctx.root.append(dialog);
  draw();
  dialog.showModal();
}

/** @param {Context} ctx @param {(typeof TABS)[number]} tab @returns {{heads: string[], rows: Cell[][]}} */
function content({ model, store, tr }, tab) {
  const state = store.get();
  const term = (/** @type {string} */ kind, /** @type {string} */ id) => tr.t(`vocab.${kind}.${id}`);
  const plain = (/** @type {string} */ text) => ({ text, sort: text });
  if (tab === "records") {
    return {
      heads: ["name", "layer", "where", "level", "status", "year", "precision", "confidence"].map((key) =>
        tr.t(`map.table.head.${key}`),
      ),
      rows: model.visibleRecords(state).map((record) => [
        { ...plain(tr.bi(record.name)), select: { kind: "record", id: record.id } },
        plain(tr.bi(model.layer(record.layer)?.name)),
        plain(
          [
            ...record.districts.map((id) => tr.bi(model.district(id)?.short)),
            ...record.outside.map((one) => tr.bi(one)),
          ].join(" · "),
        ),
        plain(term("level", record.level)),
        plain(term("status", record.status)),
        { text: tr.bi(record.year.text), sort: record.year.to ?? record.year.from ?? 0 },
        {
          text:
            record.point && record.precision_m !== null
              ? precision(tr, record.precision_m)
              : tr.t("map.record.unplaced"),
          sort: record.precision_m ?? Infinity,
        },
        plain(term("confidence", record.confidence)),
      ]),
    };
  }
  const towns = tab === "towns";
  const here = (/** @type {import("./types").FigureSpec} */ one) =>
    state.colour.figure === one.id
      ? !one.computed || state.calculated !== null
      : one.group === "figures" && !one.computed;
  const figures = model.payload.figures.filter((one) => one.levels.includes(towns ? "town" : "district") && here(one));
  /** @type {(import("./types").District | import("./types").Town)[]} */
  const areas = towns ? model.payload.towns : model.payload.districts;
  return {
    heads: [
      tr.t("map.table.head.name"),
      tr.t(towns ? "map.kind.district" : "map.table.head.code"),
      ...(towns ? [] : [tr.t("map.table.head.rank")]),
      ...figures.map((one) => `${tr.bi(one.name)} (${tr.bi(one.unit)})`),
    ],
    rows: areas.map((area) => [
      { ...plain(tr.bi(area.name)), select: { kind: towns ? "town" : "district", id: area.code } },
      plain("district" in area ? tr.bi(model.district(area.district)?.name) : area.code),
      ...("district" in area ? [] : [ranked(area.standing)]),
      ...figures.map((one) => {
        const value = area.values[one.id];
        const parts = valueParts(tr, one, value);
        return {
          text: parts.missing ? `${parts.text} ${parts.unit}`.trim() : parts.text,
          sort: typeof value === "number" ? value : -Infinity,
        };
      }),
    ]),
  };
  /** A rank with its interval. @param {import("./types").Standing | null} one */
  function ranked(one) {
    return one
      ? { text: `${tr.n(one.rank)} (${range(one)})`, sort: one.rank }
      : { text: tr.t("map.standing.none"), sort: Infinity };
  }
}

/** @param {string | number} a @param {string | number} b @param {string} lang */
function compare(a, b, lang) {
  return typeof a === "number" && typeof b === "number"
    ? a === b
      ? 0
      : a - b
    : String(a).localeCompare(String(b), lang === "zh" ? "zh-CN" : "en");
}
