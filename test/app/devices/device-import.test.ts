import { expect, it } from 'vitest'
import type { Person } from '../../../src/app/app.ts'
import { tableText } from '../../../src/app/table.ts'
import type { ASchool } from '../a-school.ts'
import { aSchool } from '../a-school.ts'

const mac = (n: number) => `a4:83:e7:00:00:${n.toString(16).padStart(2, '0')}`

async function school(): Promise<ASchool & { readonly by: Person }> {
  const made = await aSchool()
  return { ...made, by: await made.person(['coordinator']) }
}

const csv = (...lines: readonly string[]) => ['naam;mac;groep;klassen', ...lines].join('\r\n')
const statesOf = (read: Awaited<ReturnType<ASchool['app']['deviceFiles']['preview']>>) =>
  read.ok
    ? read.value.lines.map((line) => [line.line, line.state, line.state === 'bad' ? line.problem : line.label])
    : read

it('previews first, changes nothing, and then takes the good lines over', async () => {
  const { app, by, told } = await school()
  const file = csv(
    `Laptop 1;${mac(1)};pupils;3B`,
    `Laptop 2;A4-83-E7-00-00-02;pupils;3B|4A`,
    `Laptop 3;onzin;pupils;`,
    `Laptop 4;${mac(4)};kat;`,
    `Laptop 5;${mac(5)};pupils;9Z`,
    `;${mac(6)};pupils;`,
    `Laptop 1b;${mac(1)};pupils;`,
    `Laptop 8;;pupils;`,
  )
  const expected = [
    [2, 'new', 'Laptop 1'],
    [3, 'new', 'Laptop 2'],
    [4, 'bad', 'bad-mac'],
    [5, 'bad', 'unknown-group'],
    [6, 'bad', 'unknown-class'],
    [7, 'bad', 'name-missing'],
    [8, 'bad', 'twice'],
    [9, 'bad', 'nothing-to-know-it-by'],
  ]
  const before = told.length
  expect(statesOf(await app.deviceFiles.preview(by, file))).toEqual(expected)
  expect([await app.devices.devices(by), told.length]).toEqual([[], before])
  expect(statesOf(await app.deviceFiles.take(by, file))).toEqual(expected)
  expect((await app.devices.devices(by)).map(({ label, classes }) => [label, classes]).sort()).toEqual([
    ['Laptop 1', ['3b']],
    ['Laptop 2', ['3b', '4a']],
  ])
})

it('knows a device by its MAC, and says which stay as they are', async () => {
  const { app, by } = await school()
  await app.deviceFiles.take(by, csv(`Laptop 1;${mac(1)};pupils;3B`, `Laptop 2;${mac(2)};pupils;`))
  const read = await app.deviceFiles.take(by, csv(`Laptop 1;${mac(1)};pupils;3B`, `Kar 2;${mac(2)};staff;`))
  expect(statesOf(read)).toEqual([
    [2, 'same', 'Laptop 1'],
    [3, 'changed', 'Kar 2'],
  ])
  expect((await app.devices.devices(by)).map(({ label, group }) => [label, group]).sort()).toEqual([
    ['Kar 2', 'staff'],
    ['Laptop 1', 'pupils'],
  ])
})

it('enrols a device that asked before under the id it has', async () => {
  const { app, by, office, neighbours } = await school()
  neighbours.set('10.1.0.9', mac(9))
  await office.receive({ kind: 'seen', addresses: ['10.1.0.9'] })
  const [stranger] = await app.devices.devices(by)
  await app.deviceFiles.take(by, csv(`Laptop 9;${mac(9)};pupils;`))
  expect((await app.devices.devices(by)).map(({ id, known }) => [id, known])).toEqual([[stranger!.id, true]])
})

it('writes what it reads, and no formula', async () => {
  const { app, by, storage } = await school()
  await app.deviceFiles.take(by, csv(`=HYPERLINK("x");${mac(1)};pupils;`, `"Kar; ""A""";${mac(2)};pupils;3B|4A`))
  const written = await app.deviceFiles.write(by)
  const text = written.ok ? written.value : ''
  expect(text).toContain(`"'=HYPERLINK(""x"")"`)
  expect(text.split('\r\n')[0]).toBe('\uFEFFnaam;mac;ip-adres;apparaatgroep;klassen')
  expect(statesOf(await app.deviceFiles.preview(by, text))).toEqual([
    [2, 'same', '=HYPERLINK("x")'],
    [3, 'same', 'Kar; "A"'],
  ])
  expect((await storage.audit.recent(1))[0]).toMatchObject({ action: 'devices-taken-out' })
})

it.each([
  ['nothing', '', 'nothing-usable'],
  ['only a head', 'naam;mac;groep', 'nothing-usable'],
  ['no column for the group', 'naam;mac\nx;y', 'column-missing'],
  ['a quote without an end', 'naam;groep\n"x;pupils', 'bad-table'],
  ['text behind a quote', 'naam;groep\n"x"y;pupils', 'bad-table'],
  ['NUL', 'naam;groep\nx\0;pupils', 'bad-table'],
  ['a program', '\u007fELF\u0002\u0001', 'nothing-usable'],
  ['too many lines', `naam;groep\n${'x;y\n'.repeat(5001)}`, 'too-many-lines'],
])('refuses a file with %s', async (_, text, problem) => {
  const { app, by } = await school()
  expect(await app.deviceFiles.preview(by, text)).toMatchObject({ ok: false, problem })
})

it('is the coordinator’s alone', async () => {
  const { app, person } = await school()
  const teacher = await person(['teacher', 'director'])
  expect(await app.deviceFiles.preview(teacher, csv('x;y;z;'))).toMatchObject({ problem: 'not-allowed' })
  expect(await app.deviceFiles.take(teacher, csv('x;y;z;'))).toMatchObject({ problem: 'not-allowed' })
  expect(await app.deviceFiles.write(teacher)).toMatchObject({ problem: 'not-allowed' })
})

it('makes every cell safe that a spreadsheet would work out', () => {
  for (const start of ['=', '+', '-', '@', '\t', '\r']) expect(tableText([[`${start}1`]])).toMatch(/^\uFEFF"?'/)
})
