import fc from 'fast-check'
import { expect, it } from 'vitest'
import { decide } from '../../src/policy/decide.ts'
import { askedName, someInstant } from './random-parts.ts'
import { someClient, someWorld } from './random-world.ts'
import { Compiled, caseIn } from './world.ts'

// The two forms of the policy were written independently. SEED=... repeats a run.
const seed = Number(process.env['SEED'] ?? Math.floor(Math.random() * 2 ** 31))
const runs = Number(process.env['RUNS'] ?? 1500)

it(`the compiled form decides as the plain one, with the same reason (seed ${seed}, ${runs} worlds)`, () => {
  const asked = fc.record({
    world: someWorld,
    clients: fc.array(someClient, { minLength: 1, maxLength: 3 }),
    names: fc.uniqueArray(askedName, { minLength: 1, maxLength: 6 }),
    instants: fc.array(someInstant, { minLength: 1, maxLength: 3 }),
  })
  const kinds = new Map<string, number>()
  fc.assert(
    fc.property(asked, ({ world, clients, names, instants }) => {
      const compiled = new Compiled(world)
      // In order, as time goes: what is kept from one instant must still be right at the next.
      for (const at of instants.toSorted((a, b) => a - b)) {
        for (const client of clients) {
          for (const name of names) {
            const plain = decide(caseIn(world, client, name, at))
            expect(compiled.decide(client, name, at)).toEqual(plain)
            kinds.set(plain.reason.kind, (kinds.get(plain.reason.kind) ?? 0) + 1)
          }
        }
        compiled.lookAhead(at)
      }
    }),
    { seed, numRuns: runs },
  )
  // A generator that never reaches a step proves nothing about it.
  expect([...kinds.keys()].sort()).toEqual([
    'canary',
    'default',
    'emergency',
    'essential',
    'exclusion',
    'focus',
    'grant',
    'locked',
    'only-these',
    'opening',
    'own-name',
    'park',
    'protected',
    'restricted',
    'rule',
    'special-use',
    'trial',
  ])
  if (process.env['RUNS']) console.log(Object.fromEntries(kinds))
})
