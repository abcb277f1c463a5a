/** @import {Context} from "./parts.js" */
/** @import {Filters} from "./types" */
import { append, clear, h, icon } from "./dom.js";
import { passes } from "./index.js";
import { raw, STATUSES } from "./parts.js";

const LEVELS = ["national", "interprovincial", "municipal", "district", "industry", "enterprise", "unstated"];
const CONFIDENCES = ["high", "medium", "low"];
/** @type {Filters} */
export const NO_FILTERS = { level: [], status: [], confidence: [], field: [], year: null };

/** How many restrictions are on. @param {Filters} filters */
export function activeCount(filters) {
  return (
    filters.level.length +
    filters.status.length +
    filters.confidence.length +
    filters.field.length +
    (filters.year ? 1 : 0)
  );
}

/**
 * The Filters card, with chips for what is on, and the button that opens it.
 *
 * @param {Context} ctx @returns {{card: HTMLElement, button: HTMLElement}}
 */
export function createFilters(ctx) {
  const { model, store, tr } = ctx;
  const card = h("section", {
    class: "dq-card dq-filters",
    attrs: { id: "dq-filters", "aria-labelledby": "dq-filters-title" },
  });
  const years = model.payload.records.flatMap(({ year }) => [year.from, year.to]).filter((year) => year !== null);
  const span = [Math.min(...years), Math.max(...years)];
  const fields = [...new Set(model.payload.records.flatMap((record) => record.fields))];
  const button = h("button", {
    class: "dq-linkish",
    attrs: { type: "button", id: "dq-filters-button", "aria-controls": "dq-filters" },
    on: {
      click: () => {
        open = !open;
        draw();
      },
    },
  });
  let open = false;

  const set = (/** @type {Partial<Filters>} */ patch) => store.set({ filters: { ...store.get().filters, ...patch } });
  function flip(/** @type {"level" | "status" | "confidence" | "field"} */ name, /** @type {string} */ id) {
    const now = store.get().filters[name];
    set({ [name]: now.includes(id) ? now.filter((one) => one !== id) : [...now, id] });
  }
  function counts(/** @type {"level" | "status" | "confidence" | "field"} */ name) {
    const state = store.get();
    /** @type {Map<string, number>} */
    const found = new Map();
    for (const record of model.payload.records) {
      if (!state.layers.includes(record.layer) || !passes(record, state.filters, name)) continue;
      for (const id of name === "field" ? record.fields : [record[name]]) found.set(id, (found.get(id) ?? 0) + 1);
    }
    return found;
  }
  function group(/** @type {"level" | "status" | "confidence"} */ name, /** @type {string[]} */ ids) {
    const found = counts(name);
    const used = new Set(model.payload.records.map((record) => record[name]));
    return h(
      "fieldset",
      {},
      h("legend", {}, tr.t(`map.filter.${name}`)),
      h(
        "div",
        { class: "dq-choices" },
        ids
          .filter((id) => used.has(id))
          .map((id) =>
            h(
              "button",
              {
                class: "dq-choice",
                attrs: {
                  type: "button",
                  id: `dq-f-${name}-${id}`,
                  "aria-pressed": String(store.get().filters[name].includes(id)),
                },
                on: { click: () => flip(name, id) },
              },
              tr.t(`vocab.${name}.${id}`),
              h("span", {}, tr.n(found.get(id) ?? 0)),
            ),
          ),
      ),
    );
  }
  function fieldChooser() {
    const found = counts("field");
    const select = h(
      "select",
      {
        attrs: { id: "dq-f-field", "aria-label": tr.t("map.filter.field") },
        on: { change: () => select.value && flip("field", select.value) },
      },
      h("option", { attrs: { value: "" } }, tr.t("map.filter.add_field")),
      fields
        .filter((id) => !store.get().filters.field.includes(id))
        .map((id) => ({ id, name: tr.t(`vocab.field.${id}`), n: found.get(id) ?? 0 }))
        .sort((a, b) => b.n - a.n || a.name.localeCompare(b.name, tr.lang()))
        .map(({ id, name, n }) => h("option", { attrs: { value: id } }, `${name} (${n})`)),
    );
    return h(
      "fieldset",
      {},
      h("legend", {}, tr.t("map.filter.field")),
      h("div", { class: "dq-select" }, select, icon("down", 14)),
    );
  }
  function yearRange() {
    const now = store.get().filters.year ?? span;
    const choice = (/** @type {0 | 1} */ end) => {
      const select = h(
        "select",
        {
          attrs: { id: `dq-f-year-${end}`, "aria-label": tr.t(end ? "map.filter.year_to" : "map.filter.year_from") },
          on: {
            change: () => {
              const next = [...now];
              next[end] = Number(select.value);
              if (next[0] > next[1]) next[1 - end] = next[end];
              set({ year: next[0] === span[0] && next[1] === span[1] ? null : next });
            },
          },
        },
        Array.from({ length: span[1] - span[0] + 1 }, (_, i) =>
          h("option", { attrs: { value: span[0] + i } }, String(span[0] + i)),
        ),
      );
      select.value = String(now[end]);
      return h("div", { class: "dq-select" }, select, icon("down", 14));
    };
    return h(
      "fieldset",
      {},
      h("legend", {}, tr.t("map.filter.year")),
      h("div", { class: "dq-years" }, choice(0), "–", choice(1)),
      h("p", { class: "dq-note" }, tr.t("map.filter.year_note")),
    );
  }
  function chips() {
    const { filters } = store.get();
    const one = (/** @type {string} */ label, /** @type {() => void} */ off) =>
      h(
        "button",
        {
          class: "dq-chip",
          attrs: { type: "button", "aria-label": tr.t("map.filter.remove", { name: label }) },
          on: { click: off },
        },
        raw(tr, label),
        icon("close", 12),
      );
    return [
      .../** @type {const} */ (["level", "status", "confidence", "field"]).flatMap((name) =>
        filters[name].map((id) =>
          one(
            `${tr.t(`vocab.${name}.${id}`)}${name === "confidence" ? ` · ${tr.t("map.filter.confidence")}` : ""}`,
            () => flip(name, id),
          ),
        ),
      ),
      ...(filters.year ? [one(filters.year.join("–"), () => set({ year: null }))] : []),
    ];
  }
  function draw() {
    const state = store.get();
    const focused = card.contains(document.activeElement) ? document.activeElement?.id : "";
    clear(card);
    const n = activeCount(state.filters);
    const left = model.visibleRecords(state).length;
    clear(button);
    button.setAttribute("aria-expanded", String(open));
    append(button, [tr.t("map.filter.title"), icon(open ? "up" : "down", 14)]);
    card.hidden = !open && !n;
    append(card, [
      h(
        "div",
        { class: "dq-card__head" },
        h("h2", { class: "dq-card__title", attrs: { id: "dq-filters-title" } }, tr.t("map.filter.title")),
        n
          ? h(
              "button",
              {
                class: "dq-linkish",
                attrs: { type: "button" },
                on: {
                  click: () => {
                    store.set({ filters: NO_FILTERS });
                    button.focus();
                  },
                },
              },
              tr.t("map.filter.clear"),
            )
          : h("span", { class: "dq-linkish" }, tr.plural("map.filter.shown", left)),
      ),
      n ? h("div", { class: "dq-chips" }, chips()) : null,
      n
        ? h(
            "p",
            { class: left ? "dq-note" : "dq-caveat", attrs: { role: "status" } },
            left ? tr.plural("map.filter.shown", left) : tr.t("map.filter.none"),
          )
        : null,
      open
        ? h(
            "div",
            { class: "dq-filters__body" },
            group("level", LEVELS),
            group("status", STATUSES),
            group("confidence", CONFIDENCES),
            fieldChooser(),
            yearRange(),
          )
        : null,
    ]);
    if (focused) document.getElementById(focused)?.focus();
  }
  store.on(["lang", "filters", "layers"], draw);
  draw();
  return { card, button };
}
