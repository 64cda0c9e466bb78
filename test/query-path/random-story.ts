import fc from 'fast-check'
import { edgeOf } from '../../src/policy/edge.ts'
import type { Acts, Client } from '../../src/policy/policy.ts'
import { askedName, classIds, groupIds, someInstant, someName, subset } from '../policy/random-parts.ts'
import { someActs, someWorld } from '../policy/random-world.ts'
import { zone } from '../policy/world.ts'
import type { Answered } from './a-school-asking.ts'
import { aSchoolAsking } from './a-school-asking.ts'
import type { AZone, Known } from './a-zone.ts'
import { aZone } from './a-zone.ts'

// Random schools, in which devices of several groups ask for the same few names over one cache while bells ring and acts begin, end and are put aside.

const MINUTE = 60_000

/** Names without an escaped dot: the words of these tests have no way to write one. */
const plainName = askedName.filter((name) => !name.includes('\\'))
const known: fc.Arbitrary<Known> = fc.oneof(
  { weight: 3, arbitrary: fc.constant('address' as const) },
  { weight: 1, arbitrary: fc.constant('none' as const) },
  { weight: 2, arbitrary: someName.map((alias) => ({ alias })) },
)
type Step =
  | { readonly do: 'ask'; readonly asker: number; readonly name: number }
  | { readonly do: 'answer'; readonly nth: number }
  | { readonly do: 'wait'; readonly minutes: number }
  | { readonly do: 'edge'; readonly asker: number; readonly beside: number }
  | { readonly do: 'put'; readonly acts: number }
const nat = fc.nat(11)
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 10, arbitrary: fc.record({ do: fc.constant('ask' as const), asker: nat, name: nat }) },
  { weight: 5, arbitrary: fc.record({ do: fc.constant('answer' as const), nth: nat }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('wait' as const), minutes: fc.nat(90) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('edge' as const),
      asker: nat,
      beside: fc.constantFrom(-30_000, -1_000, -1, 0, 0, 1),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('put' as const), acts: nat }) },
)
const device = fc.record({ group: fc.constantFrom(...groupIds), classes: subset(classIds), exempt: fc.boolean() })

export const someStory = fc.record({
  world: someWorld,
  others: fc.array(someActs, { maxLength: 2 }),
  devices: fc
    .array(device, { minLength: 2, maxLength: 4 })
    .map((all) =>
      all.map(({ exempt, ...rest }, i) => ({ ...rest, device: `d${i + 1}`, ...(exempt ? { exempt } : {}) })),
    ),
  names: fc.uniqueArray(plainName, { minLength: 1, maxLength: 3 }),
  known: fc.array(fc.tuple(someName, known), { maxLength: 8 }),
  ttl: fc.constantFrom(0, 20, 300, 3600, 200_000),
  at: someInstant,
  steps: fc.array(step, { minLength: 10, maxLength: 40 }),
})
export type Story = typeof someStory extends fc.Arbitrary<infer Value> ? Value : never

/** A reply, and what was in force when it was given. */
export interface Told extends Answered {
  readonly client: Client
  readonly acts: Acts
  readonly internet: AZone
  readonly now: number
}

/** Lets a story happen, and calls back with each reply. Resolves with how many questions were asked; each must have been answered. */
export async function tell(
  { world, others, devices, names, known: entries, ttl, at, steps }: Story,
  onReply: (told: Told) => void,
): Promise<number> {
  const internet = aZone(
    new Map<string, Known>(entries.filter(([name, of]) => typeof of === 'string' || of.alias !== name)),
    ttl,
  )
  let acts = world.acts
  let asked = 0
  let replies = 0
  const school = aSchoolAsking(world, devices, at, internet.answering, (answered) => {
    replies += 1
    onReply({ ...answered, client: school.clients[answered.asker]!, acts, internet, now: school.now() })
  })
  const pick = <Item>(items: readonly Item[], i: number): Item => items[i % items.length]!
  for (const one of steps) {
    switch (one.do) {
      case 'ask':
        asked += 1
        await school.ask(one.asker % devices.length, pick(names, one.name))
        break
      case 'answer':
        await school.answer(one.nth)
        break
      case 'wait':
        school.moveTo(school.now() + one.minutes * MINUTE)
        break
      case 'edge': {
        const edge = edgeOf(world.policy, acts, pick(school.clients, one.asker), zone, school.now())
        school.moveTo(Math.max(school.now(), edge + one.beside))
        break
      }
      case 'put':
        acts = pick([world.acts, ...others], one.acts)
        school.put(acts)
        break
      default:
        one satisfies never
    }
  }
  while (await school.answer(0));
  if (replies !== asked) throw new Error(`${asked} questions, ${replies} replies`)
  return asked
}
