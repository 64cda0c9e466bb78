import { randomUUID } from 'node:crypto'
import { following } from '../../policy/following.ts'
import type { StoredAct } from '../../storage/act-store.ts'
import { clientsOf } from '../devices/class-clients.ts'
import type { DeviceBook } from '../devices/device-book.ts'
import type { Outcome, Refusal } from '../outcome.ts'
import type { Parts } from '../parts.ts'
import type { Person } from '../people/person.ts'
import { mayActNow } from '../people/rights.ts'
import type { Ledger } from '../policy/ledger.ts'
import type { ActEnd, EndProblem } from './act-end.ts'
import { aboutClass, endFor } from './for-class.ts'

/** When a park ends: with the lesson, or after 1 to 480 minutes. */
export type ParkEnd = Extract<ActEnd, { readonly kind: 'lesson' | 'minutes' }>

/** A class whose devices are parked: all but essential is closed for them. */
export interface ParkView {
  readonly id: string
  readonly class: string
  readonly className: string
  readonly by: string
  readonly from: number
  readonly until: number
  /** The class has an exam, which parking does not end: its sites stay open. */
  readonly examGoesOn: boolean
}
/** Of `unknown-class`, `not-your-class` and `already-over` the detail is the class. */
export type ParkProblem = EndProblem | 'unknown-class' | 'not-your-class' | 'no-class' | 'already-over'

export interface ParkDesk {
  /** Parks classes now, all or none. One that is parked already stays so until the new end. In force at the resolver when the promise resolves. */
  park(person: Person, classIds: readonly string[], end: ParkEnd): Promise<Outcome<readonly ParkView[], ParkProblem>>
  /** Lets classes go again; refused where none of them is parked. */
  release(person: Person, classIds: readonly string[]): Promise<Outcome<void, ParkProblem>>
  /** The parked classes that this person may act on. */
  running(person: Person): Promise<readonly ParkView[]>
}

const refuse = (problem: ParkProblem, detail?: string): Refusal<ParkProblem> =>
  detail === undefined ? { ok: false, problem } : { ok: false, problem, detail }

/** Parking the devices of classes, and letting them go. */
export function parkDesk({ storage, clock }: Parts, ledger: Ledger, book: DeviceBook): ParkDesk {
  const { acts, audit } = storage

  /** The classes, each once, where all of them are there and this person's. */
  const theirs = (person: Person, ids: readonly string[]): Outcome<readonly string[], ParkProblem> => {
    const unknown = ids.find((id) => !ledger.policy.classes.some((known) => known.id === id))
    if (unknown !== undefined) return refuse('unknown-class', unknown.slice(0, 100))
    const other = ids.find((id) => !mayActNow(ledger.policy, person, id))
    if (other !== undefined) return refuse('not-your-class', other)
    return ids.length === 0 ? refuse('no-class') : { ok: true, value: [...new Set(ids)] }
  }

  const runningIn = async (ids: readonly string[]) =>
    (await acts.running('park', clock())).filter(({ class: id }) => ids.includes(id))

  const parkOne = async (person: Person, classId: string, at: number, until: number): Promise<void> => {
    const detail = { ...aboutClass(person, classId), until }
    const [now, ...more] = await runningIn([classId])
    // Two that parked at the same moment: one park is enough.
    for (const one of more) await acts.end(one.id, at, person)
    if (now !== undefined && (await acts.extend(now.id, at, until))) {
      await audit.append({ at, by: person, action: 'park-moved', subject: now.id, detail })
      return
    }
    const park = { id: randomUUID(), class: classId, from: at, until }
    await acts.add('park', park, at, person)
    await audit.append({ at, by: person, action: 'parked', subject: park.id, detail })
  }

  return {
    async park(person, classIds, end) {
      const classes = theirs(person, classIds)
      if (!classes.ok) return classes
      const at = clock()
      const ends: { readonly id: string; readonly until: number }[] = []
      for (const id of classes.value) {
        const follows = following(ledger.policy, clientsOf(ledger, book, id)[0]!)
        const until = endFor(ledger, person, [id], end, follows, at)
        if (!until.ok) return until
        ends.push({ id, until: until.value })
      }
      for (const { id, until } of ends) await parkOne(person, id, at, until)
      await ledger.refreshActs()
      return { ok: true, value: (await runningIn(classes.value)).map((park) => viewOf(ledger, park, at)) }
    },

    async release(person, classIds) {
      const classes = theirs(person, classIds)
      if (!classes.ok) return classes
      const at = clock()
      let released = false
      for (const park of await runningIn(classes.value)) {
        if (!(await acts.end(park.id, at, person))) continue
        released = true
        await audit.append({
          at,
          by: person,
          action: 'released',
          subject: park.id,
          detail: aboutClass(person, park.class),
        })
      }
      if (!released) return refuse('already-over', classes.value.join(', '))
      await ledger.refreshActs()
      return { ok: true, value: undefined }
    },

    async running(person) {
      const at = clock()
      const parks = (await acts.running('park', at)).filter(({ class: id }) => mayActNow(ledger.policy, person, id))
      return parks.map((park) => viewOf(ledger, park, at))
    },
  }
}

function viewOf({ policy, acts }: Ledger, park: StoredAct<'park'>, at: number): ParkView {
  const { id, class: classId, by, from, until } = park
  const exam = (focus: {
    readonly exam: boolean
    readonly class: string
    readonly from: number
    readonly until: number
  }) => focus.exam && focus.class === classId && focus.from <= at && at < focus.until
  return {
    id,
    class: classId,
    className: policy.classes.find((known) => known.id === classId)?.name ?? classId,
    by: by.name,
    from,
    until,
    examGoesOn: acts.focuses.some(exam),
  }
}
