import { describe, expect, it } from 'vitest'
import type { Group } from '../../src/policy/policy.ts'
import { aDashboard } from './a-dashboard.ts'

const finer: Pick<Group, 'safeSearch' | 'youtube'> = {
  safeSearch: ['lesson', 'break'],
  youtube: { lesson: 'strict', inloop: 'strict', break: 'moderate', outside: 'open' },
}
const finerTyped = {
  'safe-search': ['lesson', 'break'],
  'youtube-lesson': 'strict',
  'youtube-inloop': 'strict',
  'youtube-break': 'moderate',
  'youtube-outside': 'open',
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
    page: async (path: string) => await (await coordinator.get(path)).text(),
    async save(fields: Record<string, string | readonly string[]>) {
      expect((await coordinator.post('/groups/pupils', { ...rest, ...fields })).status).toBe(303)
      const { safeSearch, youtube } = app.school.policy().groups[0]!
      return { safeSearch, youtube }
    },
  }
}

describe('restricted modes that have their hours', () => {
  it('are told in words on the card of the group, and stay what they are when something else is saved', async () => {
    const { page, save } = await aSchoolWith(finer)
    const shown = await page('/groups')
    for (const text of [
      'Safe search is on in lessons, in breaks.',
      'YouTube: strictly restricted in lessons, during walk-in; moderately restricted in breaks; everything outside school time.',
    ])
      expect(shown).toContain(text)
    const form = await page('/groups/pupils')
    expect(form).toMatch(/name="safe-search" value="lesson" checked/)
    expect(form).not.toMatch(/name="safe-search" value="outside" checked/)
    expect(form).toMatch(/name="youtube-break"[\s\S]*?value="moderate" selected/)
    expect(await save({ ...finerTyped, record: 'counts' })).toEqual(finer)
  })

  it.each([
    ['nothing ticked: never safe', { ...finerTyped, 'safe-search': [] }, { ...finer, safeSearch: false }],
    [
      'all ticked: always safe',
      { ...finerTyped, 'safe-search': ['lesson', 'break', 'inloop', 'outside'] },
      { ...finer, safeSearch: true },
    ],
    [
      'a mode that is none: the strictest',
      { ...finerTyped, 'youtube-outside': 'x' },
      { ...finer, youtube: { ...(finer.youtube as object), outside: 'strict' } },
    ],
    ['no mode at all: the strictest', { 'safe-search': ['x'] }, { safeSearch: false, youtube: 'strict' }],
  ])('are read from the form: %s', async (_, fields, expected) => {
    expect(await (await aSchoolWith(finer)).save(fields)).toEqual(expected)
  })

  it('that are simple are ticked at all times', async () => {
    const { page, save } = await aSchoolWith({ safeSearch: true, youtube: 'strict' })
    expect((await page('/groups/pupils')).match(/name="safe-search" value="\w+" checked/g)).toHaveLength(4)
    expect(await save({ ...finerTyped, 'safe-search': [] })).toEqual({ ...finer, safeSearch: false })
  })
})
