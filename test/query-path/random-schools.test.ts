import fc from 'fast-check'
import { expect, it } from 'vitest'
import { edgeOf } from '../../src/policy/edge.ts'
import { zone } from '../policy/world.ts'
import type { Story, Told } from './random-story.ts'
import { someStory, tell } from './random-story.ts'
import type { Says } from './what-is-due.ts'
import { due, said } from './what-is-due.ts'

// SEED=... repeats a run.
const seed = Number(process.env['SEED'] ?? Math.floor(Math.random() * 2 ** 31))
const numRuns = Number(process.env['RUNS'] ?? 150)

const dueAt = ({ world }: Story, { acts, internet, client, name }: Told, at: number): Says =>
  due(world, acts, internet, client, name, at)

it(`every device gets its own answer, whatever others asked over the same cache (seed ${seed})`, async () => {
  const seen = { replies: 0, unlike: 0, kinds: new Set<string>() }
  await fc.assert(
    fc.asyncProperty(someStory, async (story) => {
      const before = new Map<string, { readonly group: string; readonly says: string }>()
      await tell(story, (told) => {
        const says = said(told.message)
        expect(says).toEqual(dueAt(story, told, told.now))
        const other = before.get(told.name)
        before.set(told.name, { group: told.client.group, says: JSON.stringify(says) })
        seen.replies += 1
        seen.kinds.add(says.closed ?? (says.rcode === 0 ? 'open' : 'no such name'))
        if (other && other.group !== told.client.group && other.says !== JSON.stringify(says)) seen.unlike += 1
      })
    }),
    { seed, numRuns },
  )
  // Groups that are always answered alike would prove nothing.
  expect(seen.unlike).toBeGreaterThan(seen.replies / 20)
  expect([...seen.kinds]).toEqual(expect.arrayContaining(['open', 'rule', 'locked', 'focus', 'no such name']))
})

it(`no answer outlives the edge, and behind it the new decision holds (seed ${seed})`, async () => {
  const seen = { cut: 0, changed: 0 }
  await fc.assert(
    fc.asyncProperty(someStory, async (story) => {
      await tell(story, (told) => {
        const { now, client, acts, message } = told
        const ttl = Math.max(0, ...[...message.answers, ...message.authorities].map((record) => record.ttl))
        const ends = now + ttl * 1000
        const says = dueAt(story, told, now)
        let edge = edgeOf(story.world.policy, acts, client, zone, now)
        if (ttl > 0 && ttl < 60 && edge - ends < 1000) seen.cut += 1
        for (; edge < ends; edge = edgeOf(story.world.policy, acts, client, zone, edge)) {
          // Only an answer that no edge changes may be kept beyond one.
          expect(dueAt(story, told, edge)).toEqual(says)
        }
        if (JSON.stringify(dueAt(story, told, edge)) !== JSON.stringify(says)) seen.changed += 1
        expect(said(message)).toEqual(says)
      })
    }),
    { seed, numRuns },
  )
  expect(seen.cut).toBeGreaterThan(0)
  expect(seen.changed).toBeGreaterThan(0)
})
