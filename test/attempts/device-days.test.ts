import { describe, expect, it } from 'vitest'
import { minutes } from '../helpers/moving-clock.ts'
import { aWatch, of3b, phone, staff } from './a-watch.ts'

// Three signs that a device goes past the filter, each on its day and without a name. Lessons are 8:30-10:15, 10:30-12:00 and 12:30-14:30.

const [one, ...others] = of3b as [string, ...string[]]

describe('asked for a way round the filter', () => {
  it.each([
    ['a DNS server elsewhere', 'doh.example', ['side door']],
    ['a VPN, below its name', 'nl-ams.vpn.example', ['side door']],
    ['an ordinary site', 'www.example', undefined],
    ['a closed site', 'adult.example', undefined],
    ['a canary, as every phone does', 'mask.icloud.com', undefined],
  ])('%s', (_, asked, expected) => {
    const { asks, told } = aWatch()
    asks(one, asked)
    expect(told()[one]).toEqual(expected)
  })

  it('is told of pupils by device or address, and of staff never', () => {
    const { asks, sent } = aWatch()
    for (const from of [one, phone, staff]) asks(from, 'vpn.example')
    expect(sent().map(({ device, address, group, day }) => [device, address, group, day])).toEqual([
      ['d0', one, 'pupils', '2026-11-24'],
      [undefined, phone, 'pupil-phones', '2026-11-24'],
    ])
  })

  it('is told once, and again to an office that came anew', () => {
    const { asks, told, days } = aWatch()
    asks(one, 'vpn.example')
    expect(told()).toEqual({ [one]: ['side door'] })
    asks(one, 'vpn.example')
    expect(told()).toEqual({})
    days.tellAgain()
    expect(told()).toEqual({ [one]: ['side door'] })
  })

  it('is a sign of its day alone, and of the day that is over when it is told', () => {
    const { asks, sent, clock } = aWatch('2026-11-24T23:59')
    asks(one, 'vpn.example')
    clock.advance(minutes(1))
    asks(one, 'www.example')
    expect(sent().map(({ day, sideDoor }) => [day, sideDoor])).toEqual([['2026-11-24', true]])
    expect(sent()).toEqual([])
  })

  it('outlives the giving out of numbers', () => {
    const { asks, told, days } = aWatch()
    asks(one, 'vpn.example')
    days.forget()
    expect(told()).toEqual({ [one]: ['side door'] })
  })
})

describe('asked only what every device asks first', () => {
  const hourly = (names: readonly string[], times: readonly string[]) => {
    const { asks, told, clock } = aWatch('2026-11-24T08:00')
    const signs: (readonly string[])[] = []
    for (const [i, time] of times.entries()) {
      clock.set(`2026-11-24T${time}`)
      asks(one, names[i % names.length]!)
      signs.push(told()[one] ?? [])
    }
    return signs.at(-1)
  }
  it.each([
    ['in three hours of school time', ['time.example'], ['08:40', '09:00', '10:00'], ['only bootstrap']],
    [
      'with a canary and a DNS server elsewhere',
      ['time.example', 'mask.icloud.com', 'doh.example'],
      ['08:40', '09:00', '10:00'],
      ['side door', 'only bootstrap'],
    ],
    ['in two hours', ['time.example'], ['08:40', '08:59', '09:00', '09:59'], []],
    ['in three hours, one of them before school', ['time.example'], ['07:00', '08:40', '09:00'], []],
    ['and one site', ['time.example', 'time.example', 'www.example'], ['08:40', '09:00', '10:00'], []],
    ['and one closed site', ['time.example', 'time.example', 'adult.example'], ['08:40', '09:00', '10:00'], []],
  ])('%s', (_, names, times, expected) => {
    expect(hourly(names, times)).toEqual(expected)
  })

  it('is taken back when it asks for more after all', () => {
    const { asks, told, clock } = aWatch()
    for (const time of ['08:40', '09:00', '10:00']) {
      clock.set(`2026-11-24T${time}`)
      asks(one, 'time.example')
    }
    expect(told()).toEqual({ [one]: ['only bootstrap'] })
    asks(one, 'www.example')
    expect(told()).toEqual({ [one]: [] })
  })
})

describe('fell silent in a lesson', () => {
  it('after twenty minutes without a question, and not a minute before', () => {
    const { pass, told } = aWatch()
    pass(10, of3b)
    pass(19, others)
    expect(told()).toEqual({})
    pass(1, others)
    expect(told()).toEqual({ [one]: ['silent'] })
  })

  it.each<readonly [string, (watch: ReturnType<typeof aWatch>) => void]>([
    [
      'was hardly in use: four minutes',
      ({ pass }) => {
        pass(2, others)
        pass(4, of3b)
        pass(30, others)
      },
    ],
    [
      'asked once more in between',
      ({ pass }) => {
        pass(10, of3b)
        pass(19, others)
        pass(1, of3b)
        pass(19, others)
      },
    ],
    [
      'is one of many: its class put everything away',
      ({ pass }) => {
        pass(10, of3b)
        pass(30, others.slice(0, 2))
      },
    ],
    [
      'fell silent with more of its class than went on',
      ({ pass }) => {
        pass(10, [...of3b, '10.1.0.7'])
        pass(30, [])
      },
    ],
    [
      'went into the break',
      ({ pass, clock }) => {
        clock.set('2026-11-24T09:50')
        pass(10, of3b)
        pass(60, others)
      },
    ],
    [
      'went home',
      ({ pass, clock }) => {
        clock.set('2026-11-24T14:05')
        pass(10, of3b)
        pass(60, others)
      },
    ],
    [
      'is a phone, and the network is closed to it',
      ({ pass }) => {
        pass(10, [phone, ...others])
        pass(60, others)
      },
    ],
    [
      'is of a parked class',
      ({ pass, put, clock }) => {
        pass(10, of3b)
        put({ parks: [{ id: 'p', class: '3b', from: clock(), until: clock() + minutes(30) }] })
        pass(29, others)
        put({})
        pass(15, others)
      },
    ],
    [
      'is excluded',
      ({ pass, put, clock }) => {
        pass(10, of3b)
        put({ exclusions: [{ id: 'x', device: 'd0', from: clock(), until: clock() + minutes(60) }] })
        pass(40, others)
      },
    ],
    [
      'was not looked at meanwhile',
      ({ pass, clock }) => {
        pass(10, of3b)
        clock.advance(minutes(25))
        pass(10, others)
      },
    ],
  ])('is not said of a device that %s', (_, story) => {
    const watch = aWatch()
    story(watch)
    expect(watch.told()[one] ?? []).toEqual([])
  })

  it('is said of each that did, as long as as many go on', () => {
    const { pass, told } = aWatch()
    pass(10, of3b)
    pass(21, of3b.slice(3))
    expect(told()).toEqual(Object.fromEntries(of3b.slice(0, 3).map((from) => [from, ['silent']])))
  })

  it('is never said of staff', () => {
    const { pass, told } = aWatch()
    const teachers = ['10.3.0.1', '10.3.0.2', '10.3.0.3', '10.3.0.4', '10.3.0.5']
    pass(10, teachers)
    pass(30, teachers.slice(1))
    expect(told()).toEqual({})
  })
})

describe('questions too many', () => {
  it('are counted by device and day, for staff too, with the last time', () => {
    const { over, sent, clock } = aWatch()
    over(one, 5)
    over(staff, 2)
    expect(sent().map(({ address, over: count, lastOver }) => [address, count, lastOver])).toEqual([
      [one, 5, clock()],
      [staff, 2, clock()],
    ])
    over(one, 1)
    expect(sent().map(({ address, over: count }) => [address, count])).toEqual([[one, 6]])
  })

  it('begin anew after midnight, and after numbers were given out anew in a session of their own', () => {
    const { over, sent, clock, days } = aWatch('2026-11-24T23:59')
    over(one, 5)
    days.forget()
    over(one, 1)
    clock.advance(minutes(1))
    over(one, 2)
    const told = sent()
    expect(told.map(({ day, over: count }) => [day, count])).toEqual([
      ['2026-11-24', 5],
      ['2026-11-24', 1],
      ['2026-11-25', 2],
    ])
    expect(new Set(told.map(({ session }) => session)).size).toBe(3)
  })
})
