import type { Paper, Table } from '../../papers/paper.ts'
import type { Text } from '../../policy/policy.ts'
import { moment } from '../../reports/letters.ts'
import type { DateText } from '../../time/school-time.ts'
import type { Ledger } from '../policy/ledger.ts'
import { auditWords } from '../record/audit-words.ts'
import type { Overview } from './overview.ts'
import { isPart } from './overview.ts'
import { kindNames } from './overview-words.ts'

type Language = Paper['language']

/** The overview as a paper: the sentences, then every figure in a table. */
export function overviewPaper(overview: Overview, ledger: Ledger, language: Language, at: number): Paper {
  const t = texts[language]
  const { school } = ledger.policy
  const { wish } = overview
  const date = (of: DateText) => dateIn(of, language)
  return {
    language,
    title: t.title,
    under: `${school.name}  ·  ${date(wish.from)} ${t.to} ${date(wish.to)}  ·  ${t.made(moment(at, ledger.zone.id, language))}`,
    blocks: [
      ...filterLines(overview, ledger, language),
      ...(overview.goesOn ? [{ kind: 'paragraph', text: t.goesOn } as const] : []),
      ...overview.words[language].map((text) => ({ kind: 'paragraph', text }) as const),
      ...tables(overview, ledger, language).flatMap((table) =>
        table.rows.length === 0 ? [] : [{ kind: 'heading', text: table.caption } as const, table],
      ),
      { kind: 'paragraph', text: `${t.counts(overview)}${isPart(wish) ? ` (${t.wholeSchool})` : ''}` },
      { kind: 'paragraph', text: `${t.private} ${overview.suppressed > 0 ? t.suppressed(overview.suppressed) : ''}` },
    ],
  }
}

/** Every table of the overview, empty ones too: for the paper and for files. */
export function tables(overview: Overview, ledger: Ledger, language: Language): readonly Table[] {
  const t = texts[language]
  const kinds = kindNames(ledger.policy.school.type)
  const say = (text: Text) => text[language]
  const when = (at: number) => moment(at, ledger.zone.id, language)
  const date = (of: DateText) => dateIn(of, language)
  const withBefore = (caption: string, of: string, rows: readonly (readonly [string, number, number | undefined])[]) =>
    tableOf(
      caption,
      [of, t.before, t.times],
      rows.map(([name, count, before]) => [name, before ?? '-', count]),
    )
  const wholeSchool = (caption: string) => (isPart(overview.wish) ? `${caption} (${t.wholeSchool})` : caption)
  const most = (caption: string, rows: Overview['mostGranted']) =>
    tableOf(
      wholeSchool(caption),
      [t.what, t.times],
      rows.map(({ name, count }) => [say(name), count]),
    )
  return [
    most(t.mostGranted, overview.mostGranted),
    most(t.mostRequested, overview.mostRequested),
    most(t.mostRefused, overview.mostRefused),
    withBefore(
      t.byKind,
      t.when,
      overview.byKindOfTime.map(({ kind, count, before }) => [say(kinds[kind]), count, before]),
    ),
    withBefore(
      t.byGroup,
      t.group,
      overview.byGroup.map(({ name, count, before }) => [say(name), count, before]),
    ),
    withBefore(
      t.bySubject,
      t.what,
      overview.bySubject.map(({ name, count, before }) => [say(name), count, before]),
    ),
    {
      ...tableOf(
        t.bars[overview.step],
        [t.day, say(kinds.lesson), say(kinds.break), say(kinds.outside)],
        overview.bars.map((bar) => [date(bar.date), bar.lesson, bar.break, bar.outside]),
      ),
      bars: false,
    },
    tableOf(
      t.trend,
      [t.span, t.times],
      overview.trend.map(({ from, to, total, isYearAgo }) => [
        `${date(from)} ${t.to} ${date(to)}${isYearAgo ? ` (${t.yearAgo})` : ''}`,
        total,
      ]),
    ),
    textTable(
      wholeSchool(t.exclusions),
      [t.from, t.until, t.clause],
      overview.exclusions.map(({ from, until, clause = '' }) => [when(from), when(until), clause]),
    ),
    textTable(
      wholeSchool(t.measures),
      [t.what, t.from, t.until],
      overview.measures.map(({ kind, from, until }) => [
        t.kinds[kind],
        when(from),
        until === undefined ? '' : when(until),
      ]),
    ),
    textTable(
      wholeSchool(t.looks),
      [t.day, t.who, t.did],
      overview.looks.map(({ at, by, action }) => [when(at), by, say(auditWords[action])]),
    ),
  ]
}

/** Every figure of all tables under each other, so that a spreadsheet can filter and add up. */
export function longTable(overview: Overview, ledger: Ledger, language: Language) {
  const rows = tables(overview, ledger, language).flatMap(({ caption, columns, rows: lines }) =>
    lines.flatMap(([name = '', ...cells]) =>
      cells.map((cell, i) => [caption, name, columns[i + 1]?.text ?? '', cell] as const),
    ),
  )
  return { columns: texts[language].longColumns, rows }
}

const tableOf = (caption: string, columns: readonly string[], rows: Table['rows']): Table => ({
  kind: 'table',
  caption,
  columns: columns.map((text, i) => (i === 0 ? { text } : { text, isNumber: true })),
  rows,
  bars: true,
})

const textTable = (caption: string, columns: readonly string[], rows: Table['rows']): Table => ({
  kind: 'table',
  caption,
  columns: columns.map((text) => ({ text })),
  rows,
})

function filterLines({ wish, choices }: Overview, ledger: Ledger, language: Language) {
  const t = texts[language]
  const kinds = kindNames(ledger.policy.school.type)
  const nameOf = (list: readonly { readonly id: string; readonly name: Text }[], id: string) =>
    list.find((one) => one.id === id)?.name[language] ?? id
  const parts = [
    ...(wish.kind === undefined ? [] : [kinds[wish.kind][language]]),
    ...(wish.group === undefined ? [] : [nameOf(choices.groups, wish.group)]),
    ...(wish.subject === undefined ? [] : [nameOf(choices.subjects, wish.subject)]),
  ]
  return parts.length === 0 ? [] : [{ kind: 'paragraph', text: t.only(parts.join(', ')) } as const]
}

/** `5 oktober 2026`. */
export const dateIn = (date: DateText, language: Language): string =>
  new Intl.DateTimeFormat(language === 'nl' ? 'nl-NL' : 'en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(
    Date.parse(`${date}T12:00:00Z`),
  )

const texts = {
  nl: {
    title: 'Weekoverzicht',
    wholeSchool: 'hele school',
    to: 'tot en met',
    made: (when: string) => `gemaakt ${when}`,
    only: (what: string) => `Alleen: ${what}.`,
    goesOn: 'Deze tijd loopt nog: de cijfers gaan tot en met gisteren.',
    longColumns: ['Onderdeel', 'Wat', 'Kolom', 'Waarde'],
    what: 'Wat',
    times: 'Keer',
    before: 'Ervoor',
    when: 'Wanneer',
    group: 'Apparaatgroep',
    day: 'Datum',
    span: 'Tijd',
    from: 'Vanaf',
    until: 'Tot',
    clause: 'Afspraak',
    who: 'Wie',
    did: 'Wat',
    mostGranted: 'Vaakst opengezet',
    mostRequested: 'Vaakst om gevraagd',
    mostRefused: 'Vaakst afgewezen',
    byKind: 'Les, pauze en daarbuiten',
    byGroup: 'Per apparaatgroep',
    bySubject: 'Wat er tegengehouden werd',
    bars: { day: 'Per dag', week: 'Per week', month: 'Per maand' },
    trend: 'Vergeleken met eerder',
    yearAgo: 'een jaar eerder',
    exclusions: 'Uitsluitingen van het netwerk',
    measures: 'Maatregelen',
    looks: 'Wie gegevens van personen bekeek',
    kinds: {
      'phone-taken': 'telefoon ingenomen',
      exclusion: 'uitgesloten van het netwerk',
      warning: 'waarschuwing',
      other: 'andere maatregel',
    },
    counts: ({ grants, emergencies, unknownDevices }: Overview) =>
      `Opengezet: ${grants} keer. Calamiteiten: ${emergencies}. Onbekende apparaten nu: ${unknownDevices}.`,
    private: 'Dit overzicht kent geen namen van leerlingen, apparaten of klassen.',
    suppressed: (count: number) =>
      count === 1
        ? 'Eén onderdeel van minder dan vijf apparaten is weggelaten.'
        : `${count} onderdelen van minder dan vijf apparaten zijn weggelaten.`,
  },
  en: {
    title: 'Overview',
    wholeSchool: 'whole school',
    to: 'to',
    made: (when: string) => `made ${when}`,
    only: (what: string) => `Only: ${what}.`,
    goesOn: 'This time is not over: the figures go up to and including the day before.',
    longColumns: ['Part', 'What', 'Column', 'Value'],
    what: 'What',
    times: 'Times',
    before: 'Before',
    when: 'When',
    group: 'Device group',
    day: 'Date',
    span: 'Time',
    from: 'From',
    until: 'Until',
    clause: 'Clause',
    who: 'Who',
    did: 'What',
    mostGranted: 'Opened most often',
    mostRequested: 'Asked for most often',
    mostRefused: 'Refused most often',
    byKind: 'Lessons, breaks and outside',
    byGroup: 'By device group',
    bySubject: 'What was blocked',
    bars: { day: 'By day', week: 'By week', month: 'By month' },
    trend: 'Compared with earlier',
    yearAgo: 'a year earlier',
    exclusions: 'Exclusions from the network',
    measures: 'Measures',
    looks: 'Who looked at data about persons',
    kinds: {
      'phone-taken': 'phone taken',
      exclusion: 'excluded from the network',
      warning: 'warning',
      other: 'other measure',
    },
    counts: ({ grants, emergencies, unknownDevices }: Overview) =>
      `Opened: ${grants} times. Emergencies: ${emergencies}. Unknown devices now: ${unknownDevices}.`,
    private: 'This overview knows no names of pupils, devices or classes.',
    suppressed: (count: number) =>
      count === 1
        ? 'One part of fewer than five devices was left out.'
        : `${count} parts of fewer than five devices were left out.`,
  },
} as const
