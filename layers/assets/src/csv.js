/** CSV that a spreadsheet opens as text: a leading sign that would start a formula is disarmed. */

/** @param {string | number | null | undefined} value */
export function cell(value) {
  if (value === null || value === undefined) return "";
  if (typeof value === "number") return String(value);
  const safe = /^[\s]*[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\n\r]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
}

/** With a byte order mark, so that spreadsheets read it as UTF-8.
 * @param {(string | number | null | undefined)[][]} rows */
export function toCsv(rows) {
  return `\ufeff${rows.map((row) => row.map(cell).join(",")).join("\r\n")}\r\n`;
}
