import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readPolicy, writePolicy } from '../../src/config/policy-file.ts'
import { isInSet } from '../../src/policy/targets.ts'
import { root } from '../../src/product.ts'
import { shipped } from '../helpers/lankforst.ts'

const read = (set: string) =>
  readPolicy(
    `
school: { name: De Voorbeeldschool, type: primary }
unknown: pupils
groups:
  pupils: { name: { nl: Leerlingen, en: Pupils }, record: attempts }
sets:
  social-media: { name: { nl: sociale media, en: social media }, ${set} }
`,
    'school.yaml',
    join(root, 'config'),
    shipped,
  )
const natural = (id: string) => shipped.platforms.find((platform) => platform.id === id)?.sets ?? []

describe('a set of platforms', () => {
  const policy = read('platforms: [facebook], and-all-like-them: true, not: [youtube, whatsapp]')

  it.each([
    ['facebook', true],
    ['instagram', true],
    ['youtube', false],
    ['whatsapp', false],
    ['netflix', false],
  ])('with all like those named but some: %s %s', (platform, expected) => {
    expect(isInSet(platform, 'social-media', policy, natural)).toBe(expected)
  })

  it('leaves a platform out of this set alone', () => expect(isInSet('youtube', 'video', policy, natural)).toBe(true))

  it('is written and read back the same', () => {
    expect(readPolicy(writePolicy(policy), 'school.yaml', join(root, 'config'), shipped)).toEqual(policy)
    expect(policy.sets[0]?.not).toEqual(['youtube', 'whatsapp'])
  })

  it.each([
    [
      'leaves out what there is not',
      'platforms: [], and-all-like-them: true, not: [youtoube]',
      'unknown platform "youtoube"',
    ],
    [
      'names and leaves out the same',
      'platforms: [x], and-all-like-them: true, not: [x]',
      'x is named in platforms too',
    ],
    ['leaves out where nothing joins', 'platforms: [x], not: [youtube]', 'goes with and-all-like-them: true'],
  ])('that %s is refused with its place', (_, set, problem) => {
    expect(() => read(set)).toThrow(/sets\.social-media\.not/)
    expect(() => read(set)).toThrow(problem)
  })
})
