import type { WeekView } from '../../src/app/app.ts'
import type { View } from '../env.ts'

/** The week in three sentences: how much, when and who, and where the filter is in the way. */
export function weekSentences(view: View, week: WeekView, before: WeekView): readonly string[] {
  return [
    `${view.t.week.total(view.moments.number(week.total))} ${trend(view, week, before)}`.trim(),
    when(view, week),
    granted(view, week),
  ].filter((sentence) => sentence !== '')
}

/** Less than this counts as the same: a school's weeks are never equal. */
const sameWithin = 5

function trend({ t }: View, week: WeekView, before: WeekView): string {
  if (before.total === 0) return ''
  const percent = Math.round(((week.total - before.total) / before.total) * 100)
  if (Math.abs(percent) < sameWithin) return t.week.same
  return percent > 0 ? t.week.more(percent) : t.week.less(-percent)
}

function when({ t, say }: View, week: WeekView): string {
  const kind = week.byKindOfTime.toSorted((a, b) => b.count - a.count)[0]
  if (!kind || week.total === 0) return ''
  const percent = Math.round((kind.count / week.total) * 100)
  const group = week.byGroup.toSorted((a, b) => b.count - a.count)[0]
  const words = t.kindsPlural[kind.kind]
  return group ? t.week.mostly(words, percent, say(group.group)) : t.week.mostlyOnly(words, percent)
}

function granted({ t, say, moments }: View, { mostGranted }: WeekView): string {
  const most = mostGranted[0]
  return most ? t.week.granted(say(most.name), moments.number(most.count)) : t.week.grantedNone
}
