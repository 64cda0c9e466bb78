import type { Overview } from '../../src/app/figures/overview.ts'
import type { View } from '../env.ts'
import { Input, Select } from './field.tsx'

/** Other days, or a part: lesson, break or outside, a group, a platform or a kind of sites. */
export function OverviewFilter({ view, overview }: { readonly view: View; readonly overview: Overview }) {
  const { t, say } = view
  const texts = t.directing.overview
  const { wish, choices } = overview
  const isPart = wish.kind !== undefined || wish.group !== undefined || wish.subject !== undefined
  const all = { value: '', text: t.directing.all }
  return (
    <details class="fold mb-6" open={isPart}>
      <summary>{texts.other}</summary>
      <form method="get" action="/week" class="card-panel mt-2 grid items-end gap-3 sm:grid-cols-2 lg:grid-cols-3">
        <Input label={t.directing.from} name="from" type="date" value={wish.from} required />
        <Input label={texts.to} name="to" type="date" value={wish.to} required />
        <Select
          label={texts.kind}
          name="kind"
          value={wish.kind ?? ''}
          options={[all, ...(['lesson', 'break', 'outside'] as const).map((value) => ({ value, text: t.week[value] }))]}
        />
        <Select
          label={t.week.group}
          name="group"
          value={wish.group ?? ''}
          options={[all, ...choices.groups.map(({ id, name }) => ({ value: id, text: say(name) }))]}
        />
        <Select
          label={texts.part}
          name="subject"
          value={wish.subject ?? ''}
          options={[all, ...choices.subjects.map(({ id, name }) => ({ value: id, text: say(name) }))]}
        />
        <p class="flex gap-2">
          <button type="submit" class="btn btn-primary">
            {texts.apply}
          </button>
          {isPart && (
            <a class="btn btn-ghost" href={`/week?from=${wish.from}&to=${wish.to}`}>
              {texts.reset}
            </a>
          )}
        </p>
      </form>
    </details>
  )
}
