import type { Text } from '../../policy/policy.ts'
import type { AuditAction, AuditArea } from '../../storage/audit-action.ts'
import { auditActions, auditAreas } from '../../storage/audit-action.ts'
import type { AuditEntry, AuditQuery } from '../../storage/audit-store.ts'
import type { Parts } from '../parts.ts'
import type { Person } from '../people/person.ts'
import { holds } from '../people/rights.ts'
import type { Ledger } from '../policy/ledger.ts'
import { gotAndLost } from './account-detail.ts'
import { areaWords, auditWords } from './audit-words.ts'

/** A line of the audit as people see it. */
export interface AuditLine {
  readonly id: number
  readonly at: number
  /** Who did it; '' where the program did. */
  readonly by: string
  /** The roles that they held then, and from where: the address of their own browser, the name of a token, `console`. Older lines do not tell. */
  readonly roles: readonly string[]
  readonly from?: string
  readonly area: AuditArea
  readonly what: Text
  /** Roles that an account got by it, and that it lost. */
  readonly rolesGot?: readonly string[]
  readonly rolesLost?: readonly string[]
  /** Whom or what it was about, as far as that tells of no pupil: a class, a colleague, a site, a clause. */
  readonly about: readonly Text[]
  readonly until?: number
  /** The reason that was given; only for who may read it. */
  readonly why?: string
}
/** Which lines are asked for; what is left out does not limit. Times are half-open. */
export interface AuditFilter {
  readonly area?: string
  readonly action?: string
  /** Part of the name of who did it, and a role that they held. */
  readonly by?: string
  readonly role?: string
  /** Part of what it was about, as people see it in either language. */
  readonly about?: string
  readonly from?: number
  readonly until?: number
  readonly before?: number
  readonly limit: number
}

/**
 * Who did or looked at what, when and from where: all of it for the data-protection officer; for a director without who read reports; for a coordinator also
 * without measures, incidents and the reasons for looks. Nobody can change it.
 */
export interface AuditDesk {
  /** Newest first; nothing for other roles. */
  lines(person: Person, filter: AuditFilter): Promise<readonly AuditLine[]>
  /** Up to 20,000 lines, or `limit`, for a file or a program; that they were taken out is recorded. */
  takeOut(
    person: Person,
    filter: Omit<AuditFilter, 'before' | 'limit'> & { readonly limit?: number },
  ): Promise<readonly AuditLine[]>
  /** What this person can filter on. */
  areas(person: Person): readonly { readonly id: AuditArea; readonly name: Text }[]
  actions(person: Person): readonly { readonly id: AuditAction; readonly area: AuditArea; readonly what: Text }[]
}

/** What was done, in words that follow a name. */
export const auditWordsOf = (action: AuditAction): Text => auditWords[action]

const MOST = 20_000
/** Lines that are read at a time where their words have to be looked at. */
const BATCH = 2_000
const areaIds = Object.keys(areaWords) as readonly AuditArea[]

/** The audit, in words. */
export function auditDesk({ storage, clock }: Parts, ledger: Ledger): AuditDesk {
  const lines = async (person: Person, filter: AuditFilter) => {
    const mine = areasOf(person)
    const actions = auditActions.filter(
      (action) =>
        mine.includes(auditAreas[action]) &&
        (filter.area === undefined || auditAreas[action] === filter.area) &&
        (filter.action === undefined || action === filter.action),
    )
    const { area: _, action: __, about, limit: wanted, ...rest } = filter
    const limit = Math.max(1, Math.min(wanted, MOST))
    const people = new Map((await storage.people.all()).map(({ id, name }) => [id, name]))
    const read = async (query: Omit<AuditQuery, 'actions'>) =>
      (await storage.audit.find({ ...query, actions })).map((entry) =>
        lineOf(ledger, people, entry, mayReadReasons(person)),
      )
    if (about === undefined) return await read({ ...rest, limit })
    // Names of what it was about are not in the file: only what is shown can be looked for.
    const found: AuditLine[] = []
    for (let { before } = rest; ; ) {
      const batch = await read({ ...rest, ...(before === undefined ? {} : { before }), limit: BATCH })
      found.push(...batch.filter((line) => isAbout(line, about)))
      before = batch.at(-1)?.id
      if (batch.length < BATCH || found.length >= limit) return found.slice(0, limit)
    }
  }
  return {
    lines,
    async takeOut(person, filter) {
      const all = await lines(person, { limit: MOST, ...filter })
      if (areasOf(person).length > 0)
        await storage.audit.append({
          ...{ at: clock(), by: person, action: 'audit-taken-out', subject: '' },
          detail: { lines: all.length },
        })
      return all
    },
    areas: (person) => areasOf(person).map((id) => ({ id, name: areaWords[id] })),
    actions: (person) =>
      auditActions
        .filter((id) => areasOf(person).includes(auditAreas[id]))
        .map((id) => ({ id, area: auditAreas[id], what: auditWords[id] })),
  }
}

/** What is kept from a role is also not there to be counted. */
function areasOf(person: Person): readonly AuditArea[] {
  if (holds(person, 'officer')) return areaIds
  if (holds(person, 'director')) return areaIds.filter((area) => area !== 'reports')
  if (!holds(person, 'coordinator')) return []
  return areaIds.filter((area) => area !== 'reports' && area !== 'incidents' && area !== 'measures')
}

const mayReadReasons = (person: Person): boolean => holds(person, 'officer') || holds(person, 'director')

const isAbout = ({ about }: AuditLine, part: string): boolean =>
  about.some(({ nl, en }) => [nl, en].some((text) => text.toLowerCase().includes(part.toLowerCase())))

function lineOf(
  ledger: Ledger,
  people: ReadonlyMap<string, string>,
  entry: AuditEntry & { readonly id: number },
  withReason: boolean,
): AuditLine {
  const { id, at, by, from, action, detail = {} } = entry
  const { until, why } = detail
  const { got, lost } = gotAndLost(detail, 'roles')
  // Why a policy changed is what was changed, not a reason: everyone who sees the line may read it.
  const showsWhy = typeof why === 'string' && (withReason || action === 'policy-changed')
  return {
    ...{ id, at, by: by?.name ?? '', roles: by?.roles ?? [], area: auditAreas[action], what: auditWords[action] },
    ...(from === undefined ? {} : { from }),
    ...(got.length === 0 ? {} : { rolesGot: got }),
    ...(lost.length === 0 ? {} : { rolesLost: lost }),
    about: aboutOf(ledger, people, entry),
    ...(typeof until === 'number' ? { until } : {}),
    ...(showsWhy ? { why } : {}),
  }
}

/** Subjects that are people with an account. */
const ofPeople: ReadonlySet<AuditAction> = new Set([
  'person-added',
  'person-changed',
  'password-set',
  'responder-link-made',
  'responder-link-revoked',
])

const same = (text: string | undefined): readonly Text[] => (text ? [{ nl: text, en: text }] : [])

/** The classes that it was done to or for; of an account that was changed, those that it got and lost. */
function aboutClasses({ policy }: Ledger, { action, detail = {} }: AuditEntry): readonly Text[] {
  const named = (ids: readonly string[]) =>
    ids.map((id) => policy.classes.find((known) => known.id === id)?.name ?? id).join(', ')
  if (action !== 'person-changed') return same(named(String(detail['class'] ?? detail['classes'] ?? '').split(' ')))
  const { got, lost } = gotAndLost(detail, 'classes')
  return [
    ...(got.length === 0 ? [] : [{ nl: `erbij ${named(got)}`, en: `added ${named(got)}` }]),
    ...(lost.length === 0 ? [] : [{ nl: `eraf ${named(lost)}`, en: `taken off ${named(lost)}` }]),
  ]
}

function aboutOf(ledger: Ledger, people: ReadonlyMap<string, string>, entry: AuditEntry): readonly Text[] {
  const { policy, wording } = ledger
  const { action, subject, detail = {} } = entry
  const text = (key: string) => (typeof detail[key] === 'string' ? (detail[key] as string) : undefined)
  const group = policy.groups.find(({ id }) => id === text('group'))?.name
  return [
    ...(ofPeople.has(action) ? same(people.get(subject)) : []),
    ...aboutClasses(ledger, entry),
    ...(group === undefined ? [] : [group]),
    ...(text('target') === undefined ? [] : [targetName(text('target')!)]),
    ...same(text('site') ?? text('name')),
    ...same(text('clause')),
    ...(text('invitedBy') === undefined
      ? []
      : [{ nl: `uitgenodigd door ${text('invitedBy')}`, en: `invited by ${text('invitedBy')}` }]),
    ...(text('for') === undefined ? [] : [forWhom[text('for')!] ?? { nl: text('for')!, en: text('for')! }]),
  ]

  function targetName(key: string): Text {
    const [kind, id = ''] = key.split(/:(.*)/s)
    if (kind === 'site') return wording.target({ kind, name: id as never })
    if (kind === 'platform' || kind === 'set' || kind === 'category') return wording.target({ kind, id })
    return wording.target({ kind: 'everything' })
  }
}

const forWhom: Readonly<Record<string, Text>> = {
  'other-class': { nl: 'voor een andere klas', en: 'for another class' },
  staff: { nl: 'voor medewerkers', en: 'for staff' },
  everyone: { nl: 'voor iedereen', en: 'for everyone' },
  parents: { nl: 'voor de ouders', en: 'for the parents' },
  file: { nl: 'voor het dossier', en: 'for the file' },
  board: { nl: 'voor het bestuur', en: 'for the board' },
}
