import fc from 'fast-check'
import { edgeOf } from '../../src/policy/edge.ts'
import type { Acts, Client } from '../../src/policy/policy.ts'
import { classIds, deviceIds, groupIds, someName, target } from './random-parts.ts'
import { audience } from './random-world.ts'
import type { World } from './world.ts'
import { zone } from './world.ts'

// What people do one after the other on a clock that moves.

const MINUTE = 60_000
const inClass = fc.constantFrom(...classIds)
const ofDevice = fc.constantFrom(...deviceIds)
/** What a person begins: which kind of act, and what it says. */
const someAct = fc.oneof(
  fc.record({ audience, target }).map((act) => ({ kind: 'grants', act }) as const),
  fc.record({ class: inClass }).map((act) => ({ kind: 'parks', act }) as const),
  fc
    .record({ class: inClass, targets: fc.array(target, { maxLength: 2 }), exam: fc.boolean() })
    .map((act) => ({ kind: 'focuses', act }) as const),
  fc.record({ device: ofDevice }).map((act) => ({ kind: 'exclusions', act }) as const),
  fc.record({ for: fc.constantFrom('staff', 'everyone') }).map((act) => ({ kind: 'emergencies', act }) as const),
  fc.record({ device: ofDevice, site: someName }).map((act) => ({ kind: 'openings', act }) as const),
  fc.record({ group: fc.constantFrom(...groupIds) }).map((act) => ({ kind: 'trials', act }) as const),
)
type Kind = Exclude<keyof Acts, 'corrections' | 'events'>
/** One thing that happens: somebody begins or ends an act, or time passes. */
export const someStep = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('begin' as const),
      what: someAct,
      minutes: fc.integer({ min: 1, max: 90 }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('revoke' as const), nth: fc.nat(20) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('wait' as const), minutes: fc.nat(60) }) },
  // To the very instant at which something begins or ends.
  { weight: 2, arbitrary: fc.record({ do: fc.constant('edge' as const), beside: fc.constantFrom(-1, 0) }) },
)
export type Step = typeof someStep extends fc.Arbitrary<infer Value> ? Value : never

/** What is in force at an instant. */
export interface Standing {
  readonly acts: Acts
  readonly now: number
}

/** What a step makes of what stood before it. Nothing ends before it began. */
export function after(world: World, client: Client, { acts, now }: Standing, one: Step, n: number): Standing {
  switch (one.do) {
    case 'begin': {
      const { kind, act } = one.what
      const span = { id: `${kind}${n}`, from: now, until: now + one.minutes * MINUTE }
      return { acts: { ...acts, [kind]: [...acts[kind], { ...span, ...act }] }, now }
    }
    case 'revoke':
      return { acts: revoked(acts, now, one.nth), now }
    case 'wait':
      return { acts, now: now + one.minutes * MINUTE }
    case 'edge':
      return { acts, now: Math.max(now, edgeOf(world.policy, acts, client, zone, now) + one.beside) }
    default:
      return one satisfies never
  }
}

/** The acts with one of those that still hold ended now. */
function revoked(acts: Acts, now: number, nth: number): Acts {
  const kinds: readonly Kind[] = ['grants', 'parks', 'focuses', 'exclusions', 'emergencies', 'openings', 'trials']
  const holding = kinds.flatMap((kind) => acts[kind].filter(({ until }) => until > now).map(({ id }) => ({ kind, id })))
  const chosen = holding[nth % Math.max(1, holding.length)]
  if (chosen === undefined) return acts
  const ended = (acts[chosen.kind] as readonly { readonly id: string }[]).map((act) =>
    act.id === chosen.id ? { ...act, until: now } : act,
  )
  return { ...acts, [chosen.kind]: ended }
}
