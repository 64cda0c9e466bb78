import fc from 'fast-check'
import type { Acts, Client } from '../../src/policy/policy.ts'
import { categories, classIds, deviceIds, groupIds, someInstant, someName, subset, target } from './random-parts.ts'
import { catalogue, policy } from './random-policy.ts'
import type { World } from './world.ts'

// Small worlds in which everything collides: names under each other, hosts with several owners, acts upon acts.

const span = fc.tuple(someInstant, someInstant).map(([a, b]) => ({ from: Math.min(a, b), until: Math.max(a, b) }))
function acts<Act extends object>(prefix: string, shape: fc.Arbitrary<Act>, maxLength: number) {
  return fc
    .array(fc.tuple(span, shape), { maxLength })
    .map((all) => all.map(([of, act], i) => ({ id: `${prefix}${i}`, ...of, ...act })))
}
const inClass = fc.constantFrom(...classIds)
const ofDevice = fc.constantFrom(...deviceIds)
export const audience = fc.oneof(
  inClass.map((id) => ({ kind: 'class', id }) as const),
  fc.constantFrom(...groupIds).map((id) => ({ kind: 'group', id }) as const),
  ofDevice.map((id) => ({ kind: 'device', id }) as const),
)

export const someActs: fc.Arbitrary<Acts> = fc.record({
  grants: acts('grant', fc.record({ audience, target }), 3),
  parks: acts('park', fc.record({ class: inClass }), 1),
  focuses: acts(
    'focus',
    fc.record({ class: inClass, targets: fc.array(target, { maxLength: 2 }), exam: fc.boolean() }),
    2,
  ),
  exclusions: acts('exclusion', fc.record({ device: ofDevice }), 1),
  emergencies: acts('emergency', fc.record({ for: fc.constantFrom('staff', 'everyone') }), 1),
  openings: acts('opening', fc.record({ device: ofDevice, site: someName }), 1),
  trials: acts('trial', fc.record({ group: fc.constantFrom(...groupIds) }), 2),
  events: acts('event', fc.record({ name: fc.constant('-') }), 1),
  corrections: fc
    .array(fc.record({ name: someName, category: fc.constantFrom(...categories) }), { maxLength: 2 })
    .map((all) => all.map((of, i) => ({ ...of, id: `correction${i}` }))),
})

export const someWorld: fc.Arbitrary<World> = fc.record({
  policy,
  catalogue,
  listed: fc.array(fc.record({ name: someName, category: fc.constantFrom(...categories) }), { maxLength: 4 }),
  acts: someActs,
})

export const someClient: fc.Arbitrary<Client> = fc
  .record({
    group: fc.constantFrom(...groupIds, 'a-group-that-is-gone'),
    classes: subset(classIds),
    device: fc.option(ofDevice, { nil: undefined }),
    exempt: fc.boolean(),
  })
  .map(({ device, exempt, ...rest }) => ({
    ...rest,
    ...(device === undefined ? {} : { device }),
    ...(exempt ? { exempt } : {}),
  }))
