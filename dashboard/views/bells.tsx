import { NORMAL } from '../../src/app/app.ts'
import type { BellSchedule } from '../../src/policy/policy.ts'
import type { View } from '../env.ts'
import { Form, Input, Seen, Ticks } from './field.tsx'
import { Icon } from './icon.tsx'
import { Panel } from './section.tsx'
import type { TimetableProps } from './timetable-props.ts'
import { Name } from './words.tsx'

/** "Vandaag anders": which bells the school follows today, and the choice of others, for other dates and some classes too. */
export function TodayDifferent({ view, policy, schedules, today, fields }: TimetableProps) {
  const { hours: t } = view.t.keeping
  const nameOf = (id: string) => view.say(schedules.find((known) => known.id === id)?.name ?? { nl: id, en: id })
  const chosen = fields.text('schedule') || today.school
  return (
    <Panel id="today" title={t.today}>
      <p class="-mt-2 font-medium">
        <Name>{t.todayNow(nameOf(today.school))}</Name>
      </p>
      {today.classes.length > 0 && (
        <ul class="text-sm text-muted">
          {today.classes.map((other) => (
            <li>
              <Name>
                {t.todayClass(
                  policy.classes.find(({ id }) => id === other.class)?.name ?? other.class,
                  nameOf(other.schedule),
                )}
              </Name>
            </li>
          ))}
        </ul>
      )}
      {schedules.length < 2 ? (
        <p class="mt-2 text-muted">{t.onlyNormal}</p>
      ) : (
        <Form action="/bells/dates" class="mt-4 flex flex-col gap-4">
          <Seen view={view} />
          <fieldset>
            <legend class="field-label">{t.bells}</legend>
            <div class="mt-1 flex flex-wrap gap-2">
              {schedules.map(({ id, name }) => (
                <label class="segment">
                  <input type="radio" name="schedule" value={id} checked={id === chosen} />
                  <Name>{view.say(name)}</Name>
                </label>
              ))}
            </div>
          </fieldset>
          <details class="fold">
            <summary>{t.otherDates}</summary>
            <div class="mt-2 flex flex-col gap-4">
              <div class="grid max-w-md grid-cols-2 gap-3">
                <Input label={t.first} name="from" type="date" value={fields.text('from') || today.date} required />
                <Input label={t.last} name="to" type="date" value={fields.text('to')} />
              </div>
              {policy.classes.length > 0 && (
                <Ticks
                  label={view.t.office.timetable.forClasses}
                  name="class"
                  hint={t.classesHint}
                  options={policy.classes.map(({ id, name }) => ({ value: id, text: name }))}
                  values={fields.all('class')}
                />
              )}
            </div>
          </details>
          <div class="flex flex-wrap gap-2">
            <button type="submit" name="do" value="set" class="btn btn-primary">
              <Icon name="check" />
              {t.set}
            </button>
            {(today.school !== NORMAL || today.classes.length > 0) && (
              <button type="submit" name="do" value="clear" class="btn btn-outline">
                <Icon name="undo" />
                {t.clear}
              </button>
            )}
          </div>
        </Form>
      )}
    </Panel>
  )
}

/** The form to add bells, which are then chosen by date. */
export function AddBells({ view, chosen, fields }: TimetableProps) {
  const { hours: t } = view.t.keeping
  return (
    <details class="fold max-w-xl">
      <summary>{t.addBells}</summary>
      <p class="mt-2 mb-3 text-muted">{t.addBellsLead}</p>
      <Form action="/bells">
        <Seen view={view} />
        <input type="hidden" name="id" value={chosen?.id ?? ''} />
        <div class="grid gap-3 sm:grid-cols-2">
          <Input label={t.nl} name="nl" value={fields.text('nl')} required maxlength={60} />
          <Input label={t.en} name="en" value={fields.text('en')} maxlength={60} />
        </div>
        <button type="submit" class="btn btn-primary self-start">
          <Icon name="plus" />
          {t.addBells}
        </button>
      </Form>
    </details>
  )
}

/** Takes bells away that no date to come names. */
export function RemoveBells({ view, bells }: { readonly view: View; readonly bells: BellSchedule }) {
  return (
    <form method="post" action={`/bells/${encodeURIComponent(bells.id)}/remove`}>
      <Seen view={view} />
      <button type="submit" class="btn btn-ghost text-error">
        <Icon name="bin" />
        {view.t.keeping.hours.removeBells}
      </button>
    </form>
  )
}
