/**
 * The drawing of a plan: the SVG that Python drew, with notes and spokes on hover, zoom, a scale,
 * and a menu of what can be done with a place. What is chosen is told to Python, which draws anew.
 */
/** @import {Act, Component, Drawn, Packed, Place, PlanData, Sign} from "./types" */

const STEP = 1.6;
const MOST_ZOOM = 14;
const CLICK_PX = 5;
const BAR_PX = [56, 120];
const LENGTHS_KM = [20, 10, 5, 2, 1, 0.5];
const PIN = "M12 22c-4.6-5.4-7-9-7-12.4a7 7 0 0 1 14 0C19 13 16.6 16.6 12 22zM12 7.2v4.8M9.6 9.6h4.8";
/** @type {WeakMap<HTMLElement, Plan>} */
const parts = new WeakMap();

/**
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} tag @param {string} name @param {string} [text]
 */
function make(tag, name, text) {
  const one = document.createElement(tag);
  one.className = name;
  if (text) one.textContent = text;
  return one;
}

class Plan {
  /** @param {HTMLElement} parent */
  constructor(parent) {
    this.box = make("div", "dqm-plan");
    this.sheet = make("div", "dqm-plan-sheet");
    this.note = make("div", "dqm-plan-note");
    this.note.setAttribute("aria-hidden", "true");
    this.menu = make("div", "dqm-plan-menu");
    this.menu.setAttribute("role", "group");
    this.tools = make("div", "dqm-plan-tools");
    this.strip = make("p", "dqm-plan-strip");
    this.bar = make("span", "dqm-plan-scale");
    this.arm = make("button", "dqm-plan-pin");
    this.arm.type = "button";
    this.buttons = /** @type {const} */ (["in", "out", "whole"]).map((what) => this.tool(what));
    this.box.append(this.sheet, this.note, this.menu, this.tools, this.arm);
    this.whole = document.createElement("div");
    this.whole.append(this.box, this.strip);
    parent.append(this.whole);
    /** @type {Map<number, [number, number]>} Where each finger is, by its pointer. */
    this.fingers = new Map();
    this.moved = 0;
    this.close();
    this.listen();
  }

  /** @param {"in" | "out" | "whole"} what */
  tool(what) {
    const button = make("button", `dqm-plan-${what}`);
    button.type = "button";
    button.addEventListener("click", () => {
      const by = { in: STEP, out: 1 / STEP, whole: 0 }[what];
      const { view } = /** @type {Drawn} */ (this);
      this.zoom(by, view.x + view.w / 2, view.y + view.h / 2);
    });
    this.tools.append(button);
    return button;
  }

  listen() {
    const sheet = this.sheet;
    sheet.addEventListener("pointerdown", (event) => this.down(event));
    sheet.addEventListener("pointermove", (event) => this.move(event));
    sheet.addEventListener("pointerup", (event) => this.up(event));
    sheet.addEventListener("pointercancel", (event) => this.fingers.delete(event.pointerId));
    sheet.addEventListener("pointerleave", () => this.leave());
    sheet.addEventListener("click", (event) => this.click(event));
    sheet.addEventListener("wheel", (event) => this.wheel(event), { passive: false });
    this.arm.addEventListener("click", () => this.armed(!this.waits));
    this.box.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      this.close();
      this.armed(false);
    });
    new ResizeObserver(() => this.scale()).observe(this.box);
  }

  /** @param {Component<PlanData, object, {act: Act}>} component */
  update({ data, setTriggerValue }) {
    this.data = data;
    this.tell = (/** @type {Act} */ message) => setTriggerValue("act", message);
    const { text } = data;
    /** @type {const} */ (["zoom_in", "zoom_out", "whole"]).forEach((id, at) => {
      this.buttons[at].title = text[id];
      this.buttons[at].setAttribute("aria-label", text[id]);
    });
    this.arm.hidden = !data.pins;
    this.armed(false);
    this.strip.replaceChildren(
      this.bar,
      ...data.strip.map((one) => make("span", one.slot ? "dqm-slot" : "", one.text)),
    );
    if (data.svg !== this.source) this.draw(data.svg);
  }

  /** @param {string} source */
  draw(source) {
    this.source = source;
    /** @type {Element} */
    const drawn = new DOMParser().parseFromString(source, "image/svg+xml").documentElement;
    this.svg = /** @type {SVGSVGElement} */ (document.importNode(drawn, true));
    const { width: w, height: h } = this.svg.viewBox.baseVal;
    this.full = { x: 0, y: 0, w, h };
    this.view ??= { ...this.full };
    this.sheet.replaceChildren(this.svg);
    this.leave();
    this.close();
    this.show();
  }

  show() {
    const { svg, full, view } = /** @type {Drawn} */ (this);
    const { x, y, w, h } = view;
    svg.setAttribute("viewBox", `${x} ${y} ${w} ${h}`);
    this.sheet.classList.toggle("dqm-near", w < full.w);
    this.buttons[1].disabled = this.buttons[2].disabled = w >= full.w;
    this.scale();
  }

  /** Symbols and names keep their size on every screen; the bar says how long a kilometre is. */
  scale() {
    const px = this.svg?.getScreenCTM()?.a;
    if (!px || !this.box.clientWidth) return;
    /** @type {Drawn} */ (this).svg.style.setProperty("--dqm-size", String(1 / px));
    const perKm = px * /** @type {Drawn} */ (this).data.units;
    const fits = (/** @type {number} */ km) => km * perKm >= BAR_PX[0] && km * perKm <= BAR_PX[1];
    const km = LENGTHS_KM.find(fits) ?? LENGTHS_KM.find((one) => one * perKm <= BAR_PX[1]) ?? 0.5;
    const line = make("i", "");
    line.style.width = `${Math.round(km * perKm)}px`;
    this.bar.replaceChildren(line, document.createTextNode(km < 1 ? `${km * 1000}\u00a0m` : `${km}\u00a0km`));
  }

  /**
   * Zoom about a point in units of the drawing; by 0 for the whole city.
   *
   * @param {number} by @param {number} x @param {number} y
   */
  zoom(by, x, y) {
    const { full, view } = /** @type {Drawn} */ (this);
    const w = by ? Math.min(full.w, Math.max(full.w / MOST_ZOOM, view.w / by)) : full.w;
    const kept = w / view.w;
    this.view = { x: x - (x - view.x) * kept, y: y - (y - view.y) * kept, w, h: (full.h / full.w) * w };
    this.keep();
  }

  /** Never lose the city out of sight. */
  keep() {
    const { full, view } = /** @type {Drawn} */ (this);
    view.x = Math.min(Math.max(view.x, 0), full.w - view.w);
    view.y = Math.min(Math.max(view.y, 0), full.h - view.h);
    this.close();
    this.show();
  }

  /** Where in the drawing an event is. @param {MouseEvent} event @returns {[number, number]} */
  at(event) {
    // A drawing that is pointed at is on screen, and has a matrix.
    const matrix = /** @type {DOMMatrix} */ (/** @type {Drawn} */ (this).svg.getScreenCTM()).inverse();
    const point = new DOMPoint(event.clientX, event.clientY).matrixTransform(matrix);
    return [point.x, point.y];
  }

  /** @param {WheelEvent} event */
  wheel(event) {
    if (!event.ctrlKey) return; // the page scrolls
    event.preventDefault();
    this.zoom(Math.exp(-event.deltaY / 120), ...this.at(event));
  }

  /** @param {PointerEvent} event */
  down(event) {
    this.fingers.set(event.pointerId, [event.clientX, event.clientY]);
    if (this.fingers.size === 1) this.moved = 0;
  }

  /** @param {PointerEvent} event */
  move(event) {
    const last = this.fingers.get(event.pointerId);
    if (!last) return this.point(event);
    const [dx, dy] = [event.clientX - last[0], event.clientY - last[1]];
    const before = this.spread();
    this.fingers.set(event.pointerId, [event.clientX, event.clientY]);
    this.moved += Math.hypot(dx, dy);
    if (this.moved < CLICK_PX) return;
    this.leave();
    if (this.fingers.size === 2) return this.zoom(this.spread() / before, ...this.at(event));
    const { svg, full, view } = /** @type {Drawn} */ (this);
    if (view.w >= full.w) return;
    const px = /** @type {DOMMatrix} */ (svg.getScreenCTM()).a;
    view.x -= dx / px;
    view.y -= dy / px;
    this.keep();
  }

  /** @param {PointerEvent} event */
  up(event) {
    this.fingers.delete(event.pointerId);
  }

  /** How far two fingers are apart. */
  spread() {
    const [a, b] = [...this.fingers.values()];
    return b ? Math.max(1, Math.hypot(a[0] - b[0], a[1] - b[1])) : 1;
  }

  /** @param {PointerEvent} event */
  point(event) {
    /** @type {Sign | null} */
    const over = /** @type {Element} */ (event.target).closest?.("[data-note]");
    this.dark();
    if (!over) return this.leave();
    this.light(over.dataset.town, over.dataset.serves);
    this.note.textContent = over.dataset.note;
    this.note.hidden = false;
    this.put(this.note, event, -this.note.offsetHeight - 12);
  }

  /** A town's own spoke, or all those of a centre. @param {string} [town] @param {string} [centre] */
  light(town, centre) {
    const { svg } = /** @type {Drawn} */ (this);
    /** @type {(name: string, value?: string) => Iterable<Element>} */
    const same = (name, value) =>
      value ? svg.querySelectorAll(`[data-${name}="${CSS.escape(value)}"].dqm-spoke`) : [];
    this.lit = [...same("spoke", town), ...same("centre", centre)];
    for (const one of this.lit) one.classList.add("dqm-on");
  }

  dark() {
    for (const one of this.lit ?? []) one.classList.remove("dqm-on");
    /** @type {Element[]} */
    this.lit = [];
  }

  /** @param {HTMLElement} what @param {MouseEvent} event @param {number} below */
  put(what, event, below) {
    const box = this.box.getBoundingClientRect();
    const x = Math.min(event.clientX - box.left + 14, box.width - what.offsetWidth - 8);
    const y = Math.min(event.clientY - box.top + below, box.height - what.offsetHeight - 8);
    what.style.left = `${Math.max(8, x)}px`;
    what.style.top = `${Math.max(8, y)}px`;
  }

  leave() {
    this.dark();
    this.note.hidden = true;
  }

  /** @param {boolean} on Whether the next click sets a pin. */
  armed(on) {
    this.waits = on;
    const space = "http://www.w3.org/2000/svg";
    const icon = document.createElementNS(space, "svg");
    const path = document.createElementNS(space, "path");
    icon.setAttribute("viewBox", "0 0 24 24");
    icon.setAttribute("aria-hidden", "true");
    path.setAttribute("d", PIN);
    icon.append(path);
    const words = this.data?.text[on ? "armed" : "arm"] ?? "";
    this.arm.replaceChildren(icon, document.createTextNode(words));
    this.arm.setAttribute("aria-pressed", String(on));
    this.sheet.classList.toggle("dqm-armed", on);
  }

  /** @param {MouseEvent} event */
  click(event) {
    if (this.moved >= CLICK_PX) return;
    const [x, y] = this.at(event);
    if (this.waits) return this.act("drop", "", x, y);
    /** @type {Sign | null} */
    const over = /** @type {Element} */ (event.target).closest?.("[data-note]");
    this.close();
    if (over) this.offer(over.dataset, event, x, y);
  }

  /**
   * What can be done with a place.
   *
   * @param {Place} place @param {MouseEvent} event @param {number} x @param {number} y
   */
  offer({ name, town, site, serves, own }, event, x, y) {
    const { text, chosen, towns, pins } = /** @type {Drawn} */ (this).data;
    const candidate = site ?? (serves?.startsWith("new:") ? serves.slice(4) : null) ?? (towns ? town : null);
    /** @type {[words: string, what: Act["what"], id: string][]} */
    const actions = [];
    if (candidate)
      for (const what of /** @type {const} */ (["must", "forbid"]))
        actions.push([text[chosen[what].includes(candidate) ? `${what}_off` : what], what, candidate]);
    const tried = own ?? candidate ?? (pins ? town : null);
    if (tried) actions.push([text[chosen.own.includes(tried) ? "own_off" : "own"], "own", tried]);
    if (pins && !own) actions.push([text.drop, "drop", ""]);
    if (!actions.length) return;
    this.leave();
    this.menu.setAttribute("aria-label", name);
    this.menu.replaceChildren(make("strong", "", name));
    for (const [words, what, id] of actions) {
      const button = make("button", "", words);
      button.type = "button";
      button.addEventListener("click", () => this.act(what, id, x, y));
      this.menu.append(button);
    }
    this.menu.hidden = false;
    this.put(this.menu, event, 8);
    /** @type {HTMLButtonElement} */ (this.menu.querySelector("button")).focus({ preventScroll: true });
  }

  /** @param {Act["what"]} what @param {string} id @param {number} x @param {number} y */
  act(what, id, x, y) {
    this.close();
    this.armed(false);
    /** @type {Drawn} */ (this).tell({ what, id, x, y });
  }

  close() {
    this.menu.hidden = true;
  }
}

/** @param {Component<Packed, object, {act: Act}>} component */
export default function (component) {
  const parent = component.parentElement;
  if (!parts.has(parent)) parts.set(parent, new Plan(parent));
  // Packed by `ui.components.packed`.
  /** @type {PlanData} */
  const data = JSON.parse(new TextDecoder().decode(component.data));
  /** @type {Plan} */ (parts.get(parent)).update({ ...component, data });
}
