import type { Name } from '../../dns/name.ts'
import type { Parts } from '../parts.ts'
import { mayKeepSchool } from '../people/rights.ts'
import type { Ledger } from '../policy/ledger.ts'
import { listArrivals } from './list-arrivals.ts'
import { listDesk, refuse } from './list-desk.ts'
import type { ListOffice } from './list-office.ts'
import { ownLists } from './list-own.ts'
import { nameFinder } from './name-finder.ts'

/** How long a removed list, or an earlier version of one, can be put back: two weeks, in milliseconds. */
export const BINNED_STAYS = 14 * 24 * 3600_000

/** The lists: what is in use, reading them anew with what the board shares and what was dropped in, and what a coordinator does with them. */
export function listOffice(parts: Parts, ledger: Ledger): ListOffice {
  const { storage, library, catalogues, board, clock } = parts
  const { files } = library
  const desk = listDesk(parts, ledger)
  const finder = nameFinder(parts, ledger)

  return {
    lists: async () => library.lists(),
    reading: desk.reading,
    ready: desk.ready,
    categories: desk.categories,
    ...listArrivals(desk),
    ...ownLists(desk),

    async refresh(person) {
      if (person !== 'console' && !mayKeepSchool(person)) return
      const before = [library.data(), catalogues.current()]
      await board?.fetch()
      await catalogues.refresh()
      await board?.fetchPresets()
      await library.refresh()
      if (library.data() !== before[0] || catalogues.current() !== before[1]) await ledger.publishPolicy()
      // The hourly run is nobody's act.
      if (person === 'console') return
      await storage.audit.append({ at: clock(), by: person, action: 'lists-refreshed', subject: 'lists' })
    },

    async search(person, typed) {
      if (!mayKeepSchool(person)) return { ok: false, problem: 'not-allowed' }
      const found = finder.find(typed)
      if (!found.ok) return found
      return { ok: true, value: { ...found.value, lists: await library.search(found.value.name as Name) } }
    },

    setOn: (person, id, isOn) =>
      desk.change(person, isOn ? 'list-switched-on' : 'list-switched-off', async () => {
        const list = library.lists().find((one) => one.id === id)
        if (list === undefined || /\p{Cc}|^#/u.test(id)) return refuse('unknown-list', id)
        if (files.idsInForce().has(id) === isOn) return { ok: true, value: { list: id, isNothing: true } }
        if (!isOn && desk.isLastOfLocked(id)) return refuse('last-of-locked', id)
        await files.setOff(id, !isOn)
        return { ok: true, value: { list: id } }
      }),

    remove: (person, id) =>
      desk.change(person, 'list-removed', async () => {
        const own = files.own(id)
        const isKnown = library.lists().some((list) => list.id === id)
        if (own === undefined) return refuse(isKnown ? 'not-own-list' : 'unknown-list', id)
        if (desk.isLastOfLocked(id)) return refuse('last-of-locked', id)
        await files.remove(own.file, clock())
        return { ok: true, value: { list: id } }
      }),

    removed: () => files.binned().map((binned) => ({ ...binned, until: binned.at + BINNED_STAYS })),

    putBack: (person, id) =>
      desk.change(person, 'list-put-back', async () => {
        const binned = files.binned().find((one) => one.id === id)
        if (binned === undefined) return refuse('list-gone')
        await files.putBack(binned, clock())
        await library.accept(binned.file)
        return { ok: true, value: { list: binned.file } }
      }),
  }
}
