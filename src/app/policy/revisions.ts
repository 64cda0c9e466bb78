import { policyText } from '../../config/policy-file.ts'
import { clashes, differences, ORDER, takenBack } from '../../policy/diff.ts'
import type { Policy } from '../../policy/policy.ts'
import type { DeviceBook } from '../devices/device-book.ts'
import type { Refusal } from '../outcome.ts'
import type { Parts } from '../parts.ts'
import type { Editing } from './editing.ts'
import { changed } from './editing.ts'
import type { PolicyChange, RevisionOffice } from './keeping.ts'
import { lastChange } from './last-change.ts'
import type { Ledger } from './ledger.ts'

/** Looking back at the policy, and going back. */
export function revisionDesk(
  { storage }: Parts,
  ledger: Ledger,
  book: DeviceBook,
  { revise, unsound }: Editing,
): RevisionOffice {
  const { policies } = storage
  return {
    revisions: (limit) => policies.list(limit),
    asAt: (at) => policies.at(at),

    async changesBetween(a, b) {
      const [before, after] = [await policies.policyOf(a), await policies.policyOf(b)]
      if (before === undefined || after === undefined)
        return { ok: false, problem: 'unknown-revision', detail: String(before === undefined ? a : b) }
      return { ok: true, value: policyChanges(before, after) }
    },

    async undo(by, number) {
      const [before, after] = [await policies.policyOf(number - 1), await policies.policyOf(number)]
      if (before === undefined || after === undefined) return { ok: false, problem: 'unknown-revision' }
      const changes = differences(before, after)
      const undone = await revise<'changed-since' | 'in-use'>(by, `undo ${number}`, (now) => {
        if (clashes(changes, differences(after, now)).length > 0) return { ok: false, problem: 'changed-since' }
        const next = takenBack(now, changes, before)
        return withoutGroup(book, now, next) ?? changed(next, undefined)
      })
      if (undone.ok || undone.problem !== 'changed-since') return undone
      return { ...undone, detail: await lastChange(storage, ledger, changes, number) }
    },

    async restore(by, to) {
      const then = 'at' in to ? await policies.at(to.at) : await policies.revision(to.revision)
      const policy = then && (await policies.policyOf(then.number))
      if (then === undefined || policy === undefined) return { ok: false, problem: 'unknown-revision' }
      return await revise(
        by,
        `restore ${then.number}`,
        (now) => withoutGroup(book, now, policy) ?? changed(policy, undefined),
      )
    },

    replace: (by, policy, why) => revise(by, why, () => changed(policy, undefined)),
    unsound,
  }
}

/** Refuses to take a group away that devices were enrolled in meanwhile. */
function withoutGroup(book: DeviceBook, now: Policy, next: Policy): Refusal<'in-use'> | undefined {
  const stays = ({ id }: { readonly id: string }) => next.groups.some((group) => group.id === id)
  const gone = now.groups.filter((group) => !stays(group)).map(({ id }) => id)
  const device = book.known().find(({ group }) => gone.includes(group))
  return device && { ok: false, problem: 'in-use', detail: device.identity.label }
}

/** The differences of two policies in the words of their YAML. */
export function policyChanges(before: Policy, after: Policy): readonly PolicyChange[] {
  return differences(policyText(before), policyText(after)).map(({ path, ...change }) => ({
    place: path.join('.'),
    kind:
      path.at(-1) === ORDER
        ? 'moved'
        : change.before === undefined
          ? 'added'
          : change.after === undefined
            ? 'removed'
            : 'changed',
    ...change,
  }))
}
