import type { Refusal } from '../../src/app/app.ts'
import { en } from './en.ts'
import { nl, type Texts } from './nl.ts'

/** The languages of the dashboard, the first one first. */
export const languages = ['nl', 'en'] as const
export type Language = (typeof languages)[number]

/** Whose words are used: those of a primary or of a secondary school. */
export type SchoolType = 'primary' | 'secondary'

const made = new Map<string, Texts>()

/** The texts in one language, in the words of one type of school. */
export function textsIn(language: Language, school: SchoolType): Texts {
  const key = `${language} ${school}`
  const texts = made.get(key) ?? (language === 'nl' ? nl(school) : en(school))
  made.set(key, texts)
  return texts
}

/** The sentence for a refusal: what is wrong and what to do next. */
export function problemText(t: Texts, { problem, detail }: Refusal): string {
  const problems: Readonly<Record<string, (detail: string) => string>> = t.problems
  return (problems[problem] ?? t.problems.other)(detail ?? '')
}

/** The sentence for a warning of the health page. */
export function warningText(t: Texts, warning: { readonly problem: string; readonly detail?: string }): string {
  const warnings: Readonly<Record<string, (detail: string) => string>> = t.warnings
  return (warnings[warning.problem] ?? t.warnings.other)(warning.detail ?? warning.problem)
}

/** What a revision changed, in words; a reason that a person typed stays as it is. `nameOf` says what ids are called. */
export function revisionText(t: Texts, why: string, nameOf: (id: string) => string): string {
  const { revisions } = t.office
  for (const [pattern, text] of [
    [/^first-policy$/, revisions.first],
    [/^undo (\d+)$/, revisions.undo],
    [/^restore (\d+)$/, revisions.restore],
    [/^import (.+)$/s, revisions.importFile],
    [/^preset (.+)$/s, revisions.preset],
    [/^rule ([a-z0-9:._-]+)$/, revisions.rule],
    [/^remove rule ([a-z0-9-]+)$/, revisions.removeRule],
    [/^move rule ([a-z0-9-]+)$/, revisions.moveRule],
    [/^set ([a-z0-9-]+)$/, revisions.set],
    [/^clauses (.+)$/s, revisions.clauses],
    [/^measure ([a-z0-9-]*)$/, revisions.measure],
    [/^remove measure (.+)$/s, revisions.removeMeasure],
    [/^teachers may exclude: (yes|no)$/, revisions.teachersExclude],
    [/^add class (.+)$/s, revisions.addClass],
    [/^remove class (.+)$/s, revisions.removeClass],
    [/^add group (.+)$/s, revisions.addGroup],
    [/^remove group (.+)$/s, revisions.removeGroup],
    [/^unknown devices: (.+)$/s, revisions.unknownDevices],
    [/^add timetable (.+)$/s, revisions.addTimetable],
    [/^name of timetable (.+)$/s, revisions.renameTimetable],
    [/^remove timetable (.+)$/s, revisions.removeTimetable],
    [/^school$/, revisions.school],
    [/^networks of (.+)$/s, revisions.networks],
    [/^settings of (.+)$/s, revisions.settings],
    [/^calendar(?:: (.+))?$/s, revisions.calendar],
    [/^bells (.+)$/s, revisions.bells],
    [/^no bells on (.+)$/s, revisions.noBells],
    [/^add bells (.+)$/s, revisions.addBells],
    [/^remove bells (.+)$/s, revisions.removeBells],
    [/^holiday (.+)$/s, revisions.holiday],
    [/^region (.+)$/s, revisions.region],
    [/^timetable of (.+)$/s, revisions.classTimetable],
    [/^week of (.+)$/s, revisions.week],
    [/^other classes: (yes|no)$/, revisions.otherClasses],
    [/^limits$/, revisions.limits],
    [/^add platform (.+)$/s, revisions.addPlatform],
    [/^correct platform (.+)$/s, revisions.correctPlatform],
    [/^remove platform (.+)$/s, revisions.removePlatform],
    [/^days from a calendar file$/, revisions.icsDays],
    [/^lessons of (.+) from a calendar file$/s, revisions.icsLessons],
  ] as const) {
    const found = pattern.exec(why)
    if (found) return text(nameOf(found[1] ?? ''))
  }
  const day = /^(mon|tue|wed|thu|fri|sat|sun) of (.+)$/s.exec(why)
  return day ? revisions.day(t.office.timetable.days[day[1] as 'mon'], nameOf(day[2] ?? '')) : why
}
