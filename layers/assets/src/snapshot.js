/** @import {Payload, State, Value} from "./types" */

/**
 * The document's own text with another initial state: the one JSON block is
 * read, changed and escaped again; nothing else is touched. What the app has
 * calculated goes along, since a saved document cannot ask for it.
 *
 * @param {string} source
 * @param {State} state
 * @param {Map<string, Value> | null} [calculated] Values of the chosen figure by code of area.
 */
export function withState(source, state, calculated = null) {
  const block = /(<script type="application\/json" id="dqm-data">)([\s\S]*?)(<\/script>)/;
  const found = block.exec(source);
  if (!found) throw new Error("the document holds no data block");
  /** @type {Payload} */
  const before = JSON.parse(found[2]);
  const payload = calculated ? fixed(before, state, calculated) : { ...before, initial: state };
  const text = escapeJson(JSON.stringify(payload));
  return source.slice(0, found.index) + found[1] + text + found[3] + source.slice(found.index + found[0].length);
}

/** @param {Payload} payload @param {State} state @param {Map<string, Value>} values @returns {Payload} */
function fixed(payload, state, values) {
  const id = /** @type {string} */ (state.colour.figure);
  const given = (/** @type {string} */ code) =>
    values.has(code) ? { [id]: /** @type {Value} */ (values.get(code)) } : {};
  return {
    ...payload,
    initial: state,
    figures: payload.figures.map((one) => (one.id === id ? { ...one, computed: false } : one)),
    districts: payload.districts.map((one) => ({ ...one, values: { ...one.values, ...given(one.code) } })),
    towns: payload.towns.map((one) => ({ ...one, values: { ...one.values, ...given(one.code) } })),
  };
}

/** @param {string} text JSON, made safe inside a script element. */
export function escapeJson(text) {
  return text.replace(/[<>&\u2028\u2029]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`);
}
