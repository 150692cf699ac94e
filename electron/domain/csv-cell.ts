// Spreadsheets run cells that look like formulas: one rule for every cell of every export.

/** First characters by which spreadsheets recognise a formula (OWASP: CSV injection), and the two that hide them. */
const starters = new Set(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠']);

/** The text with an apostrophe before it when a spreadsheet would run it; ISO times, numbers and hashes are never touched. */
export function neutralizeFormula(text: string): string {
  return starters.has(text.charAt(0)) ? `'${text}` : text;
}
