/**
 * The map's frame: one sandboxed iframe that lives as long as the page, and
 * the messages between it, the address bar and Python.
 *
 * The document is fetched once as text and given to the frame; a rerun of the
 * page only compares a few values. Pan, filter, layers and colours replace the
 * history entry, a new selection pushes one.
 *
 * Back and Forward begin a new `turn`. The map says with every message which turn
 * it has heard of: what it sent before that is overtaken, and would otherwise bring
 * the old selection back and throw away the entries that Forward leads to.
 */
/** @import {Answer, Asked, Bi, Frame, FrameData, Selection, State, ToMap, Told, Wanted} from "./types" */

const SANDBOX = "allow-scripts allow-downloads allow-popups allow-popups-to-escape-sandbox";
const HELLO_EVERY_MS = 200;
const TELL_SOON_MS = 150;
const TELL_LATER_MS = 1200;

/** One frame per element that Streamlit gives us. @type {WeakMap<HTMLElement, MapFrame>} */
const frames = new WeakMap();

/**
 * At most `digits` decimals, no trailing zeros; the same as `_digits` in ui/state.py.
 *
 * @param {number} value @param {number} digits
 */
function short(value, digits) {
  return String(Number(Number(value).toFixed(digits)) + 0);
}

/**
 * The query of an address for a state; the same as `format_query` in ui/state.py.
 *
 * @param {State} state @param {State} defaults @param {string | null} boundary
 */
export function formatQuery(state, defaults, boundary) {
  const query = new URLSearchParams();
  const colour = state.colour;
  const usual = defaults.colour;
  if (state.lang !== defaults.lang) query.set("lang", state.lang);
  if (state.selection) query.set(state.selection.kind, state.selection.id);
  const all = state.layers.length === defaults.layers.length;
  if (!all || !defaults.layers.every((id) => state.layers.includes(id))) {
    query.set("layers", state.layers.join(",") || "none");
  }
  if (colour.figure !== usual.figure) query.set("colour", colour.figure || "none");
  for (const name of /** @type {const} */ (["method", "classes", "palette"])) {
    if (colour[name] !== usual[name]) query.set(name, String(colour[name]));
  }
  if (state.region !== defaults.region) query.set("region", state.region);
  if (boundary) query.set("boundary", boundary);
  for (const name of /** @type {const} */ (["level", "status", "confidence", "field"])) {
    const values = state.filters[name];
    if (values?.length) query.set(name, values.join(","));
  }
  if (state.filters.year) query.set("year", state.filters.year.join("-"));
  if (state.view) {
    const { lon, lat, zoom } = state.view;
    query.set("view", `${short(lon, 5)},${short(lat, 5)},${short(zoom, 2)}`);
  }
  // Commas are legal in a query and easier to read than %2C.
  return query.toString().replaceAll("%2C", ",");
}

/** Whether this is a state that can be written into the address. @param {unknown} state @returns {state is State} */
export function isState(state) {
  /** @type {(value: unknown) => value is Record<string, unknown>} */
  const object = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
  if (!object(state) || !object(state.colour) || !object(state.filters)) return false;
  if (!Array.isArray(state.layers) || !state.layers.every((id) => typeof id === "string")) {
    return false;
  }
  const { selection, view } = state;
  if (selection !== null) {
    /** @type {unknown[]} */
    const kinds = ["district", "town", "unit", "record"];
    if (!object(selection) || !kinds.includes(selection.kind)) return false;
    if (typeof selection.id !== "string") return false;
  }
  return view === null || (object(view) && ["lon", "lat", "zoom"].every((k) => Number.isFinite(view[k])));
}

/** @type {(a: Selection | null, b: Selection | null) => boolean} */
const sameSelection = (a, b) => (a ? `${a.kind} ${a.id}` : "") === (b ? `${b.kind} ${b.id}` : "");

class MapFrame {
  /** @param {HTMLElement} parent */
  constructor(parent) {
    this.box = document.createElement("div");
    this.box.className = "dqm-frame";
    this.iframe = document.createElement("iframe");
    this.iframe.setAttribute("sandbox", SANDBOX);
    this.iframe.setAttribute("allow", "clipboard-write; fullscreen");
    this.box.append(this.iframe);
    parent.append(this.box);
    this.path = location.pathname;
    this.nonce = crypto.getRandomValues(new Uint32Array(4)).join("-");
    /** Null until the first `update`, which comes before anything else is heard. */
    this.state = /** @type {State} */ (/** @type {unknown} */ (null));
    /** @type {string | null} */
    this.address = null;
    this.ready = false;
    /** Whether another page has been asked for. */
    this.leaving = false;
    /** @type {Bi | null} */
    this.notice = null;
    this.turn = 0;
    this.onMessage = (/** @type {MessageEvent} */ event) => this.receive(event);
    this.onHistory = (/** @type {PopStateEvent} */ event) => this.restore(event);
    window.addEventListener("message", this.onMessage);
    this.onFigure = (/** @type {CustomEvent<Answer>} */ { detail }) => this.post({ type: "figure", ...detail });
    window.addEventListener("popstate", this.onHistory);
    window.addEventListener("dqm-figure", this.onFigure);
    this.onClick = (/** @type {MouseEvent} */ event) => {
      const link = event.target instanceof Element && event.target.closest('a[data-testid="stPageLink-NavLink"]');
      const here = link instanceof HTMLAnchorElement && link.pathname === this.path;
      if (link && !here && !(event.ctrlKey || event.metaKey || event.shiftKey)) this.leave();
    };
    document.addEventListener("click", this.onClick, true);
    this.iframe.addEventListener("load", () => this.greet());
  }

  /** Called on every run of the page with what Python knows. @param {Frame} component */
  update(component) {
    const { data } = component;
    const language = this.state && data.state.lang !== this.state.lang;
    this.component = component;
    this.data = data;
    this.iframe.title = data.text.title;
    this.box.dataset.wait = data.text.loading;
    if (!this.state) {
      this.state = data.state;
      history.replaceState({ ...history.state, dqm: this.state }, "", location.href);
    } else if (language) {
      this.state = { ...this.state, lang: data.state.lang };
      this.write(false);
      this.set({ lang: this.state.lang });
      if (this.failed) this.fail();
    }
    if (data.address !== this.address) this.load();
    // Kept until the map can show it: by then a later run may have nothing to say any more.
    if (data.notice && JSON.stringify(data.notice) !== JSON.stringify(this.notice)) {
      this.notice = data.notice;
      if (this.ready) this.post({ type: "notice", text: this.notice });
    }
  }

  /** Fetch the document's text and give it to the frame. */
  async load() {
    const address = /** @type {FrameData} */ (this.data).address;
    this.address = address;
    this.ready = false;
    this.failed = false;
    this.sorry?.remove();
    this.box.dataset.state = "loading";
    try {
      const answer = await fetch(new URL(address, location.origin), { credentials: "same-origin" });
      if (!answer.ok) throw new Error(`${answer.status}`);
      const text = await answer.text();
      if (this.address === address) this.iframe.srcdoc = text;
    } catch (error) {
      console.warn("map document", error);
      if (this.address === address) this.fail();
    }
  }

  /** Say that the map did not arrive, with a way to try again. */
  fail() {
    const { text } = /** @type {FrameData} */ (this.data);
    this.failed = true;
    this.box.dataset.state = "failed";
    this.sorry?.remove();
    this.sorry = document.createElement("div");
    this.sorry.className = "dqm-sorry";
    this.sorry.setAttribute("role", "alert");
    const words = document.createElement("p");
    words.textContent = text.failed;
    const again = document.createElement("button");
    again.type = "button";
    again.textContent = text.retry;
    again.addEventListener("click", () => this.load());
    this.sorry.append(words, again);
    this.box.append(this.sorry);
  }

  /** Introduce ourselves until the document answers; its script may still be starting. */
  greet() {
    if (!this.iframe.srcdoc) return;
    clearInterval(this.hello);
    const hello = () => this.post({ type: "hello" });
    this.hello = setInterval(hello, HELLO_EVERY_MS);
    hello();
    this.set(this.state);
  }

  /** @param {ToMap} message */
  post(message) {
    // The frame has an opaque origin, which no other target origin can name.
    this.iframe.contentWindow?.postMessage({ dqm: 1, nonce: this.nonce, ...message }, "*");
  }

  /** @param {Partial<State>} patch */
  set(patch) {
    this.post({ type: "set", patch, turn: this.turn });
  }

  /** @param {MessageEvent} event */
  receive(event) {
    const message = event.data;
    if (event.source !== this.iframe.contentWindow || typeof message !== "object" || !message) return;
    if (message.dqm !== 1 || message.nonce !== this.nonce) return;
    if (message.type === "ready") this.welcome();
    else if (message.type === "state" && this.ready && isState(message.state)) this.follow(message);
    else if (message.type === "ask" && message.what === "page") this.ask(message);
    else if (message.type === "ask" && message.what === "figure") this.want(message);
  }

  welcome() {
    clearInterval(this.hello);
    if (this.ready) return;
    this.ready = true;
    this.set(this.state);
    if (this.notice) this.post({ type: "notice", text: this.notice });
    this.box.dataset.state = "ready";
  }

  /** The visitor did something on the map: the address and Python follow. @param {Told} message */
  follow(message) {
    if (message.turn !== this.turn || location.pathname !== this.path) return;
    const before = this.state;
    // The language is the page's to choose; a late message may still hold the old one.
    this.state = { ...message.state, lang: before.lang };
    const chosen = !sameSelection(before.selection, this.state.selection);
    this.write(chosen);
    this.tell(chosen ? TELL_SOON_MS : TELL_LATER_MS);
  }

  /** @param {boolean} push Whether Back leads to the entry before. */
  write(push) {
    const query = formatQuery(
      this.state,
      /** @type {FrameData} */ (this.data).defaults,
      /** @type {FrameData} */ (this.data).boundary,
    );
    const address = location.pathname + (query ? `?${query}` : "");
    if (push) history.pushState({ dqm: this.state }, "", address);
    else history.replaceState({ ...history.state, dqm: this.state }, "", address);
  }

  /** Back and Forward: the entry holds the state it stands for. @param {PopStateEvent} event */
  restore(event) {
    const kept = event.state?.dqm;
    if (location.pathname !== this.path || !isState(kept)) return;
    this.state = { ...kept, lang: this.state.lang };
    this.turn += 1;
    this.write(false);
    this.set(this.state);
    this.tell(TELL_SOON_MS);
  }

  /**
   * Tell Python the state, unless the visitor is leaving: a page that has not heard yet of the next one would
   * call the visitor back to this one.
   *
   * @param {number} wait Milliseconds.
   */
  tell(wait) {
    clearTimeout(this.telling);
    if (this.leaving) return;
    this.telling = setTimeout(() => /** @type {Frame} */ (this.component).setStateValue("state", this.state), wait);
  }

  /** The map wants a figure that Python calculates; calculator.js takes the question there. @param {Wanted} message */
  want({ key, figure, filters }) {
    if (this.leaving) return;
    const detail = { key: String(key), figure: String(figure), filters };
    window.dispatchEvent(new CustomEvent("dqm-wanted", { detail }));
  }

  /** @param {Asked} message */
  ask(message) {
    /** @type {Record<string, string>} */
    const query = {};
    for (const [name, value] of Object.entries(message.query ?? {})) query[name] = String(value);
    this.leave();
    /** @type {Frame} */ (this.component).setTriggerValue("ask", { page: String(message.page), query });
  }

  leave() {
    clearTimeout(this.telling);
    this.leaving = true;
  }

  destroy() {
    clearInterval(this.hello);
    clearTimeout(this.telling);
    window.removeEventListener("message", this.onMessage);
    window.removeEventListener("popstate", this.onHistory);
    window.removeEventListener("dqm-figure", this.onFigure);
    document.removeEventListener("click", this.onClick, true);
    this.box.remove();
  }
}

/** @param {Frame} component */
export default function (component) {
  const parent = component.parentElement;
  let frame = frames.get(parent);
  if (!frame) {
    frame = new MapFrame(parent);
    frames.set(parent, frame);
  }
  frame.update(component);
  return () => {
    frame.destroy();
    frames.delete(parent);
  };
}
