import { randomUUID } from 'node:crypto'
import { kindOf } from '../../policy/group-kind.ts'
import type { MeasureFacts } from '../../reports/letters.ts'
import { fileLetter, parentsLetter } from '../../reports/letters.ts'
import type { MeasureKind, StoredMeasure } from '../../storage/measure-store.ts'
import type { DeviceBook } from '../devices/device-book.ts'
import { inOrder } from '../devices/in-order.ts'
import type { Refusal } from '../outcome.ts'
import type { Parts } from '../parts.ts'
import type { Person } from '../people/person.ts'
import { holds, mayActOn, mayDirect } from '../people/rights.ts'
import type { Ledger } from '../policy/ledger.ts'
import { endOfDay, schoolYear } from '../times/school-year.ts'
import type { About, MeasureDesk, MeasureProblem, TakenMeasure, Why } from './measures.ts'
import { isReason } from './reason.ts'

const refuse = (problem: MeasureProblem, detail?: string): Refusal<MeasureProblem> =>
  detail === undefined ? { ok: false, problem } : { ok: false, problem, detail }

/** The register of measures, and the measures that were taken. They are kept until the school year is over. */
export function measureDesk({ storage, clock }: Parts, ledger: Ledger, book: DeviceBook): MeasureDesk {
  const { measures, audit } = storage
  const register = () => ledger.policy.measures ?? []
  const thisYear = () => schoolYear(ledger.zone, clock()).from

  const earlierThan = async ({ id, device, from }: StoredMeasure) => {
    if (device === undefined) return []
    const all = await measures.since(schoolYear(ledger.zone, from).from, device)
    return all.filter((other) => other.id !== id && other.from <= from)
  }

  const viewOf = async (person: Person, measure: StoredMeasure): Promise<TakenMeasure> => {
    const { id, kind, device, class: ofClass, why, by, from, endedAt } = measure
    const until = endedAt ?? measure.until
    const offence = register().find((known) => known.id === measure.offence)
    return {
      ...{ id, kind, why, by: by.name, mine: by.id === person.id, from },
      isOver: endedAt !== undefined || (until !== undefined && until <= clock()),
      ...(until === undefined ? {} : { until }),
      ...(offence === undefined ? {} : { offence }),
      ...(ofClass === undefined ? {} : { class: ofClass }),
      ...(device === undefined ? {} : { device: { id: device, label: book.get(device)?.identity.label ?? '' } }),
      ...(mayDirect(person) ? { earlier: (await earlierThan(measure)).length } : {}),
    }
  }

  const problemWith = (person: Person, about: About, { why, offence }: Why): Refusal<MeasureProblem> | undefined => {
    const unfit = problemOf(ledger, book, person, about)
    if (unfit) return unfit
    if (!isReason(why)) return refuse('reason-missing')
    if (offence !== undefined && !register().some(({ id }) => id === offence)) return refuse('unknown-offence', offence)
    return undefined
  }

  const take = async (
    person: Person,
    about: About,
    kind: MeasureKind,
    { why, offence }: Why,
    until: number | undefined,
  ) => {
    const measure: StoredMeasure = {
      id: randomUUID(),
      kind,
      device: 'device' in about ? about.device : undefined,
      class: 'class' in about ? about.class : undefined,
      offence,
      why: why.trim(),
      act: undefined,
      from: clock(),
      until,
      by: { id: person.id, name: person.name },
      endedAt: undefined,
      endedBy: undefined,
    }
    await measures.add(measure)
    const detail = { kind, ...(offence === undefined ? {} : { offence }) }
    await audit.append({ at: clock(), by: person, action: 'measure-taken', subject: measure.id, detail })
    return { ok: true, value: await viewOf(person, measure) } as const
  }

  return {
    register,

    choices(person) {
      const isTheirs = (group: string, classes: readonly string[]) =>
        mayDirect(person) ||
        (holds(person, 'teacher') &&
          kindOf(ledger.policy.groups, group) === 'pupil-phones' &&
          classes.some((id) => person.classes.includes(id)))
      return book
        .known()
        .filter(({ group, classes }) => isTheirs(group, classes))
        .toSorted(inOrder)
        .map(({ id, identity: { label }, classes }) => ({ id, label, classes }))
    },

    async takePhone(person, about, why) {
      const problem = problemWith(person, about, why)
      if (problem) return problem
      const classes = classesOf(book, about) ?? []
      return await take(
        person,
        about,
        'phone-taken',
        why,
        endOfDay(ledger, { group: 'pupil-phones', classes }, clock()),
      )
    },

    async record(person, about, kind, why) {
      if (!mayDirect(person)) return refuse('not-allowed')
      return problemWith(person, about, why) ?? (await take(person, about, kind, why, undefined))
    },

    async end(person, id) {
      const measure = await measures.byId(id)
      if (measure === undefined || measure.kind === 'exclusion') return refuse('unknown-measure')
      if (!mayDirect(person) && measure.by.id !== person.id) return refuse('not-allowed')
      if (!(await measures.end({ id }, clock(), person))) return refuse('already-over')
      await audit.append({ at: clock(), by: person, action: 'measure-ended', subject: id })
      return { ok: true, value: undefined }
    },

    async taken(person, device) {
      const found = await measures.since(thisYear(), device)
      const mine = mayDirect(person) ? found : found.filter(({ by }) => by.id === person.id)
      return await Promise.all(mine.map((measure) => viewOf(person, measure)))
    },

    async letter(person, id, whom) {
      const measure = await measures.byId(id)
      if (measure === undefined) return refuse('unknown-measure')
      const isTaker = measure.by.id === person.id && holds(person, 'teacher') && whom === 'parents'
      if (!mayDirect(person) && !isTaker) return refuse('not-allowed')
      const act = measure.act === undefined ? undefined : await storage.acts.byId('exclusion', measure.act)
      const facts = factsOf(ledger, book, measure, await earlierThan(measure), act?.clause)
      await audit.append({ at: clock(), by: person, action: 'letter-made', subject: id, detail: { for: whom } })
      return { ok: true, value: (whom === 'file' ? fileLetter : parentsLetter)(facts, ledger.zone.id) }
    },
  }
}

/** Whether this person may take a measure about this device or class at all. */
function problemOf(
  { policy }: Ledger,
  book: DeviceBook,
  person: Person,
  about: About,
): Refusal<MeasureProblem> | undefined {
  if (!mayDirect(person) && !holds(person, 'teacher')) return refuse('not-allowed')
  const classes = classesOf(book, about)
  if (classes === undefined) return refuse('unknown-device')
  if ('class' in about && !policy.classes.some(({ id }) => id === about.class))
    return refuse('unknown-class', about.class)
  const isTheirs = 'class' in about ? mayActOn(person, about.class) : classes.some((id) => person.classes.includes(id))
  return mayDirect(person) || isTheirs ? undefined : refuse('not-your-class')
}

/** The classes a measure touches; undefined for a device that nobody enrolled. */
function classesOf(book: DeviceBook, about: About): readonly string[] | undefined {
  if ('class' in about) return [about.class]
  const device = book.get(about.device)
  return device?.group === undefined ? undefined : device.classes
}

function factsOf(
  { policy }: Ledger,
  book: DeviceBook,
  measure: StoredMeasure,
  earlier: readonly StoredMeasure[],
  clauseOfAct: string | undefined,
): MeasureFacts {
  const entry = policy.measures?.find(({ id }) => id === measure.offence)
  const clause = clauseOfAct ?? entry?.clause
  const text = clause === undefined ? undefined : policy.clauses[clause]
  return {
    school: policy.school.name,
    kind: measure.kind,
    at: measure.from,
    until: measure.endedAt ?? measure.until,
    by: measure.by.name,
    why: measure.why,
    device: measure.device === undefined ? '' : (book.get(measure.device)?.identity.label ?? ''),
    earlier: earlier.map(({ from, kind }) => ({ at: from, kind })).reverse(),
    ...(entry === undefined ? {} : { register: entry }),
    ...(clause === undefined || text === undefined ? {} : { clause: { id: clause, text } }),
  }
}
