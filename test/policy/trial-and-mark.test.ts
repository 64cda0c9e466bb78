import fc from 'fast-check'
import { expect, it } from 'vitest'
import { decide } from '../../src/policy/decide.ts'
import type { Acts, Client } from '../../src/policy/policy.ts'
import { askedName, someInstant } from './random-parts.ts'
import { someClient, someWorld } from './random-world.ts'
import { caseIn } from './world.ts'

// What a trial and a medical mark may change, and nothing beside it, in worlds where everything collides. SEED=... repeats a run.
const seed = Number(process.env['SEED'] ?? Math.floor(Math.random() * 2 ** 31))
const numRuns = 1500
const asked = fc.record({ world: someWorld, client: someClient, name: askedName, at: someInstant })

const isOnTrial = ({ trials }: Acts, { group }: Client, at: number): boolean =>
  trials.some((trial) => trial.group === group && trial.from <= at && at < trial.until)

it(`a trial lets pass what rules and "only these" block, and changes nothing else (seed ${seed})`, () => {
  let passed = 0
  fc.assert(
    fc.property(asked, fc.boolean(), ({ world: any, client, name, at }, isRunning) => {
      // Of a trial by chance few would meet a client that it is about.
      const running = { id: 'running', group: client.group, from: at, until: at + 1 }
      const world = isRunning ? { ...any, acts: { ...any.acts, trials: [...any.acts.trials, running] } } : any
      const without = decide(caseIn({ ...world, acts: { ...world.acts, trials: [] } }, client, name, at))
      const decided = decide(caseIn(world, client, name, at))
      const isCounted =
        isOnTrial(world.acts, client, at) &&
        without.verdict.kind === 'block' &&
        (without.reason.kind === 'rule' || without.reason.kind === 'only-these')
      if (!isCounted) expect(decided).toEqual(without)
      else {
        expect([decided.verdict.kind === 'block', decided.reason.kind]).toEqual([false, 'trial'])
        expect(decided.reason).toEqual({ ...without.reason, kind: 'trial' })
        passed += 1
      }
    }),
    { seed, numRuns },
  )
  expect(passed).toBeGreaterThan(0)
})

it(`a medical mark closes nothing, and opens no lock, no exam and no exclusion (seed ${seed})`, () => {
  let opened = 0
  fc.assert(
    fc.property(asked, ({ world, client: { exempt: _, ...client }, name, at }) => {
      // To a marked device it is as if no class were parked.
      const unparked = { ...world, acts: { ...world.acts, parks: [] } }
      const unmarked = decide(caseIn(unparked, client, name, at))
      const marked = decide(caseIn(world, { ...client, exempt: true }, name, at))
      expect(marked).toEqual(decide(caseIn(unparked, { ...client, exempt: true }, name, at)))
      if (marked.verdict.kind === 'block') expect(unmarked.verdict.kind).toBe('block')
      if (unmarked.reason.kind === 'locked' || unmarked.reason.kind === 'exclusion' || unmarked.reason.kind === 'focus')
        expect(marked).toEqual(unmarked)
      if (marked.verdict.kind !== 'block' && unmarked.verdict.kind === 'block') opened += 1
    }),
    { seed, numRuns },
  )
  expect(opened).toBeGreaterThan(0)
})
