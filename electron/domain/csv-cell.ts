// Spreadsheets run cells that look like formulas: one rule for every cell of every export.

/** First characters by which spreadsheets recognise a formula (OWASP: CSV injection), and the two that hide them. */
const starters = new Set(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']);

/** The text with an apostrophe before it when a spreadsheet would run it; ISO times, numbers and hashes are never touched. */
export function neutralizeFormula(text: string): string {
  return starters.has(text.charAt(0)) ? `'${text}` : text;
}

/** Name of the rules of this file, as the manifest of a report gives it; docs/evidence.md says them in words. */
export const csvRule =
  'kmes-csv-1: RFC 4180, UTF-8, CRLF; apostrophe before = + - @ tab CR LF; controls and lone surrogates as \\uXXXX';

/** Control characters that RFC 4180 has no place for (tab and line ends are text), and halves of characters that UTF-8 cannot say. */
// eslint-disable-next-line no-control-regex
const unprintable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]|\p{Surrogate}/gu;

/** A cell as every export writes it. */
export function csvCell(text: string): string {
  return neutralizeFormula(
    text.replace(unprintable, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`),
  );
}
