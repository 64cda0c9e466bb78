import type { Name } from '../../dns/name.ts'
import type { Case } from '../../policy/decide.ts'
import { decide } from '../../policy/decide.ts'
import { inspect } from '../../policy/inspect.ts'
import type { Text } from '../../policy/policy.ts'
import { isWithin } from '../../policy/targets.ts'
import { clientAt } from '../devices/asker.ts'
import type { DeviceBook } from '../devices/device-book.ts'
import type { ClauseText } from '../everyone/public-protocol.ts'
import type { Explained } from '../figures/reading.ts'
import type { Parts } from '../parts.ts'
import { helpersAt } from '../people/helpers.ts'
import type { Role } from '../people/person.ts'
import type { Ledger } from '../policy/ledger.ts'
import { explainCase } from '../why/explain.ts'

/** What the page says that a device meets in the place of a closed site. */
export interface BlockView {
  readonly name: Name
  /** The closed name that it leads to, where it is not closed by itself. */
  readonly leadsTo?: Name
  readonly explained: Explained
  /** The clause behind it, in the school's words. */
  readonly clause?: ClauseText
  readonly group: Text
  readonly helpers: readonly Role[]
}

/** What the block page asks. Nobody signs in there. */
export interface BlockReader {
  /**
   * Whether this box may stand in for a name over TLS: it is closed by itself, now, for the device at an address, and neither essential nor protected.
   * Those are banks, mail and care: where everything is closed they are closed too, but nobody's cookies for them belong here. Cheap: asked at each handshake.
   */
  mayStandIn(address: string, name: Name): boolean
  /** Why a name is closed, or that it is open, for the device at an address. May ask an upstream where the name leads. */
  view(address: string, name: Name): Promise<BlockView>
}

/** Reads the policy for the block page. */
export function blockReader({ storage, clock, lookUp }: Parts, ledger: Ledger, book: DeviceBook): BlockReader {
  const caseAt = (address: string, name: Name): Case => ledger.caseOf(clientAt(ledger, book, address), name, clock())

  /** The case that decides: of the name, or of a closed one that an upstream's answer leads to. */
  const deciding = async (asked: Case): Promise<Case> => {
    const decision = decide(asked)
    if (decision.verdict.kind !== 'pass' || decision.reason.kind === 'own-name' || lookUp === undefined) return asked
    const found = await lookUp(asked.name)
    const aliases = found.kind === 'found' ? found.aliases : []
    const beyond = aliases.map((name): Case => ({ ...asked, name }))
    return beyond.find((each) => inspect(decision, decide(each)).verdict.kind === 'block') ?? asked
  }

  return {
    mayStandIn(address, name) {
      const asked = caseAt(address, name)
      const { policy, catalogue } = asked
      const spared = [catalogue.essential, policy.essential, catalogue.protected, policy.protected]
      return (
        decide(asked).verdict.kind === 'block' && !spared.some((names) => names.some((site) => isWithin(name, site)))
      )
    },

    async view(address, name) {
      const asked = caseAt(address, name)
      const decided = await deciding(asked)
      const explained = explainCase(decided, ledger.wording)
      const { clause } = explained.reason
      const text = clause === undefined ? undefined : ledger.policy.clauses[clause]
      return {
        name,
        ...(decided === asked ? {} : { leadsTo: decided.name }),
        explained,
        ...(clause === undefined || text === undefined ? {} : { clause: { id: clause, text } }),
        group: ledger.policy.groups.find(({ id }) => id === asked.client.group)!.name,
        helpers: await helpersAt(storage),
      }
    },
  }
}
