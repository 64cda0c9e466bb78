import { expect, it } from 'vitest'
import { randomFrom } from '../../bench/names.ts'
import { aCollector } from './a-collector.ts'

// The ring against the plainest thing that does the same: rows in an array. Rates rise and fall, so that rows come round to slots that were used,
// and room is made while the oldest row stands in the middle.

interface Row {
  readonly name: string
  readonly client: string
  readonly first: number
  readonly last: number
  readonly count: number
}

const seed = Number(process.env['SEED'] ?? Math.floor(Math.random() * 2 ** 31))

/** Attempts a second, and for how many seconds. */
const rates = [
  [20, 90],
  [200, 80],
  [5, 70],
  [300, 30],
  [0, 80],
  [60, 70],
] as const

/** What should be told: repeats within a minute share a row. */
function plainRows() {
  const rows: Row[] = []
  const latest = new Map<string, number>()
  return {
    rows,
    tries(name: string, client: string, now: number) {
      const place = latest.get(`${client} ${name}`)
      const row = place === undefined ? undefined : rows[place]!
      if (row && now - row.first < 60) rows[place!] = { ...row, last: now, count: row.count + 1 }
      else latest.set(`${client} ${name}`, rows.push({ name, client, first: now, last: now, count: 1 }) - 1)
    },
  }
}

const textOf = ({ name, client, first, last, count }: Row): string =>
  [name.toLowerCase(), client, first, last, count].join(' ')

it(`tells of every attempt its first and last moment and its count, as rows come and go (seed ${seed})`, () => {
  const random = randomFrom(seed)
  const below = (most: number) => Math.floor(random() * most)
  const { tries, take, at } = aCollector()
  const plain = plainRows()
  const told = new Map<number, Row>()
  const tell = () => {
    for (const row of take() ?? []) told.set(row.row, row)
  }
  let now = 0
  for (const rate of rates.flatMap(([perSecond, seconds]) => Array<number>(seconds).fill(perSecond))) {
    at(now)
    for (let i = 0; i < rate; i += 1) {
      const number = below(rate * 20)
      const name = `${'x'.repeat(1 + (number % 50))}.n${number}.closed.example`
      const client = `127.0.0.${10 + below(3)}`
      tries(below(2) === 0 ? name : name.toUpperCase(), client)
      plain.tries(name, client, now)
    }
    tell()
    now += 1
  }
  at(now + 61)
  tell()
  expect([...told.values()].map(textOf)).toEqual(plain.rows.map(textOf))
})
