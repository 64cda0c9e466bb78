import { canonicalAddress, parseCidr } from '../clients/address.ts'
import { identifier } from '../clients/identify.ts'
import { following } from '../policy/following.ts'
import type { Client } from '../policy/policy.ts'
import { kindOfTime } from '../time/calendar.ts'
import type { WhyReader } from './app.ts'
import { closedFor } from './closed-now.ts'
import type { DeviceBook } from './device-book.ts'
import { explainCase } from './explain.ts'
import { grantView } from './grants.ts'
import type { Ledger } from './ledger.ts'
import type { Parts } from './parts.ts'
import { periodEnds } from './period.ts'

/** Whoever reads the page is answered: whether their queries are is the resolver's affair. */
const everywhere = ['0.0.0.0/0', '::/0'].map((text) => parseCidr(text)!)

/** Why something is open or closed, for whom, until when. */
export function whyReader({ storage, clock }: Parts, ledger: Ledger, book: DeviceBook): WhyReader {
  const clientAt = (text: string): Client => {
    const { policy } = ledger
    const found = identifier(everywhere, policy, book.entries())(canonicalAddress(text) ?? '')
    return found?.client ?? { group: policy.unknown, classes: [] }
  }

  return {
    explain({ name, group, classes, device, at }) {
      const client = { group, classes, ...(device === undefined ? {} : { device }) }
      return explainCase(ledger.caseOf(client, name, at), ledger.wording)
    },

    async statusFor(address) {
      const { policy, zone } = ledger
      const at = clock()
      const client = clientAt(address)
      const group = policy.groups.find(({ id }) => id === client.group)
      if (group === undefined) throw new Error(`the policy has no group "${client.group}"`)
      const follows = following(policy, client)
      const grants = (await storage.acts.running('grant', at)).filter(({ audience: { kind, id } }) =>
        kind === 'class' ? client.classes.includes(id) : kind === 'group' ? client.group === id : client.device === id,
      )
      return {
        group,
        kindOfTime: kindOfTime(follows, zone, zone.at(at)),
        closed: closedFor(ledger, client, at),
        grants: grants.map((grant) => grantView(ledger, grant)),
        changes: Math.min(periodEnds(follows, zone, at), ...grants.map(({ until }) => until)),
      }
    },
  }
}
