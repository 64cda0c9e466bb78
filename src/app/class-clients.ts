import type { Client } from '../policy/policy.ts'
import type { DeviceBook } from './device-book.ts'
import type { Ledger } from './ledger.ts'

/** Groups that a class is made of while none of its devices is known. */
const usual = ['pupils', 'pupil-phones']

/** One client for each group that has devices in the class, in the policy's order: whom an act on the class reaches. */
export function clientsOf({ policy }: Ledger, book: DeviceBook, classId: string): readonly Client[] {
  const present = new Set(book.inClass(classId).map(({ group }) => group))
  const ids = policy.groups.map(({ id }) => id)
  const known = ids.filter((id) => present.has(id))
  const groups = known.length > 0 ? known : ids.filter((id) => usual.includes(id))
  return (groups.length > 0 ? groups : [policy.unknown]).map((group) => ({ group, classes: [classId] }))
}
