import type { ListOffice } from './app.ts'
import type { Ledger } from './ledger.ts'
import type { Parts } from './parts.ts'
import { mayKeepSchool } from './rights.ts'

/** The lists: what is in use, and reading them anew. */
export function listOffice({ storage, library, clock }: Parts, ledger: Ledger): ListOffice {
  return {
    async lists() {
      return library.lists()
    },

    async refresh(person) {
      if (person !== 'console' && !mayKeepSchool(person)) return
      const before = library.data()
      await library.refresh()
      if (library.data() !== before) await ledger.publishPolicy()
      // The hourly run is nobody's act.
      if (person === 'console') return
      await storage.audit.append({ at: clock(), by: person, action: 'lists-refreshed', subject: 'lists' })
    },
  }
}
