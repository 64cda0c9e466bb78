import { describe, expect, it } from 'vitest'
import { name } from '../../src/dns/name.ts'
import { untilOf } from '../../src/policy/edge.ts'
import type { Rule } from '../../src/policy/policy.ts'
import { aLesson, ruleOf, span, worldWith } from './a-world.ts'
import { agreed, caseIn, zone } from './world.ts'

const events = [{ id: 'e', ...span, name: 'Open dag' }]
const pupil = { group: 'pupils', classes: [] }
const asked = name('x.example')
const saturday = zone.parse('2026-11-28T10:00')

describe('a rule for marked events', () => {
  const kindAt = (when: Rule['when'], at: number, running = events) =>
    agreed(worldWith([ruleOf('close everything', { when })], { events: running }), pupil, asked, at).reason.kind

  it.each([
    ['is in force while one runs', ['event'], aLesson, 'rule'],
    ['is so in its first millisecond', ['event'], span.from, 'rule'],
    ['and in its last', ['event'], span.until - 1, 'rule'],
    ['is not a millisecond before', ['event'], span.from - 1, 'default'],
    ['is not when it is over', ['event'], span.until, 'default'],
    ['may be for a kind of time as well', ['event', 'outside'], saturday, 'rule'],
    ['which is not asked for while one runs', ['event', 'outside'], aLesson, 'rule'],
    ['and neither holds in between', ['event', 'outside'], span.until, 'default'],
  ] as const)('%s', (_, when, at, kind) => expect(kindAt(when, at)).toBe(kind))

  it('is in force on a day without school', () => {
    const fair = [{ id: 'e', from: saturday, until: saturday + 1, name: 'Fair' }]
    expect(kindAt(['event'], saturday, fair)).toBe('rule')
  })

  it('other rules are what they are while one runs', () => {
    expect([kindAt('always', aLesson), kindAt(['break'], aLesson)]).toEqual(['rule', 'default'])
  })

  it('ends with the event, and people are told so', () => {
    const world = worldWith([ruleOf('close everything', { when: ['event'] })], { events })
    expect(untilOf(caseIn(world, pupil, asked, aLesson))).toBe(span.until)
    expect(untilOf(caseIn(world, pupil, asked, span.from - 1))).toBe(span.from)
    expect(untilOf(caseIn(world, pupil, asked, span.until))).toBeUndefined()
  })
})
