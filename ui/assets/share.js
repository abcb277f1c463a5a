/** The share button: copies the address, or shows it where copying is refused. */
/** @import {Component, ShareText} from "./types" */

const ICON = "M12 15V3m0 0L8 7m4-4 4 4M5 12v7a2 2 0 0 0 2 2h10a2 2 0 0 0 2-2v-7";
const SHOWN_MS = 2400;
/** @type {WeakMap<HTMLElement, Share>} */
const buttons = new WeakMap();

function svg() {
  const space = "http://www.w3.org/2000/svg";
  const icon = document.createElementNS(space, "svg");
  const path = document.createElementNS(space, "path");
  icon.setAttribute("viewBox", "0 0 24 24");
  icon.setAttribute("aria-hidden", "true");
  path.setAttribute("d", ICON);
  icon.append(path);
  return icon;
}

class Share {
  /** @param {HTMLElement} parent */
  constructor(parent) {
    this.box = document.createElement("div");
    this.box.className = "dqm-share";
    this.button = document.createElement("button");
    this.button.type = "button";
    this.button.append(svg());
    this.button.addEventListener("click", () => this.copy());
    this.note = document.createElement("div");
    this.note.className = "dqm-share-note";
    this.note.setAttribute("role", "status");
    this.box.append(this.button, this.note);
    this.box.addEventListener("keydown", (event) => {
      if (event.key === "Escape") this.say();
    });
    parent.append(this.box);
  }

  /** @param {ShareText} text */
  update(text) {
    this.text = text;
    this.button.setAttribute("aria-label", text.label);
    this.button.title = text.label;
  }

  async copy() {
    const address = location.href;
    try {
      await navigator.clipboard.writeText(address);
      this.say(/** @type {ShareText} */ (this.text).copied);
      setTimeout(() => this.say(), SHOWN_MS);
    } catch {
      this.show(address);
    }
  }

  /** @param {...(Node | string)} parts Nothing takes back what was said. */
  say(...parts) {
    this.note.replaceChildren(...parts);
  }

  /** @param {string} address */
  show(address) {
    const label = document.createElement("label");
    const field = document.createElement("input");
    label.textContent = /** @type {ShareText} */ (this.text).by_hand;
    field.readOnly = true;
    field.value = address;
    field.addEventListener("blur", () => this.say());
    label.append(field);
    this.say(label);
    field.focus();
    field.select();
  }
}

/** @param {Component<{text: ShareText}>} component */
export default function (component) {
  const parent = component.parentElement;
  if (!buttons.has(parent)) buttons.set(parent, new Share(parent));
  /** @type {Share} */ (buttons.get(parent)).update(component.data.text);
}
