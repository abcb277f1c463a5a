/** @import {State} from "./types" */

/**
 * The document's own text with another initial state: the one JSON block is
 * read, changed and escaped again; nothing else is touched.
 *
 * @param {string} source
 * @param {State} state
 */
export function withState(source, state) {
  const block = /(<script type="application\/json" id="dqm-data">)([\s\S]*?)(<\/script>)/;
  const found = block.exec(source);
  if (!found) throw new Error("the document holds no data block");
  const payload = { ...JSON.parse(found[2]), initial: state };
  const text = escapeJson(JSON.stringify(payload));
  return source.slice(0, found.index) + found[1] + text + found[3] + source.slice(found.index + found[0].length);
}

/** @param {string} text JSON, made safe inside a script element. */
export function escapeJson(text) {
  return text.replace(/[<>&\u2028\u2029]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`);
}
