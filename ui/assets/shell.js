/**
 * What belongs to the whole page and not to one element of it: its language,
 * the `lang` of the address, the section that the address names, and a word when the
 * server is gone.
 */
/** @import {Shell, ShellData} from "./types" */

const PATIENCE_MS = 400;
let lost = false;
let waiting = 0;
const MOVES = ["wheel", "touchstart", "pointerdown", "keydown"];
/** The component of the last run: there before anything below asks for it. */
let current = /** @type {Shell} */ (/** @type {unknown} */ (null));
/** @type {MutationObserver | null} */
let watcher = null;
/** @type {ResizeObserver | null} */
let holder = null;

/** @type {() => HTMLElement | null} */
const app = () => document.querySelector('[data-testid="stApp"]');

/** Streamlit writes its connection into an attribute of the page. */
function connected() {
  const state = app()?.dataset.testConnectionState;
  return state === undefined || state === "CONNECTED" || state === "STATIC_CONNECTED";
}

function notice() {
  let box = document.querySelector(".dqm-offline");
  if (!box) {
    box = document.createElement("div");
    box.className = "dqm-offline";
    box.setAttribute("role", "status");
    document.body.append(box);
  }
  const title = document.createElement("strong");
  const words = document.createElement("span");
  title.textContent = current.data.text.lost;
  words.textContent = current.data.text.lost_more;
  box.replaceChildren(title, words);
}

function check() {
  clearTimeout(waiting);
  if (!connected()) {
    // A reload of the page or a hiccup is no news.
    waiting = setTimeout(() => {
      lost = true;
      notice();
      dismiss();
    }, PATIENCE_MS);
  } else if (lost) {
    lost = false;
    document.querySelector(".dqm-offline")?.remove();
    // A restarted server knows nothing of this page until it has run once.
    setTimeout(() => current.setStateValue("recovered", Date.now()), PATIENCE_MS);
  }
}

/** Streamlit's own dialog about the connection would cover a map that still works. */
function dismiss() {
  if (!lost) return;
  const dialog = document.querySelector('[role="dialog"]');
  /** @type {HTMLElement | null | undefined} */ (dialog?.querySelector('button[aria-label="Close"]'))?.click();
}

function watch() {
  const root = app();
  if (watcher || !root) return;
  watcher = new MutationObserver(check);
  watcher.observe(root, { attributes: true, attributeFilter: ["data-test-connection-state"] });
  new MutationObserver(dismiss).observe(document.body, { childList: true, subtree: true });
}

/**
 * Keep the section that the address names in view while the page grows above it.
 *
 * Streamlit goes there once, when the heading appears: what arrives later pushes it away.
 * The first thing that somebody does ends it.
 */
function hold() {
  const body = document.querySelector(".stMainBlockContainer");
  if (holder || !body || !location.hash) return;
  holder = new ResizeObserver(() => document.getElementById(location.hash.slice(1))?.scrollIntoView());
  holder.observe(body);
  const leave = () => {
    /** @type {ResizeObserver} */ (holder).disconnect();
    for (const move of MOVES) removeEventListener(move, leave, true);
  };
  for (const move of MOVES) addEventListener(move, leave, { capture: true, passive: true });
}

/** @param {ShellData} data */
function language({ lang }) {
  document.documentElement.lang = lang === "zh" ? "zh-Hans" : "en";
  const here = new URL(location.href);
  const written = here.searchParams.get("lang") ?? "zh";
  if (written === lang) return;
  if (lang === "zh") here.searchParams.delete("lang");
  else here.searchParams.set("lang", lang);
  history.replaceState(history.state, "", here.href.replaceAll("%2C", ","));
}

/** @param {Shell} component */
export default function (component) {
  current = component;
  language(component.data);
  watch();
  hold();
  if (lost) notice();
}
