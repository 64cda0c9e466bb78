import { describe, expect, it } from 'vitest'
import { problemsOf, start } from './a-policy.ts'

describe('what does not fit together is said, with its place and what would have been right', () => {
  const rule = (text: string) => `${start}rules: [{ id: r, for: [pupils], ${text} }]`
  it.each([
    [
      'a strictest group that is not there',
      start.replace('unknown: pupils', 'unknown: pupil'),
      'unknown: unknown group "pupil"; known: pupils',
    ],
    [
      'a zone that is not there',
      start.replace('primary }', 'primary, zone: Europe/Utrecht }'),
      'school.zone: unknown time zone "Europe/Utrecht"; write it as Europe/Amsterdam',
    ],
    [
      'a timetable that is not there',
      start.replace('timetable: all', 'timetable: none'),
      'groups.pupils.timetable: unknown timetable "none"; known: all',
    ],
    [
      'one of a class',
      start.replace('name: 3B', 'name: 3B, timetable: none'),
      'classes.3b.timetable: unknown timetable "none"; known: all',
    ],
    [
      'a network with host bits',
      start.replace('record: attempts', 'record: attempts, networks: [10.1.2.3/16]'),
      'groups.pupils.networks[0]: "10.1.2.3/16" is not a network; write it as 10.1.0.0/16 or fd00:1::/64, host bits zero',
    ],
    [
      'a platform that is not there',
      start.replace('[youtube]', '[youtoube]'),
      expect.stringContaining('sets.fun.platforms: unknown platform "youtoube"; known: '),
    ],
    [
      'a platform that joins and does not',
      start.replace('[youtube]', '[youtube], and-all-like-them: true, not: [youtube]'),
      'sets.fun.not: youtube is named in platforms too',
    ],
    [
      'one left out of a set that does not grow',
      start.replace('[youtube]', '[youtube], not: [tiktok]'),
      'sets.fun.not: nothing joins this set by itself; not: goes with and-all-like-them: true',
    ],
    [
      'one left out that is not there',
      start.replace('[youtube]', '[youtube], and-all-like-them: true, not: [tictoc]'),
      expect.stringContaining('sets.fun.not: unknown platform "tictoc"'),
    ],
    [
      'a class of a special day',
      `${start}calendar: { entries: [{ from: '2026-11-24', to: '2026-11-24', name: Kamp, kind: special, classes: [9z] }] }`,
      'calendar.entries[0].classes: unknown class "9z"; known: 3b',
    ],
    [
      'a holiday that ends before it begins',
      `${start}calendar: { entries: [{ from: '2026-11-24', to: '2026-11-23', name: Vrij, kind: holiday }] }`,
      'calendar.entries[0].to: 2026-11-23 is before 2026-11-24',
    ],
    [
      'a date that does not exist',
      `${start}calendar: { entries: [{ from: '2026-02-30', to: '2026-03-01', name: Vrij, kind: holiday }] }`,
      'calendar.entries[0].from: there is no date 2026-02-30',
    ],
    [
      'bells that are not there, of the calendar',
      `${start}schedules: { heat: { name: { nl: Heet, en: Hot } } }\ncalendar: { entries: [{ from: '2026-11-24', to: '2026-11-24', name: Heet, kind: schedule, schedule: hot }] }`,
      'calendar.entries[0].schedule: unknown schedule "hot"; known: normal, heat',
    ],
    [
      'bells that are not there, of a timetable',
      `${start.replace('days: {', 'schedules: { hot: { days: { mon: off } } }, days: {')}schedules: { heat: { name: { nl: Heet, en: Hot } } }`,
      'timetables.all.schedules.hot: unknown schedule "hot"; known: heat',
    ],
    [
      'periods of them that overlap',
      `${start.replace('days: {', "schedules: { heat: { days: { mon: ['08:00-09:00 lesson', '08:59-10:00 free'] } } }, days: {")}schedules: { heat: { name: { nl: Heet, en: Hot } } }`,
      'timetables.all.schedules.heat.days.mon: 08:00-09:00 lesson and 08:59-10:00 free overlap; let one end where the other begins',
    ],
    [
      'bells under the name of the normal ones',
      `${start}schedules: { normal: { name: { nl: Gewoon, en: Normal } } }`,
      'schedules.normal: this id stands for the days of the timetables themselves; take another',
    ],
    [
      'a day of other bells without bells',
      `${start}calendar: { entries: [{ from: '2026-11-24', to: '2026-11-24', name: Heet, kind: schedule }] }`,
      'calendar.entries[0]: an entry of kind schedule names the bell schedule that these dates follow: schedule: ...',
    ],
    [
      'bells for a holiday',
      `${start}calendar: { entries: [{ from: '2026-11-24', to: '2026-11-24', name: Vrij, kind: holiday, schedule: normal }] }`,
      'calendar.entries[0].schedule: only an entry of kind schedule names one',
    ],
    [
      'hours for a study day',
      `${start}calendar: { entries: [{ from: '2026-11-24', to: '2026-11-24', name: Studie, kind: study-day, day: ['08:30-09:00 lesson'] }] }`,
      'calendar.entries[0].day: only an entry of kind special has hours of its own',
    ],
    [
      'a camp that waits to be confirmed',
      `${start}calendar: { entries: [{ from: '2026-11-24', to: '2026-11-24', name: Kamp, kind: special, unconfirmed: true }] }`,
      'calendar.entries[0].unconfirmed: only a holiday waits to be confirmed',
    ],
    [
      'a region that is none',
      `${start}calendar: { region: nl-oost }`,
      expect.stringMatching(/^calendar\.region: .*"nl-noord".*"nl-midden".*"nl-zuid"/),
    ],
    [
      'an essential name that is none',
      `${start}essential: [a..example]`,
      expect.stringMatching(/^essential\[0\]: "a\.\.example" is not a domain name/),
    ],
    [
      'a protected name that is none',
      `${start}protected: ['-']`,
      expect.stringMatching(/^protected\[0\]: "-" is not a domain name/),
    ],
    [
      'a group of a rule',
      rule('close: everything').replace('for: [pupils]', 'for: [staff]'),
      'rules[0].for: unknown group "staff"; known: pupils',
    ],
    ['a class of a rule', rule('close: everything, classes: [9z]'), 'rules[0].classes: unknown class "9z"; known: 3b'],
    ['a clause of a rule', rule('close: everything, clause: X-2'), 'rules[0].clause: unknown clause "X-2"; known: X-1'],
    [
      'a target that is none',
      rule('close: youtube'),
      'rules[0].close: "youtube" is not a target; write everything, or site:, platform:, set: or category: with a name behind it',
    ],
    [
      'a site that is none',
      rule("open: 'site:a b'"),
      expect.stringMatching(/^rules\[0\]\.open: "a b" is not a domain name/),
    ],
    [
      'a set that is not there',
      rule('close: set:social'),
      expect.stringContaining('rules[0].close: unknown set "social"; known: fun, '),
    ],
    [
      'a platform of a rule',
      rule('close: platform:nothing'),
      expect.stringContaining('rules[0].close: unknown platform "nothing"'),
    ],
    [
      'a locked rule that opens',
      rule('open: everything, locked: true'),
      'rules[0].locked: only a rule that closes can be locked',
    ],
    [
      'a rule that opens and closes',
      rule('open: everything, close: everything'),
      'rules[0]: a rule says either close: or open:',
    ],
    ['a rule that does neither', rule('when: lesson'), 'rules[0]: a rule says either close: or open:'],
    [
      'two rules with one id',
      `${start}rules: [{ id: r, for: [pupils], close: everything }, { id: r, for: [pupils], open: everything }]`,
      'rules[1].id: there is another rule "r"',
    ],
    [
      'periods that overlap',
      start.replace('[08:30-12:00 lesson]', '[08:30-12:00 lesson, 11:59-13:00 break]'),
      'timetables.all.days.mon: 08:30-12:00 lesson and 11:59-13:00 break overlap; let one end where the other begins',
    ],
    [
      'a period that is none',
      start.replace('08:30-12:00 lesson', 'half nine'),
      expect.stringMatching(/^timetables\.all\.days\.mon\[0\]: "half nine" is not a period/),
    ],
    [
      'a time that is none',
      start.replace('08:30-12:00 lesson', '08:60-12:00 lesson'),
      expect.stringMatching(/^timetables\.all\.days\.mon\[0\]: .* has a time that does not exist/),
    ],
    [
      'a period without length',
      start.replace('08:30-12:00 lesson', '08:30-08:30 lesson'),
      expect.stringMatching(/^timetables\.all\.days\.mon\[0\]: .* is empty/),
    ],
    [
      'a day that is neither off nor periods',
      start.replace('[08:30-12:00 lesson]', 'free'),
      expect.stringContaining('timetables.all.days.mon: '),
    ],
    [
      'a kind of time that is none',
      rule('close: everything, when: sometimes'),
      expect.stringMatching(/^rules\[0\]\.when: .*"lesson"/),
    ],
    [
      'one among several',
      rule('close: everything, when: [lesson, sometimes]'),
      expect.stringMatching(/^rules\[0\]\.when\[1\]: .*"lesson"/),
    ],
    [
      'safe search at a time that is none',
      start.replace('timetable: all }', 'timetable: all, safe-search: [lesson, event] }'),
      expect.stringContaining('groups.pupils.safe-search'),
    ],
    [
      'safe search at no time, which is false',
      start.replace('timetable: all }', 'timetable: all, safe-search: [] }'),
      expect.stringContaining('groups.pupils.safe-search'),
    ],
    [
      'a mode of YouTube that is none',
      start.replace('timetable: all }', 'timetable: all, youtube: { lesson: closed } }'),
      expect.stringMatching(/^groups\.pupils\.youtube.*"moderate"/),
    ],
    [
      'a mode of YouTube at a time that is none',
      start.replace('timetable: all }', 'timetable: all, youtube: { pauze: open } }'),
      expect.stringContaining('groups.pupils.youtube'),
    ],
    [
      'modes of YouTube for no time',
      start.replace('timetable: all }', 'timetable: all, youtube: {} }'),
      expect.stringContaining('name a mode for a kind of time'),
    ],
    [
      'a date that is none',
      `${start}calendar: { entries: [{ from: 24-11-2026, to: '2026-11-24', name: Vrij, kind: holiday }] }`,
      'calendar.entries[0].from: a date is written 2026-11-24',
    ],
    ['a key that is none', `${start}ruels: []`, 'ruels: there is no such key; check its spelling'],
    [
      'a rule that the basis does not have',
      `${start}basis: { cats: null }`,
      expect.stringContaining('basis.cats: unknown rule of the basis "cats"; known: adult, hate'),
    ],
  ])('%s', (_, yaml, expected) => expect(problemsOf(yaml)).toContainEqual(expected))

  it('all of it at once', () => {
    const rules = 'rules: [{ id: r, for: [staff], close: set:nothing, clause: X-9 }]'
    expect(problemsOf(`${start.replace('unknown: pupils', 'unknown: nobody')}${rules}`)).toHaveLength(4)
  })

  it('of every kind at once, each in its place, though some spoil the shape of the rest', () => {
    const yaml = `
school: { name: De Voorbeeldschool, type: primary, motto: Samen }
unknown: nobody
groups:
  pupils: { name: { nl: Leerlingen, en: Pupils }, record: everything, timetable: none }
  staff: { name: { nl: Team, en: Staff }, record: counts, timetable: none }
timetables:
  all: { name: { nl: Alle, en: All }, days: { mon: [08:30-10:00 lesson, 09:30-11:00 lesson], funday: off } }
rules:
  - { id: one, for: [pupils], close: everything, wen: lesson }
  - { id: Two, for: [pupils], close: everything }
  - { id: three, for: [staf, pupils], close: set:nothing, clause: X-9 }
calendar:
  entries: [{ from: 2026-13-1, to: '2026-11-24', name: A, kind: holiday }, { from: '2026-11-25', to: '2026-11-24', name: B, kind: holiday }]
`
    const problems = problemsOf(yaml)
    for (const expected of [
      'school.motto: there is no such key; check its spelling',
      'unknown: unknown group "nobody"; known: pupils, staff',
      expect.stringMatching(/^groups\.pupils\.record: /),
      'groups.staff.timetable: unknown timetable "none"; known: all',
      expect.stringMatching(/^timetables\.all\.days\.mon: 08:30-10:00 lesson and 09:30-11:00 lesson overlap/),
      expect.stringMatching(/^timetables\.all\.days\.funday: /),
      'rules[0].wen: there is no such key; check its spelling',
      'rules[1].id: an id has small letters, digits and "-"',
      'rules[2].for: unknown group "staf"; known: pupils, staff',
      expect.stringMatching(/^rules\[2\]\.close: unknown set "nothing"/),
      'rules[2].clause: unknown clause "X-9"; known: none',
      'calendar.entries[0].from: a date is written 2026-11-24',
      'calendar.entries[1].to: 2026-11-24 is before 2026-11-25',
    ])
      expect(problems).toContainEqual(expected)
    expect(problems).toHaveLength(13)
  })

  it('YAML that unfolds to more than it is', () => {
    const line = (i: number) =>
      `l${i}: &l${i} [${Array(9)
        .fill(`*l${i - 1}`)
        .join(', ')}]`
    const bomb = `l0: &l0 [x]\n${Array.from({ length: 9 }, (_, i) => line(i + 1)).join('\n')}\n`
    expect(problemsOf(bomb)).toEqual([expect.stringMatching(/^YAML: Excessive alias count/)])
  })

  it('YAML that cannot be read, by its line', () => {
    expect(problemsOf('school: [\nunknown: x\n')).toEqual([expect.stringMatching(/^line \d: /)])
  })
})
