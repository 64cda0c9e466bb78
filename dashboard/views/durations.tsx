import type { ClassNow } from '../../src/app/app.ts'
import type { View } from '../env.ts'
import type { Fields } from '../forms/fields.ts'

interface Choice {
  readonly value: string
  readonly text: string
  readonly small?: string
}

const minutes = [15, 30]

/** Until when something can be opened for a class: the end of the lesson first. A lesson that ends in a break is open until the break. */
export function endChoices(view: View, now: ClassNow): readonly Choice[] {
  const { t, moments } = view
  const { ends } = t.teaching
  const when = (at: number) => moments.when(at, view.now)
  const at = (value: string, text: string, end: number | undefined): readonly Choice[] =>
    end === undefined ? [] : [{ value, text, small: when(end) }]
  const lesson = now.kindOfTime === 'outside' ? t.now.lessonOutside : t.now.lesson
  const isBreakNext = now.breakBegins === now.lessonEnds
  const toBreak = isBreakNext || now.breakBegins === now.dayEnds ? undefined : now.breakBegins
  return [
    ...at('lesson', isBreakNext ? ends.break : lesson, now.lessonEnds),
    ...minutes.map((count) => ({ value: String(count), text: t.now.minutes(count) })),
    ...at('break', ends.break, toBreak),
    ...at('day', ends.day, now.dayEnds),
  ]
}

/** How long: large buttons, of which one is pressed, and a time to type. `only` leaves some of them out. */
export function Durations({
  view,
  now,
  fields,
  only,
}: {
  readonly view: View
  readonly now: ClassNow
  readonly fields: Fields
  readonly only?: readonly string[]
}) {
  const { t } = view
  const chosen = fields.text('end') || 'lesson'
  const choices = [...endChoices(view, now), { value: 'time', text: t.teaching.ends.time }] as readonly Choice[]
  return (
    <fieldset>
      <legend class="field-label">{t.now.howLong}</legend>
      <div class="mt-1 grid grid-cols-3 gap-2">
        {choices
          .filter(({ value }) => only === undefined || only.includes(value))
          .map(({ value, text, small }) => (
            <label class="segment">
              <input type="radio" name="end" value={value} checked={value === chosen} />
              <span>{text}</span>
              {small && <span class="text-sm font-normal opacity-80">{small}</span>}
            </label>
          ))}
        <label class="other-minutes">
          <span class="text-sm text-muted">{t.teaching.ends.timeLabel}</span>
          <input type="time" name="time" class="input w-32" value={fields.text('time')} />
        </label>
      </div>
      {now.class.room && (
        <p class="mt-1 text-sm text-muted">{t.now.roomEnds(view.moments.when(now.periodEnds, view.now))}</p>
      )}
    </fieldset>
  )
}
