import type { Face } from './fonts.ts'
import { faces, fontFile } from './fonts.ts'
import type { Block, Paper, Table } from './paper.ts'
import { printable } from './printable.ts'

type Document = PDFKit.PDFDocument

const left = 56
const width = 595.28 - 2 * left
const foot = 842 - 60
const colours = { text: '#16211f', muted: '#5c6664', line: '#cfd4cf', bar: '#1d6b5c' } as const

/**
 * Lays a paper out on A4: a tagged PDF with its title and language, whose reading order is that of the paper. Its fonts are in it,
 * as far as it uses them; nothing in it is fetched or runs.
 */
export async function pdfOf(paper: Paper, made: Date): Promise<Uint8Array<ArrayBuffer>> {
  // Loaded only here: most of its weight is for fonts, and papers are few.
  const { default: PDFDocument } = await import('pdfkit')
  const pdf = new PDFDocument({
    size: 'A4',
    margins: { top: 56, bottom: 60, left, right: left },
    pdfVersion: '1.7',
    tagged: true,
    displayTitle: true,
    lang: paper.language === 'nl' ? 'nl-NL' : 'en-GB',
    bufferPages: true,
    // Else the standard font is written into every file as well.
    font: '',
    info: { Creator: 'Rooster', Producer: 'Rooster', CreationDate: made },
  })
  const chunks: Uint8Array[] = []
  const finished = new Promise<void>((resolve, reject) => {
    pdf.on('data', (chunk: Uint8Array) => chunks.push(chunk))
    pdf.on('end', resolve)
    pdf.on('error', reject)
  })
  for (const face of Object.keys(faces) as Face[]) pdf.registerFont(face, fontFile(face))
  const written = printableOf(pdf)
  pdf.info.Title = written(paper.title)
  const whole = pdf.struct('Document')
  pdf.addStructure(whole)
  const put = (type: string, draw: () => void) => whole.add(pdf.struct(type, {}, draw))
  pdf.fillColor(colours.text)
  put('H1', () => pdf.font('bold').fontSize(20).text(written(paper.title), { width }))
  put('P', () => pdf.font('plain').fontSize(9).fillColor(colours.muted).text(written(paper.under), { width }))
  pdf.moveDown(1).fillColor(colours.text)
  const sheet: Sheet = { pdf, whole, written }
  for (const block of paper.blocks) drawBlock(sheet, block)
  whole.end()
  pageNumbers(pdf, written(paper.under))
  pdf.end()
  await finished
  return new Uint8Array(Buffer.concat(chunks))
}

/** A text with only what both faces have; pdfkit does not say it of the font that it reads. */
function printableOf(pdf: Document): (text: string) => string {
  const fonts = (Object.keys(faces) as Face[]).map((face) => (pdf.font(face) as unknown as Read)._font.font)
  return (text) => printable(text, (codePoint) => fonts.every((font) => font.hasGlyphForCodePoint(codePoint)))
}

interface Read {
  readonly _font: { readonly font: { hasGlyphForCodePoint(codePoint: number): boolean } }
}

/** Where blocks are put, and how texts get there. */
interface Sheet {
  readonly pdf: Document
  readonly whole: Structure
  readonly written: (text: string) => string
}

type Structure = ReturnType<Document['struct']>

function drawBlock(sheet: Sheet, block: Block): void {
  const { pdf, whole, written } = sheet
  switch (block.kind) {
    case 'heading':
      // A heading, the head of a table and its first row stay together.
      room(pdf, 110)
      pdf.moveDown(0.6)
      whole.add(
        pdf.struct('H2', {}, () => {
          pdf.font('bold').fontSize(13).text(written(block.text), left, pdf.y, { width })
        }),
      )
      pdf.moveDown(0.3)
      return
    case 'paragraph':
      whole.add(
        pdf.struct('P', {}, () => {
          pdf.font('plain').fontSize(11).text(written(block.text), left, pdf.y, { width, lineGap: 2 })
        }),
      )
      pdf.moveDown(0.6)
      return
    case 'list':
      drawList(sheet, block.items)
      return
    case 'table':
      drawTable(sheet, block)
      return
    default:
      block satisfies never
  }
}

function drawList({ pdf, whole, written }: Sheet, items: readonly string[]): void {
  const list = pdf.struct('L')
  whole.add(list)
  pdf.font('plain').fontSize(11)
  for (const item of items) {
    const line = pdf.struct('LI')
    list.add(line)
    line.add(
      pdf.struct('LBody', {}, () => {
        pdf.text(`•  ${written(item)}`, left + 8, pdf.y, { width: width - 8, lineGap: 2 })
      }),
    )
    line.end()
    pdf.moveDown(0.2)
  }
  list.end()
  pdf.moveDown(0.4)
}

const cellGap = 8

function drawTable({ pdf, whole, written }: Sheet, table: Table): void {
  const structure = pdf.struct('Table', { title: written(table.caption) })
  whole.add(structure)
  const widths = widthsOf(table)
  const draw = (cells: readonly (string | number)[], type: 'TH' | 'TD') => {
    pdf.font(type === 'TH' ? 'bold' : 'plain').fontSize(9.5)
    const texts = cells.map((cell) => written(String(cell)))
    const height = Math.max(...texts.map((text, i) => pdf.heightOfString(text, { width: widths[i]! - cellGap })), 11)
    room(pdf, height + 6)
    const row = pdf.struct('TR')
    structure.add(row)
    const top = pdf.y
    let x = left
    for (const [i, text] of texts.entries()) {
      const align = table.columns[i]?.isNumber ? 'right' : 'left'
      // What names a row is its heading too.
      row.add(
        pdf.struct(type === 'TH' || i === 0 ? 'TH' : 'TD', {}, () => {
          pdf.text(text, x, top + 2, { width: widths[i]! - cellGap, align })
        }),
      )
      x += widths[i]!
    }
    row.end()
    pdf.y = top + height + 5
    line(pdf, pdf.y - 1)
    pdf.x = left
  }
  draw(
    table.columns.map(({ text }) => text),
    'TH',
  )
  const most = Math.max(1, ...table.rows.map((cells) => Number(cells.at(-1)) || 0))
  for (const cells of table.rows) {
    draw(cells, 'TD')
    if (table.bars) bar(pdf, (Number(cells.at(-1)) || 0) / most)
  }
  structure.end()
  pdf.moveDown(0.6)
}

/** Numbers need little; what is left is shared by the columns of text. */
function widthsOf({ columns }: Table): readonly number[] {
  const numbers = columns.filter(({ isNumber }) => isNumber).length
  const ofNumber = Math.min(80, width / columns.length)
  const ofText = (width - numbers * ofNumber) / Math.max(1, columns.length - numbers)
  return columns.map(({ isNumber }) => (isNumber ? ofNumber : ofText))
}

/** A bar under its row: what is drawn is written too, so it is no content of its own. */
function bar(pdf: Document, share: number): void {
  pdf.markContent('Artifact', { type: 'Layout' })
  pdf.rect(left, pdf.y, Math.max(0.5, share * width), 3).fill(colours.bar)
  pdf.endMarkedContent()
  pdf.fillColor(colours.text)
  pdf.y += 7
}

function line(pdf: Document, y: number): void {
  pdf.markContent('Artifact', { type: 'Layout' })
  pdf
    .moveTo(left, y)
    .lineTo(left + width, y)
    .lineWidth(0.5)
    .stroke(colours.line)
  pdf.endMarkedContent()
}

/** Begins a new page where this much no longer fits on this one. */
function room(pdf: Document, height: number): void {
  if (pdf.y + height > foot) pdf.addPage()
}

function pageNumbers(pdf: Document, under: string): void {
  const { start, count } = pdf.bufferedPageRange()
  for (let i = 0; i < count; i += 1) {
    pdf.switchToPage(start + i)
    pdf.markContent('Artifact', { type: 'Pagination' })
    pdf.font('plain').fontSize(8).fillColor(colours.muted)
    // Below the margin a text would begin a page of its own.
    pdf.page.margins.bottom = 0
    pdf.text(`${under}  ·  ${i + 1}/${count}`, left, 842 - 40, { width, align: 'center', lineBreak: false })
    pdf.endMarkedContent()
  }
}
