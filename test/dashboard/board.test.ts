import { expect, it } from 'vitest'
import type { Board } from '../../src/app/parts.ts'
import type { SchoolFigures } from '../../src/board/school-figures.ts'
import type { ADashboard } from './a-dashboard.ts'
import { aDashboard } from './a-dashboard.ts'
import { programOf } from './a-program.ts'

const same = (text: string) => ({ nl: text, en: text })
const week = (monday: string, total: number, more: Partial<SchoolFigures['weeks'][number]> = {}) => ({
  ...{ monday, whole: true, total, suppressed: 0, groups: [], subjects: [] },
  kinds: [{ kind: 'lesson', count: total } as const],
  ...more,
})
const school = (name: string, weeks: SchoolFigures['weeks'], more: Partial<SchoolFigures> = {}): SchoolFigures => ({
  ...{ version: 1, school: name, writtenAt: Date.parse('2026-11-23T00:10:00+01:00'), keepDays: 14, weeks },
  recording: [{ group: 'pupils', name: same('Leerlingen'), record: 'attempts' }],
  ...more,
})
const part = (id: string, count: number) => ({ part: id, name: same(id), count })
const eik = school('De Eik', [
  week('2026-11-09', 90),
  week('2026-11-16', 1234, { suppressed: 2, subjects: [part('Clips', 1000)], groups: [part('Leerlingen', 1234)] }),
])
const linde = school('De Linde', [week('2026-11-16', 66, { subjects: [part('Chatter', 60)] })])

/** A board whose folder holds these files. */
const aBoard = (schools: readonly SchoolFigures[], more: Partial<Board> = {}): Board => ({
  isThere: true,
  problems: [],
  fetch: async () => {},
  fetchPresets: async () => {},
  write: async () => true,
  own: async () => undefined,
  keepOwn: async () => {},
  figures: async () => ({
    files: schools.map((each, i) => ({ file: `${i}.json`, text: JSON.stringify(each) })),
    isThere: more.isThere ?? true,
  }),
  ...more,
})
const at = (board: Board): Promise<ADashboard> => aDashboard({ parts: () => ({ board }) })
const cellsOf = (html: string) =>
  [...html.matchAll(/<tr[^>]*>(.*?)<\/tr>/gs)].map(([, row]) =>
    [...row!.matchAll(/<t[hd][^>]*>(.*?)<\/t[hd]>/gs)].map(([, cell]) => cell!.replace(/<[^>]*>/g, '').trim()),
  )

it('shows the schools beside each other, with what each told of and what it did not', async () => {
  const director = await (await at(aBoard([linde, eik]))).signedIn(['director'])
  const html = await (await director.get('/board')).text()
  const rows = cellsOf(html)
  expect(rows).toContainEqual(['De Eik', '1,234', '90', '662', '1,324', '2'])
  expect(rows).toContainEqual(['De Linde', '66', '–', '66', '66', '1'])
  expect(rows).toContainEqual(['9 Nov 2026', '90', '–', '90'])
  expect(rows).toContainEqual(['16 Nov 2026', '1,234', '66', '1,300'])
  expect(rows).toContainEqual(['Clips', '1,000', '–', '1,000'])
  expect(rows).toContainEqual(['Chatter', '–', '60', '60'])
  expect(rows).toContainEqual(['Lesson', '1,324', '66', '1,390'])
  expect(html).toContain('2 parts of fewer than five devices were left out.')
  expect(html).toContain('what was blocked. With the device')
  expect(html.length).toBeLessThan(100_000)
})

it('leaves weeks out that are older than what was asked for', async () => {
  const old = school('De Es', [week('2026-09-28', 5000), week('2026-11-16', 7)])
  const director = await (await at(aBoard([old]))).signedIn(['director'])
  const shown = async (query: string) => cellsOf(await (await director.get(`/board${query}`)).text())
  expect(await shown('?weeks=4')).toContainEqual(['De Es', '7', '–', '7', '7', '1'])
  expect(await shown('?weeks=12')).toContainEqual(['De Es', '7', '5,000', '2,504', '5,007', '2'])
  expect(await shown('?weeks=1e9')).toEqual(await shown(''))
})

it('is in the menu only where the box belongs to a board', async () => {
  const menu = async (of: ADashboard, role: 'director' | 'officer') =>
    (await (await (await of.signedIn([role])).get(role === 'director' ? '/week' : '/officer')).text()).includes(
      'href="/board"',
    )
  const [withBoard, without] = [await at(aBoard([eik])), await aDashboard()]
  expect([await menu(withBoard, 'director'), await menu(withBoard, 'officer')]).toEqual([true, true])
  expect([await menu(without, 'director'), await menu(without, 'officer')]).toEqual([false, false])
  const told = await (await without.signedIn(['director'])).get('/board')
  expect([told.status, (await told.text()).includes('no folder of a board')]).toEqual([422, true])
})

it('is for directors and the data-protection officer, and each look is recorded', async () => {
  const of = await at(aBoard([eik]))
  for (const role of ['teacher', 'coordinator', 'manager'] as const)
    for (const path of ['/board', '/board.pdf', '/board.csv'])
      expect((await (await of.signedIn([role])).get(path)).status, `${role} ${path}`).toBe(403)
  const officer = await of.signedIn(['officer'])
  for (const path of ['/board', '/board.pdf', '/board.csv']) expect((await officer.get(path)).status).toBe(200)
  const looks = (await of.storage.audit.recent(20)).filter(({ action }) => action === 'board-figures-seen')
  expect(looks).toHaveLength(3)
})

it('says when the folder is gone, and which file cannot be read', async () => {
  const problems = [{ file: 'figures/x<y>.json', problem: 'is not JSON' }]
  const of = await at(
    aBoard([school('De Eik', [week('2026-11-16', 5, { whole: false })])], { isThere: false, problems }),
  )
  const html = await (await (await of.signedIn(['director'])).get('/board')).text()
  expect(html).toContain('folder is not there now')
  expect(html).toContain('figures/x&lt;y&gt;.json')
  expect(html).toContain('De Eik: a part of a week had expired')
})

it('says what to do while no school has told anything', async () => {
  const html = await (await (await (await at(aBoard([]))).signedIn(['director'])).get('/board')).text()
  expect(html).toContain('No school has told figures yet.')
})

it("answers a director's program, for as many weeks as it asks", async () => {
  const program = await programOf(await at(aBoard([eik, linde])), 'director')
  const read = await (await program.call('GET', '/board?weeks=1')).json()
  expect(read).toMatchObject({
    folderIsThere: true,
    schools: [
      { school: 'De Eik', told: '2026-11-23T00:10:00+01:00', recording: [{ group: 'Leerlingen', record: 'attempts' }] },
      { school: 'De Linde', weeks: [{ monday: '2026-11-16', subjects: [{ name: 'Chatter', count: 60 }] }] },
    ],
    together: [{ monday: '2026-11-16', schools: 2, total: 1300 }],
  })
  for (const weeks of ['0', '54', 'x']) expect((await program.call('GET', `/board?weeks=${weeks}`)).status).toBe(400)
})

it('gives the same as a PDF and as a file for a spreadsheet, with hostile names harmless', async () => {
  const evil = school('=cmd|"/c calc"\u202E', [week('2026-11-16', 8, { subjects: [part('<script>\u0000', 8)] })])
  const many = Array.from({ length: 30 }, (_, i) => school(`School ${i}`, [week('2026-11-16', i)]))
  const director = await (await at(aBoard([evil, ...many]))).signedIn(['director'])
  const csv = await (await director.get('/board.csv?weeks=4')).text()
  expect(csv).toContain('The schools beside each other;"\'=cmd|""/c calc""";Last week;8\r\n')
  expect(csv).toContain('What was blocked;<script>;Together;8\r\n')
  const pdf = Buffer.from(await (await director.get('/board.pdf')).arrayBuffer())
  expect(pdf.subarray(0, 8).toString()).toBe('%PDF-1.7')
  const html = await (await director.get('/board')).text()
  expect(html).not.toContain('<script>\u0000')
})
