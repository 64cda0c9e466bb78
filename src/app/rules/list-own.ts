import { join } from 'node:path'
import { mayKeepSchool } from '../people/rights.ts'
import type { ListDesk } from './list-desk.ts'
import { refuse } from './list-desk.ts'
import type { ListOffice } from './list-office.ts'

/** Most characters of what is typed: some two thousand names. More come as a file. */
export const LONGEST_OWN_TEXT = 40_000

/** The school's own names of each kind of sites, typed a name a line: a list like others, kept in one file of a fixed name. */
export function ownLists(desk: ListDesk): Pick<ListOffice, 'ownText' | 'setOwnText'> {
  const { library, clock } = desk.parts
  const { files } = library
  const fileOf = (category: string) => join(category, 'eigen-namen.txt')

  return {
    ownText(category) {
      if (!desk.categories().includes(category)) return refuse('unknown-kind-of-sites', category)
      const file = fileOf(category)
      if (!files.isThere(file)) return { ok: true, value: '' }
      const text = files.text(file, LONGEST_OWN_TEXT * 4)
      return text === undefined ? refuse('list-text-too-long', file) : { ok: true, value: text }
    },

    async setOwnText(person, category, text) {
      if (!mayKeepSchool(person)) return refuse('not-allowed')
      if (!desk.categories().includes(category)) return refuse('unknown-kind-of-sites', category)
      if (text.length > LONGEST_OWN_TEXT) return refuse('list-text-too-long', String(LONGEST_OWN_TEXT))
      const lines = `${text.replaceAll(/\r\n?/g, '\n').trimEnd()}\n`
      const file = fileOf(category)
      const path = await files.receive(oneOf(new TextEncoder().encode(lines)))
      if (path === undefined) return refuse('list-too-big')
      try {
        const { names, problems, problemCount } = await library.check(path, file)
        if (problems.length > 0)
          return {
            ...refuse('list-lines', String(problemCount)),
            problem: 'list-lines',
            lines: problems,
            problems: problems.map(({ line, text: written, problem, right }) => ({
              place: `line ${line}`,
              problem: `"${written}": ${problem}${right === undefined ? '' : `; ${right} would be right`}`,
            })),
          }
        return await desk.change(person, 'own-list-saved', async () => {
          if (names === 0 && !files.isThere(file)) return { ok: true, value: { list: file, isNothing: true } }
          if (names === 0) {
            if (desk.isLastOfLocked(file)) return refuse('last-of-locked', file)
            await files.remove(file, clock())
          } else {
            if (files.text(file, LONGEST_OWN_TEXT * 4) === lines)
              return { ok: true, value: { list: file, isNothing: true } }
            await files.place(path, file, clock())
            await library.accept(file)
          }
          return { ok: true, value: { list: file } }
        })
      } finally {
        files.drop(path)
      }
    },
  }
}

async function* oneOf(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}
