/** The hall display in a frame of its own: scripts run, the page around it is out of reach. */
/** @import {Component, Packed, PreviewData} from "./types" */

/** @type {WeakMap<HTMLElement, Preview>} */
const frames = new WeakMap();

/** The display at its real size, made smaller to fit: it lays itself out for its screen. */
class Preview {
  /** @param {HTMLElement} parent */
  constructor(parent) {
    this.box = document.createElement("div");
    this.box.className = "dqm-preview";
    this.frame = document.createElement("iframe");
    this.frame.setAttribute("sandbox", "allow-scripts");
    this.box.append(this.frame);
    parent.append(this.box);
    new ResizeObserver(() => this.scale()).observe(this.box);
  }

  /** @param {PreviewData} data */
  update({ html, title, width, height }) {
    this.frame.title = title;
    this.width = width;
    this.frame.style.width = `${width}px`;
    this.frame.style.height = `${height}px`;
    this.box.style.aspectRatio = `${width} / ${height}`;
    this.box.style.setProperty("--ratio", String(width / height));
    this.scale();
    if (this.frame.srcdoc !== html) this.frame.srcdoc = html;
  }

  scale() {
    this.frame.style.transform = `scale(${this.box.clientWidth / /** @type {number} */ (this.width)})`;
  }
}

/** @param {Component<Packed>} component */
export default function (component) {
  const parent = component.parentElement;
  if (!frames.has(parent)) frames.set(parent, new Preview(parent));
  // Packed by `ui.components.packed`.
  /** @type {Preview} */ (frames.get(parent)).update(JSON.parse(new TextDecoder().decode(component.data)));
}
