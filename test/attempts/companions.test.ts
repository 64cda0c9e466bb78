import { describe, expect, it } from 'vitest'
import { name } from '../../src/dns/name.ts'
import type { Grant, Rule } from '../../src/policy/policy.ts'
import { hours, minutes } from '../helpers/moving-clock.ts'
import { aWatch, of3b } from './a-watch.ts'

// "This page also needs ...": what is refused to several devices of a class within seconds of a page that a grant opened, and seldom otherwise.

const closes = (id: string, target: Rule['target'], more: Partial<Rule> = {}): Rule => ({
  ...{ id, groups: ['pupils'], target, state: 'closed', when: 'always', locked: false },
  ...more,
})

/** A school where games are closed, and adult sites locked; 3B has the page open for an hour. */
function aClass(record: 'attempts' | 'counts' = 'attempts') {
  const watch = aWatch('2026-11-24T09:00', (policy) => ({
    ...policy,
    groups: policy.groups.map((group) => (group.id === 'pupils' ? { ...group, record } : group)),
    rules: [
      ...policy.rules,
      closes('page', { kind: 'site', name: name('page.example') }),
      closes('games', { kind: 'category', id: 'games' }),
    ],
  }))
  const { clock } = watch
  const grant: Grant = {
    id: 'g1',
    audience: { kind: 'class', id: '3b' },
    target: { kind: 'site', name: name('page.example') },
    from: clock(),
    until: clock() + hours(1),
  }
  return {
    ...watch,
    grant,
    open: () => watch.put({ grants: [grant] }),
    /** So many devices open the page, one after another, each asking for these names besides. */
    visits(count: number, ...names: readonly string[]) {
      for (const from of of3b.slice(0, count)) watch.asks(from, 'page.example', ...names)
    },
  }
}

describe('is offered', () => {
  it('when three devices of the class were refused it after the page', () => {
    const { open, visits, offered } = aClass()
    open()
    visits(3, 'cdn.example')
    expect(offered()).toEqual({ g1: ['cdn.example'] })
  })

  it('up to ten seconds after the page', () => {
    const { open, visits, asks, offered, clock } = aClass()
    open()
    visits(3)
    clock.advance(10_000)
    for (const from of of3b.slice(0, 3)) asks(from, 'CDN.example')
    expect(offered()).toEqual({ g1: ['cdn.example'] })
  })

  it('several at once, the one that most visits need first', () => {
    const { open, visits, offered } = aClass()
    open()
    visits(3, 'fonts.example')
    visits(6, 'cdn.example')
    expect(offered()).toEqual({ g1: ['cdn.example', 'fonts.example'] })
  })

  it('though a few were refused it before', () => {
    const { open, visits, pass, asks, offered } = aClass()
    pass(10, of3b)
    asks(of3b[5]!, 'cdn.example')
    pass(10, of3b)
    open()
    visits(6, 'cdn.example')
    expect(offered()).toEqual({ g1: ['cdn.example'] })
  })

  it('where "only these sites" is on, for a page that it lists', () => {
    const { put, visits, offered, clock, grant } = aClass()
    put({
      focuses: [
        { id: 'f1', class: '3b', targets: [grant.target], exam: false, from: clock(), until: clock() + hours(1) },
      ],
    })
    visits(3, 'anything.example')
    expect(offered()).toEqual({ f1: ['anything.example'] })
  })
})

describe('is not offered', () => {
  it.each<readonly [string, (school: ReturnType<typeof aClass>) => void]>([
    [
      'when two devices were refused it',
      ({ open, visits }) => {
        open()
        visits(2, 'cdn.example')
      },
    ],
    [
      'when one device was, three times',
      ({ open, asks, clock }) => {
        open()
        for (let i = 0; i < 3; i += 1) {
          asks(of3b[0]!, 'page.example', 'cdn.example')
          clock.advance(minutes(3))
        }
      },
    ],
    [
      'more than ten seconds after the page',
      ({ open, visits, clock, asks }) => {
        open()
        visits(6)
        clock.advance(10_001)
        for (const from of of3b) asks(from, 'cdn.example')
      },
    ],
    [
      'before the page',
      ({ open, asks }) => {
        open()
        for (const from of of3b) asks(from, 'cdn.example', 'page.example')
      },
    ],
    ['without a grant', ({ visits }) => visits(6, 'cdn.example')],
    [
      'when it is locked',
      ({ open, visits }) => {
        open()
        visits(6, 'adult.example')
      },
    ],
    [
      'when it is open',
      ({ open, visits }) => {
        open()
        visits(6, 'www.example')
      },
    ],
    [
      'when it is asked as often without the page: it is chatter',
      ({ open, visits, asks, clock }) => {
        for (let i = 0; i < 30; i += 1) {
          for (const from of of3b) asks(from, 'chatty.example')
          clock.advance(minutes(1))
        }
        open()
        visits(6, 'chatty.example')
      },
    ],
    [
      'when it is asked every other minute without the page',
      ({ open, visits, asks, clock }) => {
        for (let i = 0; i < 30; i += 1) {
          for (const from of of3b) asks(from, i % 2 === 0 ? 'chatty.example' : 'www.example')
          clock.advance(minutes(1))
        }
        open()
        visits(6)
        clock.advance(5_000)
        for (const from of of3b.slice(0, 4)) asks(from, 'chatty.example')
      },
    ],
    [
      'in an exam',
      ({ put, visits, clock, grant }) => {
        const span = { from: clock(), until: clock() + hours(1) }
        put({ focuses: [{ id: 'f1', class: '3b', targets: [grant.target], exam: true, ...span }] })
        visits(6, 'cdn.example')
      },
    ],
  ])('%s', (_, story) => {
    const school = aClass()
    story(school)
    expect(school.offered()).toEqual({})
  })

  it('when the group is only counted', () => {
    const { open, visits, offered } = aClass('counts')
    open()
    visits(6, 'cdn.example')
    expect(offered()).toEqual({})
  })

  it('after the grant was revoked, nor to one that comes after it', () => {
    const { open, visits, offered, put, grant } = aClass()
    open()
    visits(6, 'cdn.example')
    expect(offered()).toEqual({ g1: ['cdn.example'] })
    put({ grants: [{ ...grant, id: 'g2' }] })
    expect(offered()).toEqual({})
    visits(2, 'cdn.example')
    expect(offered()).toEqual({})
  })

  it('after the numbers of devices were given out anew', () => {
    const { open, visits, offered, companions } = aClass()
    open()
    visits(6, 'cdn.example')
    companions.forget()
    expect(offered()).toEqual({})
  })
})

it('learns the usual rate anew as hours go by', () => {
  const { open, visits, asks, clock, offered } = aClass()
  for (let i = 0; i < 30; i += 1) {
    for (const from of of3b) asks(from, 'cdn.example')
    clock.advance(minutes(1))
  }
  for (let i = 0; i < 300; i += 1) {
    for (const from of of3b) asks(from, 'www.example')
    clock.advance(minutes(1))
  }
  clock.set('2026-11-24T09:30')
  open()
  visits(6, 'cdn.example')
  expect(offered()).toEqual({ g1: ['cdn.example'] })
})

it('stays small however many names are refused', () => {
  const { open, asks, offered } = aClass()
  open()
  for (const from of of3b) asks(from, 'page.example', ...Array.from({ length: 1_000 }, (_, i) => `n${i}.games.example`))
  expect(offered()['g1']!.length).toBe(10)
})

it('tells again to an office that came anew', () => {
  const { open, visits, companions } = aClass()
  open()
  visits(3, 'cdn.example')
  expect(companions.take()).toHaveLength(1)
  expect(companions.take()).toBeUndefined()
  companions.tellAgain()
  expect(companions.take()).toHaveLength(1)
})
