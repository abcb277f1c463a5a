/** Search, without a screen: what matches a query, how well, and which letters did. */

/**
 * @typedef {object} Entry
 * @property {string} key
 * @property {string} zh Chinese name.
 * @property {string} en English name.
 * @property {string} code
 * @property {string[]} readings Pinyin with syllables parted by a space.
 * @property {number} weight Order among equals: districts before towns before records.
 */
/**
 * @typedef {object} Hit
 * @property {Entry} entry
 * @property {number} rank 0 exact, 1 prefix, 2 initials, 3 substring.
 * @property {"zh" | "en" | "code" | "pinyin"} field
 * @property {string} text What matched, as it is shown (pinyin without its spaces).
 * @property {boolean} [rare] Whether only a further reading of a heteronym matched.
 * @property {number[]} letters Indexes of the matched characters in `text`.
 */

/** @param {string} text */
export function normalise(text) {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\s'’·-]+/g, "");
}

/**
 * Best first: exact, prefix, initials, substring; then places by weight.
 *
 * @param {Entry[]} entries
 * @param {string} query
 * @returns {Hit[]}
 */
export function search(entries, query) {
  const wanted = normalise(query);
  if (!wanted) return [];
  /** @type {Hit[]} */
  const hits = [];
  for (const entry of entries) {
    const hit = best(entry, wanted);
    if (hit) hits.push(hit);
  }
  return hits.sort(
    (a, b) =>
      a.rank - b.rank ||
      Number(a.rare ?? false) - Number(b.rare ?? false) ||
      a.entry.weight - b.entry.weight ||
      (a.rank === 2 ? 0 : a.entry.zh.length - b.entry.zh.length) ||
      (a.entry.code < b.entry.code ? -1 : 1),
  );
}

/** @param {Entry} entry @param {string} wanted @returns {Hit | null} */
function best(entry, wanted) {
  /** @type {Hit | null} */
  let found = null;
  const offer = (/** @type {Hit | null} */ hit) => {
    if (hit && (!found || hit.rank < found.rank)) found = hit;
  };
  offer(plain(entry, "zh", entry.zh, wanted));
  offer(plain(entry, "en", entry.en, wanted));
  offer(plain(entry, "code", entry.code, wanted));
  if (/^[a-z0-9ü]+$/.test(wanted)) {
    entry.readings.forEach((reading, i) => {
      const hit = pinyin(entry, reading, wanted);
      offer(hit && i ? { ...hit, rare: true } : hit);
    });
  }
  return found;
}

/** @param {Entry} entry @param {"zh" | "en" | "code"} field @param {string} text @param {string} wanted
 * @returns {Hit | null} */
function plain(entry, field, text, wanted) {
  /** @type {number[]} */
  const where = [];
  let joined = "";
  [...text].forEach((letter, index) => {
    const kept = normalise(letter);
    for (let i = 0; i < kept.length; i += 1) where.push(index);
    joined += kept;
  });
  const at = joined.indexOf(wanted);
  if (at < 0) return null;
  const rank = joined === wanted ? 0 : at === 0 ? 1 : 3;
  return { entry, rank, field, text, letters: where.slice(at, at + wanted.length) };
}

/** @param {Entry} entry @param {string} reading @param {string} wanted @returns {Hit | null} */
function pinyin(entry, reading, wanted) {
  const syllables = reading.toLowerCase().split(/\s+/).filter(Boolean);
  const text = syllables.join("");
  /** @type {number[]} */
  const starts = [];
  let length = 0;
  for (const syllable of syllables) {
    starts.push(length);
    length += syllable.length;
  }
  const run = (/** @type {number} */ at) => Array.from(wanted, (_, i) => at + i);
  if (text.startsWith(wanted)) {
    return { entry, rank: text === wanted ? 0 : 1, field: "pinyin", text, letters: run(0) };
  }
  const initials = syllables.map((syllable) => syllable[0]).join("");
  if (initials.startsWith(wanted)) {
    return { entry, rank: 2, field: "pinyin", text, letters: starts.slice(0, wanted.length) };
  }
  const at = starts.find((start) => text.startsWith(wanted, start));
  if (at === undefined || wanted.length < 2) return null;
  return { entry, rank: 3, field: "pinyin", text, letters: run(at) };
}
