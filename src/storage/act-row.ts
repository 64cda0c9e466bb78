import type { Insertable, Selectable } from 'kysely'
import type { Name } from '../dns/name.ts'
import type {
  Audience,
  Correction,
  Emergency,
  Exclusion,
  Focus,
  Grant,
  MarkedEvent,
  Opening,
  Park,
  Target,
  Trial,
} from '../policy/policy.ts'
import type { OfficeTables } from './schema.ts'

/** What an act is of each kind, as policy takes it. */
export interface ActKinds {
  readonly grant: Grant
  readonly park: Park
  readonly focus: Focus
  readonly exclusion: Exclusion
  readonly emergency: Emergency
  readonly opening: Opening
  readonly trial: Trial
  readonly event: MarkedEvent
  readonly correction: Correction
}
export type ActKind = keyof ActKinds

export type ActRow = Selectable<OfficeTables['acts']>

/** What of an act only its kind has: who it is for, what it is about, and the rest as JSON. */
type Own = Pick<ActRow, 'audience_kind' | 'audience_id' | 'target_kind' | 'target_id'> & { readonly detail: object }

/** How each kind of act lies in a row, and comes back out of it. */
const kinds: { readonly [Kind in ActKind]: Shape<Kind> } = {
  grant: {
    row: ({ audience, target }) => ({ ...forWhom(audience.kind, audience.id), ...about(target), detail: {} }),
    act: (row) => ({
      ...spanOf(row),
      audience: { kind: row.audience_kind as Audience['kind'], id: row.audience_id },
      target: targetOf(row.target_kind, row.target_id),
    }),
  },
  park: {
    row: (park) => ({ ...forWhom('class', park.class), ...noTarget, detail: {} }),
    act: (row) => ({ ...spanOf(row), class: row.audience_id }),
  },
  focus: {
    row: ({ class: id, targets, exam, examId }) => ({
      ...forWhom('class', id),
      ...noTarget,
      detail: { targets, exam, examId },
    }),
    act: (row) => {
      const { targets = [], exam, examId } = detailOf(row) as Partial<Focus>
      const focus = { ...spanOf(row), class: row.audience_id, targets, exam: exam === true }
      return examId === undefined ? focus : { ...focus, examId }
    },
  },
  exclusion: {
    row: ({ device, clause }) => ({ ...forWhom('device', device), ...noTarget, detail: { clause } }),
    act: (row) => {
      const { clause } = detailOf(row) as Partial<Exclusion>
      return { ...spanOf(row), device: row.audience_id, ...(clause === undefined ? {} : { clause }) }
    },
  },
  emergency: {
    row: (emergency) => ({ ...forWhom(emergency.for, ''), ...noTarget, detail: {} }),
    act: (row) => ({ ...spanOf(row), for: row.audience_kind === 'staff' ? 'staff' : 'everyone' }),
  },
  opening: {
    row: ({ device, site }) => ({ ...forWhom('device', device), ...about({ kind: 'site', name: site }), detail: {} }),
    act: (row) => ({ ...spanOf(row), device: row.audience_id, site: (row.target_id ?? '') as Name }),
  },
  trial: {
    row: ({ group }) => ({ ...forWhom('group', group), ...noTarget, detail: {} }),
    act: (row) => ({ ...spanOf(row), group: row.audience_id }),
  },
  event: {
    row: ({ name }) => ({ ...forWhom('everyone', ''), ...noTarget, detail: { name } }),
    act: (row) => ({ ...spanOf(row), name: (detailOf(row) as Partial<MarkedEvent>).name ?? '' }),
  },
  correction: {
    row: ({ name, category }) => ({
      ...forWhom('everyone', ''),
      ...about({ kind: 'site', name }),
      detail: { category },
    }),
    act: (row) => ({
      id: row.id,
      name: (row.target_id ?? '') as Name,
      category: (detailOf(row) as Partial<Correction>).category ?? '',
    }),
  },
}

interface Shape<Kind extends ActKind> {
  readonly row: (act: ActKinds[Kind]) => Own
  readonly act: (row: ActRow) => ActKinds[Kind]
}

/** The row of a new act; a correction has no end and begins at `at`. */
export function rowOf<Kind extends ActKind>(
  kind: Kind,
  act: ActKinds[Kind],
  at: number,
): Omit<Insertable<OfficeTables['acts']>, 'by_id' | 'by_name' | 'reason'> {
  const { detail, ...own } = kinds[kind].row(act)
  const text = JSON.stringify(detail)
  return {
    id: act.id,
    kind,
    ...own,
    detail: text === '{}' ? null : text,
    from_at: 'from' in act ? act.from : at,
    until_at: 'until' in act ? act.until : null,
    ended_at: null,
    ended_by: null,
  }
}

/** The act of a row of this kind. */
export function actOf<Kind extends ActKind>(kind: Kind, row: ActRow): ActKinds[Kind] {
  return kinds[kind].act(row)
}

/** The kind of a row. Throws where the row was written by a program that knows more kinds. */
export function kindOf({ id, kind }: Pick<ActRow, 'id' | 'kind'>): ActKind {
  if (kind in kinds) return kind as ActKind
  throw new Error(`office.db: act ${id} is of an unknown kind "${kind}"`)
}

/** The target of its two columns. */
export function targetOf(kind: string | null, id: string | null): Target {
  if (kind === 'site') return { kind, name: (id ?? '') as Name }
  if (kind === 'platform' || kind === 'set' || kind === 'category') return { kind, id: id ?? '' }
  return { kind: 'everything' }
}

const forWhom = (audience_kind: string, audience_id: string) => ({ audience_kind, audience_id })
const noTarget = { target_kind: null, target_id: null }
const spanOf = ({ id, from_at, until_at }: ActRow) => ({
  id,
  from: from_at,
  until: until_at ?? Number.MAX_SAFE_INTEGER,
})
const detailOf = ({ detail }: ActRow): unknown => JSON.parse(detail ?? '{}')

function about(target: Target): Pick<ActRow, 'target_kind' | 'target_id'> {
  if (target.kind === 'everything') return { target_kind: target.kind, target_id: null }
  return { target_kind: target.kind, target_id: target.kind === 'site' ? target.name : target.id }
}
