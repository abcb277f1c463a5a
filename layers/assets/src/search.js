/** @import {Context} from "./parts.js" */
/** @import {Entry, Hit} from "./match.js" */
/** @import {Selection} from "./types" */
import { append, clear, h, icon } from "./dom.js";
import { search } from "./match.js";
import { raw, symbol } from "./parts.js";

const ROWS = 8;

/** @param {Context} ctx @returns {HTMLElement} The search card: a combobox with its list. */
export function createSearch(ctx) {
  const { model, store, tr } = ctx;
  const entries = index(ctx);
  /** @type {Hit[]} */
  let hits = [];
  let active = -1;
  let all = false;
  const input = h("input", {
    attrs: {
      type: "text",
      id: "dq-search",
      role: "combobox",
      autocomplete: "off",
      spellcheck: "false",
      "aria-expanded": "false",
      "aria-controls": "dq-hits",
      "aria-autocomplete": "list",
      enterkeyhint: "search",
    },
  });
  const hint = h("kbd", {}, "/");
  const list = h("ul", { class: "dq-hits__list", attrs: { role: "listbox", id: "dq-hits" } });
  const card = h("div", { class: "dq-card dq-hits", attrs: { hidden: true } }, list);
  const box = h("div", { class: "dq-card dq-search" }, icon("search", 18), input, hint);

  function words() {
    input.placeholder = tr.t("map.search.placeholder");
    input.setAttribute("aria-label", tr.t("map.search.label"));
    list.setAttribute("aria-label", tr.t("map.search.results"));
  }
  function show() {
    clear(list);
    const query = input.value.trim();
    const shown = all ? hits : hits.slice(0, ROWS);
    card.hidden = !query;
    hint.textContent = query ? "Esc" : "/";
    input.setAttribute("aria-expanded", String(Boolean(query)));
    append(
      list,
      shown.map((hit, i) => row(ctx, hit, i, () => choose(i))),
    );
    if (query && !hits.length)
      list.append(
        h(
          "li",
          { class: "dq-hits__none", attrs: { role: "option", "aria-disabled": "true" } },
          tr.t("map.search.none"),
        ),
      );
    if (hits.length > shown.length) {
      list.append(
        h(
          "li",
          {
            class: "dq-hits__more",
            attrs: { role: "option", id: `dq-hit-${shown.length}` },
            on: { mousedown: (e) => e.preventDefault(), click: more },
          },
          tr.plural("map.search.more", hits.length - shown.length),
        ),
      );
    }
    mark(active);
  }
  function more() {
    all = true;
    show();
  }
  function mark(/** @type {number} */ i) {
    active = i;
    [...list.children].forEach((one, at) => one.setAttribute("aria-selected", String(at === i)));
    const one = list.children[i];
    if (one?.id) input.setAttribute("aria-activedescendant", one.id);
    else input.removeAttribute("aria-activedescendant");
    one?.scrollIntoView({ block: "nearest" });
  }
  function choose(/** @type {number} */ i) {
    const hit = hits[i];
    if (!hit) return;
    const [kind, id] = hit.entry.key.split(/:(.*)/s);
    close();
    input.blur();
    ctx.select(/** @type {Selection} */ ({ kind, id }), { fly: true });
  }
  function close() {
    input.value = "";
    hits = [];
    all = false;
    active = -1;
    show();
  }
  input.addEventListener("input", () => {
    hits = search(entries, input.value);
    all = false;
    active = hits.length ? 0 : -1;
    show();
    if (input.value.trim()) ctx.say(tr.plural("map.search.found", hits.length));
  });
  input.addEventListener("keydown", (event) => {
    const rows = list.children.length;
    if (event.key === "Escape") {
      event.stopPropagation();
      if (input.value) close();
      else input.blur();
    } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && rows) {
      event.preventDefault();
      mark((active + (event.key === "ArrowDown" ? 1 : -1) + rows) % rows);
    } else if (event.key === "Enter") {
      if (!all && active === ROWS && hits.length > ROWS) more();
      else choose(active);
    }
  });
  input.addEventListener("blur", () => {
    card.hidden = true;
  });
  input.addEventListener("focus", () => {
    card.hidden = !input.value.trim();
  });
  document.addEventListener("keydown", (event) => {
    const target = /** @type {HTMLElement} */ (event.target);
    if (event.key !== "/" || event.ctrlKey || event.metaKey || target.closest("input, select, textarea, dialog"))
      return;
    event.preventDefault();
    input.focus();
  });
  store.on(["lang"], () => {
    words();
    show();
  });
  words();
  void model;
  return h("div", { class: "dq-searchbox", attrs: { role: "search" } }, box, card);
}

/** @param {Context} ctx @returns {Entry[]} */
function index({ model }) {
  const { districts, towns, units, records } = model.payload;
  return [
    ...districts.map((d) => ({
      key: `district:${d.code}`,
      zh: d.name.zh,
      en: d.name.en,
      code: d.code,
      readings: d.pinyin,
      weight: 0,
    })),
    ...towns.map((t) => ({
      key: `town:${t.code}`,
      zh: t.name.zh,
      en: `${t.name.en} ${t.suffix.en}`,
      code: t.code,
      readings: t.pinyin,
      weight: 1,
    })),
    ...units.map((u) => ({
      key: `unit:${u.code}`,
      zh: u.name.zh,
      en: u.name.en,
      code: u.code,
      readings: u.pinyin,
      weight: 2,
    })),
    ...records.map((r) => ({
      key: `record:${r.id}`,
      zh: r.name.zh,
      en: r.name.en,
      code: r.id,
      readings: r.pinyin,
      weight: 3,
    })),
  ];
}

/** @param {Context} ctx @param {Hit} hit @param {number} i @param {() => void} choose */
function row(ctx, hit, i, choose) {
  const { model, tr } = ctx;
  const [kind, id] = hit.entry.key.split(/:(.*)/s);
  const record = kind === "record" ? model.record(id) : undefined;
  const layer = record && model.layer(record.layer);
  const home = model.district(model.town(id)?.district ?? model.unit(id)?.district ?? record?.districts[0] ?? "");
  const own = tr.lang() === "zh" ? "zh" : "en";
  const name = hit.field === own ? lit(tr, hit) : [raw(tr, hit.entry[own])];
  const aside = hit.field === own ? [] : hit.field === "en" || hit.field === "zh" ? [raw(tr, hit.text)] : lit(tr, hit);
  const other = hit.field !== own && (hit.field === "en" || hit.field === "zh") ? lit(tr, hit) : aside;
  return h(
    "li",
    {
      class: "dq-hit",
      attrs: { role: "option", id: `dq-hit-${i}` },
      dataset: { kind, id },
      on: { mousedown: (e) => e.preventDefault(), click: choose },
    },
    layer && record ? symbol(layer, 15, record.status) : null,
    h("span", { class: "dq-hit__text" }, h("b", {}, name), other.length ? h("em", {}, other) : null),
    h(
      "span",
      { class: "dq-hit__where" },
      kind === "district" ? tr.t("map.kind.district") : home ? raw(tr, tr.bi(home.short)) : null,
    ),
  );
}

/** @param {import("./types").Translator} tr @param {Hit} hit */
function lit(tr, hit) {
  const on = new Set(hit.letters);
  const whole = h("bdi", {});
  if (tr.lang() === "en" && hit.field === "zh") whole.lang = "zh";
  let run = "";
  let lit = false;
  const flush = () => {
    if (run) whole.append(lit ? h("mark", {}, run) : run);
    run = "";
  };
  [...hit.text].forEach((letter, i) => {
    if (on.has(i) !== lit) {
      flush();
      lit = on.has(i);
    }
    run += letter;
  });
  flush();
  return [whole];
}
