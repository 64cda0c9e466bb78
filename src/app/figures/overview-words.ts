import type { Text } from '../../policy/policy.ts'
import type { KindOfTime } from '../../time/calendar.ts'
import type { Overview } from './overview.ts'

/** What the three sentences are made of. */
export type OverviewFacts = Pick<
  Overview,
  'total' | 'before' | 'days' | 'byKindOfTime' | 'byGroup' | 'mostGranted' | 'mostRequested' | 'grants'
>
type SchoolType = 'primary' | 'secondary'

/** Less than this counts as the same: a school's weeks are never equal. */
const SAME_WITHIN = 5

/** Spans that differ by more days than this are held against each other by the week. */
const SAME_LENGTH_WITHIN = 3

/** A span in three sentences: how much, when and who, and where the filter is in the way. Of a part, without the last: that is of the whole school. */
export function overviewWords(
  facts: OverviewFacts,
  school: SchoolType,
  language: 'nl' | 'en',
  of: 'all' | 'part',
): readonly string[] {
  const t = texts(school)[language]
  const number = (count: number) => new Intl.NumberFormat(language === 'nl' ? 'nl-NL' : 'en-GB').format(count)
  const trend = trendOf(facts, t)
  const first = facts.total === 0 ? t.nothing : t.total(t.times(facts.total, number))
  return [
    `${first} ${trend}`.trim(),
    whenAndWho(facts, t, language),
    of === 'all' ? inTheWay(facts, t, language, number) : '',
  ].filter((sentence) => sentence !== '')
}

type Texts = ReturnType<typeof texts>['nl']

function trendOf({ total, before, days }: OverviewFacts, t: Texts): string {
  if (!before) return ''
  if (Math.abs(days.now - days.before) <= SAME_LENGTH_WITHIN)
    return t.trend(Math.round(((total - before) / before) * 100))
  const [now, then] = [total / days.now, before / days.before]
  return t.weekly(Math.round(((now - then) / then) * 100))
}

function whenAndWho({ total, byKindOfTime, byGroup }: OverviewFacts, t: Texts, language: 'nl' | 'en'): string {
  const kind = byKindOfTime.toSorted((a, b) => b.count - a.count)[0]
  const all = byKindOfTime.reduce((sum, { count }) => sum + count, 0)
  if (kind === undefined || total === 0) return ''
  const group = byGroup.toSorted((a, b) => b.count - a.count)[0]?.name[language]
  return t.mostly(t.kinds[kind.kind], Math.round((kind.count / all) * 100), group)
}

function inTheWay(
  { mostGranted, mostRequested, grants }: OverviewFacts,
  t: Texts,
  language: 'nl' | 'en',
  number: (count: number) => string,
): string {
  const [most, asked] = [mostGranted[0], mostRequested[0]]
  const granted =
    most === undefined
      ? t.grantedNone
      : t.granted(most.name[language], t.times(most.count, number), t.times(grants, number))
  return asked === undefined ? granted : `${granted} ${t.asked(asked.name[language], t.times(asked.count, number))}`
}

/** What a kind of time is called in a table. */
export const kindNames = (school: SchoolType): Readonly<Record<KindOfTime, Text>> => ({
  lesson: { nl: school === 'secondary' ? 'Lesuur' : 'Les', en: 'Lesson' },
  break: { nl: 'Pauze', en: 'Break' },
  inloop: { nl: 'Inloop', en: 'Arrival' },
  outside: { nl: 'Buiten schooltijd', en: 'Outside school time' },
})

function texts(school: SchoolType) {
  const secondary = school === 'secondary'
  return {
    nl: {
      nothing: 'In deze tijd is niets tegengehouden, of te weinig om te laten zien.',
      times: (count: number, number: (count: number) => string) => (count === 1 ? 'één keer' : `${number(count)} keer`),
      total: (times: string) => `Het filter hield ${times} iets tegen.`,
      trend(percent: number) {
        if (Math.abs(percent) < SAME_WITHIN) return 'Dat is ongeveer evenveel als in dezelfde tijd ervoor.'
        return `Dat is ${Math.abs(percent)}% ${percent > 0 ? 'meer' : 'minder'} dan in dezelfde tijd ervoor.`
      },
      weekly(percent: number) {
        if (Math.abs(percent) < SAME_WITHIN) return 'Dat is per week ongeveer evenveel als ervoor.'
        return `Dat is per week ${Math.abs(percent)}% ${percent > 0 ? 'meer' : 'minder'} dan ervoor.`
      },
      kinds: {
        lesson: secondary ? 'in lesuren' : 'in lessen',
        break: 'in pauzes',
        inloop: 'tijdens de inloop',
        outside: 'buiten schooltijd',
      } as Readonly<Record<KindOfTime, string>>,
      mostly: (kind: string, percent: number, group: string | undefined) =>
        `Het meeste (${percent}%) gebeurde ${kind}${group === undefined ? '.' : `; de groep die het vaakst iets vroeg was ${group}.`}`,
      granted: (name: string, times: string, all: string) =>
        `Er werd ${all} iets opengezet, het vaakst ${name} (${times}): daar zit het filter het meest in de weg.`,
      grantedNone: `Geen enkele ${secondary ? 'docent' : 'leerkracht'} zette iets open.`,
      asked: (name: string, times: string) => `Het vaakst werd toestemming gevraagd voor ${name} (${times}).`,
    },
    en: {
      nothing: 'In this time nothing was blocked, or too little to show.',
      times: (count: number, number: (count: number) => string) => (count === 1 ? 'once' : `${number(count)} times`),
      total: (times: string) => `The filter blocked something ${times}.`,
      trend(percent: number) {
        if (Math.abs(percent) < SAME_WITHIN) return 'That is about as much as in the same time before.'
        return `That is ${Math.abs(percent)}% ${percent > 0 ? 'more' : 'less'} than in the same time before.`
      },
      weekly(percent: number) {
        if (Math.abs(percent) < SAME_WITHIN) return 'That is about as much a week as before.'
        return `That is ${Math.abs(percent)}% ${percent > 0 ? 'more' : 'less'} a week than before.`
      },
      kinds: {
        lesson: 'in lessons',
        break: 'in breaks',
        inloop: 'at arrival',
        outside: 'outside school time',
      } as Readonly<Record<KindOfTime, string>>,
      mostly: (kind: string, percent: number, group: string | undefined) =>
        `Most of it (${percent}%) was ${kind}${group === undefined ? '.' : `; the group that asked most often was ${group}.`}`,
      granted: (name: string, times: string, all: string) =>
        `Something was opened ${all}, most often ${name} (${times}): there the filter is most in the way.`,
      grantedNone: 'No teacher opened anything.',
      asked: (name: string, times: string) => `Permission was asked most often for ${name} (${times}).`,
    },
  }
}
