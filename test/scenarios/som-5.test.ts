import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ABoard } from '../helpers/a-board.ts'
import { aBoard } from '../helpers/a-board.ts'
import type { ASchoolOnline } from '../helpers/a-school-online.ts'
import { addressIn } from '../helpers/lankforst.ts'
import { value } from '../helpers/value.ts'
import { boardPreset, tried, withLesson } from './board-story.ts'
import { looksLike } from './check-clause.ts'

describe('SOM-5: several schools share one controller and one data-protection officer', () => {
  let board: ABoard
  let linde: ASchoolOnline
  let eik: ASchoolOnline

  beforeAll(async () => {
    board = aBoard()
    board.share({
      'presets/bestuur.yaml': boardPreset('stichting-som'),
      'lists/games.txt': 'spel-van-het-bestuur.example\n',
      'catalogue/catalogue.yaml': 'version: 2027-02-01\nsource: the board\n',
      'catalogue/platforms/leerplein.yaml':
        'id: leerplein\nname: Leerplein\nsets: [social-media]\nsource: the board\ndate: 2027-02-01\nnames: {web: [leerplein.example]}\n',
    })
    const of = { preset: 'bestuur', at: '2026-11-24T09:59:59' }
    linde = await board.school({
      ...of,
      name: 'De Linde',
      change: (policy) => ({
        ...withLesson(policy, 540, 600),
        school: {
          ...policy.school,
          name: 'De Linde',
          board: 'Stichting SOM',
          officer: { name: 'F. G.', contact: 'fg@som.example' },
        },
      }),
    })
    eik = await board.school({
      ...of,
      name: 'De Eik',
      keepDays: 7,
      change: (policy) => ({
        ...withLesson(policy, 600, 660),
        groups: policy.groups
          .filter(({ id }) => id !== 'after-school')
          .map((group) => (group.id === 'pupil-phones' ? { ...group, record: 'counts' } : group)),
      }),
    })
  })
  afterAll(() => board.close())

  it('a list, a rule and a platform of the board are in force in both, each in its own lessons', async () => {
    const asks = async (school: ASchoolOnline) =>
      looksLike(await school.ask('spel-van-het-bestuur.example', { from: addressIn('pupils') }))
    expect([await asks(linde), await asks(eik)]).toEqual(['closed', 'open'])
    linde.clock.set('2026-11-24T10:00')
    eik.clock.set('2026-11-24T10:00')
    expect([await asks(linde), await asks(eik)]).toEqual(['open', 'closed'])
    for (const { app } of [linde, eik])
      expect(app.platforms.list().find(({ id }) => id === 'leerplein')).toMatchObject({
        in: ['social-media'],
        names: [{ name: 'leerplein.example', role: 'web', from: 'board' }],
      })
  })

  it('each has timetables and groups of its own', () => {
    expect(linde.app.school.policy().groups.map(({ id }) => id)).toContain('after-school')
    expect(eik.app.school.policy().groups.map(({ id }) => id)).not.toContain('after-school')
    expect(linde.app.school.policy().timetables).not.toEqual(eik.app.school.policy().timetables)
  })

  it('each box tells its figures of the week that is over: no names, no devices, nothing of fewer than five', async () => {
    await tried(linde, 'x', 6, 10)
    await tried(linde, 'tiktok', 3, 10)
    await tried(eik, 'x', 5, 2)
    for (const school of [linde, eik]) {
      // The game of before, too: with it, four devices of De Linde did something that fewer than five did all week.
      school.resolver.tellAttempts(true)
      await school.told()
      // Two minutes into Monday all of the week is known; a second before it is not.
      school.clock.set('2026-11-30T00:01:59')
      await school.office.tellBoard()
      school.clock.advance(1_000)
      await school.office.tellBoard()
    }
    const files = readdirSync(join(board.folder, 'figures'))
    expect(files.map((file) => file.replace(/-[0-9a-f]{8}\.json$/, ''))).toEqual(['de-eik', 'de-linde'])
    const told = files.map((file) => readFileSync(join(board.folder, 'figures', file), 'utf8')).join('\n')
    expect(told).not.toMatch(/example|127\.0|tiktok|Person/)
  })

  it('the director sees them per school and for the board', async () => {
    const director = await linde.person(['director'])
    const read = await linde.app.board.figures(director, 1)
    expect(read).toMatchObject({
      ok: true,
      value: {
        board: 'Stichting SOM',
        officer: { name: 'F. G.', contact: 'fg@som.example' },
        isThere: true,
        problems: [],
        schools: [
          { school: 'De Eik', weeks: [{ monday: '2026-11-23', subjects: [{ part: 'platform:x', count: 10 }] }] },
          {
            school: 'De Linde',
            weeks: [
              {
                monday: '2026-11-23',
                whole: true,
                total: 60,
                groups: [{ part: 'pupils', count: 60 }],
                subjects: [{ part: 'platform:x', name: { nl: 'X (Twitter)' }, count: 60 }],
                suppressed: 2,
              },
            ],
          },
        ],
        together: [{ monday: '2026-11-23', schools: 2, subjects: [{ part: 'platform:x', count: 70 }] }],
      },
    })
  })

  it('and what each records, why, and for how long', async () => {
    const officer = await eik.person(['officer'])
    const read = value(await eik.app.board.figures(officer))
    const phones = read.schools.map(({ school, keepDays, recording }) => {
      const { record, why } = recording.find(({ group }) => group.en === "Pupils' phones")!
      return [school, keepDays, recording.length, record, why.nl]
    })
    expect(phones).toEqual([
      ['De Eik', 7, 6, 'counts', expect.stringContaining('Alleen aantallen')],
      ['De Linde', 14, 7, 'attempts', expect.stringContaining('bewaartijd')],
    ])
  })

  it('who looked is recorded, and who may not look is refused', async () => {
    const director = await linde.person(['director'])
    await linde.app.board.figures(director, 4)
    expect(await linde.storage.audit.recent(1)).toMatchObject([
      { by: { id: director.id }, action: 'board-figures-seen', detail: { schools: 2, weeks: 4 } },
    ])
    for (const role of ['coordinator', 'teacher', 'manager'] as const)
      expect(await linde.app.board.figures(await linde.person([role]))).toEqual({ ok: false, problem: 'not-allowed' })
    expect(await linde.storage.audit.recent(1)).toMatchObject([{ by: { id: director.id } }])
  })
})
