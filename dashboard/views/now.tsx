import type { ClassNow, GrantView, Refusal } from '../../src/app/app.ts'
import type { SchoolClass } from '../../src/policy/policy.ts'
import type { View } from '../env.ts'
import type { Fields } from '../forms/fields.ts'
import { problemText } from '../locales/texts.ts'
import { ClassChips } from './choose-class.tsx'
import { ClosedList } from './closed.tsx'
import { GrantForm } from './grant-form.tsx'
import { GrantRow } from './grant-row.tsx'
import { Icon } from './icon.tsx'
import { Layout } from './layout.tsx'
import { Moment, Name } from './words.tsx'

/** What the act before said: one of these. */
export interface NowMessage {
  readonly problem?: Refusal
  readonly opened?: GrantView
  readonly closed?: boolean
}

interface Props {
  readonly view: View
  readonly now: ClassNow
  readonly classes: readonly SchoolClass[]
  readonly message: NowMessage | undefined
  readonly fields: Fields
}

/** The teacher's screen for one class. */
export function NowPage(props: Props) {
  const { view, now, classes } = props
  return (
    <Layout view={view} title={`${now.class.name} · ${view.t.now.title}`}>
      <ClassChips view={view} classes={classes} current={now.class.id} />
      <NowPart {...props} />
    </Layout>
  )
}

/** The part of the page that an act changes. */
export function NowPart({ view, now, message, fields }: Props) {
  return (
    <div id="now">
      <div id="now-message" role="status" aria-live="polite" class={message ? 'mb-4' : undefined}>
        {message && <Message view={view} now={now} message={message} />}
      </div>
      <div class="grid grid-cols-1 items-start gap-5 lg:grid-cols-[minmax(0,5fr)_minmax(0,6fr)]">
        <NowLive view={view} now={now} />
        <GrantForm view={view} now={now} fields={fields} />
      </div>
    </div>
  )
}

/** The part that follows the clock and what colleagues do. */
export function NowLive({ view, now }: { readonly view: View; readonly now: ClassNow }) {
  const { t } = view
  const open = [...now.grants, ...now.deviceGrants]
  return (
    <div
      id="now-live"
      class="flex flex-col gap-5"
      hx-get={`${pathOf(now)}/live`}
      hx-trigger="refresh"
      hx-swap="outerMorph"
    >
      <Period view={view} now={now} />
      <section aria-labelledby="open-heading">
        <h2 id="open-heading" class="section-title">
          {t.now.open}
        </h2>
        {open.length === 0 ? (
          <p class="text-muted">{t.now.openNone}</p>
        ) : (
          <ul class="flex flex-col gap-3">
            {open.map((grant) => (
              <GrantRow
                view={view}
                grant={grant}
                action={`${pathOf(now)}/grants/${encodeURIComponent(grant.id)}/revoke`}
                target="#now"
                {...(grant.audience.kind === 'device' ? { audience: t.office.today.oneDevice } : {})}
              />
            ))}
          </ul>
        )}
      </section>
      <section aria-labelledby="closed-heading">
        <h2 id="closed-heading" class="section-title">
          {t.now.closed}
        </h2>
        <ClosedList view={view} groups={now.closed} none={t.now.closedNone} />
      </section>
    </div>
  )
}

function Period({ view, now }: { readonly view: View; readonly now: ClassNow }) {
  const { t } = view
  const { free } = t.office.timetable
  return (
    <section class="period-card" data-kind={now.kindOfTime}>
      <h1 class="text-4xl font-extrabold tracking-tight">
        <Name>{now.class.name}</Name>
      </h1>
      <p class="mt-1 text-lg font-medium">
        {now.periodName ? <Name>{now.periodName}</Name> : now.freeHour ? free : t.kinds[now.kindOfTime]}
        {now.periodName && now.freeHour && ` (${free})`} {t.now.until(now.followedBy)}{' '}
        <Moment view={view} at={now.periodEnds} />
      </p>
      <p class="mt-3 flex items-center gap-2 text-sm">
        <Icon name="device" />
        {now.devicesKnown === 0 ? t.now.noDevices : t.now.devices(now.devicesKnown)}
      </p>
    </section>
  )
}

function Message({
  view,
  now,
  message,
}: {
  readonly view: View
  readonly now: ClassNow
  readonly message: NowMessage
}) {
  const { t } = view
  const { problem, opened } = message
  const text = problem
    ? problemText(t, problem)
    : opened
      ? t.now.opened(view.say(opened.targetName), now.class.name, view.moments.when(opened.until, view.now))
      : t.done.closed
  return (
    <div class={`notice ${problem ? 'notice-problem' : 'notice-done'}`}>
      <Icon name={problem ? 'warning' : 'check'} />
      <p>
        <Name>{text}</Name>
      </p>
    </div>
  )
}

const pathOf = (now: ClassNow): string => `/now/${encodeURIComponent(now.class.id)}`
