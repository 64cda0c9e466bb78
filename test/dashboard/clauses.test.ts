import { describe, expect, it } from 'vitest'
import { clausesToSave, readClauses } from '../../dashboard/forms/clauses.ts'

describe('a pasted protocol', () => {
  it.each<[string, string, readonly (readonly [string, string])[]]>([
    [
      'numbers',
      '1. Een.\n2. Twee.',
      [
        ['1', 'Een.'],
        ['2', 'Twee.'],
      ],
    ],
    [
      'numbers with parts',
      '3.1 Een\n3.1a Twee',
      [
        ['3.1', 'Een'],
        ['3.1a', 'Twee'],
      ],
    ],
    [
      'ids of the preset',
      'NL-2 Een\nLA-1: Twee',
      [
        ['NL-2', 'Een'],
        ['LA-1', 'Twee'],
      ],
    ],
    [
      'articles',
      'Artikel 4 Een\nArt. 5: Twee',
      [
        ['Artikel 4', 'Een'],
        ['Art. 5', 'Twee'],
      ],
    ],
    ['articles with parts', 'Artikel 4, lid 2: Een', [['Artikel 4, lid 2', 'Een']]],
    ['the paragraph sign', '§ 7 Een', [['7', 'Een']]],
    [
      'lines that go on',
      '1 Een\n  en meer\n\n2 Twee',
      [
        ['1', 'Een en meer'],
        ['2', 'Twee'],
      ],
    ],
    ['a number that comes twice', '1 Een\n1 Nog een', [['1', 'Een Nog een']]],
    [
      'lines of another system',
      '1) Een\r\n2) Twee\r\n',
      [
        ['1', 'Een'],
        ['2', 'Twee'],
      ],
    ],
    ['a year, which is none', '1 In\n2026 begint dit', [['1', 'In 2026 begint dit']]],
    ['nothing', ' \n\n', []],
  ])('is read by %s', (_, pasted, expected) => {
    expect(readClauses(pasted).clauses.map(({ id, text }) => [id, text])).toEqual(expected)
  })

  it('tells which lines come before the first number', () => {
    expect(readClauses('Voorwoord\nWelkom\n1 Een').skipped).toEqual(['Voorwoord', 'Welkom'])
  })

  it('is read at once, whatever it is', () => {
    const started = performance.now()
    for (const hostile of ['1 '.repeat(30_000), '(((('.repeat(15_000), 'a:'.repeat(30_000), `${'1'.repeat(60_000)} x`])
      readClauses(hostile)
    expect(performance.now() - started).toBeLessThan(500)
  })

  it('takes no name of an object for a clause that is known', () => {
    const saved = clausesToSave([{ id: 'constructor', text: 'x' }], 'nl', {})
    expect(saved).toEqual({ constructor: { nl: 'x' } })
  })
})
