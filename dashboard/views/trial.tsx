import type { TrialFigures, TrialView } from '../../src/app/app.ts'
import type { Group } from '../../src/policy/policy.ts'
import type { View } from '../env.ts'
import { Form, Select } from './field.tsx'
import { Icon } from './icon.tsx'
import { Panel } from './section.tsx'
import { Name } from './words.tsx'

interface Props {
  readonly view: View
  readonly group: Group
  readonly trial: TrialView | undefined
  readonly figures: TrialFigures | undefined
}

const choices = [1, 3, 5, 7, 14] as const
const subjectsShown = 15

/** "Proefdraaien" of a group: to begin it, or, while it runs, until when and what it would have blocked. */
export function TrialPanel({ view, group, trial, figures }: Props) {
  const { trial: t } = view.t.keeping
  return (
    <Panel id="trial" title={t.title}>
      <p class="-mt-2 mb-4 text-muted">{t.lead}</p>
      {trial ? (
        <Running view={view} group={group} trial={trial} figures={figures} />
      ) : (
        <Form action={pathOf(group)}>
          <Days view={view} value="5" />
          <button type="submit" name="do" value="begin" class="btn btn-primary self-start">
            <Icon name="play" />
            {t.begin}
          </button>
        </Form>
      )}
    </Panel>
  )
}

function Running({ view, group, trial, figures }: Props & { readonly trial: TrialView }) {
  const { trial: t } = view.t.keeping
  return (
    <div class="flex flex-col gap-5">
      <p class="font-semibold">
        <Name>{t.running(view.moments.when(trial.until, view.now), trial.by)}</Name>
      </p>
      <Form action={pathOf(group)}>
        <input type="hidden" name="trial" value={trial.id} />
        <Days view={view} value="1" />
        <div class="flex flex-wrap gap-2">
          <button type="submit" name="do" value="extend" class="btn btn-outline">
            {t.extend}
          </button>
          <button type="submit" name="do" value="stop" class="btn btn-primary">
            <Icon name="lock" />
            {t.stop}
          </button>
        </div>
      </Form>
      {figures && <Figures view={view} figures={figures} />}
    </div>
  )
}

function Figures({ view, figures }: { readonly view: View; readonly figures: TrialFigures }) {
  const { trial: t } = view.t.keeping
  const { number } = view.moments
  return (
    <div>
      <h3 class="font-bold">{t.would}</h3>
      <p class="text-muted">{t.counted}</p>
      {figures.total === 0 ? (
        <p>{t.nothing}</p>
      ) : (
        <>
          <p>
            {t.total(number(figures.total))}:{' '}
            {figures.byKindOfTime.map(({ kind, count }) => `${view.t.kindsPlural[kind]} ${number(count)}`).join(', ')}
          </p>
          <table class="table mt-2">
            <thead>
              <tr>
                <th scope="col">{t.subject}</th>
                <th scope="col" class="text-end">
                  {t.times}
                </th>
              </tr>
            </thead>
            <tbody>
              {figures.bySubject.slice(0, subjectsShown).map(({ name, count }) => (
                <tr>
                  <td>
                    <Name>{view.say(name)}</Name>
                  </td>
                  <td class="text-end tabular-nums">{number(count)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
    </div>
  )
}

function Days({ view, value }: { readonly view: View; readonly value: string }) {
  const { trial: t } = view.t.keeping
  return (
    <Select
      label={t.days}
      name="days"
      value={value}
      options={choices.map((count) => ({ value: String(count), text: t.dayCount(count) }))}
    />
  )
}

const pathOf = ({ id }: Group): string => `/groups/${encodeURIComponent(id)}/trial`
