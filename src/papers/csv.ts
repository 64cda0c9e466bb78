import { stringify } from 'csv-stringify/sync'

/**
 * A table as the spreadsheets of Dutch schools open it: semicolons, a byte order mark, lines that end in CR LF. A cell that a spreadsheet would take
 * for a formula (it begins with = + - @ or a tab) gets a quote before it. Numbers are written without points.
 */
export function csvOf(columns: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const all = [columns, ...rows].map((row) => row.map((cell) => (typeof cell === 'number' ? cell : plain(cell))))
  return stringify(all, { delimiter: ';', bom: true, record_delimiter: 'windows', escape_formulas: true })
}

/** Without characters that no line of a table holds, and without marks that turn the direction of text. */
const plain = (text: string): string =>
  text.replace(/[\n\r]+/g, ' ').replace(/[^\t\P{Cc}]|[\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, '')
