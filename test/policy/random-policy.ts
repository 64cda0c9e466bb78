import fc from 'fast-check'
import { name } from '../../src/dns/name.ts'
import type { Catalogue, Policy, Rule, When } from '../../src/policy/policy.ts'
import type { CalendarEntry, KindOfTime, Period, SchoolDay, Timetable } from '../../src/time/calendar.ts'
import { weekdays } from '../../src/time/school-time.ts'
import { categories, classIds, groupIds, names, sets, subset, target } from './random-parts.ts'
import { zone } from './world.ts'

const kinds: readonly KindOfTime[] = ['inloop', 'lesson', 'break', 'outside']
const text = { nl: '-', en: '-' }

const when: fc.Arbitrary<When> = fc.oneof(fc.constant('always' as const), subset([...kinds, 'event'] as const, 1))
const mode = fc.constantFrom('open', 'moderate', 'strict')
const modes = fc.record({ inloop: mode, lesson: mode, break: mode, outside: mode })
const rule: fc.Arbitrary<Omit<Rule, 'id'>> = fc
  .record({
    groups: subset(groupIds, 1),
    classes: fc.option(subset(classIds, 1), { nil: undefined }),
    target,
    state: fc.constantFrom('open', 'closed'),
    when,
    locked: fc.boolean(),
    clause: fc.option(fc.constantFrom('X-1', 'X-2'), { nil: undefined }),
  })
  .map(({ classes, clause, locked, ...rest }) => ({
    ...rest,
    locked: locked && rest.state === 'closed',
    ...(classes === undefined ? {} : { classes }),
    ...(clause === undefined ? {} : { clause }),
  }))

const periodKinds = [{ kind: 'inloop' }, { kind: 'lesson' }, { kind: 'break' }, { kind: 'break', free: true }] as const

/** Periods that touch, leave gaps, lie in the changed hour and run past midnight. */
const day: fc.Arbitrary<SchoolDay> = fc
  .record({
    marks: subset([0, 90, 135, 150, 165, 210, 510, 900, 1380, 1440, 1530], 2),
    kinds: fc.array(fc.constantFrom<Pick<Period, 'kind' | 'free'>>(...periodKinds), { minLength: 10, maxLength: 10 }),
    skipped: fc.array(fc.boolean(), { minLength: 10, maxLength: 10 }),
  })
  .map(({ marks, kinds: each, skipped }) =>
    marks
      .slice(1)
      .map((to, i) => ({ from: marks[i]!, to, ...each[i]! }))
      .filter((_, i) => !skipped[i]),
  )

const timetable: fc.Arbitrary<Timetable['days']> = fc
  .array(fc.option(fc.oneof(fc.constant('off' as const), day), { nil: undefined }), { minLength: 7, maxLength: 7 })
  .map((days) =>
    Object.fromEntries(weekdays.map((weekday, i) => [weekday, days[i]]).filter(([, of]) => of !== undefined)),
  )

const entry: fc.Arbitrary<CalendarEntry> = fc
  .record({
    dates: subset(['2026-10-24', '2026-10-25', '2026-10-26'], 1),
    kind: fc.constantFrom('holiday', 'study-day', 'special', 'schedule'),
    schedule: fc.constantFrom('normal', 's1', 's2'),
    unconfirmed: fc.boolean(),
    classes: fc.option(subset(classIds, 1), { nil: undefined }),
    day: fc.option(day, { nil: undefined }),
  })
  .map(({ dates, kind, schedule, unconfirmed, classes, day: of }) => ({
    from: dates[0]!,
    to: dates.at(-1)!,
    name: '-',
    kind,
    ...(classes === undefined ? {} : { classes }),
    ...(of === undefined || kind !== 'special' ? {} : { day: of }),
    ...(kind === 'schedule' ? { schedule } : {}),
    ...(kind === 'holiday' && unconfirmed ? { unconfirmed: true as const } : {}),
  }))

const limits = fc.record({
  queriesPerSecond: fc.integer({ min: 10, max: 1_000 }),
  burst: fc.integer({ min: 1_000, max: 5_000 }),
  unlimited: subset(groupIds),
})

export const policy: fc.Arbitrary<Policy> = fc
  .record({
    rules: fc.array(rule, { maxLength: 8 }),
    t1: timetable,
    t2: timetable,
    s1: timetable,
    own: fc.boolean(),
    entries: fc.array(entry, { maxLength: 2 }),
    named: subset(sets),
    members: fc.array(subset(['p1', 'p2', 'p3', 'p4']), { minLength: 3, maxLength: 3 }),
    like: fc.boolean(),
    not: fc.option(subset(['p1', 'p2', 'p3', 'p4']), { nil: undefined }),
    essential: names(1),
    protected: names(1),
    onlyThese: fc.boolean(),
    safeSearch: fc.oneof(fc.boolean(), subset(kinds)),
    youtube: fc.oneof(mode, modes),
    ech: fc.constantFrom('pass', 'withhold', undefined),
    guestsLike: fc.constantFrom('staff', 'pupils', undefined),
    limits: fc.option(limits, { nil: undefined }),
  })
  .map(
    ({
      rules,
      t1,
      t2,
      s1,
      own,
      entries,
      named,
      members,
      like,
      not,
      onlyThese,
      safeSearch,
      youtube,
      ech,
      guestsLike,
      limits,
      ...standing
    }) => ({
      ...standing,
      ...(limits === undefined ? {} : { limits }),
      school: {
        ...{ name: '-', type: 'primary', zone: zone.id, language: 'nl' },
        ...(own ? { otherClasses: false as const } : {}),
      },
      clauses: {},
      groups: groupIds.map((id) => ({
        ...{ id, name: text, networks: [], record: 'attempts' as const },
        ...(id === 'guests' ? {} : { timetable: 't1' }),
        ...(id === 'guests' && guestsLike !== undefined ? { like: guestsLike } : {}),
        ...(ech === undefined || id === 'guests' ? {} : { ech }),
        ...(id === 'pupils'
          ? { onlyThese, safeSearch, youtube }
          : { onlyThese: false, safeSearch: false, youtube: 'open' }),
      })),
      unknown: 'pupils',
      classes: classIds.map((id) => ({
        id,
        name: id,
        ...(own && id === 'k1' ? { timetable: 't2' } : {}),
        ...(own && id === 'k2' ? { room: true as const } : {}),
      })),
      timetables: [
        { id: 't1', name: text, days: t1, schedules: { s1, s2: {} } },
        { id: 't2', name: text, days: t2 },
      ],
      schedules: ['s1', 's2'].map((id) => ({ id, name: text })),
      calendar: { schoolDays: ['mon', 'tue', 'wed', 'thu', 'fri'], entries },
      sets: named.map((id, i) => ({
        ...{ id, name: text, platforms: members[i]!, andAllLikeThem: like },
        ...(not === undefined ? {} : { not }),
      })),
      rules: rules.map((of, i) => ({ ...of, id: `r${i}` })),
    }),
  )

export const catalogue: fc.Arbitrary<Catalogue> = fc
  .record({
    platforms: fc.array(fc.record({ names: names(3), library: names(2), sets: subset(sets) }), { maxLength: 4 }),
    essential: names(1),
    protected: names(2),
    sensitive: names(1),
    engines: fc.array(names(2), { maxLength: 2 }),
    youtube: names(2),
  })
  .map(({ platforms, engines, youtube, ...standing }) => ({
    ...standing,
    platforms: platforms.map((platform, i) => ({ ...platform, id: `p${i + 1}`, name: `P${i + 1}` })),
    categories,
    restricted: {
      safeSearch: engines.map((of, i) => ({ names: of, target: name(`safe${i}.example`) })),
      youtube: { names: youtube, strict: name('strict.example'), moderate: name('moderate.example') },
    },
  }))
