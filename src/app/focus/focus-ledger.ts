import { randomUUID } from 'node:crypto'
import type { Focus, Span } from '../../policy/policy.ts'
import type { StoredAct } from '../../storage/act-store.ts'
import type { AuditAction } from '../../storage/audit-action.ts'
import { aboutClass } from '../acts/for-class.ts'
import type { Refusal } from '../outcome.ts'
import type { Parts } from '../parts.ts'
import type { Person } from '../people/person.ts'
import { mayActNow, mayActOn } from '../people/rights.ts'
import type { Ledger } from '../policy/ledger.ts'
import type { FocusProblem, FocusView } from './focusing.ts'

/** The focuses and exams of classes: what both desks do with them. Nothing here tells the resolver. */
export type FocusLedger = ReturnType<typeof focusLedger>

/** Makes a {@link FocusLedger}. */
export function focusLedger({ storage, clock }: Parts, ledger: Ledger) {
  const { acts, audit } = storage
  const nameOf = (classId: string) => ledger.policy.classes.find(({ id }) => id === classId)?.name ?? classId
  const ofClass = async (classId: string) =>
    (await acts.running('focus', clock(), true)).filter((focus) => focus.class === classId)
  const end = async (person: Person, focus: StoredAct<'focus'>, at: number): Promise<void> => {
    if (!(await acts.end(focus.id, at, person))) return
    const action = focus.exam ? 'exam-ended' : 'focus-ended'
    await audit.append({ at, by: person, action, subject: focus.id, detail: aboutClass(person, focus.class) })
  }

  /** `3B 10:30-11:30`, or `3B 2026-11-25 10:30-11:30` where it is not today: which exam it is, in no language. */
  const inWords = ({ class: classId, from, until }: Focus): string => {
    const [begins, ends] = [ledger.zone.format(from), ledger.zone.format(until)]
    const date = begins.slice(0, 10)
    const day = date === ledger.zone.at(clock()).date ? '' : `${date} `
    return `${nameOf(classId)} ${day}${begins.slice(11, 16)}-${ends.slice(11, 16)}`
  }

  return {
    inWords,
    /** What runs and what is to come for a class. */
    ofClass,
    end,

    /** Why these classes are not this person's to act on. An exam is for own classes: who steps in could not see it to its end. */
    notTheirs(person: Person, ids: readonly string[], isExam = false): Refusal<FocusProblem> | undefined {
      if (ids.length === 0) return { ok: false, problem: 'no-class' }
      const unknown = ids.find((id) => !ledger.policy.classes.some((known) => known.id === id))
      if (unknown !== undefined) return { ok: false, problem: 'unknown-class', detail: unknown.slice(0, 100) }
      const may = (id: string) => (isExam ? mayActOn(person, id) : mayActNow(ledger.policy, person, id))
      const other = ids.find((id) => !may(id))
      return other === undefined ? undefined : { ok: false, problem: 'not-your-class', detail: other }
    },

    /** The other exam that a class has in this span, in words. */
    async inTheWay(classId: string, { from, until }: Omit<Span, 'id'>, except?: string): Promise<string | undefined> {
      const other = (await ofClass(classId)).find(
        (focus) => focus.exam && focus.id !== except && focus.from < until && from < focus.until,
      )
      return other && inWords(other)
    },

    /** Has a plain focus of the class end at `at`, which may be to come. */
    async makeWay(person: Person, classId: string, at: number): Promise<void> {
      for (const focus of await ofClass(classId)) {
        if (focus.exam || focus.until <= at) continue
        if (at <= clock()) await end(person, focus, clock())
        else await acts.extend(focus.id, clock(), at)
      }
    },

    /** Writes one down. */
    async add(
      person: Person,
      focus: Omit<Focus, 'id'>,
      action: AuditAction,
      name?: string,
    ): Promise<StoredAct<'focus'>> {
      const act = { id: randomUUID(), ...focus }
      await acts.add('focus', act, clock(), person, name)
      const detail = {
        ...aboutClass(person, focus.class),
        from: focus.from,
        until: focus.until,
        listed: focus.targets.length,
      }
      await audit.append({ at: clock(), by: person, action, subject: act.id, detail })
      return { ...act, by: person, ...(name === undefined ? {} : { reason: name }) }
    },

    viewOf(focus: StoredAct<'focus'>, at: number): FocusView {
      const { id, class: classId, exam, targets, by, from, until, reason } = focus
      const isParked = ledger.acts.parks.some(
        (park) => park.class === classId && park.from <= at && at < park.until && !exam && from <= at,
      )
      return {
        id,
        class: classId,
        className: nameOf(classId),
        exam,
        ...(exam ? { examId: examIdOf(focus) } : {}),
        ...(reason === undefined ? {} : { name: reason }),
        listed: targets.map((target) => ({ target, name: ledger.wording.target(target) })),
        by: by.name,
        from,
        until,
        ...(isParked ? { resting: 'park' } : {}),
      }
    },
  }
}

/** The exam that a focus is a room of; one of before exams had an id is alone in its own. */
export const examIdOf = ({ id, examId }: Pick<Focus, 'id' | 'examId'>): string => examId ?? id
