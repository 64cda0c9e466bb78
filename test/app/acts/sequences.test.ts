import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { ActEnd, Openable, Person } from '../../../src/app/app.ts'
import { name } from '../../../src/dns/name.ts'
import { decide } from '../../../src/policy/decide.ts'
import { noActs } from '../../../src/policy/policy.ts'
import { days, minutes } from '../../helpers/moving-clock.ts'
import type { ASchool } from '../a-school.ts'
import { aSchool, catalogue, firstPolicy } from '../a-school.ts'

// Whatever people do one after another, what is locked stays closed and what is essential stays open. SEED=... repeats a run.
const seed = Number(process.env['SEED'] ?? Math.floor(Math.random() * 2 ** 31))

const what = fc.constantFrom<Openable>(
  { site: 'wiki.example' },
  { site: 'adult.example' },
  { platform: 'clips' },
  { platform: 'undress' },
  { set: 'social-media' },
  { category: 'adult' },
  { category: 'games' },
)
const listed = fc.array(
  fc.constantFrom(
    { site: 'wiki.example' },
    { site: 'www.adult.example' },
    { platform: 'maps' },
    { platform: 'undress' },
  ),
  { minLength: 1, maxLength: 3 },
)
const count = fc.integer({ min: 1, max: 60 })
const forMinutes = (many: number) => ({ kind: 'minutes', minutes: many }) as const satisfies ActEnd

type Step = (school: ASchool, who: Person) => Promise<unknown>
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.tuple(what, count).map(
    ([target, many]): Step =>
      ({ app }, who) =>
        app.desk.give(who, '3b', target, forMinutes(many)),
  ),
  fc.tuple(what, count).map(
    ([target, many]): Step =>
      ({ app }, who) =>
        app.desk.unparkAndGive(who, '3b', target, forMinutes(many)),
  ),
  count.map(
    (many): Step =>
      ({ app }, who) =>
        app.parks.park(who, ['3b'], forMinutes(many)),
  ),
  fc.constant<Step>(({ app }, who) => app.parks.release(who, ['3b'])),
  fc.tuple(listed, count).map(
    ([sites, many]): Step =>
      ({ app }, who) =>
        app.focus.begin(who, '3b', sites, forMinutes(many)),
  ),
  fc.tuple(listed, count).map(
    ([sites, many]): Step =>
      ({ app, clock }, who) => {
        const rooms = [{ class: '3b', extraMinutes: 0 }]
        return app.focus.beginExam(who, { rooms, listed: sites, from: clock() + minutes(5), end: forMinutes(many) })
      },
  ),
  fc.constant<Step>(async ({ app }, who) => {
    for (const { id } of (await app.focus.running(who)).slice(0, 1)) await app.focus.end(who, id, true)
  }),
  fc.constant<Step>(async ({ app }, who) => {
    for (const { id } of (await app.desk.running()).slice(0, 1)) await app.desk.revoke(who, id)
  }),
  fc.constantFrom('wiki.example', 'adult.example', 'clips', 'undress').map(
    (asked): Step =>
      async ({ app }, who) => {
        await app.requests.ask('10.1.0.7', asked)
        for (const { key } of await app.requests.waiting(who))
          await app.requests.approve(who, { class: '3b', key }, 'devices', forMinutes(10))
      },
  ),
  count.map(
    (many): Step =>
      async ({ clock }) =>
        clock.advance(minutes(many)),
  ),
)

it(`no sequence of grants, parks, focuses, exams and requests opens what is locked or closes what is essential (seed ${seed})`, async () => {
  const school = await aSchool()
  const coordinator = await school.person(['coordinator'])
  const device = { label: 'x', address: '10.1.0.7', group: 'pupils', classes: ['3b'] }
  const made = await school.app.devices.enrol(coordinator, device)
  const client = { group: 'pupils', classes: ['3b'], device: made.ok ? made.value.id : '' }
  /** What the resolver makes of a name, with the acts that it was told last. */
  const gets = (asked: string) => {
    const acts = school.told.findLast((message) => message.kind === 'acts')?.acts ?? noActs
    const categoriesOf = (of: string) => (of.endsWith('adult.example') ? ['adult'] : [])
    const at = school.clock()
    const { zone } = school.app
    return decide({ policy: firstPolicy, catalogue, categoriesOf, acts, client, name: name(asked), at, zone }).verdict
      .kind
  }
  const steps = fc.array(step, { minLength: 1, maxLength: 8 })
  await fc.assert(
    fc.asyncProperty(steps, async (sequence) => {
      // What the last sequence left is over by then.
      school.clock.advance(days(2))
      for (const act of sequence) {
        await act(school, coordinator)
        expect([gets('www.adult.example'), gets('undress.example'), gets('time.example')]).toEqual([
          'block',
          'block',
          'pass',
        ])
      }
    }),
    { seed, numRuns: 40 },
  )
})
