import { describe, expect, it } from 'vitest'
import type { Group } from '../../src/policy/policy.ts'
import { aDashboard } from './a-dashboard.ts'

const finer: Pick<Group, 'safeSearch' | 'youtube'> = {
  safeSearch: ['lesson', 'break'],
  youtube: { lesson: 'strict', inloop: 'strict', break: 'moderate', outside: 'open' },
}
const rest = { record: 'attempts', timetable: 'all' }

/** A school whose pupils have these restricted modes, and a coordinator at its pages. */
async function aSchoolWith(modes: Pick<Group, 'safeSearch' | 'youtube'>) {
  const { app, signedIn } = await aDashboard({
    change: (policy) => ({
      ...policy,
      groups: policy.groups.map((group) => (group.id === 'pupils' ? { ...group, ...modes } : group)),
    }),
  })
  const coordinator = await signedIn(['coordinator'])
  return {
    page: async () => await (await coordinator.get('/groups')).text(),
    async save(fields: Record<string, string>) {
      expect((await coordinator.post('/groups/pupils', { ...rest, ...fields })).status).toBe(303)
      const { safeSearch, youtube } = app.school.policy().groups[0]!
      return { safeSearch, youtube }
    },
  }
}

describe('restricted modes that have their hours, on the groups page', () => {
  it('are told in words, and stay what they are when something else is saved', async () => {
    const { page, save } = await aSchoolWith(finer)
    const shown = await page()
    const told = [
      'on in lessons, in breaks',
      'Strictly restricted in lessons, during walk-in; Moderately restricted in breaks; Everything outside school time',
    ]
    expect(told.filter((text) => !shown.includes(`<dd>${text}</dd>`))).toEqual([])
    expect(await save({ safeSearch: 'as-it-is', youtube: 'as-it-is', record: 'counts' })).toEqual(finer)
  })

  it.each([
    ['one mode for all time', { safeSearch: 'as-it-is', youtube: 'moderate' }, { ...finer, youtube: 'moderate' }],
    ['safe search always', { safeSearch: 'on', youtube: 'as-it-is' }, { ...finer, safeSearch: true }],
    ['safe search never', { safeSearch: 'off', youtube: 'as-it-is' }, { ...finer, safeSearch: false }],
    ['what is no choice: the strictest', { safeSearch: 'x', youtube: 'x' }, { safeSearch: true, youtube: 'strict' }],
  ])('may be put in the place of: %s', async (_, fields, expected) => {
    expect(await (await aSchoolWith(finer)).save(fields)).toEqual(expected)
  })

  it('that are simple keep their simple form', async () => {
    const { page, save } = await aSchoolWith({ safeSearch: true, youtube: 'strict' })
    expect((await page()).includes('as-it-is')).toBe(false)
    expect(await save({ youtube: 'moderate' })).toEqual({ safeSearch: false, youtube: 'moderate' })
    expect(await save({ safeSearch: 'on', youtube: 'as-it-is' })).toEqual({ safeSearch: true, youtube: 'moderate' })
  })
})
