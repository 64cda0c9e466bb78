import type { Face } from './fonts.ts'
import { faces, fontFile } from './fonts.ts'
import type { Block, Paper } from './paper.ts'
import { drawTable, isWide } from './pdf-table.ts'
import { printable } from './printable.ts'
import { colours, type Document, left, room, type Sheet, widthOf } from './sheet.ts'

/**
 * Lays a paper out on A4, on its side where a table has many columns: a tagged PDF with its title and language, whose reading order is that of the paper. Its fonts are in it,
 * as far as it uses them; nothing in it is fetched or runs.
 */
export async function pdfOf(paper: Paper, made: Date): Promise<Uint8Array<ArrayBuffer>> {
  // Loaded only here: most of its weight is for fonts, and papers are few.
  const { default: PDFDocument } = await import('pdfkit')
  const locale = paper.language === 'nl' ? 'nl-NL' : 'en-GB'
  const pdf = new PDFDocument({
    size: 'A4',
    layout: paper.blocks.some(isWide) ? 'landscape' : 'portrait',
    margins: { top: left, bottom: 60, left, right: left },
    pdfVersion: '1.7',
    tagged: true,
    displayTitle: true,
    lang: locale,
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
  const written = printableOf(pdf, locale)
  pdf.info.Title = written(paper.title)
  const whole = pdf.struct('Document')
  pdf.addStructure(whole)
  const put = (type: string, draw: () => void) => whole.add(pdf.struct(type, {}, draw))
  const width = widthOf(pdf)
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

/** A text, or a number, with only what both faces have; pdfkit does not say it of the font that it reads. */
function printableOf(pdf: Document, locale: string): (text: string | number) => string {
  const numbers = new Intl.NumberFormat(locale)
  const fonts = (Object.keys(faces) as Face[]).map((face) => (pdf.font(face) as unknown as Read)._font.font)
  const has = (codePoint: number) => fonts.every((font) => font.hasGlyphForCodePoint(codePoint))
  return (text) => printable(typeof text === 'number' ? numbers.format(text) : text, has)
}

interface Read {
  readonly _font: { readonly font: { hasGlyphForCodePoint(codePoint: number): boolean } }
}

function drawBlock(sheet: Sheet, block: Block): void {
  const { pdf, whole, written } = sheet
  const width = widthOf(pdf)
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
        pdf.text(`•  ${written(item)}`, left + 8, pdf.y, { width: widthOf(pdf) - 8, lineGap: 2 })
      }),
    )
    line.end()
    pdf.moveDown(0.2)
  }
  list.end()
  pdf.moveDown(0.4)
}

function pageNumbers(pdf: Document, under: string): void {
  const { start, count } = pdf.bufferedPageRange()
  for (let i = 0; i < count; i += 1) {
    pdf.switchToPage(start + i)
    pdf.markContent('Artifact', { type: 'Pagination' })
    pdf.font('plain').fontSize(8).fillColor(colours.muted)
    // Below the margin a text would begin a page of its own.
    pdf.page.margins.bottom = 0
    pdf.text(`${under}  ·  ${i + 1}/${count}`, left, pdf.page.height - 40, {
      width: widthOf(pdf),
      align: 'center',
      lineBreak: false,
    })
    pdf.endMarkedContent()
  }
}
