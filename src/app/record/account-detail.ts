import type { AuditEntry } from '../../storage/audit-store.ts'

/** What an account may do: roles, and the classes that some of them hold for. */
interface Held {
  readonly roles: readonly string[]
  readonly classes: readonly string[]
}
type Detail = NonNullable<AuditEntry['detail']>

const none: Held = { roles: [], classes: [] }
const subjects = ['roles', 'classes'] as const

/** What the audit tells of an account: what is different in it now, and what it was before. Ids, with spaces between; undefined where all is as it was. */
export function accountDetail(after: Held, before: Held = none): Detail | undefined {
  const changed = subjects
    .map((what) => [what, after[what].join(' '), before[what].join(' ')] as const)
    .filter(([, now, was]) => now !== was)
  if (changed.length === 0) return undefined
  return Object.fromEntries(
    changed.flatMap(([what, now, was]) => [[what, now], ...(was === '' ? [] : [[`${what}Before`, was]])]),
  )
}

/** What an account got and what it lost, as a line tells it: ids. */
export function gotAndLost(
  detail: Detail | undefined,
  what: keyof Held,
): { readonly got: readonly string[]; readonly lost: readonly string[] } {
  const [now, was] = [idsIn(detail?.[what]), idsIn(detail?.[`${what}Before`])]
  return { got: now.filter((id) => !was.includes(id)), lost: was.filter((id) => !now.includes(id)) }
}

const idsIn = (value: string | number | undefined): readonly string[] =>
  String(value ?? '')
    .split(' ')
    .filter((id) => id !== '')
