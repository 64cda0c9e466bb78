import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Name } from '../../src/dns/name.ts'
import { decide } from '../../src/policy/decide.ts'
import type { Client } from '../../src/policy/policy.ts'
import { noActs } from '../../src/policy/policy.ts'
import { isWithin } from '../../src/policy/targets.ts'
import type { Decision } from '../../src/policy/verdict.ts'
import { askedName, names, someInstant } from './random-parts.ts'
import type { Standing } from './random-steps.ts'
import { after, someStep } from './random-steps.ts'
import { someClient, someWorld } from './random-world.ts'
import type { World } from './world.ts'
import { Compiled, caseIn } from './world.ts'

// Whatever people do one after the other, what is locked stays closed and what is essential stays open. SEED=... repeats a run.
const seed = Number(process.env['SEED'] ?? Math.floor(Math.random() * 2 ** 31))
const numRuns = Number(process.env['RUNS'] ?? 250)

const someStory = fc.record({
  world: someWorld,
  clients: fc.array(someClient, { minLength: 1, maxLength: 2 }),
  asked: fc.uniqueArray(askedName, { minLength: 2, maxLength: 5 }),
  essential: names(2),
  steps: fc.array(someStep, { minLength: 2, maxLength: 12 }),
  at: someInstant,
})
type Story = typeof someStory extends fc.Arbitrary<infer Value> ? Value : never

/** How often each thing was looked at: a generator that never comes near proves nothing. */
const seen = { locked: 0, granted: 0, lawful: 0, essential: 0, besieged: 0 }

it(`no sequence of acts opens what is locked, or closes what is essential (seed ${seed})`, () => {
  fc.assert(fc.property(someStory, tell), { seed, numRuns })
  // What is rare may be missing from a short run; the long one has it all.
  const { locked, essential, besieged } = seen
  for (const count of process.env['RUNS'] ? Object.values(seen) : [locked, essential, besieged])
    expect(count).toBeGreaterThan(0)
  if (process.env['RUNS']) console.log(seen)
})

function tell({ world: given, clients, asked, essential, steps, at }: Story): void {
  const { events, corrections } = given.acts
  const world: World = {
    ...given,
    policy: { ...given.policy, essential },
    acts: { ...noActs, events, corrections },
  }
  let standing: Standing = { acts: world.acts, now: at }
  let compiled = new Compiled(world)
  for (const [n, step] of steps.entries()) {
    const next = after(world, clients[0]!, standing, step, n)
    if (next.acts !== standing.acts) compiled = new Compiled({ ...world, acts: next.acts })
    standing = next
    for (const client of clients)
      for (const name of asked) {
        const plain = decide(caseIn({ ...world, acts: standing.acts }, client, name, standing.now))
        const both = [plain, compiled.decide(client, name, standing.now)]
        for (const decision of both) check(world, standing, client, name, decision)
      }
  }
}

function check(world: World, standing: Standing, client: Client, name: Name, decision: Decision): void {
  const { acts, now } = standing
  // As if nobody had done anything.
  const alone = decide(caseIn(world, client, name, now)).reason.kind
  if (alone === 'locked') {
    const lawful = isLawful(decision, standing, client)
    if (!lawful) expect(decision.verdict.kind).toBe('block')
    seen.locked += 1
    if (lawful) seen.lawful += 1
    if (acts.grants.some(({ until, target }) => until > now && target.kind === 'everything')) seen.granted += 1
    return
  }
  const isOurs = alone === 'canary' || alone === 'special-use' || alone === 'own-name'
  const essential = [...world.policy.essential, ...world.catalogue.essential]
  if (isOurs || !essential.some((site) => isWithin(name, site))) return
  expect(decision.verdict.kind).not.toBe('block')
  seen.essential += 1
  if (acts.exclusions.length + acts.parks.length + acts.focuses.length > 0) seen.besieged += 1
}

/** Who may open what is locked: an emergency for the names of `communication`, and a director's opening for the device that it is about. */
function isLawful({ reason }: Decision, { acts }: Standing, client: Client): boolean {
  if (reason.kind === 'emergency') return true
  return (
    reason.kind === 'opening' && acts.openings.some(({ id, device }) => id === reason.act && device === client.device)
  )
}
