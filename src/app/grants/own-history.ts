import type { Text } from '../../policy/policy.ts'
import type { Parts } from '../parts.ts'
import type { Person } from '../people/person.ts'
import type { Ledger } from '../policy/ledger.ts'

/** Something that a person did with a class. */
export interface OwnAct {
  readonly id: string
  readonly kind: 'grant' | 'park' | 'focus' | 'exam'
  /** For which class or group; undefined for single devices, and for a class that is gone. */
  readonly for?: string
  /** What was opened. */
  readonly what?: Text
  readonly from: number
  /** When it ended, or will. */
  readonly until: number
  /** Somebody ended it before its time. */
  readonly endedBy?: string
}

/** A person's own doings. */
export interface OwnHistory {
  /** What this person opened, parked and focused in the last `days` days (1 to 60), newest first; three hundred at most. */
  mine(person: Person, days: number): Promise<readonly OwnAct[]>
}

const DAY = 24 * 3600_000
const MOST = 300

/** Makes an {@link OwnHistory}. */
export function ownHistory({ storage, clock }: Parts, ledger: Ledger): OwnHistory {
  const { acts } = storage
  return {
    async mine(person, days) {
      const at = clock()
      const from = at - Math.min(60, Math.max(1, days)) * DAY
      const { policy, wording } = ledger
      const nameOf = (id: string) => policy.classes.find((known) => known.id === id)?.name
      const ends = (act: { readonly until: number; readonly endedAt?: number; readonly endedBy?: string }) => ({
        until: act.endedAt ?? act.until,
        ...(act.endedBy === undefined ? {} : { endedBy: act.endedBy }),
      })
      const forWhom = (name: string | undefined) => (name === undefined ? {} : { for: name })
      const [grants, parks, focuses] = [
        await acts.history('grant', from, at + 1),
        await acts.history('park', from, at + 1),
        await acts.history('focus', from, at + 1),
      ]
      const isMine = ({ by }: { readonly by: { readonly id: string } }) => by.id === person.id
      const all: OwnAct[] = [
        ...grants.filter(isMine).map((act) => {
          const { kind, id } = act.audience
          const group = policy.groups.find((known) => known.id === id)?.name[person.language]
          const name = kind === 'class' ? nameOf(id) : kind === 'group' ? group : undefined
          const what = { what: wording.target(act.target) }
          return { id: act.id, kind: 'grant' as const, from: act.from, ...ends(act), ...what, ...forWhom(name) }
        }),
        ...parks.filter(isMine).map((act) => {
          return { id: act.id, kind: 'park' as const, from: act.from, ...ends(act), ...forWhom(nameOf(act.class)) }
        }),
        ...focuses.filter(isMine).map((act) => {
          const kind = act.exam ? ('exam' as const) : ('focus' as const)
          return { id: act.id, kind, from: act.from, ...ends(act), ...forWhom(nameOf(act.class)) }
        }),
      ]
      return all.sort((a, b) => b.from - a.from).slice(0, MOST)
    },
  }
}
