import type { SnagView, WaitingView, WhyAbout } from '../../src/app/app.ts'
import type { View } from '../env.ts'
import { Section } from './today-section.tsx'
import { Moment, Name } from './words.tsx'

/** What waits for the coordinator: notes of what does not work, and requests that are no teacher's. */
export function WaitingNow({
  view,
  snags,
  requests,
}: {
  readonly view: View
  readonly snags: readonly SnagView[]
  readonly requests: readonly WaitingView[]
}) {
  const t = view.t.box.today
  return (
    <>
      {snags.length > 0 && (
        <Section title={`${t.snags} (${snags.length})`} id="snags">
          <ul class="row-list">
            {snags.map((snag) => (
              <Snag view={view} snag={snag} />
            ))}
          </ul>
        </Section>
      )}
      {requests.length > 0 && (
        <Section title={t.requests} id="requests">
          <ul class="row-list">
            {requests.map((request) => (
              <Request view={view} request={request} />
            ))}
          </ul>
        </Section>
      )}
    </>
  )
}

function Snag({ view, snag }: { readonly view: View; readonly snag: SnagView }) {
  const t = view.t.box.today
  const { id, class: classId, className, targetName, words, why, by, at } = snag
  const about = [className, targetName ? view.say(targetName) : '', words ?? ''].filter(Boolean).join(' · ')
  return (
    <li class="row flex-wrap">
      <div class="min-w-0 flex-1 basis-52">
        <p class="font-semibold">
          <Name>{about}</Name>
        </p>
        <p class="text-sm text-muted">
          <Name>{by}</Name>, <Moment view={view} at={at} />
        </p>
        {why ? (
          // As it was then: what was opened for it since says nothing of why it was closed.
          <WhyLink view={view} why={why} more={{ class: classId, at: view.moments.iso(at).slice(0, 16) }} />
        ) : (
          <Link href={`/attempts?class=${encodeURIComponent(classId)}`} text={t.attemptsOf(className)} />
        )}
      </div>
      <form method="post" action={`/today/snags/${encodeURIComponent(id)}/settle`}>
        <button type="submit" class="btn btn-outline" aria-label={`${t.settle}: ${about}`}>
          {t.settle}
        </button>
      </form>
    </li>
  )
}

function Request({ view, request }: { readonly view: View; readonly request: WaitingView }) {
  const t = view.t.box.today
  const { targetName, key, devices, enrolled, reasons, why } = request
  return (
    <li class="row flex-wrap">
      <div class="min-w-0 flex-1 basis-52">
        <p class="font-semibold">
          <Name>{view.say(targetName)}</Name>
        </p>
        <p class="text-sm text-muted">
          <Name>{[t.devices(devices), ...reasons].join(' · ')}</Name>
        </p>
        {enrolled < devices && (
          <p class="text-sm">
            {t.notEnrolled(devices - enrolled, devices)} <Link href="/devices?show=unknown" text={t.enrolThem} />
          </p>
        )}
        {why && <WhyLink view={view} why={why} />}
      </div>
      <form method="post" action="/today/requests" class="flex flex-wrap gap-2">
        <input type="hidden" name="key" value={key} />
        {enrolled > 0 && (
          <button type="submit" class="btn btn-primary" name="answer" value="yes">
            {t.allow}
          </button>
        )}
        <button type="submit" class="btn btn-outline" name="answer" value="no">
          {t.refuse}
        </button>
      </form>
    </li>
  )
}

/** "Waarom dicht?", asked for who was in the way of it. */
function WhyLink({
  view,
  why,
  more = {},
}: {
  readonly view: View
  readonly why: WhyAbout
  readonly more?: Readonly<Record<string, string>>
}) {
  const query = new URLSearchParams({ ...why, ...more })
  return <Link href={`/why?${query}`} text={view.t.nav.why} />
}

function Link({ href, text }: { readonly href: string; readonly text: string }) {
  return (
    <a href={href} class="inline-block py-1 text-sm font-semibold underline underline-offset-4">
      <Name>{text}</Name>
    </a>
  )
}
