import type { ListOffice } from '../app.ts'
import type { Parts } from '../parts.ts'
import { mayKeepSchool } from '../people/rights.ts'
import type { Ledger } from '../policy/ledger.ts'

/** The lists: what is in use, and reading them anew, with what the board shares and what was dropped in. */
export function listOffice({ storage, library, catalogues, board, clock }: Parts, ledger: Ledger): ListOffice {
  return {
    async lists() {
      return library.lists()
    },

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
  }
}
