import type { Child } from 'hono/jsx'
import type { GrantView, Health, Refusal, Revision } from '../../src/app/app.ts'
import type { View } from '../env.ts'
import { revisionText, warningText } from '../locales/texts.ts'
import { GrantRow } from './grant-row.tsx'
import { HealthTiles } from './health.tsx'
import { Icon } from './icon.tsx'
import { Heading, Layout } from './layout.tsx'
import { Empty, ProblemNotice } from './notice.tsx'
import { Moment, Name } from './words.tsx'

interface Props {
  readonly view: View
  readonly health: Health
  readonly running: readonly { readonly grant: GrantView; readonly audience: string }[]
  readonly revisions: readonly Revision[]
  readonly problem: Refusal | undefined
}

/** What the coordinator begins the day with. */
export function TodayPage(props: Props) {
  const { view, health, problem } = props
  const { today } = view.t.office
  return (
    <Layout view={view} title={today.title}>
      <ProblemNotice view={view} problem={problem} />
      <Heading title={today.title} lead={`${view.moments.day(view.now)}, ${view.moments.clock(view.now)}`} />
      <div class="flex flex-col gap-6">
        <State view={view} health={health} />
        <HealthTiles view={view} health={health} />
        <div class="grid grid-cols-1 items-start gap-6 lg:grid-cols-2">
          <Running {...props} />
          <Changes {...props} />
        </div>
        <p class="text-sm text-muted">{today.version(health.version)}</p>
      </div>
    </Layout>
  )
}

function State({ view, health }: { readonly view: View; readonly health: Health }) {
  const { today } = view.t.office
  const { warnings } = health
  if (warnings.length === 0) {
    return (
      <div class="state-card" data-state="well">
        <Icon name="check" class="size-8" />
        <div>
          <p class="text-xl font-bold">{today.allWell}</p>
          <p>{today.allWellLead(view.moments.number(health.resolver?.queries ?? 0))}</p>
        </div>
      </div>
    )
  }
  return (
    <section class="state-card" data-state="attention" aria-labelledby="attention-heading">
      <Icon name="warning" class="size-8" />
      <div class="min-w-0">
        <h2 id="attention-heading" class="text-xl font-bold">
          {today.attention(warnings.length)}
        </h2>
        <ul class="mt-1 list-disc ps-5">
          {warnings.map((warning) => (
            <Warning view={view} warning={warning} />
          ))}
        </ul>
      </div>
    </section>
  )
}

/** Where each warning is put right. */
const pages: Readonly<Record<string, string>> = {
  'unknown-devices': '/devices',
  'list-kept': '/lists',
  'list-problems': '/lists',
  'no-networks': '/groups',
  'no-timetable': '/groups',
}

function Warning({ view, warning }: { readonly view: View; readonly warning: Health['warnings'][number] }) {
  const href = pages[warning.problem]
  return (
    <li class="wrap-break-word">
      {warningText(view.t, warning)}{' '}
      {href && (
        <a href={href} class="font-semibold underline underline-offset-4">
          {view.t.office.today.look}
        </a>
      )}
    </li>
  )
}

function Running({ view, running }: Props) {
  const { today } = view.t.office
  return (
    <Section title={today.running} id="running">
      {running.length === 0 ? (
        <Empty icon="lock" title={today.runningNone} />
      ) : (
        <ul class="flex flex-col gap-3">
          {running.map(({ grant, audience }) => (
            <GrantRow
              view={view}
              grant={grant}
              audience={audience}
              action={`/today/grants/${encodeURIComponent(grant.id)}/revoke`}
            />
          ))}
        </ul>
      )}
    </Section>
  )
}

function Changes({ view, revisions }: Props) {
  const { today } = view.t.office
  return (
    <Section title={today.changes} id="changes">
      {revisions.length === 0 ? (
        <Empty icon="undo" title={today.changesNone} />
      ) : (
        <ol class="card-panel divide-y divide-base-300 py-1">
          {revisions.map((revision) => (
            <Change view={view} revision={revision} />
          ))}
        </ol>
      )}
    </Section>
  )
}

function Change({ view, revision }: { readonly view: View; readonly revision: Revision }) {
  const { today } = view.t.office
  return (
    <li class="flex items-center justify-between gap-3 py-3">
      <div class="min-w-0">
        <p class="font-medium">
          <Name>{revisionText(view.t, revision.why)}</Name>
        </p>
        <p class="text-sm text-muted">
          <Moment view={view} at={revision.at} />
          {revision.by !== '' && (
            <>
              {' · '}
              <Name>{revision.by}</Name>
            </>
          )}
        </p>
      </div>
      {revision.number > 1 && (
        <form method="post" action="/today/undo">
          <input type="hidden" name="number" value={revision.number} />
          <button type="submit" class="btn btn-outline shrink-0 whitespace-nowrap">
            <Icon name="undo" />
            {today.undo}
          </button>
        </form>
      )}
    </li>
  )
}

function Section({ title, id, children }: { readonly title: string; readonly id: string; readonly children?: Child }) {
  return (
    <section aria-labelledby={`${id}-heading`}>
      <h2 id={`${id}-heading`} class="section-title">
        {title}
      </h2>
      {children}
    </section>
  )
}
