import type { OwnAct } from '../../src/app/app.ts'
import type { View } from '../env.ts'
import { Heading, Layout } from './layout.tsx'
import { Empty } from './notice.tsx'
import { Name } from './words.tsx'

/** A person's own doings of the last weeks, day by day. */
export function OwnHistoryPage({ view, acts }: { readonly view: View; readonly acts: readonly OwnAct[] }) {
  const t = view.t.teaching.history
  const days = [...Map.groupBy(acts, ({ from }) => view.moments.day(from))]
  return (
    <Layout view={view} title={t.title}>
      <Heading title={t.title} lead={t.lead} />
      {days.length === 0 && <Empty icon="clock" title={t.none} next={t.noneNext} />}
      <div class="flex max-w-2xl flex-col gap-5">
        {days.map(([day, ofDay]) => (
          <section>
            <h2 class="section-title first-letter:uppercase">{day}</h2>
            <ul class="row-list">
              {ofDay.map((act) => (
                <Act view={view} act={act} />
              ))}
            </ul>
          </section>
        ))}
      </div>
    </Layout>
  )
}

function Act({ view, act }: { readonly view: View; readonly act: OwnAct }) {
  const { moments, now, t } = view
  const { history } = t.teaching
  const what = act.what === undefined ? '' : view.say(act.what)
  return (
    <li class="row">
      <div class="min-w-0 flex-1">
        <p class="font-bold">
          <Name>{history.kinds[act.kind](what)}</Name>
        </p>
        <p class="text-sm text-muted">
          <Name>{act.for ?? history.oneDevice}</Name>
          {act.endedBy !== undefined && (
            <>
              {' · '}
              <Name>{history.endedBy(act.endedBy)}</Name>
            </>
          )}
          {act.endedBy === undefined && act.until > now && ` · ${history.running}`}
        </p>
      </div>
      <p class="text-sm whitespace-nowrap tabular-nums">
        {moments.clock(act.from)} {t.until(moments.clock(act.until))}
      </p>
    </li>
  )
}
