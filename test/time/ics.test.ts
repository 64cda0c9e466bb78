import { describe, expect, it } from 'vitest'
import { MOST_ICS, readIcs } from '../../src/time/ics.ts'
import { schoolZone } from '../../src/time/school-time.ts'

const zone = schoolZone('Europe/Amsterdam')
const within = { from: '2026-08-01', to: '2027-08-31' }
const read = (text: string, dates = within) => readIcs(text, zone, dates)
const calendar = (...events: readonly (readonly string[])[]) =>
  [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    ...events.flatMap((lines) => ['BEGIN:VEVENT', ...lines, 'END:VEVENT']),
    'END:VCALENDAR',
  ].join('\r\n')
const timesOf = (...lines: readonly string[]) =>
  read(calendar(lines)).timedEvents.map(({ date, from, to }) => `${date} ${from}-${to}`)
const daysOf = (...lines: readonly string[]) =>
  read(calendar(lines)).dayEvents.map(({ from, to }) => (from === to ? from : `${from}..${to}`))

describe('whole days', () => {
  it.each([
    [
      'end on the day before DTEND',
      ['DTSTART;VALUE=DATE:20261219', 'DTEND;VALUE=DATE:20270104'],
      ['2026-12-19..2027-01-03'],
    ],
    ['are one where no end is given', ['DTSTART;VALUE=DATE:20261219'], ['2026-12-19']],
    ['are one where the end is the beginning', ['DTSTART:20261219', 'DTEND:20261219'], ['2026-12-19']],
    ['last as long as DURATION says', ['DTSTART;VALUE=DATE:20261219', 'DURATION:P2W'], ['2026-12-19..2027-01-01']],
    [
      'may be written from midnight to midnight',
      ['DTSTART:20261219T000000', 'DTEND:20261221T000000'],
      ['2026-12-19..2026-12-20'],
    ],
    [
      'are those of the wall when midnight is written in UTC',
      ['DTSTART:20261218T230000Z', 'DTEND:20261219T230000Z'],
      ['2026-12-19'],
    ],
    [
      'come again every week',
      ['DTSTART;VALUE=DATE:20261204', 'RRULE:FREQ=WEEKLY;COUNT=3', 'EXDATE;VALUE=DATE:20261211'],
      ['2026-12-04', '2026-12-18'],
    ],
  ])('%s', (_, lines, expected) => expect(daysOf(...lines)).toEqual(expected))
})

describe('times', () => {
  it.each([
    ['without a zone are on the wall', ['DTSTART:20261124T083000', 'DTEND:20261124T092000'], ['2026-11-24 510-560']],
    ['in UTC, in winter', ['DTSTART:20261124T073000Z', 'DTEND:20261124T082000Z'], ['2026-11-24 510-560']],
    ['in UTC, in summer', ['DTSTART:20270524T063000Z', 'DTEND:20270524T072000Z'], ['2027-05-24 510-560']],
    [
      'in the zone of a country further on',
      ['DTSTART;TZID=Europe/Athens:20261124T093000', 'DTEND;TZID=Europe/Athens:20261124T102000'],
      ['2026-11-24 510-560'],
    ],
    [
      'in a zone as Outlook names it',
      ['DTSTART;TZID="W. Europe Standard Time":20261124T083000', 'DURATION:PT50M'],
      ['2026-11-24 510-560'],
    ],
    [
      'in a zone with the name of a program in front',
      ['DTSTART;TZID=/some.example/Europe/Amsterdam:20261124T083000', 'DURATION:PT50M'],
      ['2026-11-24 510-560'],
    ],
    ['past midnight', ['DTSTART:20261124T220000', 'DTEND:20261125T060000'], ['2026-11-24 1320-1800']],
    [
      'every Tuesday and Thursday of three weeks',
      ['DTSTART:20261124T083000', 'DURATION:PT50M', 'RRULE:FREQ=WEEKLY;BYDAY=TU,TH;UNTIL=20261208T083000'],
      ['2026-11-24', '2026-11-26', '2026-12-01', '2026-12-03', '2026-12-08'].map((date) => `${date} 510-560`),
    ],
    [
      'an end of the repeating a minute before the last',
      ['DTSTART:20261124T083000', 'DURATION:PT50M', 'RRULE:FREQ=WEEKLY;UNTIL=20261201T072900Z'],
      ['2026-11-24 510-560'],
    ],
    [
      'every second week, one of them left out',
      [
        'DTSTART:20261124T083000',
        'DURATION:PT50M',
        'RRULE:FREQ=WEEKLY;INTERVAL=2;COUNT=3',
        'EXDATE:20261208T073000Z,20261209T083000',
      ],
      ['2026-11-24 510-560', '2026-12-22 510-560'],
    ],
    [
      'every week in UTC: an hour later on the wall once the clocks have changed',
      ['DTSTART:20270323T073000Z', 'DURATION:PT50M', 'RRULE:FREQ=WEEKLY;COUNT=2'],
      ['2027-03-23 510-560', '2027-03-30 570-620'],
    ],
    [
      'every week on the wall: at the same time',
      ['DTSTART;TZID=Europe/Amsterdam:20270323T083000', 'DURATION:PT50M', 'RRULE:FREQ=WEEKLY;COUNT=2'],
      ['2027-03-23 510-560', '2027-03-30 510-560'],
    ],
    [
      'in the hour that is skipped: as much later as the clocks jump',
      ['DTSTART;TZID=Europe/Athens:20270328T033000', 'DURATION:PT30M'],
      ['2027-03-28 180-210'],
    ],
    ['what is cancelled is not there', ['DTSTART:20261124T083000', 'DURATION:PT50M', 'STATUS:CANCELLED'], []],
    ['nor what lies before the days that are asked for', ['DTSTART:20260701T083000', 'DURATION:PT50M'], []],
  ])('%s', (_, lines, expected) => expect(timesOf(...lines)).toEqual(expected))

  it('without an end of its own it is followed to the end of the days that are asked for', () => {
    const lines = ['DTSTART:19990104T083000', 'DURATION:PT50M', 'RRULE:FREQ=WEEKLY']
    const found = read(calendar(lines), { from: '2026-11-02', to: '2026-11-16' }).timedEvents
    expect(found.map(({ date }) => date)).toEqual(['2026-11-02', '2026-11-09', '2026-11-16'])
  })

  it('one time that was moved is where it was moved to', () => {
    const found = read(
      calendar(
        ['UID:1', 'DTSTART:20261124T083000', 'DURATION:PT50M', 'RRULE:FREQ=WEEKLY;COUNT=2'],
        ['UID:1', 'RECURRENCE-ID:20261201T083000', 'DTSTART:20261202T103000', 'DURATION:PT50M'],
      ),
    ).timedEvents
    expect(found.map(({ date, from }) => `${date} ${from}`)).toEqual(['2026-11-24 510', '2026-12-02 630'])
  })
})

describe('names and lines', () => {
  it('are unfolded, unescaped, and told by the line on which the event begins', () => {
    const text =
      'BEGIN:VCALENDAR\nX-A;B="c:d;e":f\nBEGIN:VEVENT\nSUMMARY;LANGUAGE=nl:Wis\n kunde\\, hav\n\to\\n\\;4\u202e\nDTSTART:20261124T083000\nDURATION:PT50M\nBEGIN:VALARM\nDTSTART:1\nEND:VALARM\nEND:VEVENT\nEND:VCALENDAR\n'
    expect(read(text)).toEqual({
      dayEvents: [],
      timedEvents: [{ line: 3, name: 'Wiskunde, havo ;4', date: '2026-11-24', from: 510, to: 560 }],
      problems: [],
      problemCount: 0,
    })
  })
})

describe('what cannot be read is told with its line, and the rest is read', () => {
  const good = ['DTSTART:20261124T083000', 'DURATION:PT50M']
  it.each([
    ['no beginning', ['SUMMARY:x'], { line: 7, problem: 'no-begin' }],
    ['a date that is none', ['DTSTART:20260231'], { line: 8, problem: 'bad-time', detail: '20260231' }],
    [
      'an hour that is none',
      ['DTSTART:20261124T250000Z'],
      { line: 8, problem: 'bad-time', detail: '20261124T250000Z' },
    ],
    [
      'a zone that is none',
      ['DTSTART;TZID=Mars/Base:20261124T083000'],
      { line: 8, problem: 'unknown-zone', detail: 'Mars/Base' },
    ],
    ['an end before the beginning', [good[0]!, 'DTEND:20261124T082900'], { line: 9, problem: 'ends-before' }],
    ['an end at the beginning', [good[0]!, 'DTEND:20261124T083000'], { line: 9, problem: 'ends-before' }],
    ['no end at all', [good[0]!], { line: 7, problem: 'ends-before' }],
    ['years', ['DTSTART:20261124', 'DTEND:20290101'], { line: 9, problem: 'too-long' }],
    ['an end of another kind', [good[0]!, 'DTEND:20261125'], { line: 9, problem: 'bad-time', detail: '20261125' }],
    ['a length that is none', [good[0]!, 'DURATION:soon'], { line: 9, problem: 'bad-time', detail: 'soon' }],
    ...[
      'FREQ=DAILY',
      'FREQ=YEARLY;BYMONTH=1,2,3;BYHOUR=1,2,3',
      'FREQ=WEEKLY;BYDAY=1TU',
      'FREQ=WEEKLY;INTERVAL=0',
      'FREQ=WEEKLY;COUNT=99999',
      'FREQ=WEEKLY;UNTIL=soon',
      'FREQ=WEEKLY;FREQ=WEEKLY',
      'BYDAY=TU',
      '',
    ].map(
      (rule) =>
        [
          `the rule "${rule}"`,
          [...good, `RRULE:${rule}`],
          { line: 10, problem: 'unread-repeat', detail: rule },
        ] as const,
    ),
    ['a list of dates', [...good, 'RDATE:20261125T083000'], { line: 10, problem: 'unread-repeat', detail: 'RDATE' }],
  ] as const)('%s', (_, lines, problem) => {
    const { timedEvents, problems } = read(calendar([...good], [...lines]))
    expect(problems).toEqual([problem])
    expect(timedEvents).toHaveLength(1)
  })

  it.each([
    ['nothing', '', []],
    [
      'a web page',
      '<!doctype html>\n<p>',
      [
        { line: 1, problem: 'bad-line' },
        { line: 2, problem: 'bad-line' },
      ],
    ],
    ['a card', 'BEGIN:VCARD\nEND:VCARD', [{ line: 1, problem: 'not-a-calendar' }]],
    ['a line between two events', `${calendar(good)}\nnonsense`, [{ line: 8, problem: 'bad-line' }]],
    ['an event that never ends', 'BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20261124', []],
    ['too big a file', ' '.repeat(MOST_ICS + 1), [{ line: 1, problem: 'too-big' }]],
  ])('%s', (_, text, problems) => expect(read(text).problems).toEqual(problems))
})

describe('a hostile file is over soon', () => {
  const soon = (text: string) => {
    const { timedEvents, problems, problemCount } = read(text)
    expect(timedEvents.length).toBeLessThanOrEqual(20_000)
    expect(problems.length).toBeLessThanOrEqual(100)
    return problemCount
  }
  const weekly = ['DTSTART:20260803T083000', 'DURATION:PT50M', 'RRULE:FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA,SU']
  it.each([
    ['lines of nothing', () => soon('x\n'.repeat(900_000)), 900_000],
    ['one line that is folded a million times', () => soon(`BEGIN:VCALENDAR\n${' x\n'.repeat(600_000)}`), 1],
    ['parts in parts without end', () => soon('BEGIN:VCALENDAR\n'.repeat(100_000)), 1],
    ['events that come back every day', () => soon(calendar(...Array.from({ length: 5001 }, () => weekly))), 2],
    ['a name of a million signs', () => soon(calendar([`SUMMARY:${'\\n'.repeat(900_000)}`, ...weekly])), 0],
    ['a parameter that is never closed', () => soon(calendar([`DTSTART${';A="'.repeat(300_000)}:1`])), 2],
    [
      'as many dates left out as fit',
      () => soon(calendar([...weekly, `EXDATE:${'20260803T083000,'.repeat(100_000)}`])),
      0,
    ],
    [
      'one id for all',
      () =>
        soon(
          calendar(
            ...Array.from({ length: 2400 }, () => ['UID:1', ...weekly]),
            ...Array.from({ length: 2400 }, () => ['UID:1', 'RECURRENCE-ID:20260803', ...weekly]),
          ),
        ),
      1,
    ],
  ])('%s', (_, work, problems) => expect(work()).toBe(problems), 5000)
})
