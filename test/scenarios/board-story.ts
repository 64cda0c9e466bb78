import { parse, stringify } from 'yaml'
import { loadPreset, policyText } from '../../src/config/policy-file.ts'
import type { Policy } from '../../src/policy/policy.ts'
import { root } from '../../src/product.ts'
import type { Tried } from '../app/a-school.ts'
import { batchOf } from '../app/a-school.ts'
import type { ASchoolOnline } from '../helpers/a-school-online.ts'
import { shipped } from '../helpers/lankforst.ts'

/** The YAML of a preset that a board shares: one that ships, with a rule of the board's on games in lessons. */
export function boardPreset(of: string): string {
  const policy = loadPreset(`${root}/config`, of, shipped)
  const rule = {
    id: 'board-games',
    groups: ['pupils'],
    target: { kind: 'category', id: 'games' },
    state: 'closed',
    when: ['lesson'],
    locked: false,
  } as const
  const shared: Policy = { ...policy, rules: [...policy.rules, rule] }
  return stringify(parse(stringify(policyText(shared))))
}

/** A timetable with one lesson on a Tuesday, for all groups and classes. */
export function withLesson(policy: Policy, from: number, to: number): Policy {
  const days = { tue: [{ from, to, kind: 'lesson' }] } as const
  return { ...policy, timetables: policy.timetables.map((timetable) => ({ ...timetable, days })) }
}

let rows = 1

/** `devices` pupils' devices that each tried a platform so often. */
export async function tried(school: ASchoolOnline, platform: string, devices: number, count: number): Promise<void> {
  const each = (i: number): Tried => ({
    from: `127.0.1.${10 + i}`,
    name: `${platform}.example`,
    at: school.clock(),
    count,
    row: rows++,
    cause: { platform },
  })
  await school.office.receive({ kind: 'attempts', batch: batchOf(Array.from({ length: devices }, (_, i) => each(i))) })
}
