import { describe, expect, it, onTestFinished } from 'vitest'
import type { Acts } from '../../src/policy/policy.ts'
import { aSchoolOnline } from '../helpers/a-school-online.ts'
import { addressIn } from '../helpers/lankforst.ts'
import { looksLike } from './check-clause.ts'
import { checkLines } from './check-protocol.ts'
import { tjongeling } from './tjongeling-expectations.ts'
import { between, outcome, targetOf } from './with-acts.ts'

describe('TJ-13: in a lesson a pupil works at the task that was set: social media are closed on school devices', () => {
  checkLines(tjongeling, 'TJ-13')
})

describe('TJ-13: a teacher can set "only these sites" for a class', () => {
  const targets = ['geogebra.org', 'platform:snappet'].map(targetOf)
  const focus = (exam: boolean) => ({
    focuses: [{ ...between('2026-11-24T08:45', '2026-11-24T09:30'), class: 'groep-7', targets, exam }],
  })
  const gets = (asks: string, time: string, who = 'pupils of groep-7', acts: Partial<Acts> = focus(false)) =>
    outcome(tjongeling.policy, who, asks, `2026-11-24T${time}`, acts)

  it.each([
    ['a listed site', 'www.geogebra.org', '08:45:00', 'pass focus'],
    ['a listed platform', 'www.snappet.org', '09:29:59', 'pass focus'],
    ['another site', 'nl.wikipedia.org', '08:45:00', 'block focus'],
    ['another site a second earlier', 'nl.wikipedia.org', '08:44:59', 'pass default'],
    ['another site when it ends', 'nl.wikipedia.org', '09:30:00', 'pass default'],
    ['the mail of the school', 'outlook.office.com', '09:00:00', 'block focus'],
    ['what a device needs', 'captive.apple.com', '09:00:00', 'pass essential'],
    ['what is always closed', 'stormfront.org', '09:00:00', 'block locked TJ-5'],
  ])('%s', (_, asks, time, expected) => expect(gets(asks, time)).toBe(expected))

  it('other classes go on as they were', () => {
    expect(gets('nl.wikipedia.org', '09:00:00', 'pupils of groep-8')).toBe('pass default')
  })

  it('parking sets it aside, but not an exam', () => {
    const parks = [{ ...between('2026-11-24T09:00', '2026-11-24T09:10'), class: 'groep-7' }]
    const under = (exam: boolean) =>
      gets('www.geogebra.org', '09:05:00', 'pupils of groep-7', { ...focus(exam), parks })
    expect([under(false), under(true)]).toEqual(['block park', 'pass focus'])
  })
})

describe('TJ-13: a teacher sets "only these sites" and sees beforehand whether they will work', () => {
  const [tablet, elsewhere] = [addressIn('pupils', 70), addressIn('pupils', 80)]
  const listed = [{ site: 'geogebra.org' }, { platform: 'snappet' }] as const

  async function inTheLesson() {
    const school = await aSchoolOnline({ at: '2026-11-24T09:00:00', policy: tjongeling.policy })
    onTestFinished(() => school.close())
    await school.enrol(tablet, 'pupils', ['groep-7'])
    await school.enrol(elsewhere, 'pupils', ['groep-8'])
    const gets = async (name: string, from = tablet) => looksLike(await school.ask(name, { from }))
    return { ...school, gets, teacher: await school.person(['teacher'], ['groep-7']) }
  }

  it('in the next answer only those are open, until the bell', async () => {
    const { app, clock, gets, teacher } = await inTheLesson()
    expect(await gets('nl.wikipedia.org')).toBe('open')
    await app.focus.begin(teacher, 'groep-7', listed, { kind: 'lesson' })
    const all = ['www.geogebra.org', 'www.snappet.org', 'nl.wikipedia.org', 'captive.apple.com', 'stormfront.org']
    const seen: string[] = []
    for (const name of all) seen.push(await gets(name))
    expect(seen).toEqual(['open', 'open', 'closed', 'open', 'closed'])
    expect(await gets('nl.wikipedia.org', elsewhere)).toBe('open')
    clock.set('2026-11-24T09:59:59')
    expect(await gets('nl.wikipedia.org')).toBe('closed')
    clock.set('2026-11-24T10:00:00')
    expect(await gets('nl.wikipedia.org')).toBe('open')
  })

  it('an exam that was planned begins and ends to the second, in each room at its own', async () => {
    const { app, clock, gets, person } = await inTheLesson()
    const rooms = [
      { class: 'groep-7', extraMinutes: 0 },
      { class: 'groep-8', extraMinutes: 5 },
    ]
    const [from, end] = [clock() + 5 * 60_000, { kind: 'minutes', minutes: 30 } as const]
    await app.focus.beginExam(await person(['director']), { rooms, listed, from, end })
    const rows = [
      ['09:04:59', 'open', 'open'],
      ['09:05:00', 'closed', 'closed'],
      ['09:34:59', 'closed', 'closed'],
      ['09:35:00', 'open', 'closed'],
      ['09:39:59', 'open', 'closed'],
      ['09:40:00', 'open', 'open'],
    ] as const
    for (const [time, seven, eight] of rows) {
      clock.set(`2026-11-24T${time}`)
      expect([time, await gets('nl.wikipedia.org'), await gets('nl.wikipedia.org', elsewhere)]).toEqual([
        time,
        seven,
        eight,
      ])
    }
  })

  it('the look beforehand says what is found, what is not, and what is always closed, behind an alias too', async () => {
    const { app, teacher, upstream } = await inTheLesson()
    upstream.script((asked) => {
      if (/^(www\.)?typo\.example$/.test(asked)) return { rcode: 3, answers: [] }
      if (asked === 'broken.example' || asked === 'www.broken.example') return { rcode: 2, answers: [] }
      if (asked === 'only.example') return { answers: [] }
      if (asked !== 'quiz.example') return undefined
      return { answers: [{ type: 'CNAME', name: asked, ttl: 60, data: 'stormfront.org' }] }
    })
    const sites = ['geogebra.org', 'only.example', 'typo.example', 'broken.example', 'quiz.example', 'stormfront.org']
    const looked = await app.focus.check(teacher, 'groep-7', [
      ...sites.map((site) => ({ site })),
      { platform: 'snappet' },
    ])
    expect(looked.ok && looked.value.map(({ targetName, state, clause }) => [targetName.nl, state, clause])).toEqual([
      ['geogebra.org', 'ok', undefined],
      ['only.example', 'ok', undefined],
      ['typo.example', 'does-not-resolve', undefined],
      ['broken.example', 'unknown', undefined],
      ['quiz.example', 'locked', 'TJ-5'],
      ['stormfront.org', 'locked', 'TJ-5'],
      ['Snappet', 'ok', undefined],
    ])
    expect(looked.ok && looked.value[4]!.names).toEqual([
      { name: 'quiz.example', state: 'locked', clause: 'TJ-5', alias: 'stormfront.org' },
    ])
    expect(await app.focus.running(teacher)).toEqual([])
  })
})
