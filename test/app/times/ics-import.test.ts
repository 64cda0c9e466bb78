import { describe, expect, it } from 'vitest'
import type { IcsPreview } from '../../../src/app/app.ts'
import type { Policy } from '../../../src/policy/policy.ts'
import { aSchool } from '../a-school.ts'

const calendar = (...events: readonly (readonly string[])[]) =>
  ['BEGIN:VCALENDAR', ...events.flatMap((of) => ['BEGIN:VEVENT', ...of, 'END:VEVENT']), 'END:VCALENDAR'].join('\r\n')
const allDay = (name: string, from: string, to?: string) => [
  `SUMMARY:${name}`,
  `DTSTART;VALUE=DATE:${from}`,
  ...(to === undefined ? [] : [`DTEND;VALUE=DATE:${to}`]),
]
const lesson = (name: string, date: string, from: string, to: string, ...more: readonly string[]) => [
  `SUMMARY:${name}`,
  `DTSTART;TZID=Europe/Amsterdam:${date}T${from}00`,
  `DTEND;TZID=Europe/Amsterdam:${date}T${to}00`,
  ...more,
]

/** The preview, or an error that says why there is none. */
function read<Kind extends IcsPreview['kind']>(
  outcome: { readonly ok: boolean; readonly value?: IcsPreview; readonly problem?: string },
  kind: Kind,
): Extract<IcsPreview, { readonly kind: Kind }> {
  if (outcome.value?.kind !== kind) throw new Error(outcome.problem ?? 'another kind')
  return outcome.value as Extract<IcsPreview, { readonly kind: Kind }>
}

describe('holidays from a calendar file', () => {
  const file = calendar(
    allDay('Herfstvakantie', '20261010', '20261019'),
    allDay('Kerstvakantie', '20261219', '20270104'),
    allDay('Voorjaarsvakantie', '20270213', '20270222'),
    allDay('Studiedag team', '20261207'),
    allDay('Sinterklaas op school', '20261204'),
    allDay('Laatste dag voor de kerstvakantie', '20261218'),
    allDay('Alles dicht', '20270101', '20280101'),
    lesson('Ouderavond', '20261201', '1900', '2100'),
  )

  it('are shown first, and change nothing', async () => {
    const { app, person } = await aSchool()
    const coordinator = await person(['coordinator'])
    await app.calendar.setRegion(coordinator, 'nl-midden')
    const before = app.school.revision()
    const preview = read(await app.calendar.previewIcs(coordinator, file, 'holidays'), 'holidays')
    expect(
      preview.days.map(({ line, entry, isSure, state }) => [
        line,
        entry.name,
        entry.kind,
        isSure ? 'sure' : '?',
        state,
      ]),
    ).toEqual([
      [7, 'Kerstvakantie', 'holiday', 'sure', 'there'],
      [12, 'Voorjaarsvakantie', 'holiday', 'sure', 'confirms'],
      [17, 'Studiedag team', 'study-day', 'sure', 'new'],
      [21, 'Sinterklaas op school', 'holiday', '?', 'new'],
      [25, 'Laatste dag voor de kerstvakantie', 'holiday', '?', 'new'],
    ])
    expect(preview.timed.map(({ name, date }) => [name, date])).toEqual([['Ouderavond', '2026-12-01']])
    expect(preview.problems).toEqual([])
    expect(app.school.revision()).toBe(before)
  })

  it('are taken over where they are sure, once', async () => {
    const { app, person } = await aSchool()
    const coordinator = await person(['coordinator'])
    await app.calendar.setRegion(coordinator, 'nl-midden')
    const count = app.school.policy().calendar.entries.length
    expect(await app.calendar.applyIcs(coordinator, file, 'holidays')).toMatchObject({ ok: true })
    const { entries } = app.school.policy().calendar
    expect(entries.filter(({ holiday }) => holiday === undefined)).toEqual([
      { from: '2026-12-07', to: '2026-12-07', name: 'Studiedag team', kind: 'study-day' },
    ])
    expect(entries.find(({ holiday }) => holiday === 'spring-2027')).toEqual({
      ...{ from: '2027-02-13', to: '2027-02-21', name: 'Voorjaarsvakantie', kind: 'holiday', holiday: 'spring-2027' },
    })
    expect(entries).toHaveLength(count + 1)
    const before = app.school.revision()
    await app.calendar.applyIcs(coordinator, file, 'holidays')
    expect(app.school.revision()).toBe(before)
  })

  it('are taken over as they are chosen', async () => {
    const { app, person } = await aSchool()
    const coordinator = await person(['coordinator'])
    expect(await app.calendar.applyIcs(coordinator, file, 'holidays', [21])).toMatchObject({ ok: true })
    expect(app.school.policy().calendar.entries.map(({ name }) => name)).toEqual(['Sinterklaas op school'])
  })

  it('tell each line that cannot be read, and take the rest', async () => {
    const { app, person } = await aSchool()
    const coordinator = await person(['coordinator'])
    const odd = calendar(
      ['SUMMARY:Koningsdag', 'DTSTART:20270427', 'RRULE:FREQ=YEARLY'],
      allDay('Vrije dag', '20270428'),
    )
    const preview = read(await app.calendar.applyIcs(coordinator, odd, 'holidays'), 'holidays')
    expect(preview.problems).toEqual([{ line: 5, problem: 'unread-repeat', detail: 'FREQ=YEARLY' }])
    expect(app.school.policy().calendar.entries.map(({ name }) => name)).toEqual(['Vrije dag'])
  })

  it('of years on end are cut, and it says so', async () => {
    const { app, person } = await aSchool()
    const coordinator = await person(['coordinator'])
    const many = calendar(
      ...Array.from({ length: 5 }, (_, i) => [...allDay(`Vrije dag ${i}`, `2026120${i + 1}`), 'RRULE:FREQ=WEEKLY']),
    )
    const preview = read(await app.calendar.previewIcs(coordinator, many, 'holidays'), 'holidays')
    expect(preview.days).toHaveLength(500)
    expect(preview.problems).toEqual([{ line: 22, problem: 'too-many-events' }])
  })

  it.each([
    ['a file with nothing of use', 'BEGIN:VCALENDAR\nEND:VCALENDAR', 'nothing-read'],
    ['no calendar', '<html>', 'nothing-read'],
    ['lines that are not there', file, 'nothing-read', [1, 2, 3]],
  ] as const)('are refused: %s', async (_, text, problem, take?: readonly number[]) => {
    const { app, person } = await aSchool()
    expect(await app.calendar.applyIcs(await person(['coordinator']), text, 'holidays', take)).toMatchObject({
      problem,
    })
  })

  it('are for the coordinator alone, the preview too', async () => {
    const { app, person } = await aSchool()
    const director = await person(['director', 'teacher'], ['3b'])
    for (const as of ['holidays', { lessonsOf: '3b' }] as const) {
      expect(await app.calendar.previewIcs(director, file, as)).toMatchObject({ problem: 'not-allowed' })
      expect(await app.calendar.applyIcs(director, file, as)).toMatchObject({ problem: 'not-allowed' })
    }
  })
})

describe('lesson hours from a calendar file', () => {
  // The school: inloop 8:20, lessons 8:30-10:15, 10:30-12:00, 12:30-14:30.
  const weekly = 'RRULE:FREQ=WEEKLY;COUNT=10'
  const file = calendar(
    lesson('Wiskunde', '20261102', '0830', '1015', weekly),
    lesson('Engels', '20261102', '1230', '1430', weekly),
    lesson('Frans', '20261103', '1030', '1200', weekly),
    lesson('Gym A', '20261103', '1230', '1330', weekly),
    lesson('Gym B', '20261103', '1300', '1430', weekly),
    lesson('Excursie', '20261105', '0900', '1200'),
    lesson('Om de week', '20261106', '0830', '0920', 'RRULE:FREQ=WEEKLY;INTERVAL=2;COUNT=5'),
  )

  it('become the week of the class: gaps are breaks, or free hours where the school has a lesson', async () => {
    const { app, person } = await aSchool()
    const coordinator = await person(['coordinator'])
    const preview = read(await app.calendar.previewIcs(coordinator, file, { lessonsOf: '3b' }), 'lessons')
    expect(preview.days.mon).toEqual([
      { from: 500, to: 510, kind: 'inloop' },
      { from: 510, to: 615, kind: 'lesson', name: 'Wiskunde' },
      { from: 615, to: 630, kind: 'break' },
      { from: 630, to: 720, kind: 'break', name: '2', free: true },
      { from: 750, to: 870, kind: 'lesson', name: 'Engels' },
    ])
    expect(preview.days.tue).toEqual([
      { from: 630, to: 720, kind: 'lesson', name: 'Frans' },
      { from: 750, to: 870, kind: 'lesson', name: 'Gym A' },
    ])
    expect([preview.weeks, preview.kept]).toEqual([10, ['wed', 'thu', 'fri']])
    expect([...new Set(preview.irregular.map(({ name }) => name))]).toEqual(['Excursie', 'Om de week'])
    expect(preview.irregularCount).toBe(6)
    expect(app.school.revision()).toBe(1)
  })

  it('hold for the class and no other from then on, and anew when they are read anew', async () => {
    const { app, person, clock } = await aSchool('2026-11-23T10:45')
    const coordinator = await person(['coordinator'])
    expect(await app.calendar.applyIcs(coordinator, file, { lessonsOf: '3b' })).toMatchObject({ ok: true })
    expect(await app.desk.now(coordinator, '3b')).toMatchObject({ value: { kindOfTime: 'break', freeHour: true } })
    expect(await app.desk.now(coordinator, '4a')).toMatchObject({ value: { kindOfTime: 'lesson' } })
    clock.set('2026-11-25T10:45')
    expect(await app.desk.now(coordinator, '3b')).toMatchObject({ value: { kindOfTime: 'lesson', periodName: '2' } })
    const later = calendar(lesson('Wiskunde', '20261102', '0830', '1015', weekly))
    await app.calendar.applyIcs(coordinator, later, { lessonsOf: '3b' })
    const { timetables, classes } = app.school.policy()
    expect(timetables.map(({ id }) => id)).toEqual(['all', 'lessons-3b'])
    expect(timetables[1]?.days.mon).toHaveLength(2)
    expect(classes.find(({ id }) => id === '3b')?.timetable).toBe('lessons-3b')
  })

  it("follow the school's other bells, of which the file knows nothing", async () => {
    const heat = [{ from: 480, to: 600, kind: 'lesson' }] as const
    const withHeat = (policy: Policy): Policy => ({
      ...policy,
      schedules: [{ id: 'heat', name: { nl: 'Heet', en: 'Hot' } }],
      timetables: policy.timetables.map((timetable) => ({ ...timetable, schedules: { heat: { mon: heat } } })),
    })
    const { app, person } = await aSchool('2026-11-23T12:45', withHeat)
    const coordinator = await person(['coordinator'])
    await app.calendar.applyIcs(coordinator, file, { lessonsOf: '3b' })
    expect(await app.desk.now(coordinator, '3b')).toMatchObject({ value: { kindOfTime: 'lesson' } })
    await app.calendar.setSchedule(coordinator, { from: '2026-11-23', schedule: 'heat' })
    expect(await app.desk.now(coordinator, '3b')).toMatchObject({ value: { kindOfTime: 'outside' } })
  })

  it.each([
    ['a class that is not there', file, '9z', 'unknown-id'],
    ['a file without lessons', calendar(allDay('Vrij', '20270428')), '3b', 'nothing-read'],
    ['a night', calendar(lesson('Nacht', '20261102', '0100', '1430', weekly)), '3b', 'nothing-read'],
  ] as const)('are refused: %s', async (_, text, lessonsOf, problem) => {
    const { app, person } = await aSchool()
    const coordinator = await person(['coordinator'])
    expect(await app.calendar.applyIcs(coordinator, text, { lessonsOf })).toMatchObject({ problem })
    expect(app.school.revision()).toBe(1)
  })

  it('are left again for the timetable of the school, and taken up again', async () => {
    const { app, person } = await aSchool('2026-11-23T10:45')
    const coordinator = await person(['coordinator'])
    await app.calendar.applyIcs(coordinator, file, { lessonsOf: '3b' })
    const kind = async () => (await app.desk.now(coordinator, '3b')) as { value?: { kindOfTime: string } }
    expect(await app.school.setClass(coordinator, '3b', { timetable: null })).toMatchObject({ ok: true })
    expect(await kind()).toMatchObject({ value: { kindOfTime: 'lesson' } })
    expect(await app.school.setClass(coordinator, '3b', { timetable: 'lessons-3b' })).toMatchObject({ ok: true })
    expect(await kind()).toMatchObject({ value: { kindOfTime: 'break' } })
    expect(await app.school.setClass(coordinator, '3b', { timetable: 'none' })).toMatchObject({ problem: 'unknown-id' })
    expect(await app.school.setClass(coordinator, '9z', { timetable: 'all' })).toMatchObject({ problem: 'unknown-id' })
  })

  it('do not change a timetable that others follow', async () => {
    const taken = (policy: Policy): Policy => ({
      ...policy,
      timetables: [...policy.timetables, { ...policy.timetables[0]!, id: 'lessons-3b' }],
      classes: policy.classes.map((of) => (of.id === '4a' ? { ...of, timetable: 'lessons-3b' } : of)),
    })
    const { app, person } = await aSchool('2026-11-23T10:45', taken)
    const coordinator = await person(['coordinator'])
    expect(await app.calendar.applyIcs(coordinator, file, { lessonsOf: '3b' })).toMatchObject({ problem: 'id-taken' })
  })

  it('keep their names in one line, and are a policy that can be written and read', async () => {
    const { app, person } = await aSchool()
    const coordinator = await person(['coordinator'])
    const odd = calendar(lesson('08:00-09:00 lesson\\n- x: {y}\u202e #', '20261102', '0830', '1015', weekly))
    expect(await app.calendar.applyIcs(coordinator, odd, { lessonsOf: '3b' })).toMatchObject({ ok: true })
    const names = app.school.policy().timetables[1]?.days.mon
    expect(names).toMatchObject([{ kind: 'inloop' }, { name: '08:00-09:00 lesson - x: {y} #' }])
    expect(app.school.unsound(app.school.policy())).toBeUndefined()
  })
})
