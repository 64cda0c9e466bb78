import { expect, it } from 'vitest'
import { days } from '../../helpers/moving-clock.ts'
import { value } from '../../helpers/value.ts'
import { aSchool } from '../a-school.ts'
import { dayIsOver, tried, week } from './tried.ts'

it('tells what people did: grants, refusals of five or more, looks, exclusions and measures, without whose', async () => {
  const school = await aSchool('2026-11-24T09:00')
  const { app, clock, person } = school
  const director = await person(['director'])
  const teacher = await person(['teacher'], ['3b'])
  const coordinator = await person(['coordinator'])
  const enrolled = value(
    await app.devices.enrol(coordinator, {
      label: 'Telefoon van Sem',
      address: '10.2.0.9',
      group: 'pupil-phones',
      classes: ['3b'],
    }),
  )
  await app.desk.give(teacher, '3b', { platform: 'clips' }, { kind: 'lesson' })
  await app.exclusions.exclude(director, { device: enrolled.id, reason: 'gevaarlijk gedrag', until: clock() + days(2) })
  await app.measures.takePhone(director, { class: '3b' }, { why: 'telefoon in de les' })
  // Five were refused Clips; Chatter one phone, five times over.
  for (let i = 1; i <= 5; i += 1) await app.requests.ask(`10.1.0.${i}`, 'clips')
  await app.requests.refuse(coordinator, { key: 'platform:clips' })
  for (let i = 1; i <= 5; i += 1) {
    await app.requests.ask('10.1.0.7', 'chatter')
    await app.requests.refuse(coordinator, { key: 'platform:chatter' })
  }
  await tried(school, [{ from: '10.2.0.9', name: 'clips.example', at: clock() }])
  const [attempt] = await app.attempts.recent(coordinator, { limit: 1 })
  await app.looks.behind(coordinator, attempt!.id, 'melding van de mentor')
  const then = clock()
  await dayIsOver(school)
  const overview = value(await app.overviews.overview(director, week))
  expect(overview).toMatchObject({
    grants: 1,
    mostRequested: [{ name: { nl: 'Clips' }, count: 5 }],
    mostRefused: [{ name: { nl: 'Clips' }, count: 5 }],
    exclusions: [{ from: then, until: then + days(2) }],
    measures: [{ kind: 'phone-taken' }],
    looks: [{ by: 'Person 3', action: 'device-looked-at' }],
  })
  const paper = JSON.stringify(app.overviews.paper(overview, 'nl'))
  expect(paper).not.toContain('Sem')
  expect(paper).toContain('bekeek van welk apparaat iets kwam')
})

it('does not count what one device was given, and takes a refusal that is taken back off', async () => {
  const { app, clock, person } = await aSchool('2026-11-24T09:00')
  const [director, coordinator] = [await person(['director']), await person(['coordinator'])]
  for (let i = 1; i <= 5; i += 1) {
    const phone = { label: `P${i}`, address: `10.1.0.${i}`, group: 'pupils', classes: [] }
    await app.devices.enrol(coordinator, phone)
    await app.requests.ask(phone.address, 'clips')
  }
  await app.requests.refuse(coordinator, { key: 'platform:clips' })
  await app.requests.reopen(coordinator, { key: 'platform:clips' })
  await app.requests.approve(coordinator, { key: 'platform:clips' }, 'devices', { kind: 'lesson' })
  clock.advance(days(1))
  expect(value(await app.overviews.overview(director, week))).toMatchObject({
    ...{ grants: 0, mostGranted: [], mostRefused: [] },
    mostRequested: [{ count: 5 }],
  })
})

it('says of a part what is of the whole school all the same, and leaves it out of the words', async () => {
  const { app, person } = await aSchool('2026-11-24T09:00')
  await app.desk.give(await person(['teacher'], ['3b']), '3b', { platform: 'clips' }, { kind: 'lesson' })
  const director = await person(['director'])
  const [all, part] = [
    value(await app.overviews.overview(director, week)),
    value(await app.overviews.overview(director, { ...week, group: 'pupils' })),
  ]
  expect([all.words.nl.at(-1), part.words.nl.at(-1)]).toEqual([
    expect.stringContaining('opengezet'),
    expect.stringContaining('niets tegengehouden'),
  ])
  const captions = (of: typeof all) => JSON.stringify([app.overviews.paper(of, 'nl'), app.overviews.table(of, 'nl')])
  expect(captions(part)).toContain('Vaakst opengezet (hele school)')
  expect(captions(all)).not.toContain('hele school')
})
