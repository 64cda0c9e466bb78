import { describe, expect, it } from 'vitest'
import { movingClock } from '../helpers/moving-clock.ts'
import { clients } from '../rfc/a-policy.ts'
import { aCollector } from './a-collector.ts'

describe('repeats', () => {
  it('of one device on one name within a minute are one row, with a count', () => {
    const { tries, take, at } = aCollector()
    for (let i = 0; i < 6; i += 1) {
      at(i * 5)
      tries('closed.example')
    }
    expect(take()).toMatchObject([{ name: 'closed.example', first: 0, last: 25, count: 6 }])
  })

  it('in another case, or for another type, are the same', () => {
    const { tries, take } = aCollector()
    tries('closed.example')
    tries('CLOSED.example', clients.pupil, 28)
    tries('closed.EXAMPLE', clients.pupil, 65)
    expect(take()).toMatchObject([{ name: 'closed.example', type: 1, count: 3 }])
  })

  it('after a minute are a row of their own', () => {
    const { tries, take, at } = aCollector()
    tries('closed.example')
    at(59.9)
    tries('closed.example')
    at(60)
    tries('closed.example')
    expect(take()).toMatchObject([
      { first: 0, last: 59.9, count: 2 },
      { first: 60, count: 1 },
    ])
  })

  it('by another device, or on another name, are another row', () => {
    const { tries, take } = aCollector()
    tries('closed.example')
    tries('closed.example', clients.unknown)
    tries('www.closed.example')
    tries('games.example')
    expect(take()!.map(({ client, name, count }) => [client, name, count])).toEqual([
      [clients.pupil, 'closed.example', 1],
      [clients.unknown, 'closed.example', 1],
      [clients.pupil, 'www.closed.example', 1],
      [clients.pupil, 'games.example', 1],
    ])
  })
})

it('tells two devices apart whose numbers have come round to the same', () => {
  const { tries, take } = aCollector()
  for (const from of [clients.pupil, clients.unknown, clients.pupil]) tries('closed.example', from, 1, 7)
  expect(take()!.map(({ client, count }) => [client, count])).toEqual([
    [clients.pupil, 2],
    [clients.unknown, 1],
  ])
})

describe('telling', () => {
  it('tells a row at once, and nothing where nothing is new', () => {
    const { tries, take } = aCollector()
    expect(take()).toBeUndefined()
    tries('closed.example')
    expect(take()).toMatchObject([{ row: 1, count: 1 }])
    expect(take()).toBeUndefined()
  })

  it('tells a growing count after half a minute, under the same number', () => {
    const { tries, take, at } = aCollector()
    tries('closed.example')
    take()
    const told: (number | undefined)[] = []
    for (let second = 1; second <= 50; second += 1) {
      at(second)
      tries('closed.example')
      const rows = take()
      if (rows) told.push(rows[0]!.row, second, rows[0]!.count)
    }
    expect(told).toEqual([1, 30, 31])
  })

  it('tells the last count when the minute is over, once', () => {
    const { tries, take, at } = aCollector()
    tries('closed.example')
    take()
    at(59)
    take()
    tries('closed.example')
    at(60)
    expect(take()).toMatchObject([{ row: 1, last: 59, count: 2 }])
    at(120)
    expect(take()).toBeUndefined()
  })

  it('tells the last count too where the next row begins before it could', () => {
    const { tries, take, at } = aCollector()
    tries('closed.example')
    take()
    at(50)
    take()
    for (let i = 0; i < 5; i += 1) tries('closed.example')
    at(59.5)
    take()
    tries('closed.example')
    at(60.1)
    tries('closed.example')
    expect(take()!.map(({ row, count }) => [row, count])).toEqual([
      [1, 7],
      [2, 1],
    ])
  })

  it('loses no repeat of a device that asks all day, whenever batches are taken', () => {
    const { tries, take, at } = aCollector()
    const counts = new Map<number, number>()
    let asked = 0
    for (let tick = 0; tick < 4_000; tick += 1) {
      at(tick * 0.7)
      tries('closed.example')
      asked += 1
      if (tick % 3 === 0) for (const { row, count } of take() ?? []) counts.set(row, count)
    }
    at(4_000)
    for (const { row, count } of take() ?? []) counts.set(row, count)
    expect([...counts.values()].reduce((sum, count) => sum + count, 0)).toBe(asked)
  })

  it('tells the cause: group, rule, clause, platform or category, kind of time', () => {
    const { tries, collector } = aCollector()
    tries('games.example')
    tries('chat.example')
    tries('adult.example')
    const { causes, session } = collector.take(0)!
    expect(session).toBe('thread-1')
    const common = { group: 'pupils', kindOfTime: 'lesson' }
    expect(causes).toMatchObject([
      { ...common, reason: 'rule', rule: 'games', clause: 'T-1', category: 'games', platform: undefined },
      { ...common, reason: 'rule', rule: 'chat', clause: undefined, category: undefined, platform: 'chat' },
      { ...common, reason: 'locked', rule: 'adult', category: 'adult' },
    ])
  })
})

it('counts what finds no room, tells it, and has room again after a minute', () => {
  const { tries, collector, at } = aCollector()
  for (let i = 0; i < 200_100; i += 1) tries(`n${i}.closed.example`)
  expect(collector.lost).toBe(100)
  const batch = collector.take(0)!
  expect([batch.row.length, batch.lost]).toEqual([200_000, 100])
  at(61)
  collector.take(movingClock('2026-11-24T09:01:01')())
  tries('closed.example')
  const next = collector.take(movingClock('2026-11-24T09:01:02')())!
  expect([next.row.length, next.lost, collector.lost]).toEqual([1, 0, 100])
})
