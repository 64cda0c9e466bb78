import type { Outcome, Refusal } from './outcome.ts'

/** A file of lines and columns, read: the columns that are known by their place, and each line with its number in the file. */
export interface Table<Column extends string> {
  readonly columns: ReadonlyMap<Column, number>
  readonly rows: readonly { readonly line: number; readonly cell: (column: Column) => string }[]
}
export type ReadProblem = 'bad-table' | 'column-missing' | 'too-many-lines' | 'nothing-usable'

/** What people call the columns; the first is what we write. */
export type ColumnNames<Column extends string> = Readonly<Record<Column, readonly string[]>>

const refuse = (problem: ReadProblem, detail: string): Refusal<ReadProblem> => ({ ok: false, problem, detail })

/**
 * Reads CSV (RFC 4180) as spreadsheets write it: with `;`, `,` or tabs, with or without a mark in front, lines ended in any way. The first line names
 * the columns; strange ones are passed over. Cells are read as they were before {@link tableText} made them safe.
 */
export function readTable<Column extends string>(
  text: string,
  names: ColumnNames<Column>,
  needed: readonly NoInfer<Column>[],
  most: number,
): Outcome<Table<Column>, ReadProblem> {
  const lines = linesOf(text.replace(/^\uFEFF/, ''))
  if (!lines.ok) return lines
  const [head, ...body] = lines.value.filter(({ cells }) => cells.some((cell) => cell.trim() !== ''))
  if (head === undefined || body.length === 0) return refuse('nothing-usable', '')
  if (body.length > most) return refuse('too-many-lines', String(most))
  const titles = head.cells.map((cell) => cell.trim().toLowerCase())
  const columns = new Map<Column, number>()
  for (const column of Object.keys(names) as Column[]) {
    const at = titles.findIndex((title) => names[column].includes(title))
    if (at !== -1) columns.set(column, at)
  }
  const missing = needed.find((column) => !columns.has(column))
  if (missing !== undefined) return refuse('column-missing', names[missing][0]!)
  const cellOf = (cells: readonly string[], column: Column) => plain(cells[columns.get(column) ?? -1] ?? '').trim()
  return {
    ok: true,
    value: { columns, rows: body.map(({ line, cells }) => ({ line, cell: (column) => cellOf(cells, column) })) },
  }
}

/** Writes CSV that Dutch spreadsheets open as it is: `;`, CRLF, a mark in front. What would be a formula gets an apostrophe. */
export function tableText(rows: readonly (readonly string[])[]): string {
  return `\uFEFF${rows.map((row) => row.map(quoted).join(';')).join('\r\n')}\r\n`
}

/** What a spreadsheet would work out, and what would end up outside its cell. */
const formula = /^[=+\-@\t\r]/

function quoted(cell: string): string {
  const safe = formula.test(cell) ? `'${cell}` : cell
  return /[;"\r\n,]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** A cell as it was before it was made safe. */
const plain = (cell: string): string => (/^'[=+\-@\t\r]/.test(cell) ? cell.slice(1) : cell)

interface Line {
  readonly line: number
  readonly cells: readonly string[]
}

function linesOf(text: string): Outcome<readonly Line[], ReadProblem> {
  if (text.includes('\0')) return refuse('bad-table', '1')
  const separator = separatorOf(text)
  const lines: Line[] = []
  let cells: string[] = []
  let line = 1
  let begun = 1
  for (let at = 0; at <= text.length; ) {
    const cell = cellAt(text, at, separator)
    if (cell === undefined) return refuse('bad-table', String(line))
    cells.push(cell.text)
    line += cell.breaks
    at = cell.end
    if (text[at] === separator) {
      at += 1
      continue
    }
    lines.push({ line: begun, cells })
    cells = []
    if (at >= text.length) break
    at += text[at] === '\r' && text[at + 1] === '\n' ? 2 : 1
    line += 1
    begun = line
  }
  return { ok: true, value: lines }
}

/** One cell and where it ends; undefined where a quote has no end, or text stands behind one. */
function cellAt(
  text: string,
  start: number,
  separator: string,
): { readonly text: string; readonly end: number; readonly breaks: number } | undefined {
  if (text[start] !== '"') {
    let end = start
    while (end < text.length && text[end] !== separator && text[end] !== '\n' && text[end] !== '\r') end += 1
    return { text: text.slice(start, end), end, breaks: 0 }
  }
  let cell = ''
  for (let at = start + 1; at < text.length; ) {
    const quote = text.indexOf('"', at)
    if (quote === -1) return undefined
    cell += text.slice(at, quote)
    if (text[quote + 1] !== '"') {
      const next = text[quote + 1]
      const isOver = next === undefined || next === separator || next === '\n' || next === '\r'
      return isOver ? { text: cell, end: quote + 1, breaks: cell.split(/\r\n|\r|\n/).length - 1 } : undefined
    }
    cell += '"'
    at = quote + 2
  }
  return undefined
}

/** The one that the first line has most of. */
function separatorOf(text: string): string {
  const [first = ''] = text.split(/\r|\n/, 1)
  const count = (one: string) => first.split(one).length
  return [';', ',', '\t'].sort((a, b) => count(b) - count(a))[0]!
}
