import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { loadPreset, presetIds, writePolicy } from '../../src/config/policy-file.ts'
import type { Policy } from '../../src/policy/policy.ts'
import { lankforst, shipped } from '../helpers/lankforst.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'
import { config, problemsOf, read, start } from './a-policy.ts'

describe('a policy that is written and read back is the same', () => {
  it.each(presetIds(config))('the preset %s', (id) => {
    const policy = loadPreset(config, id, shipped)
    expect(read(writePolicy(policy))).toEqual(policy)
  })

  it('one with everything in it that a policy can hold', () => {
    const full: Policy = {
      ...lankforst,
      school: { name: 'Zó: "een" school', type: 'secondary', zone: 'Europe/Brussels', language: 'en' },
      calendar: {
        schoolDays: ['mon', 'sat'],
        entries: [
          {
            from: '2026-10-25',
            to: '2026-10-26',
            name: 'Kamp',
            kind: 'special',
            classes: ['groep-7'],
            day: [{ from: 1320, to: 1800, kind: 'lesson', name: 'nacht' }],
          },
          { from: '2026-12-19', to: '2027-01-03', name: 'Vakantie', kind: 'holiday', holiday: 'christmas-2026' },
          { from: '2027-02-20', to: '2027-02-28', name: 'Vakantie', kind: 'holiday', unconfirmed: true },
          { from: '2027-03-01', to: '2027-03-01', name: 'Studiedag', kind: 'study-day', classes: ['groep-7'] },
          { from: '2027-06-21', to: '2027-06-25', name: 'Heet', kind: 'schedule', schedule: 'tropenrooster' },
          { from: '2027-06-22', to: '2027-06-22', name: 'Toch gewoon', kind: 'schedule', schedule: 'normal' },
        ],
        region: 'nl-zuid',
        notHere: ['may-2027'],
      },
      timetables: lankforst.timetables.map((timetable) => ({
        ...timetable,
        schedules: {
          tropenrooster: { mon: 'off', tue: [{ from: 480, to: 600, kind: 'break', free: true, name: 'tussenuur' }] },
          'korte-dag': {},
        },
      })),
      sets: [
        { id: 'none', name: { nl: 'Geen', en: 'None' }, platforms: [], andAllLikeThem: false },
        {
          id: 'video',
          name: { nl: 'Video', en: 'Video' },
          platforms: ['tiktok'],
          andAllLikeThem: true,
          not: ['youtube'],
        },
      ],
      essential: ['alarm.example' as never],
      protected: ['mail.example' as never],
      groups: lankforst.groups.map((group) => ({
        ...group,
        onlyThese: true,
        youtube: 'strict',
        networks: ['fd00::/8', '10.0.0.0/8'],
      })),
      rules: [
        {
          id: 'a',
          groups: ['pupils'],
          classes: ['groep-7'],
          target: { kind: 'site', name: 'x.example' as never },
          state: 'open',
          when: ['break', 'outside'],
          locked: false,
        },
        {
          id: 'b',
          groups: ['staff', 'guests'],
          target: { kind: 'everything' },
          state: 'closed',
          when: 'always',
          locked: true,
          clause: 'NL-1',
        },
        {
          id: 'c',
          groups: ['staff'],
          target: { kind: 'platform', id: 'youtube' },
          state: 'closed',
          when: ['inloop'],
          locked: false,
        },
        {
          id: 'd',
          groups: ['staff'],
          target: { kind: 'category', id: 'own-list' },
          state: 'closed',
          when: ['lesson'],
          locked: false,
        },
      ],
    }
    expect(read(writePolicy(full))).toEqual(full)
  })

  it('"school-time" is pupils coming in, lessons and breaks', () => {
    const { rules } = read(`${start}rules: [{ id: r, for: [pupils], close: everything, when: school-time }]`)
    expect(rules[0]?.when).toEqual(['inloop', 'lesson', 'break'])
  })

  it('"event" is while a marked event runs, alone or beside kinds of time', () => {
    const rule = (id: string, when: string) => `{ id: ${id}, for: [pupils], close: everything, when: ${when} }`
    const rules = [rule('a', 'event'), rule('b', '[event, break]'), rule('c', '[school-time, event]')]
    const policy = read(`${start}rules: [${rules.join(', ')}]`)
    expect(policy.rules.map(({ when }) => when)).toEqual([
      ['event'],
      ['event', 'break'],
      ['inloop', 'lesson', 'break', 'event'],
    ])
    expect(read(writePolicy(policy))).toEqual(policy)
  })

  it.each([
    ['nothing: neither', '', false, 'open'],
    ['one word for all time', 'safe-search: true, youtube: moderate', true, 'moderate'],
    ['kinds of time', 'safe-search: [lesson, break]', ['lesson', 'break'], 'open'],
    ['"school-time" among them', 'safe-search: [school-time]', ['inloop', 'lesson', 'break'], 'open'],
    ['"always" among them', 'safe-search: [lesson, always]', true, 'open'],
    [
      'a mode for each kind of time',
      'youtube: { inloop: open, lesson: strict, break: moderate, outside: open }',
      false,
      { inloop: 'open', lesson: 'strict', break: 'moderate', outside: 'open' },
    ],
    [
      'a kind left out: the strictest that is named',
      'youtube: { lesson: strict, break: moderate, outside: open }',
      false,
      { inloop: 'strict', lesson: 'strict', break: 'moderate', outside: 'open' },
    ],
    [
      'the strictest that is named may be none',
      'youtube: { lesson: open }',
      false,
      { inloop: 'open', lesson: 'open', break: 'open', outside: 'open' },
    ],
  ])('the restricted modes of a group: %s', (_, text, safeSearch, youtube) => {
    const policy = read(start.replace('timetable: all }', `timetable: all${text === '' ? '' : `, ${text}`} }`))
    expect(policy.groups[0]).toMatchObject({ safeSearch, youtube })
    expect(read(writePolicy(policy))).toEqual(policy)
  })

  it('of "always" and a kind of time, always', () => {
    const { rules } = read(`${start}rules: [{ id: r, for: [pupils], close: everything, when: [lesson, always] }]`)
    expect(rules[0]?.when).toBe('always')
  })
})

describe('the basis', () => {
  it('comes first, and each rule needs a clause or null', () => {
    const folder = temporaryFolder()
    mkdirSync(join(folder, 'presets'))
    writeFileSync(
      join(folder, 'basis.yaml'),
      'rules:\n  - { id: one, for: [pupils], close: everything }\n  - { id: two, for: [pupils], close: everything }\n',
    )
    const rules = 'rules: [{ id: own, for: [pupils], open: everything }]'
    expect(problemsOf(`${start}basis: { one: X-1 }`, folder)).toEqual([
      'basis.two: every school has this rule: name its clause, or null where the protocol has none',
    ])
    const policy = read(`${start}basis: { one: X-1, two: null }\n${rules}`, folder)
    expect(policy.rules.map(({ id, clause }) => [id, clause])).toEqual([
      ['one', 'X-1'],
      ['two', undefined],
      ['own', undefined],
    ])
  })

  it('a preset that is not there is refused with those that are', () => {
    expect(() => loadPreset(config, '../basis', shipped)).toThrow('unknown preset "../basis"; known: ')
  })
})
