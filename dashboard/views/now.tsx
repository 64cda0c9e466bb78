import type { ClassNow, GrantView } from '../../src/app/app.ts'
import type { View } from '../env.ts'
import type { Fields } from '../forms/fields.ts'
import { ClassChips } from './choose-class.tsx'
import type { Classes, ClassPage } from './class-page.ts'
import { FocusState, Parked } from './class-state.tsx'
import { ClassTools } from './class-tools.tsx'
import { ClosedList } from './closed.tsx'
import { GrantForm } from './grant-form.tsx'
import { GrantRow } from './grant-row.tsx'
import { Icon } from './icon.tsx'
import { Layout } from './layout.tsx'
import { PassingOn } from './notice.tsx'
import { Message, type NowMessage } from './now-message.tsx'
import { Requests } from './requests.tsx'
import { Section } from './section.tsx'
import { Countdown, Moment, Name } from './words.tsx'

interface Props extends Classes {
  readonly view: View
  readonly page: ClassPage
  readonly message: NowMessage | undefined
  readonly fields: Fields
}

/** The teacher's screen for one class. */
export function NowPage(props: Props) {
  const { view, page, classes, others } = props
  return (
    <Layout view={view} title={`${page.now.class.name} · ${view.t.now.title}`}>
      <ClassChips view={view} classes={classes} others={others} current={page.now.class} />
      <NowPart {...props} />
    </Layout>
  )
}

/** The part of the page that an act changes. */
export function NowPart({ view, page, message, fields }: Props) {
  const { now } = page
  const path = pathOf(now)
  return (
    <div id="now" data-stream={`${path}/stream`}>
      <div id="now-message" role="status" aria-live="polite" class={message ? 'mb-4' : undefined}>
        {message && <Message view={view} className={now.class.name} path={path} message={message} />}
      </div>
      <div class="grid grid-cols-1 items-start gap-5 lg:grid-cols-[minmax(0,5fr)_minmax(0,6fr)]">
        <NowLive view={view} page={page} />
        <div class="flex flex-col gap-5 lg:row-span-2">
          <GrantForm view={view} now={now} fields={fields} />
          <ClassTools view={view} page={page} />
        </div>
        <NowClosed view={view} now={now} />
      </div>
    </div>
  )
}

/** The part that follows the clock, pupils' questions and what colleagues do. */
export function NowLive({ view, page }: { readonly view: View; readonly page: ClassPage }) {
  const { now, park, focuses, exams, waiting } = page
  const path = pathOf(now)
  return (
    <div
      id="now-live"
      class="flex flex-col gap-5"
      data-badge={waiting.length}
      hx-get={`${path}/live`}
      hx-trigger="refresh"
      hx-swap="outerMorph"
    >
      <PassingOn view={view} />
      <Period view={view} now={now} waiting={waiting.length} />
      {park && <Parked view={view} park={park} path={path} />}
      {focuses.map((focus) => (
        <FocusState view={view} focus={focus} exam={exams.find(({ id }) => id === focus.examId)} path={path} />
      ))}
      <Open view={view} page={page} path={path} />
      <Requests view={view} now={now} path={path} waiting={waiting} />
    </div>
  )
}

/** What is closed now; it follows the clock too, below the form. `apart`: it goes along with {@link NowLive}. */
export function NowClosed({
  view,
  now,
  apart = false,
}: {
  readonly view: View
  readonly now: ClassNow
  readonly apart?: boolean
}) {
  return (
    <section id="now-closed" aria-labelledby="closed-heading" {...(apart ? { 'hx-swap-oob': 'outerMorph' } : {})}>
      <h2 id="closed-heading" class="section-title">
        {view.t.now.closed}
      </h2>
      <ClosedList view={view} groups={now.closed} none={view.t.now.closedNone} />
    </section>
  )
}

function Period({ view, now, waiting }: { readonly view: View; readonly now: ClassNow; readonly waiting: number }) {
  const { t } = view
  const { free } = t.office.timetable
  return (
    <section class="period-card" data-kind={now.kindOfTime}>
      <h1 class="text-3xl font-extrabold tracking-tight sm:text-4xl">
        <Name>{now.class.name}</Name>
      </h1>
      <p class="mt-1 text-lg/6 font-medium">
        {now.periodName ? <Name>{now.periodName}</Name> : now.freeHour ? free : t.kinds[now.kindOfTime]}
        {now.periodName && now.freeHour && ` (${free})`} {t.now.until(now.followedBy)}{' '}
        <Moment view={view} at={now.periodEnds} />
        {now.periodEnds - view.now < soon && (
          <span class="font-normal">
            {' · '}
            {t.now.left} <Countdown view={view} until={now.periodEnds} />
          </span>
        )}
      </p>
      {now.stepsIn && <p class="mt-2 text-sm">{t.now.stepsIn(view.moments.when(now.lessonEnds, view.now))}</p>}
      <p class="mt-2 flex flex-wrap items-center gap-x-4 gap-y-1 text-sm">
        <span class="flex items-center gap-2">
          <Icon name="device" />
          {now.devicesKnown === 0 ? t.now.noDevices : t.now.devices(now.devicesKnown)}
        </span>
        {waiting > 0 && (
          <a href="#requests" class="badge-link">
            {t.teaching.requestCount(waiting)}
          </a>
        )}
      </p>
    </section>
  )
}

function Open({ view, page, path }: { readonly view: View; readonly page: ClassPage; readonly path: string }) {
  const { t } = view
  const { now, needs } = page
  const open = [...now.grants, ...now.deviceGrants]
  const actionOf = (grant: GrantView) => `${path}/grants/${encodeURIComponent(grant.id)}/revoke`
  return (
    <Section id="open" title={t.now.open}>
      {open.length === 0 ? (
        <p class="text-muted">{t.now.openNone}</p>
      ) : (
        <ul class="flex flex-col gap-3">
          {open.map((grant) => (
            <GrantRow
              view={view}
              grant={grant}
              action={actionOf(grant)}
              target="#now"
              path={path}
              needs={needs.get(grant.id) ?? []}
              {...(grant.audience.kind === 'device' ? { audience: t.office.today.oneDevice } : {})}
            />
          ))}
        </ul>
      )}
    </Section>
  )
}

/** Further off than this, people read the time and no countdown. */
const soon = 2 * 3600_000

const pathOf = (now: ClassNow): string => `/now/${encodeURIComponent(now.class.id)}`
