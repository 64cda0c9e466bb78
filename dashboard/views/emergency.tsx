import type { Drill, EmergencyDesk, EmergencyView, Refusal } from '../../src/app/app.ts'
import type { View } from '../env.ts'
import { Form, Select } from './field.tsx'
import { Icon } from './icon.tsx'
import { Heading, Layout } from './layout.tsx'
import { ProblemNotice } from './notice.tsx'
import { Section } from './section.tsx'
import { Countdown, Moment, Name } from './words.tsx'

type Links = Awaited<ReturnType<EmergencyDesk['links']>>
type Past = Awaited<ReturnType<EmergencyDesk['past']>>

interface Props {
  readonly view: View
  /** Where the forms lead: `/emergency`, or the secret address of a first responder. */
  readonly action: string
  readonly running: readonly EmergencyView[]
  readonly drill: Drill | undefined
  readonly problem: Refusal | undefined
}
interface SignedInProps extends Props {
  /** Only for a coordinator. */
  readonly links: Links | undefined
  /** Only for a coordinator and a director. */
  readonly past: Past | undefined
  /** A link that was just made, which is shown this once. */
  readonly newLink: { readonly name: string; readonly address: string } | undefined
}

const minutes = [15, 30, 60, 120, 240]

/** The page of who may begin an emergency and is signed in. */
export function EmergencyPage(props: SignedInProps) {
  const { view } = props
  const t = view.t.directing.emergency
  return (
    <Layout view={view} title={t.title}>
      <Heading title={t.title} lead={t.lead} />
      <Acting {...props} />
      <div class="mt-8 flex max-w-3xl flex-col gap-6">
        {props.links && <LinkList view={view} links={props.links} newLink={props.newLink} />}
        {props.past && <PastList view={view} past={props.past} />}
      </div>
    </Layout>
  )
}

/** The page behind a first responder's link: no menu, the button at once. */
export function ResponderPage(props: Props & { readonly name: string }) {
  const { view, name } = props
  const t = view.t.directing.emergency
  return (
    <Layout view={view} title={t.title} bare>
      <Heading title={t.title} lead={t.lead} />
      <p class="mb-4 text-sm text-muted">
        <Name>{t.as(name)}</Name>
      </p>
      <Acting {...props} />
    </Layout>
  )
}

/** Stands where a first responder's link no longer works. */
export function ResponderLinkEnded({ view }: { readonly view: View }) {
  const t = view.t.directing.emergency
  return (
    <Layout view={view} title={t.endedTitle} bare>
      <Heading title={t.endedTitle} lead={t.ended} />
      <a href="/sign-in" class="btn btn-primary w-full">
        {view.t.signIn.title}
      </a>
    </Layout>
  )
}

function Acting({ view, action, running, drill, problem }: Props) {
  return (
    <>
      <ProblemNotice view={view} problem={problem} />
      <div class="flex max-w-3xl flex-col gap-6">
        {running.map((emergency) => (
          <Running view={view} action={action} emergency={emergency} />
        ))}
        <BeginForm view={view} action={action} isRunning={running.length > 0} />
        {drill && <DrillResult view={view} drill={drill} />}
        <DrillForm view={view} action={action} />
      </div>
    </>
  )
}

function Running({ view, action, emergency }: Pick<Props, 'view' | 'action'> & { readonly emergency: EmergencyView }) {
  const t = view.t.directing.emergency
  return (
    <section class="state-card flex-wrap" data-state="attention" role="status">
      <Icon name="warning" class="size-8" />
      <div class="min-w-0 flex-1">
        <h2 class="text-xl font-bold">{t.running(t.forWhom[emergency.for])}</h2>
        <p>
          {t.until(view.moments.when(emergency.until, view.now))} (<Countdown view={view} until={emergency.until} />) ·{' '}
          <Name>{view.t.directing.by(emergency.by)}</Name>
        </p>
        {emergency.leftOut.length > 0 && <p>{t.leftOut(emergency.leftOut.join(', '))}</p>}
        <div class="mt-3 flex flex-wrap gap-2">
          <Form action={`${action}/${emergency.id}/extend`} class="contents">
            <button type="submit" class="btn">
              {t.extend(30)}
            </button>
          </Form>
          <Form action={`${action}/${emergency.id}/stop`} class="contents">
            <button type="submit" class="btn">
              {view.t.directing.stop}
            </button>
          </Form>
        </div>
      </div>
    </section>
  )
}

function BeginForm({ view, action, isRunning }: Pick<Props, 'view' | 'action'> & { readonly isRunning: boolean }) {
  const t = view.t.directing.emergency
  return (
    <Form action={action} class="card-panel flex flex-col gap-4">
      <fieldset>
        <legend class="field-label mb-1">{t.whom}</legend>
        <div class="grid grid-cols-2 gap-2">
          {(['everyone', 'staff'] as const).map((whom) => (
            <label class="segment min-h-14">
              <input type="radio" name="for" value={whom} checked={whom === 'everyone'} />
              {t.forWhom[whom]}
            </label>
          ))}
        </div>
      </fieldset>
      <Select
        label={t.howLong}
        name="minutes"
        value="60"
        options={minutes.map((count) => ({ value: String(count), text: t.minutes(count) }))}
      />
      <button type="submit" class={`btn min-h-20 text-xl ${isRunning ? 'btn-outline' : 'btn-error'}`}>
        <Icon name="warning" class="size-7" />
        {t.begin}
      </button>
    </Form>
  )
}

function DrillForm({ view, action }: Pick<Props, 'view' | 'action'>) {
  const t = view.t.directing.emergency
  return (
    <Form action={`${action}/drill`} class="flex flex-wrap items-center gap-3">
      <input type="hidden" name="for" value="everyone" />
      <button type="submit" class="btn btn-outline">
        {t.drill}
      </button>
      <p class="min-w-0 flex-1 basis-60 text-sm text-muted">{t.drillLead}</p>
    </Form>
  )
}

function DrillResult({ view, drill }: { readonly view: View; readonly drill: Drill }) {
  const t = view.t.directing.emergency
  const works = (resolves: boolean | undefined) => (resolves === undefined ? t.unknown : resolves ? t.works : t.fails)
  return (
    <section class="card-panel" role="status">
      <h2 class="section-title">{t.drillDone}</h2>
      <p class="mb-3">
        {drill.filterAnswers ? t.drillPolicy : view.t.warnings['resolver-late']('')}{' '}
        {drill.leftOut.length > 0 && t.leftOut(drill.leftOut.join(', '))}
      </p>
      <h3 class="font-semibold">{t.opens}</h3>
      <ul class="mt-1 flex flex-wrap gap-2">
        {drill.opens.map(({ name, resolves }) => (
          <li class={resolves === false ? 'tag tag-warning' : 'tag tag-good'}>
            <Name>{name}</Name>: {works(resolves)}
          </li>
        ))}
      </ul>
      {drill.withoutLink.length > 0 && (
        <p class="mt-3 text-sm">
          {t.noLink}: <Name>{drill.withoutLink.join(', ')}</Name>
        </p>
      )}
    </section>
  )
}

function LinkList({
  view,
  links,
  newLink,
}: { readonly view: View; readonly links: Links } & Pick<SignedInProps, 'newLink'>) {
  const t = view.t.directing.emergency
  return (
    <Section id="links" title={t.links}>
      <p class="mb-3 text-muted">{t.linksLead}</p>
      {newLink && (
        <div class="notice notice-done mb-4" role="status">
          <Icon name="check" />
          <div class="min-w-0">
            <p>
              <Name>{t.newLink(newLink.name)}</Name>
            </p>
            <p class="my-1 font-mono text-sm break-all select-all">{newLink.address}</p>
            <p class="text-sm">{t.newLinkLead}</p>
          </div>
        </div>
      )}
      {links.length === 0 ? (
        <p>{t.noResponders}</p>
      ) : (
        <ul class="row-list">
          {links.map(({ person, made, used }) => (
            <li class="row flex-wrap">
              <p class="min-w-0 flex-1 basis-48">
                <span class="font-semibold">
                  <Name>{person.name}</Name>
                </span>
                <span class="block text-sm text-muted">
                  {made === undefined
                    ? t.noLink
                    : `${t.madeOn(view.moments.when(made, view.now))}, ${used === undefined ? t.neverUsed : t.usedOn(view.moments.when(used, view.now))}`}
                </span>
              </p>
              <Form action={`/emergency/links/${encodeURIComponent(person.id)}`} class="contents">
                <button
                  type="submit"
                  class="btn btn-outline"
                  aria-label={`${made === undefined ? t.make : t.remake}: ${person.name}`}
                >
                  {made === undefined ? t.make : t.remake}
                </button>
              </Form>
              {made !== undefined && (
                <Form action={`/emergency/links/${encodeURIComponent(person.id)}/revoke`} class="contents">
                  <button type="submit" class="btn btn-ghost" aria-label={`${t.revoke}: ${person.name}`}>
                    {t.revoke}
                  </button>
                </Form>
              )}
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}

function PastList({ view, past }: { readonly view: View; readonly past: Past }) {
  const t = view.t.directing.emergency
  return (
    <Section id="past" title={t.past}>
      {past.length === 0 ? (
        <p class="text-muted">{t.pastNone}</p>
      ) : (
        <ul class="row-list">
          {past.map(({ for: whom, from, until, by }) => (
            <li class="row">
              <p>
                {t.forWhom[whom]}: <Moment view={view} at={from} /> {view.t.until('')}
                <Moment view={view} at={until} /> · <Name>{view.t.directing.by(by)}</Name>
              </p>
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}
