/** What a PDF is written with. */
export type Document = PDFKit.PDFDocument

/** Where blocks are put, and how texts get there. */
export interface Sheet {
  readonly pdf: Document
  readonly whole: ReturnType<Document['struct']>
  /** A text, or a number as the paper's language writes it, with only what the fonts have. */
  readonly written: (text: string | number) => string
}

/** Points from the left and the upper edge of a page to what is written on it. */
export const left = 56
/** How wide what is written is, and how far down a page it goes. */
export const widthOf = (pdf: Document): number => pdf.page.width - 2 * left
export const footOf = (pdf: Document): number => pdf.page.height - 60

export const colours = { text: '#16211f', muted: '#5c6664', line: '#cfd4cf', bar: '#1d6b5c' } as const

/** Begins a new page where this much no longer fits on this one, and says whether it did. */
export function room(pdf: Document, height: number): boolean {
  if (pdf.y + height <= footOf(pdf)) return false
  pdf.addPage()
  return true
}
