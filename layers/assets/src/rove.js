const DIRECTIONS = /** @type {Record<string, readonly [number, number]>} */ ({
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
});

/**
 * One tab stop for many things on the map: Tab goes in and out, the arrow keys
 * go to the nearest neighbour in their direction.
 *
 * @param {HTMLElement} pane What holds the things.
 * @param {() => Iterable<HTMLElement | SVGElement>} things Those that can be reached now.
 * @returns {() => void} To call after the things have changed.
 */
export function rove(pane, things) {
  /** @param {Element} one */
  const refresh = (one) => {
    for (const other of things()) if (other !== one) other.setAttribute("tabindex", "-1");
    one.setAttribute("tabindex", "0");
  };
  pane.addEventListener("focusin", ({ target }) => {
    for (const one of things()) if (one === target) refresh(one);
  });
  pane.addEventListener("keydown", (event) => {
    const direction = DIRECTIONS[event.key];
    const from = [...things()].find((one) => one === event.target);
    if (!direction || !from) return;
    const next = nearest(from, direction, things());
    event.preventDefault();
    event.stopPropagation(); // the arrow keys move the map as well
    next?.focus({ preventScroll: true });
  });
  return () => {
    const all = [...things()];
    const current =
      all.find((one) => one === document.activeElement) ??
      all.find((one) => one.getAttribute("tabindex") === "0") ??
      all[0];
    if (current) refresh(current);
  };
}

/**
 * @param {Element} from @param {readonly [number, number]} direction
 * @param {Iterable<HTMLElement | SVGElement>} things
 */
function nearest(from, [dx, dy], things) {
  const here = middle(from);
  let best = null;
  let least = Infinity;
  for (const one of things) {
    if (one === from) continue;
    const { x, y } = middle(one);
    const ahead = (x - here.x) * dx + (y - here.y) * dy;
    const aside = Math.abs((x - here.x) * dy) + Math.abs((y - here.y) * dx);
    // Twice as far to the side counts as much as once ahead; what lies behind is out.
    if (ahead > 1 && ahead + aside * 2 < least) [best, least] = [one, ahead + aside * 2];
  }
  return best;
}

/** @param {Element} one */
function middle(one) {
  const box = one.getBoundingClientRect();
  return { x: box.left + box.width / 2, y: box.top + box.height / 2 };
}
