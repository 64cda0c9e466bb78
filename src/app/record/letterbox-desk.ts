import { randomUUID } from 'node:crypto'
import { canonicalAddress } from '../../clients/address.ts'
import { readName } from '../../dns/name.ts'
import { isOfStaff } from '../../policy/group-kind.ts'
import type { StoredReport } from '../../storage/report-store.ts'
import type { Notices } from '../box/notices.ts'
import { clientAt, isOnOurNetworks } from '../devices/asker.ts'
import type { DeviceBook } from '../devices/device-book.ts'
import { isKnown } from '../devices/device-book.ts'
import { FloodLimit } from '../everyone/flood-limit.ts'
import { queue } from '../in-turn.ts'
import type { Outcome, Refusal } from '../outcome.ts'
import type { Parts } from '../parts.ts'
import type { Person } from '../people/person.ts'
import { personFrom } from '../people/person.ts'
import { hasAccount, holds } from '../people/rights.ts'
import { plainText } from '../plain-text.ts'
import type { Ledger } from '../policy/ledger.ts'
import type { Letterbox, NewReport, Receiver, ReceiverChoice, Report, ReportHead, ReportProblem } from './letterbox.ts'
import { receivers } from './letterbox.ts'
import { newReaders } from './new-readers.ts'

const LONGEST = 4000
const LONGEST_LINE = 200
/** Most reports kept at once, as what nobody reads must not fill the disk; and from how many unhandled ones on somebody is told. */
const MOST = { kept: 5000, untold: 4500 }

const refuse = (problem: ReportProblem, detail?: string): Refusal<ReportProblem> =>
  detail === undefined ? { ok: false, problem } : { ok: false, problem, detail }

/** Takes reports in, and shows them to whom they are for. */
export function letterbox(parts: Parts, ledger: Ledger, book: DeviceBook, notices: Notices): Letterbox {
  const { storage, clock } = parts
  const { reports, people, audit } = storage
  const limit = new FloodLimit(clock)
  const inTurn = queue()

  /** Whether one more can be kept; the oldest that was handled makes room. Where most wait for somebody, the health page says so. */
  const hasRoom = async (): Promise<boolean> => {
    const total = await reports.total()
    const unhandled = total < MOST.untold ? 0 : await reports.unhandled()
    if (unhandled >= MOST.untold) notices.raise('reports-full', String(unhandled))
    else notices.clear('reports-full')
    return total < MOST.kept || (await reports.removeOldestHandled())
  }
  /** The device that somebody enrolled at an address, for the limit alone: it is not kept. */
  const deviceAt = (address: string): string | undefined => {
    const device = book.at(canonicalAddress(address) ?? '')
    return device !== undefined && isKnown(device) ? device.id : undefined
  }

  const choices = async (address: string): Promise<readonly ReceiverChoice[]> => {
    const staff = (await people.all()).map(personFrom)
    const { classes } = ledger.policy
    const offered = receivers.filter((to) => to !== 'manager' || mayBeStaff(ledger, book, address))
    return offered.flatMap((to) => {
      const holders = staff.filter((person) => holds(person, to))
      const theirs = classes.filter(({ id }) => holders.some((person) => person.classes.includes(id)))
      const chosen = isOfClasses(to) ? theirs.map(({ id, name }) => ({ id, name })) : []
      const reachable = to === 'teacher' ? chosen.length > 0 : holders.length > 0
      return reachable ? [{ to, classes: chosen }] : []
    })
  }

  const find = async (person: Person, id: string): Promise<Outcome<StoredReport, ReportProblem>> => {
    const report = await reports.byId(id)
    // One that is not theirs is not there: that there is a report tells something already.
    if (report === undefined || !mayRead(person, report)) return refuse('unknown-report')
    return { ok: true, value: report }
  }

  return {
    choices,

    submit: (report, address) =>
      inTurn(async () => {
        const read = readReport(report, await choices(address))
        if (!read.ok) return read
        if (!limit.allows(address, deviceAt(address)) || !(await hasRoom())) return refuse('too-many-reports')
        const at = clock()
        await reports.add({
          ...{ ...read.value, id: randomUUID(), at, state: 'new', note: undefined },
          ...{ changedAt: at, changedBy: undefined },
        })
        return { ok: true, value: undefined }
      }),

    async list(person) {
      const held = receivers.filter((role) => holds(person, role))
      if (held.length === 0) return []
      return (await reports.to(held)).filter((report) => mayRead(person, report)).map(headOf)
    },

    async unread(person) {
      const held = receivers.filter((role) => holds(person, role))
      if (held.length === 0) return { count: 0 }
      const theirs = (await reports.unread(held)).filter((some) => mayRead(person, some))
      if (theirs.length === 0) return { count: 0 }
      const count = theirs.reduce((sum, some) => sum + some.count, 0)
      return { count, newest: Math.max(...theirs.map(({ newest }) => newest)) }
    },

    newReaders: (person) => newReaders(parts, person),

    async read(person, id) {
      const found = await find(person, id)
      if (!found.ok) return found
      const report = found.value
      if (report.state === 'new') await reports.change(id, { state: 'read', at: clock(), by: person.name })
      await audit.append({ at: clock(), by: person, action: 'report-read', subject: id })
      return { ok: true, value: wholeOf({ ...report, state: report.state === 'new' ? 'read' : report.state }) }
    },

    async handle(person, id, note) {
      const found = await find(person, id)
      if (!found.ok) return found
      const text = multiline(note)
      if (text.length > LONGEST) return refuse('report-too-long')
      await reports.change(id, { state: 'handled', note: text, at: clock(), by: person.name })
      await audit.append({ at: clock(), by: person, action: 'report-handled', subject: id })
      return { ok: true, value: undefined }
    },
  }
}

/** Roles that hold for classes. */
const isOfClasses = (to: Receiver): boolean => to === 'teacher' || to === 'mentor'

/** A device of staff, or somebody from home: who that is, nobody can tell. */
function mayBeStaff(ledger: Ledger, book: DeviceBook, address: string): boolean {
  const { group } = clientAt(ledger, book, address)
  return isOfStaff(ledger.policy.groups, group) || !isOnOurNetworks(ledger, book, address)
}

function mayRead(person: Person, { receiver, class: ofClass }: Pick<StoredReport, 'receiver' | 'class'>): boolean {
  const to = receivers.find((role) => role === receiver)
  // Who came in on a day pass is a teacher for a day: what is told in confidence was not told to them.
  if (to === undefined || !holds(person, to) || !hasAccount(person)) return false
  return ofClass === undefined || person.classes.includes(ofClass)
}

type ReadReport = Pick<StoredReport, 'receiver' | 'class' | 'text' | 'name' | 'contact' | 'site'>

/** What was typed, made sound. */
function readReport(typed: NewReport, choices: readonly ReceiverChoice[]): Outcome<ReadReport, ReportProblem> {
  const text = multiline(typed.text)
  if (text === '') return refuse('report-empty')
  if (text.length > LONGEST) return refuse('report-too-long')
  const to = receivers.find((role) => role === typed.to)
  if (to === undefined) return refuse('unknown-receiver')
  const choice = choices.find((offered) => offered.to === to)
  if (choice === undefined) return refuse('nobody-there')
  if (to === 'teacher' && typed.class === undefined) return refuse('no-class')
  const isOf = ({ classes }: ReceiverChoice) => classes.some(({ id }) => id === typed.class)
  // The form offers the classes of teachers and mentors in one list.
  if (typed.class !== undefined && !isOf(choice))
    return refuse(isOfClasses(to) && choices.some(isOf) ? 'nobody-there' : 'unknown-class')
  const site = typed.site?.trim() ? readName(typed.site) : undefined
  if (site && 'problem' in site) return refuse('bad-site', typed.site?.trim().slice(0, 100))
  return {
    ok: true,
    value: {
      receiver: to,
      class: typed.class,
      text,
      name: plainText(typed.name, LONGEST_LINE),
      contact: plainText(typed.contact, LONGEST_LINE),
      site: site?.name,
    },
  }
}

/** A text of several lines, without control characters and marks that turn the direction of text. */
function multiline(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/[^\n\P{Cc}]|[\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, ' ')
    .trim()
}

function headOf({ id, at, receiver, class: ofClass, state }: StoredReport): ReportHead {
  return { id, at, to: receiver as Receiver, state, ...(ofClass === undefined ? {} : { class: ofClass }) }
}

function wholeOf(report: StoredReport): Report {
  const { text, name, contact, site, note } = report
  return {
    ...headOf(report),
    text,
    ...(name === undefined ? {} : { name }),
    ...(contact === undefined ? {} : { contact }),
    ...(site === undefined ? {} : { site }),
    ...(note === undefined ? {} : { note }),
  }
}
