import { inflateSync } from 'node:zlib'
import { expect, it } from 'vitest'
import { csvOf } from '../../src/papers/csv.ts'
import type { Paper } from '../../src/papers/paper.ts'
import { paperOf } from '../../src/papers/paper.ts'
import { pdfOf } from '../../src/papers/pdf.ts'

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

it.each([
  ['nl', '10.529'],
  ['en', '10,529'],
] as const)('writes numbers as the language does: %s', async (language, shown) => {
  const glyphs = async (cell: string | number) =>
    (await textOf({ ...paper, language, blocks: [{ ...table, bars: false, rows: [['x', cell]] }] })).length
  expect(await glyphs(10529)).toBe(await glyphs(shown))
})

it('breaks over pages and numbers them', async () => {
  const rows = Array.from({ length: 200 }, (_, i) => [`regel ${i}`, i] as const)
  const text = await textOf({ ...paper, blocks: [{ ...table, rows }] })
  expect([...text.matchAll(/\/Type \/Page\b/g)].length).toBeGreaterThan(5)
})

it.each([
  ['cuts a row off that is higher than a page', 11, Array.from({ length: 8 }, () => 'een twee '.repeat(700))],
  ['breaks words that are wider than their column', 8, Array.from({ length: 8 }, () => 'W'.repeat(255))],
  ['draws rows with nothing in them', 2, Array.from({ length: 8 }, () => '')],
  ['reads lines of a cell as one', 2, Array.from({ length: 8 }, () => '\n'.repeat(500))],
  ['draws one column', 12, ['een twee '.repeat(700)]],
])('%s: ten rows take no more than %i pages', async (_, most, cells) => {
  const columns = cells.map((_, i) => ({ text: `kolom ${i}` }))
  const rows = Array.from({ length: 10 }, () => cells)
  const text = await textOf({ ...paper, blocks: [{ kind: 'table', caption: 'Logboek', columns, rows }] })
  expect([...text.matchAll(/\/Type \/Page\b/g)].length).toBeLessThanOrEqual(most)
})

it.each([
  ['what Dutch has', 'Privé: €5, ‘ja’, naïef', 'Privé: €5, ‘ja’, naïef'],
  ['letters of other languages', 'Łukasz Çağla Ñuñez Đặng', 'Łukasz Çağla Ñuñez Đặng'],
  ['Greek and Cyrillic', 'Ελένη Њамиръ', 'Ελένη Њамиръ'],
  ['letters whose mark stands apart', 'cafe\u0301', 'café'],
  ['no more than two marks on a letter', `e${'\u0316'.repeat(90)}`, 'e\u0316\u0316'],
  ['what no font has', '漢字 \u{1f9d1}', '?? ?'],
  ['what is written from right to left', 'שלום', '????'],
  ['marks that turn the direction', 'a\u202Eb\u0000c\u2066d', 'abcd'],
  ['half a character', 'a\ud83db', 'ab'],
])('prints %s', async (_, text, printed) => {
  expect(await read({ ...paper, blocks: [{ kind: 'paragraph', text }] })).toContain(printed)
})

it('stays small: only the letters that are used are in the file', async () => {
  expect((await pdfOf(paper, made)).length).toBeLessThan(40_000)
})

it('lays out a letter with hostile text', async () => {
  const hostile = [
    'x'.repeat(255),
    '\u0000',
    '🙂'.repeat(50),
    '\u202Egnp.exe',
    `${'a'.repeat(60)}.`.repeat(4),
    ')Tj ET /JS (',
  ]
  const letter = { title: 'Aan \u202E ouders', paragraphs: hostile }
  const text = await read(paperOf(letter, 'en', 'School'))
  expect(text).toContain('Aan  ouders')
  expect(text).toContain('gnp.exe')
  expect(text).toContain(')Tj ET /JS (')
  expect(await textOf(paperOf(letter, 'en', 'School'))).not.toMatch(/\/(JS|JavaScript|URI|OpenAction)\b/)
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

/** What a reader copies out of the file: the glyphs of each font through its map to Unicode, in the order in which they are drawn. */
async function read(of: Paper): Promise<string> {
  const file = await textOf(of)
  const objects = new Map([...file.matchAll(/(\d+) 0 obj\n([\s\S]*?)\nendobj/g)].map(([, id, body]) => [id!, body!]))
  const fonts = new Map(
    [...file.matchAll(/\/(F\d+) (\d+) 0 R/g)].map(([, name, id]) => {
      const map = /\/ToUnicode (\d+) 0 R/.exec(objects.get(id!) ?? '')?.[1]
      return [name!, lettersOf(objects.get(map!) ?? '')]
    }),
  )
  let letters: readonly string[] = []
  let text = ''
  for (const [, font, shown] of file.matchAll(/\/(F\d+) [\d.]+ Tf|\[([^\]]*)\] TJ/g)) {
    if (font !== undefined) letters = fonts.get(font) ?? []
    else
      for (const [glyph] of shown!.matchAll(/(?<=<[0-9a-f]*)[0-9a-f]{4}/g)) text += letters[Number.parseInt(glyph, 16)]
  }
  return text.normalize('NFC')
}

function lettersOf(map: string): readonly string[] {
  return [...map.matchAll(/\[([^\]]*)\]/g)].flatMap(([, row]) =>
    [...row!.matchAll(/<([0-9a-f ]*)>/g)].map(([, hex]) =>
      Buffer.from(hex!.replaceAll(' ', ''), 'hex').swap16().toString('utf16le'),
    ),
  )
}
