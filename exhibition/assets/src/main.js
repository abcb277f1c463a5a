/** @import {Hall, Hub, Lang, Payload} from "./types" */

import { svg } from "../../../layers/assets/src/dom.js";
import { createModel } from "../../../layers/assets/src/index.js";
import { createTranslator } from "../../../layers/assets/src/text.js";
import { systemClock } from "./clock.js";
import { createCountdown } from "./countdown.js";
import { createMachine } from "./machine.js";
import { createTouch } from "./touch.js";
import { createView } from "./view.js";
import { watch } from "./watchdog.js";

/** @template T @param {string} id @returns {T} */
const block = (id) => JSON.parse(document.getElementById(id)?.textContent ?? "");

/** Puts the display into the page, and starts the tour whatever happened before. */
function boot() {
  const root = /** @type {HTMLElement} */ (document.getElementById("dqm-app"));
  /** @type {Payload} */
  const payload = block("dqm-data");
  /** @type {Hall} */
  const hall = block("dqm-hall");
  const clock = systemClock();
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  /** @type {{lang: Lang}} */
  const spoken = { lang: hall.languages[0] };
  const store = /** @type {Parameters<typeof createTranslator>[1]} */ (/** @type {unknown} */ ({ get: () => spoken }));
  const tr = createTranslator(payload, store);
  /** @type {Hub} */
  const hub = { hall, payload, model: createModel(payload), tr };
  root.classList.add("hall");
  root.dataset.look = hall.look;
  root.classList.toggle("hl-still", still);
  root.style.setProperty("--scene", `${hall.times.scene_s}s`);
  root.append(definitions());
  const view = createView(root, hub, still);
  const touch = createTouch(root, hub, view, {
    home: () => machine.home(),
    language: () => {
      const at = hall.languages.indexOf(spoken.lang);
      speak(hall.languages[(at + 1) % hall.languages.length]);
      touch.open(false);
    },
  });
  const countdown = createCountdown(root, hub, () => machine.home());
  /** @param {Lang} lang */
  const speak = (lang) => {
    spoken.lang = lang;
    document.documentElement.lang = lang === "zh" ? "zh-Hans" : "en";
    document.title = tr.bi(hall.title);
  };
  let started = false;
  let looked = clock.now();
  let mode = "tour";

  const machine = createMachine({
    scenes: hall.scenes.length,
    times: hall.times,
    clock: { now: () => (looked = clock.now()), every: clock.every },
    show(index) {
      try {
        view.tour(index, started);
        started = true;
        return true;
      } catch (error) {
        console.warn("a scene was left out", hall.scenes[index].id, error);
        return false;
      }
    },
    changed(state) {
      root.dataset.state = state.mode;
      countdown.show(state.left);
      if (state.mode === "touch" && mode === "tour") touch.open(true);
      if (state.mode === "tour" && mode !== "tour") touch.close();
      mode = state.mode;
    },
    reset: () => speak(hall.languages[0]),
  });

  // What follows a swallowed touch (up, click) is part of it, however long the finger stays or the
  // machine takes to draw what woke up: until its click, or until another touch begins.
  let swallowing = false;
  /** @param {Event} event */
  const felt = (event) => {
    const begins = event.type === "pointerdown" || event.type === "keydown";
    if (!begins) {
      if (swallowing) stop(event);
      if (event.type === "click") swallowing = false;
      return;
    }
    swallowing = false;
    if (machine.state().mode === "countdown" && countdown.ends(event.target)) return;
    if (machine.touch()) {
      swallowing = event.type === "pointerdown";
      stop(event);
    }
  };
  for (const type of ["pointerdown", "pointerup", "mousedown", "touchstart", "click", "dblclick", "keydown"]) {
    addEventListener(type, felt, { capture: true, passive: false });
  }
  addEventListener("contextmenu", (event) => event.preventDefault());
  addEventListener("wheel", () => machine.touch(), { passive: true });
  addEventListener("error", () => machine.skip());
  addEventListener("unhandledrejection", () => machine.skip());
  let waiting = 0;
  addEventListener("resize", () => {
    cancelAnimationFrame(waiting);
    waiting = requestAnimationFrame(() => {
      view.resize();
      if (mode === "tour") view.tour(machine.state().scene, false);
      else touch.again();
    });
  });
  watch(
    clock,
    () => looked,
    () => location.reload(),
  );
  view.resize();
  machine.home();
  Object.assign(window, { dqmHall: { machine, touch, hall, lang: () => spoken.lang } });
  document.querySelector(".hl-opening")?.remove();
  document.documentElement.dataset.ready = "1";
}

/** @param {Event} event */
function stop(event) {
  event.preventDefault();
  event.stopImmediatePropagation();
}

/** Gradient and hatch that the stylesheet fills shapes with. */
function definitions() {
  const stops = ["sel", "selx"].map((name, i) => svg("stop", { offset: i, style: `stop-color: var(--${name})` }));
  return svg(
    "svg",
    { width: 0, height: 0, class: "hl-definitions", "aria-hidden": "true" },
    svg(
      "defs",
      {},
      svg("linearGradient", { id: "hl-selected", x1: 0, y1: 0, x2: 0, y2: 1 }, ...stops),
      svg(
        "radialGradient",
        { id: "hl-pool" },
        svg("stop", { offset: 0, class: "hl-pool-stop", "stop-opacity": 0.26 }),
        svg("stop", { offset: 0.45, class: "hl-pool-stop", "stop-opacity": 0.07 }),
        svg("stop", { offset: 0.7, class: "hl-pool-stop", "stop-opacity": 0 }),
      ),
      svg(
        "radialGradient",
        { id: "hl-spot" },
        svg("stop", { offset: 0, class: "hl-pool-stop", "stop-opacity": 0.42 }),
        svg("stop", { offset: 0.45, class: "hl-pool-stop", "stop-opacity": 0.1 }),
        svg("stop", { offset: 0.7, class: "hl-pool-stop", "stop-opacity": 0 }),
      ),
    ),
  );
}

boot();
