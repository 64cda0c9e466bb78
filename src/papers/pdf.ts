import type { Block, Paper, Table } from './paper.ts'
import { printable } from './printable.ts'

type Document = PDFKit.PDFDocument

const left = 56
const width = 595.28 - 2 * left
const foot = 842 - 60
const colours = { text: '#16211f', muted: '#5c6664', line: '#cfd4cf', bar: '#1d6b5c' } as const

/**
 * Lays a paper out on A4: a tagged PDF with its title and language, whose reading order is that of the paper. Letters that the standard fonts do not
 * have lose their marks; nothing in it is fetched or runs.
 */
export async function pdfOf(paper: Paper, made: Date): Promise<Uint8Array<ArrayBuffer>> {
  // Loaded only here: most of its weight is for fonts that are never used.
  const { default: PDFDocument } = await import('pdfkit')
  const pdf = new PDFDocument({
    size: 'A4',
    margins: { top: 56, bottom: 60, left, right: left },
    pdfVersion: '1.7',
    tagged: true,
    displayTitle: true,
    lang: paper.language === 'nl' ? 'nl-NL' : 'en-GB',
    bufferPages: true,
    info: { Title: printable(paper.title), Creator: 'Rooster', Producer: 'Rooster', CreationDate: made },
  })
  const chunks: Uint8Array[] = []
  const finished = new Promise<void>((resolve, reject) => {
    pdf.on('data', (chunk: Uint8Array) => chunks.push(chunk))
    pdf.on('end', resolve)
    pdf.on('error', reject)
  })
  const whole = pdf.struct('Document')
  pdf.addStructure(whole)
  const put = (type: string, draw: () => void) => whole.add(pdf.struct(type, {}, draw))
  pdf.fillColor(colours.text)
  put('H1', () => pdf.font('Helvetica-Bold').fontSize(20).text(printable(paper.title), { width }))
  put('P', () => pdf.font('Helvetica').fontSize(9).fillColor(colours.muted).text(printable(paper.under), { width }))
  pdf.moveDown(1).fillColor(colours.text)
  for (const block of paper.blocks) drawBlock(pdf, whole, block)
  whole.end()
  pageNumbers(pdf, paper)
  pdf.end()
  await finished
  return new Uint8Array(Buffer.concat(chunks))
}

type Structure = ReturnType<Document['struct']>

function drawBlock(pdf: Document, whole: Structure, block: Block): void {
  switch (block.kind) {
    case 'heading':
      room(pdf, 60)
      pdf.moveDown(0.6)
      whole.add(
        pdf.struct('H2', {}, () => {
          pdf.font('Helvetica-Bold').fontSize(13).text(printable(block.text), left, pdf.y, { width })
        }),
      )
      pdf.moveDown(0.3)
      return
    case 'paragraph':
      whole.add(
        pdf.struct('P', {}, () => {
          pdf.font('Helvetica').fontSize(11).text(printable(block.text), left, pdf.y, { width, lineGap: 2 })
        }),
      )
      pdf.moveDown(0.6)
      return
    case 'list':
      drawList(pdf, whole, block.items)
      return
    case 'table':
      drawTable(pdf, whole, block)
      return
    default:
      block satisfies never
  }
}

function drawList(pdf: Document, whole: Structure, items: readonly string[]): void {
  const list = pdf.struct('L')
  whole.add(list)
  pdf.font('Helvetica').fontSize(11)
  for (const item of items) {
    const line = pdf.struct('LI')
    list.add(line)
    line.add(
      pdf.struct('LBody', {}, () => {
        pdf.text(`•  ${printable(item)}`, left + 8, pdf.y, { width: width - 8, lineGap: 2 })
      }),
    )
    line.end()
    pdf.moveDown(0.2)
  }
  list.end()
  pdf.moveDown(0.4)
}

const cellGap = 8

function drawTable(pdf: Document, whole: Structure, table: Table): void {
  const structure = pdf.struct('Table', { title: printable(table.caption) })
  whole.add(structure)
  const widths = widthsOf(table)
  const draw = (cells: readonly (string | number)[], type: 'TH' | 'TD') => {
    pdf.font(type === 'TH' ? 'Helvetica-Bold' : 'Helvetica').fontSize(9.5)
    const texts = cells.map((cell) => printable(String(cell)))
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

function pageNumbers(pdf: Document, { under }: Paper): void {
  const { start, count } = pdf.bufferedPageRange()
  for (let i = 0; i < count; i += 1) {
    pdf.switchToPage(start + i)
    pdf.markContent('Artifact', { type: 'Pagination' })
    pdf.font('Helvetica').fontSize(8).fillColor(colours.muted)
    // Below the margin a text would begin a page of its own.
    pdf.page.margins.bottom = 0
    pdf.text(`${printable(under)}  ·  ${i + 1}/${count}`, left, 842 - 40, { width, align: 'center', lineBreak: false })
    pdf.endMarkedContent()
  }
}
