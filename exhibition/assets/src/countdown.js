/** @import {Hub} from "./types" */
import { h, svg } from "../../../layers/assets/src/dom.js";

const RADIUS = 64;
const ROUND = 2 * Math.PI * RADIUS;

/**
 * "Still there?" with a ring that empties by whole seconds.
 *
 * @param {HTMLElement} root @param {Hub} hub @param {() => void} home
 */
export function createCountdown(root, { hall, tr }, home) {
  const arc = svg("circle", { r: RADIUS, class: "hl-count__arc", transform: "rotate(-90)" });
  const digits = svg("text", { y: 23, "text-anchor": "middle", class: "hl-count__digits" });
  const title = h("h2", { class: "hl-serif" });
  const left = h("p", {});
  const stay = h("button", { class: "hl-button hl-button--chosen hl-stay", attrs: { type: "button" } });
  const back = h("button", { class: "hl-button hl-back", attrs: { type: "button" }, on: { click: home } });
  const box = h(
    "div",
    { class: "hl-count", attrs: { role: "alertdialog", "aria-live": "off", hidden: true } },
    svg(
      "svg",
      { viewBox: "-74 -74 148 148", "aria-hidden": "true" },
      svg("circle", { r: RADIUS, class: "hl-count__track" }),
      arc,
      digits,
    ),
    h("div", {}, title, left, h("div", { class: "hl-count__buttons" }, stay, back)),
  );
  root.append(h("div", { class: "hl-veil" }), box);
  return {
    /** @param {number} seconds 0 hides it. */
    show(seconds) {
      box.hidden = seconds === 0;
      if (!seconds) return;
      const n = tr.n(seconds);
      title.textContent = tr.t("exhibition.screen.countdown.title");
      left.textContent = tr.t("exhibition.screen.countdown.left", { n });
      stay.textContent = tr.t("exhibition.screen.countdown.stay");
      back.textContent = tr.t("exhibition.screen.touch.tour");
      box.setAttribute("aria-label", title.textContent);
      digits.textContent = n;
      arc.setAttribute("stroke-dasharray", `${(ROUND * seconds) / hall.times.countdown_s} ${ROUND}`);
    },
    /** Whether a touch is on the button that ends the visit. @param {EventTarget | null} target */
    ends: (target) => target instanceof Node && back.contains(target),
  };
}
