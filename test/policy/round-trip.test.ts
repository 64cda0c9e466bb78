import { join } from 'node:path'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { readBack, readPolicy, writePolicy } from '../../src/config/policy-file.ts'
import { decide } from '../../src/policy/decide.ts'
import { differences } from '../../src/policy/diff.ts'
import type { Policy } from '../../src/policy/policy.ts'
import { root } from '../../src/product.ts'
import type { SchoolDay } from '../../src/time/calendar.ts'
import { askedName, someInstant } from './random-parts.ts'
import { someClient, someWorld } from './random-world.ts'
import type { World } from './world.ts'
import { caseIn } from './world.ts'

// SEED=... repeats a run.
const seed = Number(process.env['SEED'] ?? Math.floor(Math.random() * 2 ** 31))

/** What a policy needs to pass as a file: clauses for its rules, and ids that are none twice. */
const asInAFile = ({ policy }: World): Policy => ({
  ...policy,
  clauses: { ...policy.clauses, 'X-1': { nl: '-', en: '-' }, 'X-2': { nl: '-', en: '-' } },
})

/** Such a period cannot be written; nor can it be laid down. */
const hasPeriodOfMoreThanADay = ({ timetables, calendar }: Policy): boolean =>
  [
    ...timetables.flatMap(({ days, schedules = {} }) => [days, ...Object.values(schedules)]).flatMap(Object.values),
    ...calendar.entries.map(({ day }) => day ?? 'off'),
  ].some((day: SchoolDay | 'off') => day !== 'off' && day.some(({ from, to }) => to - from > 1440))

it(`export and import leave every decision as it was (seed ${seed})`, () => {
  let tried = 0
  const asked = fc.record({
    world: someWorld,
    clients: fc.array(someClient, { minLength: 1, maxLength: 3 }),
    names: fc.uniqueArray(askedName, { minLength: 1, maxLength: 6 }),
    instants: fc.array(someInstant, { minLength: 1, maxLength: 3 }),
  })
  fc.assert(
    fc.property(asked, ({ world, clients, names, instants }) => {
      const before = asInAFile(world)
      fc.pre(!('problems' in readBack(before, world.catalogue)) && !hasPeriodOfMoreThanADay(before))
      tried += 1
      const after = readPolicy(writePolicy(before), 'school.yaml', join(root, 'config'), world.catalogue)
      expect(differences(before, after)).toEqual([])
      for (const at of instants)
        for (const client of clients)
          for (const name of names) {
            const decisionBy = (policy: Policy) => decide(caseIn({ ...world, policy }, client, name, at))
            expect(decisionBy(after)).toEqual(decisionBy(before))
          }
    }),
    { seed, numRuns: Number(process.env['RUNS'] ?? 300) },
  )
  expect(tried).toBeGreaterThan(200)
})
