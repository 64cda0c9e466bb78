import type { AskerView, ClosedNow, PublicProtocol, Refusal, WhyReader } from '../../src/app/app.ts'
import type { Policy, Text } from '../../src/policy/policy.ts'
import type { View } from '../env.ts'
import type { Fields } from '../forms/fields.ts'
import { AskForm, OwnRequest } from './asking.tsx'
import { ClosedItems } from './closed.tsx'
import { Icon } from './icon.tsx'
import { Layout } from './layout.tsx'
import { PassingOn, ProblemNotice } from './notice.tsx'
import { Section } from './section.tsx'
import { Name, TimeLeft } from './words.tsx'

type Status = Awaited<ReturnType<WhyReader['statusFor']>>

export interface StatusProps {
  readonly view: View
  readonly status: Status
  readonly protocol: PublicProtocol
  readonly clauses: Readonly<Record<string, Text>>
  /** How many days attempts are kept. */
  readonly days: number
  /** The newest question of this device. */
  readonly request?: AskerView
  readonly officer?: NonNullable<Policy['school']['officer']>
  /** Whether there is a page to report something on. */
  readonly canReport: boolean
}

/** The public page: one plain sentence for this device, then what is open and closed and until when, asking, and what is kept. */
export function StatusPage({
  fields,
  problem,
  ...props
}: StatusProps & { readonly fields: Fields; readonly problem: Refusal | undefined }) {
  const { view, status, request, canReport } = props
  const { t } = view
  return (
    <Layout view={view} title={t.status.title}>
      <ProblemNotice view={view} problem={problem} />
      <StatusLive {...props} />
      <div class="mt-6 flex flex-col gap-6">
        {status.exclusion ? (
          <p class="notice border-base-300">
            <Icon name="person" />
            <span>{t.status.excludedAsk}</span>
          </p>
        ) : (
          <AskForm view={view} action="/status/ask" fields={fields} folded={request?.state === 'waiting' && !problem} />
        )}
        <Clauses view={view} closed={status.closed} clauses={props.clauses} />
        <Helpers {...props} />
        <Kept {...props} />
        <nav class="flex flex-col gap-2" aria-label={t.more}>
          {canReport && (
            <a href="/melden" class="link-row">
              <Icon name="warning" />
              <span>
                {t.everyone.report}
                <span class="block text-sm font-normal text-muted">{t.everyone.reportLead}</span>
              </span>
            </a>
          )}
          <a href="/afspraken" class="link-row">
            <Icon name="book" />
            {t.everyone.all}
          </a>
          {!view.person && (
            <a href="/sign-in" class="link-row">
              <Icon name="person" />
              {t.status.staff}
            </a>
          )}
        </nav>
      </div>
    </Layout>
  )
}

/** The part that follows the clock, what teachers do, and the answer to this device's question. */
export function StatusLive(props: StatusProps) {
  const { view, status, request } = props
  const { t } = view
  return (
    <div
      id="status-live"
      class="flex flex-col gap-6"
      hx-get="/status/live"
      hx-trigger={request?.state === 'waiting' ? 'every 5s' : 'every 60s'}
      hx-swap="outerMorph"
    >
      <PassingOn view={view} />
      {status.emergency && (
        <p class="notice notice-problem" role="status">
          <Icon name="warning" />
          <span class="font-semibold">
            {t.everyone.agreements.acts.emergency(view.moments.when(status.emergency.until, view.now))}
          </span>
        </p>
      )}
      <section class="period-card" data-kind={status.kindOfTime}>
        <p class="font-semibold">{t.status.title}</p>
        <h1 class="mt-2 text-2xl/8 font-bold tracking-tight text-balance">{sentenceOf(view, status)}</h1>
        <p class="mt-3 text-sm">
          {t.status.group(view.say(status.group.name))} {t.everyone.because[status.because]}
          {status.classes.length > 0 && ` ${t.everyone.classes(status.classes.map(({ name }) => name).join(', '))}`}
        </p>
      </section>
      {request && !(status.exclusion && request.state === 'approved') && (
        <OwnRequest view={view} request={request} action="/status/withdraw" />
      )}
      <OpenNow {...props} />
      {status.closed.length > 0 && (
        <Section id="closed" title={t.status.closed}>
          <ClosedItems view={view} what={status.closed} />
          <p class="mt-3 flex items-center gap-2 text-sm text-muted">
            <Icon name="clock" class="size-4" />
            {t.status.change(view.moments.when(status.changes, view.now))}
          </p>
        </Section>
      )}
    </div>
  )
}

/** What was opened for this device, with what rules hold open for its group. */
function OpenNow({ view, status, protocol }: StatusProps) {
  const { t } = view
  const isShut = status.exclusion !== undefined || status.shut !== undefined
  const opened = isShut ? [] : (protocol.groups.find(({ id }) => id === status.group.id)?.open ?? [])
  if (status.grants.length === 0 && opened.length === 0) return null
  return (
    <Section id="open" title={status.grants.length > 0 ? t.status.open : t.everyone.openByRule}>
      <ul class="flex flex-col gap-2">
        {status.grants.map((grant) => (
          <li class="grant-row">
            <p class="flex-1 text-lg font-bold">
              <Name>{view.say(grant.targetName)}</Name>
            </p>
            <TimeLeft view={view} until={grant.until} />
          </li>
        ))}
      </ul>
      {opened.length > 0 && (
        <ul class="closed-list mt-2">
          {opened.map(({ what, until, clause }) => (
            <li class="closed-item">
              <span class="block font-medium">
                <Name>{view.say(what)}</Name>
              </span>
              <span class="text-sm text-muted">
                {[
                  ...(until === undefined ? [] : [t.until(view.moments.when(until, view.now))]),
                  ...(clause === undefined ? [] : [t.clause(clause.id)]),
                ].join(' · ')}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}

function Helpers({ view, protocol }: StatusProps) {
  const { t } = view
  return (
    <Section id="helpers" title={t.everyone.helpers}>
      <p>
        {protocol.helpers.length === 0
          ? t.everyone.helpersNone
          : protocol.helpers.map((role) => t.roles[role]).join(', ')}
      </p>
    </Section>
  )
}

/** What is kept of this device, how long, and who looks. */
function Kept({ view, status, days, officer }: StatusProps) {
  const { kept } = view.t.everyone
  return (
    <section class="card-panel flex flex-col gap-2" aria-labelledby="kept-heading">
      <h2 id="kept-heading" class="font-semibold">
        {kept.title}
      </h2>
      <p>{status.group.record === 'attempts' ? kept.attempts(days) : kept[status.group.record]}</p>
      {status.group.record === 'attempts' && <p class="text-sm text-muted">{kept.looks}</p>}
      {officer && (
        <p class="text-sm text-muted">
          <Name>{kept.officer(officer.name, officer.contact)}</Name>
        </p>
      )}
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
  readonly clauses: StatusProps['clauses']
}) {
  const named = [...new Set(closed.flatMap(({ clause }) => (clause ? [clause] : [])))].flatMap((id) => {
    const text = clauses[id]
    return text ? [{ id, text }] : []
  })
  if (named.length === 0) return null
  return (
    <Section id="clauses" title={view.t.status.clauses}>
      <dl class="flex flex-col gap-3">
        {named.map(({ id, text }) => (
          <div class="clause">
            <dt class="font-mono text-sm font-semibold">{id}</dt>
            <dd>{view.say(text)}</dd>
          </div>
        ))}
      </dl>
    </Section>
  )
}

/** What decides above all rules comes first. */
function sentenceOf(
  view: View,
  { closed, kindOfTime, periodEnds, changes, exclusion, shut, onlyThese }: Status,
): string {
  const { status } = view.t
  const when = (at: number) => view.moments.when(at, view.now)
  if (exclusion) return status.excluded(when(exclusion.until))
  if (onlyThese && shut === undefined) return status.onlyThese
  return closed.length === 0 ? status.allOpen(when(changes)) : status[kindOfTime](when(periodEnds))
}
