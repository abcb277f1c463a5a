/** The drawing of a plan: shows the SVG that Python drew, with a note and its spoke on hover. */

const parts = new WeakMap();

class Plan {
  constructor(parent) {
    this.box = document.createElement("div");
    this.box.className = "dqm-plan";
    this.note = document.createElement("div");
    this.note.className = "dqm-plan-note";
    this.note.setAttribute("aria-hidden", "true");
    this.box.addEventListener("pointermove", (event) => this.point(event));
    this.box.addEventListener("pointerleave", () => this.leave());
    parent.append(this.box);
    new ResizeObserver(() => this.scale()).observe(this.box);
  }

  update(source) {
    if (source === this.source) return;
    this.source = source;
    const drawn = new DOMParser().parseFromString(source, "image/svg+xml").documentElement;
    this.svg = document.importNode(drawn, true);
    this.box.replaceChildren(this.svg, this.note);
    this.leave();
    this.scale();
  }

  /** Symbols and names keep their size on every screen. */
  scale() {
    const view = this.svg?.viewBox.baseVal;
    if (!view || !this.box.clientWidth) return;
    const zoom = Math.min(this.box.clientWidth / view.width, this.box.clientHeight / view.height);
    this.svg.style.setProperty("--dqm-size", String(1 / zoom));
  }

  point(event) {
    const over = event.target.closest?.("[data-note]");
    this.spoke?.classList.remove("dqm-on");
    if (!over) return this.leave();
    this.spoke = over.dataset.town
      ? this.svg.querySelector(`[data-spoke="${CSS.escape(over.dataset.town)}"]`)
      : null;
    this.spoke?.classList.add("dqm-on");
    this.note.textContent = over.dataset.note;
    this.note.hidden = false;
    const box = this.box.getBoundingClientRect();
    const x = Math.min(event.clientX - box.left + 14, box.width - this.note.offsetWidth - 8);
    this.note.style.left = `${Math.max(8, x)}px`;
    this.note.style.top = `${Math.max(8, event.clientY - box.top - this.note.offsetHeight - 12)}px`;
  }

  leave() {
    this.spoke?.classList.remove("dqm-on");
    this.spoke = null;
    this.note.hidden = true;
  }
}

export default function (component) {
  const parent = component.parentElement;
  if (!parts.has(parent)) parts.set(parent, new Plan(parent));
  parts.get(parent).update(component.data.svg);
}
