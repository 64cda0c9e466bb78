import { describe, expect, it } from 'vitest'
import { policyText, writePolicy } from '../../src/config/policy-file.ts'
import { differences } from '../../src/policy/diff.ts'
import { problemsOf, read, start } from './a-policy.ts'

const blocks = (text: string) => start.replace('record: attempts', `record: attempts, blocks: ${text}`)

describe('how a block looks', () => {
  it.each([
    ['{ look: page }', { look: 'page' }],
    ['{ look: null }', { look: 'null' }],
    [
      '{ look: "null", categories: { ads: null, adult: refused } }',
      { look: 'null', categories: { ads: 'null', adult: 'refused' } },
    ],
    ['{ categories: { ads: nxdomain } }', { look: 'nodata', categories: { ads: 'nxdomain' } }],
  ])('%s is read, and comes out of an export as it went in', (text, looks) => {
    const policy = read(blocks(text))
    expect(policy.groups[0]!.blocks).toEqual(looks)
    expect(read(writePolicy(policy)).groups).toEqual(policy.groups)
  })

  it('is left out where nobody chose', () => {
    expect(read(start).groups[0]).not.toHaveProperty('blocks')
    expect(writePolicy(read(start))).not.toContain('blocks')
  })

  it('shows in what is different between two policies', () => {
    const [before, after] = [read(start), read(blocks('{ look: page, categories: { ads: null } }'))]
    expect(differences(policyText(before), policyText(after)).map(({ path }) => path.join('.'))).toEqual([
      'groups.pupils.blocks',
    ])
    const other = read(blocks('{ look: page, categories: { ads: page } }'))
    expect(differences(policyText(after), policyText(other)).map(({ path }) => path.join('.'))).toEqual([
      'groups.pupils.blocks.categories.ads',
    ])
  })

  it.each([
    '{ look: hidden }',
    '{ look: false }',
    '{ categories: { ads: 404 } }',
    'page',
    '{ look: page, colour: red }',
  ])('%s is said to be wrong, with its place', (text) => {
    expect(problemsOf(blocks(text))).toEqual([expect.stringContaining('groups.pupils.blocks')])
  })
})
