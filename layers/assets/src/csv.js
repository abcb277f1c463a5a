/** CSV that a spreadsheet opens as text: what would start a formula is disarmed.
 * Which texts those are is said in `text/cells.py`; this is the same rule. */

const FORMULA = /^(?:[\p{C}\p{Z}]*[=+\-@＝＋－＠]|[\t\r\n])/u;

/** @param {string | number | null | undefined} value */
export function cell(value) {
  if (value === null || value === undefined) return "";
  if (typeof value === "number") return String(value);
  const safe = FORMULA.test(value) ? `'${value}` : value;
  return /[",\n\r]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
}

/** With a byte order mark, so that spreadsheets read it as UTF-8.
 * @param {(string | number | null | undefined)[][]} rows */
export function toCsv(rows) {
  return `\ufeff${rows.map((row) => row.map(cell).join(",")).join("\r\n")}\r\n`;
}
