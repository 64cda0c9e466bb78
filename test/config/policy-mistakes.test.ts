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

  it('YAML that cannot be read, by its line', () => {
    expect(problemsOf('school: [\nunknown: x\n')).toEqual([expect.stringMatching(/^line \d: /)])
  })
})
