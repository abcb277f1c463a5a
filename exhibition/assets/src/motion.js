const ROLL_MS = 900;
const HELD_MS = 250;

/** Lets the large numbers below an element run up to their value; ranks are not among them.
 * @param {Element} root */
export function roll(root) {
  for (const element of root.querySelectorAll(".hl-roll")) {
    const text = element.textContent ?? "";
    const value = Number(text.replace(/,/g, ""));
    const digits = (text.split(".")[1] ?? "").length;
    if (!text || !Number.isFinite(value)) continue;
    const write = new Intl.NumberFormat("en-US", { minimumFractionDigits: digits, maximumFractionDigits: digits });
    const start = performance.now() + HELD_MS;
    const step = () => {
      const t = Math.min(1, Math.max(0, (performance.now() - start) / ROLL_MS));
      element.textContent = t < 1 ? write.format(value * (1 - (1 - t) ** 4)) : text;
      if (t < 1 && element.isConnected) requestAnimationFrame(step);
      else element.textContent = text;
    };
    step();
  }
}
