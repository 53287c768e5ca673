/**
 * Spreadsheets take a cell that begins with one of these for a formula, and a formula can reach out of the sheet (OWASP,
 * "CSV Injection"; the full-width signs count in some of them). A quote in front makes it text.
 */
const formula = /^'*[=+\-@\t\r＝＋－＠]/;
const made = /^'+[=+\-@\t\r＝＋－＠]/;

/** A cell that no spreadsheet calculates. */
export function asText(cell: string): string {
  return formula.test(cell) ? `'${cell}` : cell;
}

/** The cell as it was before `asText`, whatever it was. */
export function asTyped(cell: string): string {
  return made.test(cell) ? cell.slice(1) : cell;
}
