import { randomUUID } from 'node:crypto'
import { basename, join } from 'node:path'
import type { CheckedFile } from '../../lists/build-lists.ts'
import { idFrom } from '../id-from.ts'
import type { Outcome } from '../outcome.ts'
import type { Person } from '../people/person.ts'
import { mayKeepSchool } from '../people/rights.ts'
import type { ListDesk } from './list-desk.ts'
import { refuse } from './list-desk.ts'
import type { ListOffice, ListPlace, ListProblem, WaitingList } from './list-office.ts'

/** How long a file waits for somebody's word, in milliseconds, and how many do. */
const WAITS = 30 * 60_000
const MOST_WAITING = 4

interface Waiting {
  readonly person: string
  readonly path: string
  readonly file: string
  readonly isNew: boolean
  readonly until: number
}

/** Lists that come as files: read before they take a list's place, and asked about where somebody should look first. */
export function listArrivals(desk: ListDesk): Pick<ListOffice, 'bring' | 'take' | 'accept'> {
  const { library, clock } = desk.parts
  const { files } = library
  const waiting = new Map<string, Waiting>()

  const forget = (isPast: (one: Waiting, at: number) => boolean) => {
    for (const [id, one] of [...waiting].filter(([, each], at) => isPast(each, at))) {
      waiting.delete(id)
      files.drop(one.path)
    }
  }
  const forgetOld = () => forget(({ until }) => until <= clock())
  const forgetTooMany = () => {
    const tooMany = waiting.size - MOST_WAITING
    forget((_, at) => at < tooMany)
  }

  const put = (person: Person, { path, file, isNew }: Omit<Waiting, 'person' | 'until'>) =>
    desk.change(person, isNew ? 'list-added' : 'list-replaced', async () => {
      if (isNew && files.isThere(file)) return refuse('list-exists', file)
      if (!isNew && files.own(file) === undefined) return refuse('unknown-list', file)
      await files.place(path, file, clock())
      await library.accept(file)
      return { ok: true, value: { list: file } }
    })

  return {
    async bring(person, where, content) {
      if (!mayKeepSchool(person)) return refuse('not-allowed')
      const place = placeOf(desk, where)
      if (!place.ok) return place
      forgetOld()
      const path = await files.receive(content)
      if (path === undefined) return refuse('list-too-big')
      let checked: CheckedFile
      try {
        checked = await library.check(path, place.value.file)
      } catch (error) {
        files.drop(path)
        throw error
      }
      const fault = faultOf(checked)
      if (fault !== undefined) {
        files.drop(path)
        return fault
      }
      const { names, before, problems, problemCount } = checked
      const hasShrunk = checked.note === 'shrunk'
      if (!hasShrunk && problemCount === 0) {
        const done = await put(person, { path, ...place.value })
        files.drop(path)
        return done.ok ? { ok: true, value: undefined } : done
      }
      const upload = randomUUID()
      waiting.set(upload, { person: person.id, path, ...place.value, until: clock() + WAITS })
      forgetTooMany()
      const { file: list, category } = place.value
      return { ok: true, value: { upload, list, category, names, before, hasShrunk, problems, problemCount } }
    },

    async take(person, upload) {
      forgetOld()
      const one = waiting.get(upload)
      if (one === undefined || one.person !== person.id) return refuse('list-gone')
      waiting.delete(upload)
      const done = await put(person, one)
      files.drop(one.path)
      return done
    },

    accept: (person, id) =>
      desk.change(person, 'list-replaced', async () => {
        const list = library.lists().find((one) => one.id === id)
        if (list === undefined || files.own(id) === undefined) return refuse('unknown-list', id)
        if (list.note !== 'shrunk') return refuse('not-shrunk', id)
        await library.accept(id)
        return { ok: true, value: { list: id } }
      }),
  }
}

/** Why a file cannot be a list at all. */
function faultOf({ note, problems }: CheckedFile): Outcome<WaitingList | undefined, ListProblem> | undefined {
  switch (note) {
    case undefined:
    case 'shrunk':
      return undefined
    case 'empty':
      return refuse('list-empty', problems[0] && `${problems[0].line}: ${problems[0].text}`)
    case 'too-big':
    case 'web-page':
    case 'unreadable':
      return refuse(`list-${note}`)
    default:
      return note satisfies never
  }
}

/** Where a file goes within the school's folder: nobody's text becomes a path. */
function placeOf(
  { parts: { library }, categories }: ListDesk,
  where: ListPlace,
): Outcome<Pick<Waiting, 'file' | 'isNew'> & { readonly category: string }, ListProblem> {
  if ('list' in where) {
    const own = library.files.own(where.list)
    if (own !== undefined) return { ok: true, value: { ...own, isNew: false } }
    return refuse(library.lists().some(({ id }) => id === where.list) ? 'not-own-list' : 'unknown-list', where.list)
  }
  const { category } = where
  if (!categories().includes(category)) return refuse('unknown-kind-of-sites', category)
  const plain = idFrom(basename(where.file.replaceAll('\\', '/')).replace(/\.[^.]*$/, '')).slice(0, 60)
  const file = join(category, `${plain || 'lijst'}.txt`)
  if (library.files.isThere(file)) return refuse('list-exists', file)
  return { ok: true, value: { file, category, isNew: true } }
}
