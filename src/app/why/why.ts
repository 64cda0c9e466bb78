import { following } from '../../policy/following.ts'
import { kindOfTime } from '../../time/calendar.ts'
import { shutBy } from '../acts/shut.ts'
import { becauseOf, clientAt } from '../devices/asker.ts'
import type { DeviceBook } from '../devices/device-book.ts'
import { closedFor } from '../everyone/closed-now.ts'
import type { WhyReader } from '../figures/reading.ts'
import { grantViews } from '../grants/grant-view.ts'
import type { Parts } from '../parts.ts'
import type { Ledger } from '../policy/ledger.ts'
import { periodEnds } from '../times/period.ts'
import { explainCase } from './explain.ts'

/** Why something is open or closed, for whom, until when. */
export function whyReader({ storage, clock, isAtHome }: Parts, ledger: Ledger, book: DeviceBook): WhyReader {
  return {
    explain({ name, group, classes, device, at }) {
      const known = device === undefined ? {} : { device, ...(book.isExempt(device) ? { exempt: true as const } : {}) }
      const client = { group, classes, ...known }
      return explainCase(ledger.caseOf(client, name, at), ledger.wording, isAtHome)
    },

    async statusFor(address) {
      const { policy, zone } = ledger
      const at = clock()
      const client = clientAt(ledger, book, address)
      const group = policy.groups.find(({ id }) => id === client.group)
      if (group === undefined) throw new Error(`the policy has no group "${client.group}"`)
      const follows = following(policy, client)
      const shut = shutBy(ledger.acts, client.classes, at, client.exempt)
      const grants = (await storage.acts.running('grant', at)).filter(({ audience: { kind, id } }) =>
        kind === 'class' ? client.classes.includes(id) : kind === 'group' ? client.group === id : client.device === id,
      )
      return {
        group,
        because: becauseOf(ledger, book, address),
        classes: policy.classes.filter(({ id }) => client.classes.includes(id)),
        kindOfTime: kindOfTime(follows, zone, zone.at(at)),
        closed: closedFor(ledger, client, at),
        grants: grantViews(ledger, book, grants, at).filter(
          ({ resting }) => shut === undefined || resting === undefined,
        ),
        changes: Math.min(periodEnds(follows, zone, at), shut?.until ?? Infinity, ...grants.map(({ until }) => until)),
      }
    },
  }
}
