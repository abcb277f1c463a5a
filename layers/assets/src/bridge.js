/** @import {Question} from "./calculated.js" */
/** @import {Bi, Colour, Filters, LiveState, Model, Selection, State, Store} from "./types" */
import { createCalculated } from "./calculated.js";

const KEYS = /** @type {const} */ (["lang", "region", "selection", "layers", "colour", "filters", "view"]);
const METHODS = ["custom", "quantile", "equal", "natural"];
const PALETTES = ["sea", "amber", "violet"];
const isObject = (/** @type {unknown} */ x) => typeof x === "object" && x !== null && !Array.isArray(x);
const isNumber = (/** @type {unknown} */ x) => typeof x === "number" && Number.isFinite(x);

/** The part of the state that the app hears of. @param {LiveState | State} state @returns {State} */
export function plainState(state) {
  const { lang, region, selection, layers, colour, filters, view } = state;
  return { lang, region, selection, layers, colour, filters, view };
}

/**
 * What of a patch holds: every field is checked against the data; what is
 * unknown is left out.
 *
 * @param {Model} model
 * @param {State} state The state that a partial colour or filter completes.
 * @param {unknown} patch
 * @returns {Partial<State>}
 */
export function checkedPatch(model, state, patch) {
  /** @type {Partial<State>} */
  const good = {};
  if (!isObject(patch)) return good;
  const given = /** @type {Record<string, any>} */ (patch);
  if (given.lang === "zh" || given.lang === "en") good.lang = given.lang;
  if (given.region === "shanghai" || given.region === "delta") good.region = given.region;
  if ("selection" in given) {
    if (given.selection === null) good.selection = null;
    else if (known(model, given.selection)) good.selection = { kind: given.selection.kind, id: given.selection.id };
  }
  if (Array.isArray(given.layers))
    good.layers = model.payload.layers.map((one) => one.id).filter((id) => given.layers.includes(id));
  if (isObject(given.colour)) good.colour = checkedColour(model, state.colour, given.colour);
  if (isObject(given.filters)) good.filters = checkedFilters(model, state.filters, given.filters);
  const view = given.view;
  if (view === null) good.view = null;
  else if (
    isObject(view) &&
    isNumber(view.lon) &&
    isNumber(view.lat) &&
    isNumber(view.zoom) &&
    Math.abs(view.lon) <= 180 &&
    Math.abs(view.lat) <= 85 &&
    view.zoom >= 0 &&
    view.zoom <= 22
  ) {
    good.view = { lon: view.lon, lat: view.lat, zoom: view.zoom };
  }
  return good;
}

/** @param {Model} model @param {any} selection @returns {selection is Selection} */
function known(model, selection) {
  if (!isObject(selection) || typeof selection.id !== "string") return false;
  const { kind, id } = selection;
  return (
    (kind === "district" && !!model.district(id)) ||
    (kind === "town" && !!model.town(id)) ||
    (kind === "unit" && !!model.unit(id)) ||
    (kind === "record" && !!model.record(id))
  );
}

/** @param {Model} model @param {Colour} colour @param {Record<string, any>} given @returns {Colour} */
function checkedColour(model, colour, given) {
  return {
    figure:
      given.figure === null || (typeof given.figure === "string" && model.figure(given.figure))
        ? given.figure
        : colour.figure,
    method: METHODS.includes(given.method) ? given.method : colour.method,
    classes:
      Number.isInteger(given.classes) && given.classes >= 3 && given.classes <= 7 ? given.classes : colour.classes,
    palette: PALETTES.includes(given.palette) ? given.palette : colour.palette,
  };
}

/** @param {Model} model @param {Filters} filters @param {Record<string, any>} given @returns {Filters} */
function checkedFilters(model, filters, given) {
  const { records } = model.payload;
  const good = { ...filters };
  for (const name of /** @type {const} */ (["level", "status", "confidence", "field"])) {
    if (!Array.isArray(given[name])) continue;
    const used = new Set(records.flatMap((record) => (name === "field" ? record.fields : [record[name]])));
    good[name] = given[name].filter((/** @type {unknown} */ id) => typeof id === "string" && used.has(id));
  }
  if (given.year === null) good.year = null;
  else if (
    Array.isArray(given.year) &&
    given.year.length === 2 &&
    given.year.every(Number.isInteger) &&
    given.year[0] <= given.year[1]
  )
    good.year = [...given.year];
  return good;
}

/**
 * Talks to the app around the frame; silent where there is none.
 *
 * @param {Model} model
 * @param {Store} store
 * @param {(text: Bi) => void} notice Shows what a visitor has to know.
 * @param {{parent: Window, self: Window, delay_ms?: number}} [world]
 */
export function createBridge(
  model,
  store,
  notice,
  { parent, self, delay_ms = 250 } = { parent: window.parent, self: window },
) {
  const framed = parent !== self;
  /** @type {string | number | null} */
  let nonce = null;
  /** The page's count of Back and Forward, as it last told: what we send says which of them we know. */
  let turn = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  const send = (/** @type {object} */ message) => {
    if (framed && nonce !== null) parent.postMessage({ dqm: 1, nonce, ...message }, "*");
  };
  const ask = (/** @type {string} */ page, /** @type {Record<string, string>} */ query) =>
    send({ type: "ask", what: "page", page, query });
  /** Whether the first view is found, which is nothing a visitor did, however long it takes. */
  let settled = false;
  const settle = () => {
    settled = true;
  };
  if (!framed) return { ask, framed, settle };
  const calculated = createCalculated(model, store, (/** @type {Question} */ question) =>
    send({ type: "ask", what: "figure", ...question }),
  );

  self.addEventListener("message", (event) => {
    const data = event.data;
    if (event.source !== parent || !isObject(data) || data.dqm !== 1) return;
    if (data.type === "hello" && nonce === null && (typeof data.nonce === "string" || isNumber(data.nonce))) {
      nonce = data.nonce;
      send({ type: "ready" });
      calculated.want();
    } else if (nonce === null || data.nonce !== nonce) {
      return;
    } else if (data.type === "set") {
      if (isNumber(data.turn)) turn = data.turn;
      store.set(checkedPatch(model, plainState(store.get()), data.patch), "app");
    } else if (data.type === "figure") {
      calculated.take(data);
    } else if (
      data.type === "notice" &&
      isObject(data.text) &&
      typeof data.text.zh === "string" &&
      typeof data.text.en === "string"
    ) {
      notice({ zh: data.text.zh, en: data.text.en });
    }
  });
  store.on(["colour", "filters"], () => {
    if (nonce !== null) calculated.want();
  });
  store.on([...KEYS], (_state, _changed, source) => {
    if (source === "app" || !settled) return;
    clearTimeout(timer);
    timer = setTimeout(() => send({ type: "state", state: plainState(store.get()), turn }), delay_ms);
  });
  return { ask, framed, settle };
}
