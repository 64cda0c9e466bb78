import { following } from '../../policy/following.ts'
import { isOfStaff } from '../../policy/group-kind.ts'
import type { Client, Emergency } from '../../policy/policy.ts'
import { isOnTrial } from '../../policy/rules-in-force.ts'
import { kindOfTime } from '../../time/calendar.ts'
import { exclusionOf, shutBy } from '../acts/shut.ts'
import { becauseOf, clientAt } from '../devices/asker.ts'
import type { DeviceBook } from '../devices/device-book.ts'
import { closedFor, hasOnlyThese } from '../everyone/closed-now.ts'
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
      const { policy, zone, acts } = ledger
      const at = clock()
      const client = clientAt(ledger, book, address)
      const group = policy.groups.find(({ id }) => id === client.group)
      if (group === undefined) throw new Error(`the policy has no group "${client.group}"`)
      const follows = following(policy, client)
      const ends = periodEnds(follows, zone, at)
      const exclusion = exclusionOf(acts, client, at)
      const emergency = emergencyFor(ledger, client, at)
      const shut = shutBy(acts, client.classes, at, client.exempt)
      const grants = (await storage.acts.running('grant', at)).filter(({ audience: { kind, id } }) =>
        kind === 'class' ? client.classes.includes(id) : kind === 'group' ? client.group === id : client.device === id,
      )
      return {
        group,
        because: becauseOf(ledger, book, address),
        classes: policy.classes.filter(({ id }) => client.classes.includes(id)),
        kindOfTime: kindOfTime(follows, zone, zone.at(at)),
        closed: closedFor(ledger, client, at),
        // An excluded device gets none of what was opened for it.
        grants:
          exclusion === undefined
            ? grantViews(ledger, book, grants, at).filter(({ resting }) => shut === undefined || resting === undefined)
            : [],
        ...(exclusion === undefined ? {} : { exclusion: { until: exclusion.until } }),
        ...(emergency === undefined ? {} : { emergency: { until: emergency.until } }),
        ...(shut === undefined ? {} : { shut: shut.by }),
        onlyThese: hasOnlyThese(policy, client) && !isOnTrial(acts, client, at),
        periodEnds: ends,
        changes: Math.min(
          exclusion?.until ?? Math.min(ends, shut?.until ?? Infinity, ...grants.map(({ until }) => until)),
          emergency?.until ?? Infinity,
        ),
      }
    },
  }
}

/** The emergency that opens messages and calls for a client, as the gate has it: not in an exam, and where it is for staff only for theirs. */
function emergencyFor({ acts, policy }: Ledger, client: Client, at: number): Emergency | undefined {
  const inExam = shutBy(acts, client.classes, at, client.exempt)?.by === 'exam'
  const isTheirs = ({ for: whom }: Emergency) => whom === 'everyone' || isOfStaff(policy.groups, client.group)
  const running = acts.emergencies.filter((act) => act.from <= at && at < act.until && isTheirs(act))
  return inExam ? undefined : running.toSorted((a, b) => b.until - a.until)[0]
}
