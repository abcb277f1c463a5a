/** @import {Lang, Payload, Params, Store, Translator} from "./types" */

export const NBSP = "\u00a0";

/**
 * @param {string} sentence
 * @param {Params} [params]
 * @returns {string} Filled in one pass: a value that itself holds braces stays as it is.
 */
export function fill(sentence, params = {}) {
  return sentence.replace(/\{(\w+)\}/g, (whole, name) => (name in params ? String(params[name]) : whole));
}

/** @param {Lang} lang @param {number} value @param {number} digits */
export function formatNumber(lang, value, digits = 0) {
  return new Intl.NumberFormat(lang === "zh" ? "zh-CN" : "en-GB", {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(value);
}

/**
 * @param {Pick<Payload, "text">} payload
 * @param {Pick<Store, "get">} store
 * @returns {Translator}
 */
export function createTranslator(payload, store) {
  const lang = () => store.get().lang;
  const forms = (/** @type {string} */ key) => payload.text[lang()]?.[key];
  /** @type {Translator["t"]} */
  const t = (key, params) => {
    const found = forms(key);
    return fill(Array.isArray(found) ? found[found.length - 1] : (found ?? key), params);
  };
  const n = (/** @type {number} */ value, digits = 0) => formatNumber(lang(), value, digits);
  return {
    lang,
    t,
    n,
    has: (key) => forms(key) !== undefined,
    plural(key, count, params) {
      const found = forms(key) ?? key;
      const chosen = Array.isArray(found) ? found[count === 1 ? 0 : found.length - 1] : found;
      return fill(chosen, { n: n(count), ...params });
    },
    km(value, estimate = false) {
      if (estimate) return t("common.about", { value: `${n(Math.max(1, Math.round(value)))}${NBSP}km` });
      if (Math.round(value * 1000) < 1000) return `${n(Math.round(value * 100) * 10)}${NBSP}m`;
      return `${n(value, 1)}${NBSP}km`;
    },
    bi: (text) => (text ? text[lang()] || text.zh || text.en : ""),
  };
}
