import { describe, expect, it } from 'vitest'
import { writePolicy } from '../../src/config/policy-file.ts'
import { problemsOf, read, start } from './a-policy.ts'

// Two settings about what devices may do to the network: how much one may ask, and whether a group's answers keep the key that hides names.

const limits = (text: string) => `${start}limits: { ${text} }`
const ech = (value: string) => start.replace('record: attempts', `record: attempts, ech: ${value}`)

describe('limits', () => {
  it('are those the school wrote, and come back from an export', () => {
    const policy = read(limits('queries-per-second: 50, burst: 200, unlimited: [pupils]'))
    expect(policy.limits).toEqual({ queriesPerSecond: 50, burst: 200, unlimited: ['pupils'] })
    expect(read(writePolicy(policy))).toEqual(policy)
  })

  it('are left to what is usual where nothing is said', () => {
    expect(read(start).limits).toBeUndefined()
    expect(writePolicy(read(start))).not.toContain('limits')
  })

  it.each([
    ['none at all', 'queries-per-second: 0, burst: 200, unlimited: []', 'limits.queries-per-second: '],
    ['half a question', 'queries-per-second: 10.5, burst: 200, unlimited: []', 'limits.queries-per-second: '],
    [
      'more than any network has',
      'queries-per-second: 100001, burst: 200000, unlimited: []',
      'limits.queries-per-second: ',
    ],
    ['words', 'queries-per-second: many, burst: 200, unlimited: []', 'limits.queries-per-second: '],
    ['no burst', 'queries-per-second: 50, unlimited: []', 'limits.burst: '],
    [
      'a burst below one second',
      'queries-per-second: 50, burst: 49, unlimited: []',
      "limits.burst: 49 is less than one second's 50",
    ],
    [
      'a group that is not there',
      'queries-per-second: 50, burst: 200, unlimited: [pupil]',
      'limits.unlimited: unknown group "pupil"; known: pupils',
    ],
    ['a key that is not there', 'queries-per-second: 50, burst: 200, unlimited: [], drop: 1', 'limits'],
  ])('%s: refused with the place', (_, text, expected) => {
    expect(problemsOf(limits(text))).toEqual([expect.stringContaining(expected)])
  })
})

describe('like', () => {
  const like = (value: string) => start.replace('record: attempts', `record: attempts, like: ${value}`)

  it('comes back from an export', () => {
    const policy = read(like('staff-phones'))
    expect(policy.groups[0]!.like).toBe('staff-phones')
    expect(read(writePolicy(policy))).toEqual(policy)
  })

  it('names a group that means something to the product, and no other', () => {
    expect(problemsOf(like('library'))).toEqual([expect.stringContaining('groups.pupils.like: ')])
  })
})

describe('ech', () => {
  it.each(['pass', 'withhold'] as const)('%s comes back from an export', (value) => {
    const policy = read(ech(value))
    expect(policy.groups[0]!.ech).toBe(value)
    expect(read(writePolicy(policy))).toEqual(policy)
  })

  it('anything else is refused with the place', () => {
    expect(problemsOf(ech('hide'))).toEqual([expect.stringContaining('groups.pupils.ech: ')])
  })
})
