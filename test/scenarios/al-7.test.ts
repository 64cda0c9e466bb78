import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ABoard } from '../helpers/a-board.ts'
import { aBoard } from '../helpers/a-board.ts'
import type { ASchoolOnline } from '../helpers/a-school-online.ts'
import { addressIn } from '../helpers/lankforst.ts'
import { days } from '../helpers/moving-clock.ts'
import { value } from '../helpers/value.ts'
import { boardPreset, tried, withLesson } from './board-story.ts'
import { looksLike } from './check-clause.ts'

describe('AL-7: several schools under one board', () => {
  let board: ABoard
  let school: ASchoolOnline

  beforeEach(async () => {
    board = aBoard()
    board.share({
      'presets/bestuur.yaml': boardPreset('albero'),
      'lists/games/klein.txt': 'spel-een.example\nspel-twee.example\n',
      'catalogue/catalogue.yaml': 'version: 2027-02-01\nsource: the board\n',
      'catalogue/platforms/novum.yaml': platform('novum.example'),
    })
    school = await start(540, 600)
  })
  afterEach(() => board.close())

  const start = (from: number, to: number) =>
    board.school({
      preset: 'bestuur',
      at: '2026-11-24T09:30',
      name: 'De Wilg',
      change: (policy) => withLesson(policy, from, to),
    })
  const asks = async (name: string, of = school) => looksLike(await of.ask(name, { from: addressIn('pupils') }))
  const problems = async () => (await school.app.health()).warnings.map(({ problem }) => problem)
  const refreshed = (of = school) => of.app.lists.refresh('console')
  const novum = () =>
    school.app.platforms
      .list()
      .find(({ id }) => id === 'novum')
      ?.names.map(({ name }) => name)

  it('what the board changes is in force in its schools at the next look, in the lessons of each', async () => {
    const other = await start(600, 660)
    expect(await asks('spel-drie.example')).toBe('open')
    board.share({ 'lists/games/klein.txt': 'spel-een.example\nspel-twee.example\nspel-drie.example\n' })
    await Promise.all([refreshed(), refreshed(other)])
    expect([await asks('spel-drie.example'), await asks('spel-drie.example', other)]).toEqual(['closed', 'open'])
    other.clock.set('2026-11-24T10:00')
    expect(await asks('spel-drie.example', other)).toBe('closed')
  })

  it('what the board takes away is gone at the next look', async () => {
    board.withdraw('lists')
    board.withdraw('catalogue')
    await refreshed()
    expect([await asks('spel-een.example'), novum(), await problems()]).toEqual([
      'open',
      undefined,
      expect.not.arrayContaining(['board-gone']),
    ])
  })

  it.each<readonly [string, () => void]>([
    ['is gone', () => board.withdraw()],
    [
      'is empty, as where a share is not mounted',
      () => {
        for (const part of ['presets', 'lists', 'catalogue', 'figures']) board.withdraw(part)
      },
    ],
  ])('a folder that %s: what was shared goes on, and the health page says so', async (_, away) => {
    away()
    await refreshed()
    expect([await asks('spel-een.example'), novum()]).toEqual(['closed', ['novum.example']])
    expect(await problems()).toContain('board-gone')
    expect(await school.app.board.tell('console')).toEqual({ ok: false, problem: 'board-gone' })
  })

  it('and when it is back, it is used again, and what could not be told is told', async () => {
    board.withdraw()
    await refreshed()
    school.clock.set('2026-11-30T00:30')
    await tried(school, 'x', 5, 1)
    await school.office.tellBoard()
    board.share({ 'lists/games.txt': 'spel-vier.example\n', 'figures/.keep': '' })
    await refreshed()
    await school.office.tellBoard()
    expect(await problems()).not.toContain('board-gone')
    expect(readdirSync(join(board.folder, 'figures')).filter((file) => file.startsWith('de-wilg'))).toHaveLength(1)
  })

  it('files that hold garbage leave the last good ones in force, and each is named', async () => {
    board.share({
      'catalogue/platforms/novum.yaml': '<html>404</html>',
      'lists/games/klein.txt': '<!doctype html><title>Sign in</title>',
      'presets/bestuur.yaml': 'school: [',
      'figures/de-linde-00000000.json': '{"version": 1}',
      'figures/virus.exe': 'MZ',
    })
    await refreshed()
    const director = await school.person(['director'])
    const read = await school.app.board.figures(director)
    expect(read.ok && read.value.problems.map(({ file }) => file)).toEqual([
      'figures/de-linde-00000000.json',
      'figures/virus.exe',
    ])
    expect([await asks('spel-een.example'), novum()]).toEqual(['closed', ['novum.example']])
    const { warnings } = await school.app.health()
    const details = warnings.map(({ problem, detail }) => `${problem} ${detail}`).join('\n')
    expect(details).toMatch(/catalogue-problems platforms\/novum\.yaml/)
    expect(details).toMatch(/list-kept board\/games\/klein\.txt, web-page/)
    expect(details).toMatch(/board-problems presets\/bestuur\.yaml: line 1/)
  })

  it('two schools of one name are two; a week is told once and kept when its attempts are gone', async () => {
    const [director, other] = [await school.person(['director']), await start(600, 660)]
    await tried(school, 'x', 5, 3)
    for (const of of [school, other]) {
      of.clock.set('2026-11-30T00:10')
      await of.office.tellBoard()
    }
    school.clock.advance(days(7))
    await school.storage.attempts.removeBefore(school.clock())
    expect(await school.app.board.tell(director)).toEqual({ ok: true, value: undefined })
    const read = value(await school.app.board.figures(director, 8))
    const totals = read.schools.map(({ weeks }) => weeks.map(({ monday, total }) => `${monday} ${total}`))
    expect(totals.toSorted()).toEqual([['2026-11-23 0'], ['2026-11-23 15', '2026-11-30 0']])
    expect(read.together.map(({ monday, schools, total }) => [monday, schools, total])).toEqual([
      ['2026-11-23', 2, 15],
      ['2026-11-30', 1, 0],
    ])
    const one = await school.app.board.figures(director, 1)
    expect(one.ok && one.value.together.map(({ monday }) => monday)).toEqual(['2026-11-30'])
  })

  it('the last figures that were read go on when the folder is gone', async () => {
    school.clock.set('2026-11-30T00:10')
    await school.office.tellBoard()
    const director = await school.person(['director'])
    await school.app.board.figures(director)
    board.withdraw()
    expect(await school.app.board.figures(director)).toMatchObject({
      ok: true,
      value: { isThere: false, schools: [{ school: 'De Wilg' }] },
    })
  })

  it('only a director or a coordinator has it told, and that is recorded', async () => {
    expect(await school.app.board.tell(await school.person(['teacher']))).toEqual({ ok: false, problem: 'not-allowed' })
    const coordinator = await school.person(['coordinator'])
    await school.app.board.tell(coordinator)
    expect(await school.storage.audit.recent(1)).toMatchObject([{ action: 'board-told', by: { id: coordinator.id } }])
  })
})

const platform = (name: string) =>
  `id: novum\nname: Novum\nsets: [social-media]\nsource: the board\ndate: 2027-02-01\nnames: {web: [${name}]}\n`
