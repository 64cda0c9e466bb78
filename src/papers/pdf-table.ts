import type { Block, Table } from './paper.ts'
import { colours, type Document, footOf, left, room, type Sheet, widthOf } from './sheet.ts'

const cellGap = 8
/** From this many columns on a table lies on its side, in smaller letters. */
const MANY = 7

/** Whether a block wants pages that are wider than high. */
export const isWide = (block: Block): boolean => block.kind === 'table' && block.columns.length >= MANY

/** Draws a table as wide as the page. Rows are never cut by the end of a page; the heads of the columns stand on each. */
export function drawTable({ pdf, whole, written }: Sheet, table: Table): void {
  const structure = pdf.struct('Table', { title: written(table.caption) })
  whole.add(structure)
  const oneLine = (text: string | number) => written(text).replace(/\n+/g, ' ')
  const heads = table.columns.map(({ text }) => oneLine(text))
  const rows = table.rows.map((cells) => cells.map(oneLine))
  const size = isWide(table) ? 8 : 9.5
  const widths = widthsOf(table, [heads, ...rows], widthOf(pdf), size)
  // What does not fit on a page below the heads of the columns is cut off, with an ellipsis.
  const highest = footOf(pdf) - 2 * left
  const face = (type: CellType) => pdf.font(type === 'TH' ? 'bold' : 'plain').fontSize(size)
  const heightOf = (texts: readonly string[], type: CellType): number => {
    face(type)
    const heights = texts.map((text, i) => pdf.heightOfString(text, { width: widths[i]! - cellGap }))
    return Math.min(highest, Math.max(...heights, 11))
  }
  const draw = (texts: readonly string[], height: number, type: CellType, cell: Cell) => {
    face(type)
    const top = pdf.y
    let x = left
    for (const [i, text] of texts.entries()) {
      const align = table.columns[i]?.isNumber ? 'right' : 'left'
      const box = { width: widths[i]! - cellGap, align, height: height + 2, ellipsis: true } as const
      cell(i, () => pdf.text(text, x, top + 2, box))
      x += widths[i]!
    }
    pdf.y = top + height + 5
    line(pdf, pdf.y - 1)
    pdf.x = left
  }
  const drawRow = (texts: readonly string[], height: number, type: CellType) => {
    const row = pdf.struct('TR')
    structure.add(row)
    // What names a row is its heading too.
    draw(texts, height, type, (i, text) => row.add(pdf.struct(i === 0 ? 'TH' : type, {}, text)))
    row.end()
  }
  const headHeight = heightOf(heads, 'TH')
  // Never heads without a row.
  room(pdf, headHeight + 6 + heightOf(rows[0] ?? [], 'TD') + 6)
  drawRow(heads, headHeight, 'TH')
  const most = Math.max(1, ...table.rows.map((cells) => Number(cells.at(-1)) || 0))
  for (const [i, texts] of rows.entries()) {
    const height = heightOf(texts, 'TD')
    // The heads are read once; on further pages they are there to be seen only.
    if (room(pdf, height + (table.bars ? 13 : 6))) draw(heads, headHeight, 'TH', (_, text) => artifact(pdf, text))
    drawRow(texts, height, 'TD')
    if (table.bars) bar(pdf, (Number(table.rows[i]!.at(-1)) || 0) / most)
  }
  structure.end()
  pdf.moveDown(0.6)
}

type CellType = 'TH' | 'TD'
/** Puts the text of column `i` into the file. */
type Cell = (i: number, text: () => void) => void

/** Numbers need little. A column of text has room for its longest word, as far as that is fair; what is left goes to those with more in them. */
function widthsOf({ columns }: Table, rows: readonly (readonly string[])[], width: number, size: number) {
  const numbers = columns.filter(({ isNumber }) => isNumber).length
  const ofNumber = Math.min(80, width / columns.length)
  const fair = (width - numbers * ofNumber) / Math.max(1, columns.length - numbers)
  const least = columns.map((_, i) => {
    const longest = Math.max(...rows.map((cells) => longestWord(cells[i]!)))
    return Math.min(fair * 0.75, longest * size * 0.6 + cellGap)
  })
  const shares = columns.map((_, i) => Math.sqrt(rows.reduce((sum, cells) => sum + cells[i]!.length, 0)))
  const text = <T>(values: readonly T[]): readonly T[] => values.filter((_, i) => !columns[i]!.isNumber)
  const rest = fair * (columns.length - numbers) - sum(text(least))
  const all = sum(text(shares)) || 1
  return columns.map(({ isNumber }, i) => (isNumber ? ofNumber : least[i]! + (rest * shares[i]!) / all))
}

const longestWord = (text: string): number => Math.max(...text.split(' ').map((word) => word.length))
const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0)

/** A bar under its row: what is drawn is written too, so it is no content of its own. */
function bar(pdf: Document, share: number): void {
  artifact(pdf, () => pdf.rect(left, pdf.y, Math.max(0.5, share * widthOf(pdf)), 3).fill(colours.bar))
  pdf.fillColor(colours.text)
  pdf.y += 7
}

function line(pdf: Document, y: number): void {
  artifact(pdf, () =>
    pdf
      .moveTo(left, y)
      .lineTo(left + widthOf(pdf), y)
      .lineWidth(0.5)
      .stroke(colours.line),
  )
}

/** Draws what is to be seen, not read. */
function artifact(pdf: Document, draw: () => void): void {
  pdf.markContent('Artifact', { type: 'Layout' })
  draw()
  pdf.endMarkedContent()
}
