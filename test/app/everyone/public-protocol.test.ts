import { expect, it } from 'vitest'
import { name } from '../../../src/dns/name.ts'
import { hours } from '../../helpers/moving-clock.ts'
import { aSchool } from '../a-school.ts'

it('says what holds for each group now, until when, and by which clause', async () => {
  const { app, clock } = await aSchool('2026-11-24T09:00')
  const groups = async () => (await app.protocol.protocolNow()).groups
  const pupils = (await groups())[0]!
  expect(pupils).toMatchObject({ id: 'pupils', kindOfTime: 'lesson', open: [], onlyThese: false })
  const social = pupils.closed.find(({ what }) => what.nl === 'Social media')
  expect(social).toMatchObject({ clause: { id: 'X-1', text: { nl: 'No social media in lessons.' } }, locked: false })
  expect(social?.until).toBe(app.zone.parse('2026-11-24T10:15'))
  expect(pupils.closed.find(({ locked }) => locked)?.until).toBeUndefined()
  clock.set('2026-11-24T10:15')
  expect((await groups())[0]!.closed.some(({ what }) => what.nl === 'Social media')).toBe(false)
})

it('puts every rule in a sentence, with its classes and its times', async () => {
  const { app } = await aSchool('2026-11-24T09:00', (policy) => ({
    ...policy,
    rules: [
      ...policy.rules,
      {
        ...policy.rules[2]!,
        id: 'mixed',
        classes: ['3b'],
        when: ['lesson', 'outside', 'event'],
        state: 'open' as const,
      },
    ],
  }))
  const { rules } = await app.protocol.protocolNow()
  expect(rules.map(({ sentence }) => sentence.nl)).toEqual([
    'Dicht: seks en porno, altijd. Voor: pupils, pupil-phones. Niemand kan dit openzetten.',
    'Dicht: Undress, altijd. Voor: pupils, pupil-phones. Niemand kan dit openzetten.',
    'Dicht: Social media, in de les. Voor: pupils.',
    'Dicht: alles, onder schooltijd. Voor: pupil-phones.',
    'Open: Social media, in de les en buiten schooltijd en tijdens een activiteit. Voor: pupils (klas 3B).',
  ])
  expect(rules[3]!.sentence.en).toBe('Closed: everything, in school time. For: pupil-phones.')
})

it('tells of parks, exams, trials, events and emergencies, and of nobody who is a person', async () => {
  const { app, person, storage, clock } = await aSchool('2026-11-24T09:00')
  const [coordinator, director] = [await person(['coordinator']), await person(['director', 'mentor'])]
  const made = await app.devices.enrol(coordinator, {
    ...{ label: 'Phone of Noor', address: '10.2.0.5', group: 'pupil-phones', classes: ['3b'] },
  })
  const device = made.ok ? made.value.id : ''
  const until = clock() + hours(1)
  await app.parks.park(director, ['3b'], { kind: 'minutes', minutes: 60 })
  await storage.acts.add(
    'focus',
    { id: 'f', class: '4a', targets: [], exam: true, from: clock(), until },
    clock(),
    director,
  )
  const target = { kind: 'site', name: name('for-one-phone.example') } as const
  const forOne = { id: 'g', audience: { kind: 'device', id: device }, target, from: clock(), until } as const
  await storage.acts.add('grant', forOne, clock(), director)
  await app.trials.begin(director, 'guests', 1)
  await app.events.mark(director, { name: 'Musical', until })
  await app.emergencies.begin(director, 'everyone')
  await app.exclusions.exclude(director, { device, reason: 'threats', until })
  await app.measures.record(director, { device }, 'warning', { why: 'threats again' })
  await app.letterbox.submit({ to: 'mentor', text: 'a secret', name: 'Fatima' }, '10.1.0.9')
  const page = await app.protocol.protocolNow('10.2.0.5')
  expect(page.acts).toEqual([
    { kind: 'park', forWhom: { nl: '3B', en: '3B' }, until },
    { kind: 'exam', forWhom: { nl: '4A', en: '4A' }, until },
  ])
  expect(page.groups.find(({ id }) => id === 'guests')?.trialUntil).toBe(clock() + hours(24))
  expect([page.events, page.emergency, page.mine]).toEqual([
    [{ name: 'Musical', until }],
    { for: 'everyone', until },
    'pupil-phones',
  ])
  expect(page.helpers).toEqual(['director', 'mentor'])
  expect(JSON.stringify(page)).not.toMatch(
    new RegExp(`Person|Noor|Fatima|threats|secret|for-one-phone|10\\.2\\.0\\.5|${device}`),
  )
})

it.each(['', 'not an address', "10.1.0.1'; drop table people", '::ffff:10.1.0.7', '203.0.113.9'])(
  'answers whoever reads it: %s',
  async (address) => {
    const { app } = await aSchool()
    const { mine, groups } = await app.protocol.protocolNow(address)
    expect(groups.map(({ id }) => id)).toContain(mine)
  },
)
