import { kindOf } from '../../policy/group-kind.ts'
import type { Audience, Client } from '../../policy/policy.ts'
import type { Ledger } from '../policy/ledger.ts'
import type { DeviceBook } from './device-book.ts'

/** The kinds of groups that a class is made of while none of its devices is known. */
const usual = ['pupils', 'pupil-phones']

/** One client for each group that has devices in the class, in the policy's order: whom an act on the class reaches. */
export function clientsOf({ policy }: Ledger, book: DeviceBook, classId: string): readonly Client[] {
  const present = new Set(book.inClass(classId).map(({ group }) => group))
  const ids = policy.groups.map(({ id }) => id)
  const known = ids.filter((id) => present.has(id))
  const groups = known.length > 0 ? known : ids.filter((id) => usual.includes(kindOf(policy.groups, id)))
  return (groups.length > 0 ? groups : [policy.unknown]).map((group) => ({ group, classes: [classId] }))
}

/** Whom an act on an audience reaches: one client of each kind; undefined where there is no such class, group or enrolled device. */
export function audienceClients(
  ledger: Ledger,
  book: DeviceBook,
  { kind, id }: Audience,
): readonly Client[] | undefined {
  const { classes, groups } = ledger.policy
  switch (kind) {
    case 'class':
      return classes.some((known) => known.id === id) ? clientsOf(ledger, book, id) : undefined
    case 'group':
      return groups.some((known) => known.id === id) ? [{ group: id, classes: [] }] : undefined
    case 'device': {
      const device = book.get(id)
      if (device?.group === undefined) return undefined
      return [{ group: device.group, classes: device.classes, device: id }]
    }
    default:
      return kind satisfies never
  }
}
