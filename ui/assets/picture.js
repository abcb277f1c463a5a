/** A button that saves a part of the page as a picture, as it stands: title, chart, source. */
/** @import {Component, Packed, PictureData} from "./types" */

import { toBlob } from "html-to-image";

const ICON = "M4 5h16v14H4zM4 16l5-5 4 4 3-3 4 4M15.5 9.5h.01";
const SHARP = 2;
/** @type {WeakMap<HTMLElement, Picture>} */
const buttons = new WeakMap();

/** What steers the page has no place in a picture of it. @param {Node} node */
function pictured(node) {
  return (
    !(node instanceof Element) ||
    !node.matches(
      ".dqm-picture, .dqm-plan-tools, .dqm-plan-pin, " +
        ".stButton, .stDownloadButton, .stPopover, .stSelectbox, .stButtonGroup, .stCheckbox",
    )
  );
}

/** The faces that the stylesheet makes of the machine's own fonts; others are not used. */
function ownFaces() {
  const rules = [...document.styleSheets].flatMap((sheet) => {
    try {
      return [...sheet.cssRules];
    } catch {
      return []; // of another origin
    }
  });
  return rules
    .filter((one) => one instanceof CSSFontFaceRule && one.cssText.includes('"DQ Dot"'))
    .map((one) => one.cssText)
    .join("");
}

class Picture {
  /** @param {HTMLElement} parent */
  constructor(parent) {
    this.box = document.createElement("div");
    this.box.className = "dqm-picture";
    this.button = document.createElement("button");
    this.button.type = "button";
    const space = "http://www.w3.org/2000/svg";
    const icon = document.createElementNS(space, "svg");
    const path = document.createElementNS(space, "path");
    icon.setAttribute("viewBox", "0 0 24 24");
    icon.setAttribute("aria-hidden", "true");
    path.setAttribute("d", ICON);
    icon.append(path);
    this.words = document.createElement("span");
    this.button.append(icon, this.words);
    this.button.addEventListener("click", () => this.save());
    this.note = document.createElement("span");
    this.note.setAttribute("role", "status");
    this.box.append(this.button, this.note);
    parent.append(this.box);
  }

  /** @param {PictureData} data */
  update(data) {
    this.data = data;
    this.words.textContent = data.text.short;
    this.button.setAttribute("aria-label", data.text.label);
    this.button.title = data.text.label;
    this.note.textContent = "";
  }

  async save() {
    const { key } = /** @type {PictureData} */ (this.data);
    // Where there is no such part, what follows fails and the note says so.
    const part = /** @type {HTMLElement} */ (document.querySelector(`.st-key-${CSS.escape(key)}`));
    this.button.disabled = true;
    try {
      const blob = await toBlob(part, {
        backgroundColor: "#fff",
        filter: pictured,
        pixelRatio: SHARP,
        fontEmbedCSS: ownFaces(),
        width: part.scrollWidth,
        height: part.scrollHeight,
      });
      if (!blob) throw new Error("empty picture");
      const link = document.createElement("a");
      link.href = URL.createObjectURL(blob);
      link.download = /** @type {PictureData} */ (this.data).file;
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
      this.note.textContent = "";
    } catch (error) {
      console.warn("picture", error);
      this.note.textContent = /** @type {PictureData} */ (this.data).text.failed;
    } finally {
      this.button.disabled = false;
    }
  }
}

/** @param {Component<Packed>} component */
export default function (component) {
  const parent = component.parentElement;
  if (!buttons.has(parent)) buttons.set(parent, new Picture(parent));
  // Packed by `ui.components.packed`.
  /** @type {Picture} */ (buttons.get(parent)).update(JSON.parse(new TextDecoder().decode(component.data)));
}
