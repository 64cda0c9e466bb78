import type { ClosedNow, WhyReader } from '../../src/app/app.ts'
import type { Text } from '../../src/policy/policy.ts'
import type { View } from '../env.ts'
import { ClosedItems } from './closed.tsx'
import { Icon } from './icon.tsx'
import { Layout } from './layout.tsx'
import { Countdown, Moment, Name } from './words.tsx'

type Status = Awaited<ReturnType<WhyReader['statusFor']>>

interface Props {
  readonly view: View
  readonly status: Status
  readonly clauses: Readonly<Record<string, Text>>
  /** How many days attempts are kept. */
  readonly days: number
}

/** The public page: one plain sentence for this device, then what is closed and until when. */
export function StatusPage({ view, status, clauses, days }: Props) {
  const { t } = view
  return (
    <Layout view={view} title={t.status.title}>
      <section class="period-card mb-6" data-kind={status.kindOfTime}>
        <p class="font-semibold">{t.status.title}</p>
        <h1 class="mt-2 text-2xl/8 font-bold tracking-tight text-balance">{sentenceOf(view, status)}</h1>
        <p class="mt-3 text-sm">{t.status.group(view.say(status.group.name))}</p>
      </section>
      <div class="flex flex-col gap-6">
        <OpenNow view={view} status={status} />
        {status.closed.length > 0 && (
          <section aria-labelledby="closed-heading">
            <h2 id="closed-heading" class="section-title">
              {t.status.closed}
            </h2>
            <ClosedItems view={view} what={status.closed} />
            <p class="mt-3 flex items-center gap-2 text-sm text-muted">
              <Icon name="clock" class="size-4" />
              {t.status.change(view.moments.when(status.changes, view.now))}
            </p>
          </section>
        )}
        <Clauses view={view} closed={status.closed} clauses={clauses} />
        <div class="card-panel flex flex-col gap-3">
          <p>{t.status.ask}</p>
          <p class="text-sm text-muted">{t.status.kept(days)}</p>
        </div>
        {!view.person && (
          <a href="/sign-in" class="link-row">
            <Icon name="person" />
            {t.status.staff}
          </a>
        )}
      </div>
    </Layout>
  )
}

function OpenNow({ view, status }: Omit<Props, 'clauses' | 'days'>) {
  if (status.grants.length === 0) return null
  return (
    <section aria-labelledby="open-heading">
      <h2 id="open-heading" class="section-title">
        {view.t.status.open}
      </h2>
      <ul class="flex flex-col gap-2">
        {status.grants.map((grant) => (
          <li class="grant-row">
            <p class="flex-1 text-lg font-bold">
              <Name>{view.say(grant.targetName)}</Name>
            </p>
            <p class="text-sm">
              {view.t.now.left}{' '}
              <strong>
                <Countdown view={view} until={grant.until} />
              </strong>
              {' · '}
              {view.t.until('')}
              <Moment view={view} at={grant.until} />
            </p>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Clauses({
  view,
  closed,
  clauses,
}: {
  readonly view: View
  readonly closed: readonly ClosedNow[]
  readonly clauses: Props['clauses']
}) {
  const named = [...new Set(closed.flatMap(({ clause }) => (clause ? [clause] : [])))].flatMap((id) => {
    const text = clauses[id]
    return text ? [{ id, text }] : []
  })
  if (named.length === 0) return null
  return (
    <section aria-labelledby="clauses-heading">
      <h2 id="clauses-heading" class="section-title">
        {view.t.status.clauses}
      </h2>
      <dl class="flex flex-col gap-3">
        {named.map(({ id, text }) => (
          <div class="clause">
            <dt class="font-mono text-sm font-semibold">{id}</dt>
            <dd>{view.say(text)}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

function sentenceOf(view: View, { closed, kindOfTime, changes }: Status): string {
  const when = view.moments.when(changes, view.now)
  return closed.length === 0 ? view.t.status.allOpen(when) : view.t.status[kindOfTime](when)
}
