import type { GrantView, Health, Refusal, Revision, SnagView, WaitingView } from '../../src/app/app.ts'
import type { View } from '../env.ts'
import { warningText } from '../locales/texts.ts'
import { type Known, whyChanged } from './change-words.ts'
import { FirstSteps, type Steps } from './first-steps.tsx'
import { GrantRow } from './grant-row.tsx'
import { HealthTiles } from './health.tsx'
import { Icon } from './icon.tsx'
import { Heading, Layout } from './layout.tsx'
import { Empty, ProblemNotice } from './notice.tsx'
import type { GoingOn } from './today-acts.tsx'
import { ActsNow } from './today-acts.tsx'
import type { BellsToday } from './today-bells.tsx'
import { BellsNow } from './today-bells.tsx'
import { Section } from './today-section.tsx'
import { WaitingNow } from './today-waiting.tsx'
import { Moment, Name } from './words.tsx'

interface Props {
  readonly view: View
  readonly health: Health
  readonly running: readonly { readonly grant: GrantView; readonly audience: string }[]
  readonly revisions: readonly Revision[]
  readonly known: Known
  readonly goingOn: GoingOn
  readonly bells: BellsToday
  readonly snags: readonly SnagView[]
  readonly requests: readonly WaitingView[]
  /** How many devices asked too much in the last days. */
  readonly busy: number
  readonly isSetUp: boolean
  /** What a school that has just begun still has to do. */
  readonly firstSteps: Steps
  readonly lastBackup: number | undefined
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
        <State view={view} health={health} busy={props.busy} />
        {props.isSetUp ? <FirstSteps view={view} steps={props.firstSteps} /> : <Resume view={view} />}
        <WaitingNow view={view} snags={props.snags} requests={props.requests} />
        <div class="grid grid-cols-1 items-start gap-6 lg:grid-cols-2">
          <ActsNow view={view} goingOn={props.goingOn} />
          <BellsNow view={view} bells={props.bells} />
        </div>
        <div class="grid grid-cols-1 items-start gap-6 lg:grid-cols-2">
          <Running {...props} />
          <Changes {...props} />
        </div>
        <HealthTiles view={view} health={health} lastBackup={props.lastBackup} />
        <p class="text-sm text-muted">{today.version(health.version)}</p>
      </div>
    </Layout>
  )
}

function State({ view, health, busy }: { readonly view: View; readonly health: Health; readonly busy: number }) {
  const { today } = view.t.office
  const { warnings } = health
  const count = warnings.length + (busy > 0 ? 1 : 0)
  if (count === 0) {
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
          {today.attention(count)}
        </h2>
        <ul class="mt-1 list-disc ps-5">
          {warnings.map((warning) => (
            <Warning view={view} warning={warning} />
          ))}
          {busy > 0 && (
            <li>
              {view.t.box.today.busy(busy)}{' '}
              <a href="/devices/signs" class="font-semibold underline underline-offset-4">
                {view.t.office.today.look}
              </a>
            </li>
          )}
        </ul>
      </div>
    </section>
  )
}

/** Setting up was begun and not finished. */
function Resume({ view }: { readonly view: View }) {
  const t = view.t.setup
  return (
    <p class="notice notice-problem">
      <Icon name="box" />
      <span>
        {t.resume}{' '}
        <a href="/setup" class="font-semibold underline underline-offset-4">
          {t.resumeLink}
        </a>
      </span>
    </p>
  )
}

/** Where each warning is put right. */
const pages: Readonly<Record<string, string>> = {
  'unknown-devices': '/devices?show=unknown',
  'list-kept': '/lists',
  'list-problems': '/lists',
  'catalogue-problems': '/lists',
  'catalogue-older': '/lists',
  'board-problems': '/lists',
  'backup-failed': '/box#backup-heading',
  'backup-not-copied': '/box#backup-heading',
  'backup-old': '/box#backup-heading',
  'backup-none': '/box#backup-heading',
  'upstreams-down': '/box#upstreams-heading',
  'upstream-failing': '/box#upstreams-heading',
  'forged-answers': '/box#upstreams-heading',
  'holidays-unconfirmed': '/timetable#confirm-heading',
  'no-networks': '/groups',
  'no-timetable': '/groups',
}

/** Of the kinds whose page needs to know what it is about. */
const pagesAbout: Readonly<Record<string, string>> = { 'timetable-empty': '/timetable?id=' }

function pageOf({ problem, about }: Health['warnings'][number]): string | undefined {
  const page = pagesAbout[problem]
  return page !== undefined && about !== undefined ? page + encodeURIComponent(about) : pages[problem]
}

function Warning({ view, warning }: { readonly view: View; readonly warning: Health['warnings'][number] }) {
  const href = pageOf(warning)
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

function Changes({ view, revisions, known }: Props) {
  const { today } = view.t.office
  return (
    <Section title={today.changes} id="changes">
      {revisions.length === 0 ? (
        <Empty icon="undo" title={today.changesNone} />
      ) : (
        <ol class="card-panel divide-y divide-base-300 py-1">
          {revisions.map((revision) => (
            <Change view={view} revision={revision} known={known} />
          ))}
        </ol>
      )}
    </Section>
  )
}

function Change({
  view,
  revision,
  known,
}: {
  readonly view: View
  readonly revision: Revision
  readonly known: Known
}) {
  const { today } = view.t.office
  return (
    <li class="flex items-center justify-between gap-3 py-3">
      <div class="min-w-0">
        <p class="font-medium">
          <Name>{whyChanged(view, known, revision.why)}</Name>
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
