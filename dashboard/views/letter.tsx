import type { View } from '../env.ts'
import type { Language } from '../locales/texts.ts'
import { Layout } from './layout.tsx'
import { Name } from './words.tsx'

/** A letter on a page that prints well: only the letter comes out of the printer. */
export function LetterPage({
  view,
  letter,
  language,
  back,
}: {
  readonly view: View
  readonly language: Language
  readonly letter: { readonly title: string; readonly paragraphs: readonly string[] }
  readonly back: string
}) {
  const { phone } = view.t.teaching
  return (
    <Layout view={view} title={letter.title}>
      <a href={back} class="mb-3 inline-flex min-h-11 items-center gap-2 font-semibold text-primary print:hidden">
        <span aria-hidden="true">‹</span>
        {phone.title}
      </a>
      <p class="mb-4 print:hidden">
        <button type="button" class="btn js-only" data-print>
          {phone.print}
        </button>
      </p>
      <article lang={language} class="letter card-panel flex max-w-2xl flex-col gap-4 print:border-0">
        <h1 class="text-2xl font-bold">
          <Name>{letter.title}</Name>
        </h1>
        {letter.paragraphs.map((paragraph) => (
          <p>
            <Name>{paragraph}</Name>
          </p>
        ))}
      </article>
    </Layout>
  )
}
