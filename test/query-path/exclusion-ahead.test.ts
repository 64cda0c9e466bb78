import { expect, it } from 'vitest'
import { name } from '../../src/dns/name.ts'
import { aLesson, worldWith } from '../policy/a-world.ts'
import type { Answered } from './a-school-asking.ts'
import { aSchoolAsking } from './a-school-asking.ts'
import { aZone } from './a-zone.ts'

const minute = 60_000
const exclusion = { id: 'x', device: 'd1', from: aLesson + 30_000, until: aLesson + 10 * minute }
const devices = ['d1', 'd2'].map((device) => ({ device, group: 'staff', classes: [] }))

/** The TTLs that a device is given in a group that no rule is about: an exclusion is all that can close it. */
async function ttls(asker: number, at: number): Promise<readonly number[]> {
  const replies: Answered[] = []
  const world = worldWith([], { exclusions: [exclusion] })
  const school = aSchoolAsking(world, devices, at, aZone(new Map(), 3600).answering, (one) => replies.push(one))
  await school.ask(asker, name('open.example'))
  await school.answer(0)
  return replies.flatMap(({ message }) => [...message.answers, ...message.authorities].map(({ ttl }) => ttl))
}

it.each([
  ['half a minute before it', 0, aLesson, [30]],
  ['ten minutes before it, no more than a minute', 0, aLesson - 10 * minute, [60]],
  ['while it holds, for an answer of ours', 0, aLesson + minute, [10]],
  ['another device that is known, no more than a minute: it may be next', 1, aLesson, [60]],
])('an exclusion that is to come cuts TTLs: %s', async (_, asker, at, expected) => {
  expect(await ttls(asker, at)).toEqual(expected)
})
