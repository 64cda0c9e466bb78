/** A report or a letter without a layout: what a PDF, a page or a mail makes its own of. Texts are in one language. */
export interface Paper {
  readonly language: 'nl' | 'en'
  readonly title: string
  /** Stands small under the title and at the foot of each page: the school, and when it was made. */
  readonly under: string
  readonly blocks: readonly Block[]
}
export type Block =
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'paragraph'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  | Table
/** A table with a heading row. Columns of numbers stand to the right; with `bars` the last column is drawn as well. */
export interface Table {
  readonly kind: 'table'
  /** What the table is of, for who cannot see it and for its file's name. */
  readonly caption: string
  readonly columns: readonly { readonly text: string; readonly isNumber?: boolean }[]
  readonly rows: readonly (readonly (string | number)[])[]
  readonly bars?: boolean
}

/** A letter as a paper: paragraphs under a title. */
export function paperOf(
  letter: { readonly title: string; readonly paragraphs: readonly string[] },
  language: Paper['language'],
  under: string,
): Paper {
  const blocks = letter.paragraphs.map((text) => ({ kind: 'paragraph', text }) as const)
  return { language, title: letter.title, under, blocks }
}
