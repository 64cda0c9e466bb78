import { randomUUID } from 'node:crypto'
import { isOfStaff } from '../../policy/group-kind.ts'
import type { StoredAct } from '../../storage/act-store.ts'
import type { DeviceBook } from '../devices/device-book.ts'
import { readTarget } from '../grants/grant-target.ts'
import type { Outcome, Refusal } from '../outcome.ts'
import type { Parts } from '../parts.ts'
import type { Person } from '../people/person.ts'
import { mayDirect } from '../people/rights.ts'
import type { Ledger } from '../policy/ledger.ts'
import { isReason } from '../record/reason.ts'

export type OpeningProblem =
  | 'not-allowed'
  | 'unknown-device'
  | 'not-staff-device'
  | 'bad-site'
  | 'reason-missing'
  | 'bad-opening-end'
  | 'already-over'

/** An opening as a director sees it. */
export interface OpeningView {
  readonly id: string
  readonly device: { readonly id: string; readonly label: string }
  readonly site: string
  readonly from: number
  readonly until: number
  readonly by: string
  readonly reason: string
}

/** One site, opened by a director for one device of staff to look into something, above the locked rules. */
export interface OpeningDesk {
  /** For `minutes` (5 to 480). In force at the resolver when the promise resolves; recorded, with its site and end. */
  open(
    person: Person,
    what: { readonly device: string; readonly site: string; readonly minutes: number; readonly reason: string },
  ): Promise<Outcome<OpeningView, OpeningProblem>>
  stop(person: Person, id: string): Promise<Outcome<void, OpeningProblem>>
  /** Those that run; none for who is no director. */
  running(person: Person): Promise<readonly OpeningView[]>
  /** Devices of staff to choose from; none for who is no director. */
  choices(person: Person): readonly { readonly id: string; readonly label: string }[]
}

const MINUTE = 60_000
const SHORTEST = 5
const LONGEST = 8 * 60

const refuse = (problem: OpeningProblem, detail?: string): Refusal<OpeningProblem> =>
  detail === undefined ? { ok: false, problem } : { ok: false, problem, detail }

/** Openings for an investigation. */
export function openingDesk({ storage, clock }: Parts, ledger: Ledger, book: DeviceBook): OpeningDesk {
  const { acts, audit } = storage
  const viewOf = ({ id, device, site, from, until, by, reason = '' }: StoredAct<'opening'>): OpeningView => ({
    ...{ id, site, from, until, by: by.name, reason },
    device: { id: device, label: book.get(device)?.identity.label ?? '' },
  })

  return {
    async open(person, { device, site, minutes, reason }) {
      if (!mayDirect(person)) return refuse('not-allowed')
      const group = book.get(device)?.group
      if (group === undefined) return refuse('unknown-device', device)
      if (!isOfStaff(ledger.policy.groups, group)) return refuse('not-staff-device')
      if (!isReason(reason)) return refuse('reason-missing')
      if (!Number.isInteger(minutes) || minutes < SHORTEST || minutes > LONGEST) return refuse('bad-opening-end')
      const read = readTarget(ledger, { site })
      if (!read.ok || read.value.kind !== 'site') return refuse('bad-site', site.trim().slice(0, 100))
      const at = clock()
      const span = { id: randomUUID(), from: at, until: at + minutes * MINUTE }
      const act = { ...span, device, site: read.value.name }
      await acts.add('opening', act, at, person, reason.trim())
      const detail = { site: act.site, until: act.until }
      await audit.append({ at, by: person, action: 'opening-begun', subject: act.id, detail })
      await ledger.refreshActs()
      return { ok: true, value: viewOf({ ...act, by: person, reason: reason.trim() }) }
    },

    async stop(person, id) {
      if (!mayDirect(person)) return refuse('not-allowed')
      const [at, act] = [clock(), await acts.byId('opening', id)]
      if (act === undefined || !(await acts.end(id, at, person))) return refuse('already-over')
      await audit.append({ at, by: person, action: 'opening-stopped', subject: id, detail: { site: act.site } })
      await ledger.refreshActs()
      return { ok: true, value: undefined }
    },

    async running(person) {
      return mayDirect(person) ? (await acts.running('opening', clock())).map(viewOf) : []
    },

    choices(person) {
      const devices = mayDirect(person) ? book.known() : []
      return devices
        .filter(({ group }) => isOfStaff(ledger.policy.groups, group))
        .map(({ id, identity: { label } }) => ({ id, label }))
    },
  }
}
