import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { loadPreset, presetIds } from '../../src/config/policy-file.ts'
import { root } from '../../src/product.ts'
import { shipped } from '../helpers/lankforst.ts'

const config = join(root, 'config')

describe.each(presetIds(config))('the preset %s', (id) => {
  const policy = loadPreset(config, id, shipped)

  it('has every group, so that a question about one has an answer in each', () => {
    expect(policy.groups.map((group) => group.id).sort()).toEqual(
      ['after-school', 'guests', 'infrastructure', 'pupil-phones', 'pupils', 'staff', 'staff-phones'].sort(),
    )
  })

  it('closes nothing to infrastructure, and writes nothing down about it', () => {
    expect(policy.rules.filter(({ groups }) => groups.includes('infrastructure'))).toEqual([])
    expect(policy.groups.find((group) => group.id === 'infrastructure')?.record).toBe('none')
  })

  it('writes down figures only about staff and guests', () => {
    const counted = policy.groups.filter((group) => group.record === 'attempts').map((group) => group.id)
    expect(counted).not.toEqual(expect.arrayContaining(['staff']))
    for (const group of ['staff', 'staff-phones', 'guests']) expect(counted).not.toContain(group)
  })

  it('has a rule for each category only where a list of that category ships', () => {
    const categories = policy.rules.flatMap(({ target }) => (target.kind === 'category' ? [target.id] : []))
    expect(categories.filter((category) => !shipped.categories.includes(category))).toEqual([])
  })

  it('has its safe search on for pupils', () => {
    expect(policy.groups.filter(({ safeSearch }) => safeSearch).map((group) => group.id)).toEqual(
      expect.arrayContaining(['pupils', 'pupil-phones']),
    )
  })

  it('says every clause in both languages', () => {
    for (const { nl, en } of Object.values(policy.clauses))
      expect([nl.length > 10, en.length > 10, nl === en]).toEqual([true, true, false])
  })
})
