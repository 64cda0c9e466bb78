import { inflateSync } from 'node:zlib'
import { expect, it } from 'vitest'
import { csvOf } from '../../src/papers/csv.ts'
import type { Paper } from '../../src/papers/paper.ts'
import { paperOf } from '../../src/papers/paper.ts'
import { pdfOf } from '../../src/papers/pdf.ts'
import { printable } from '../../src/papers/printable.ts'

const made = new Date('2026-11-24T09:00:00Z')
const table = {
  kind: 'table',
  caption: 'Per groep',
  columns: [{ text: 'Groep' }, { text: 'Keer', isNumber: true }],
  rows: [
    ['Leerlingen', 64],
    ['<script>alert(1)</script>', 3],
  ],
  bars: true,
} as const
const paper: Paper = {
  language: 'nl',
  title: 'Weekoverzicht (één)',
  under: 'De Voorbeeldschool',
  blocks: [
    { kind: 'heading', text: 'In woorden' },
    { kind: 'paragraph', text: 'Het filter hield 64 keer iets tegen.' },
    { kind: 'list', items: ['eerst', 'dan'] },
    table,
  ],
}

it('makes a tagged PDF with its title and language', async () => {
  const text = await textOf(paper)
  expect(text.startsWith('%PDF-1.7')).toBe(true)
  for (const part of ['/Marked true', '/Lang (nl-NL)', '/DisplayDocTitle true', '/StructTreeRoot'])
    expect(text).toContain(part)
  for (const tag of ['/Document', '/H1', '/H2', '/P', '/LI', '/Table', '/TR', '/TH', '/TD'])
    expect(text).toContain(`/S ${tag}`)
})

it('keeps the reading order of the paper', async () => {
  const text = await textOf(paper)
  const order = [...text.matchAll(/\/S \/(H1|P|H2|L|Table)\b/g)].map(([, tag]) => tag)
  expect([order.indexOf('H1') < order.indexOf('H2'), order.indexOf('H2') < order.indexOf('Table')]).toEqual([
    true,
    true,
  ])
})

it('breaks over pages and numbers them', async () => {
  const rows = Array.from({ length: 200 }, (_, i) => [`regel ${i}`, i] as const)
  const text = await textOf({ ...paper, blocks: [{ ...table, rows }] })
  expect([...text.matchAll(/\/Type \/Page\b/g)].length).toBeGreaterThan(5)
})

it.each([
  ['what Dutch has', 'Privé: €5, ‘ja’, naïef', 'Privé: €5, ‘ja’, naïef'],
  ['letters of other languages', 'Łukasz Çağla Ñuñez', 'Lukasz Çagla Ñuñez'],
  ['what no font has', 'мир 🙂', '??? ?'],
  ['marks that turn the direction', 'a\u202Eb\u0000c', 'abc'],
])('prints %s', (_, text, printed) => {
  expect(printable(text)).toBe(printed)
})

it('lays out a letter with hostile text', async () => {
  const letter = { title: 'Aan \u202E ouders', paragraphs: ['x'.repeat(255), '\u0000', '🙂'.repeat(50)] }
  expect((await textOf(paperOf(letter, 'en', 'School'))).startsWith('%PDF')).toBe(true)
})

it('writes tables that a spreadsheet opens and does not run', () => {
  const csv = csvOf(
    ['Naam', 'Keer'],
    [
      ['a;b "c"', 3],
      ['=1+1', -4],
      ['+x', 0],
      ['-x', 0],
      ['@x', 0],
      ['\tx', 0],
      ['een\r\ntwee\u202E', 1],
    ],
  )
  expect(csv).toBe(
    '\uFEFFNaam;Keer\r\n"a;b ""c""";3\r\n\'=1+1;-4\r\n\'+x;0\r\n\'-x;0\r\n\'@x;0\r\n\'\tx;0\r\neen twee;1\r\n',
  )
})

/** The file with its compressed parts opened. */
async function textOf(of: Paper): Promise<string> {
  const file = Buffer.from(await pdfOf(of, made))
  const raw = file.toString('latin1')
  return raw.replace(/stream\r?\n([\s\S]*?)\r?\nendstream/g, (all, data: string) => {
    try {
      return inflateSync(Buffer.from(data, 'latin1')).toString('latin1')
    } catch {
      return all
    }
  })
}
