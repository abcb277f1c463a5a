/** @import {Bi, Lang, Translator} from "./types" */
import { h } from "../../../layers/assets/src/dom.js";

const HAN = /[\u3400-\u9fff]/;

/** Text of the data in the language of the display, marked where it is in another.
 * @param {Translator} tr @param {Bi | null | undefined} text @param {string} [className] */
export function said(tr, text, className) {
  return marked(tr, tr.bi(text), className);
}

/** @param {Translator} tr @param {string} text @param {string} [className] */
export function marked(tr, text, className) {
  const lang = tr.lang() === "en" && HAN.test(text) ? "zh" : null;
  return h("span", { ...(className ? { class: className } : {}), attrs: { lang } }, text);
}

/** No line begins with the dot between two parts. @param {string} text */
export function tied(text) {
  return text.replaceAll(" · ", "\u00a0· ").replace(/(\S)· /g, "$1\u2060· ");
}

/** The same in the other language, for names that carry both; nothing where both are the same.
 * @param {Translator} tr @param {Bi} text @param {string} className */
export function otherwise(tr, text, className) {
  /** @type {Lang} */
  const other = tr.lang() === "zh" ? "en" : "zh";
  if (text[other] === tr.bi(text)) return null;
  return h("span", { class: className, attrs: { lang: other === "zh" ? "zh" : "en" } }, text[other]);
}

/** A sentence whose `{n}` is an element of its own: `["No. ", element, ""]`.
 * @param {string} sentence @param {Node} part */
export function around(sentence, part) {
  const [before, after] = sentence.split("\u0001");
  return [before && h("span", {}, before), part, after && h("span", {}, after)];
}

/** Stands for the place of a part in `around`. */
export const PART = "\u0001";
