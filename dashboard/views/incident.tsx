import type { Incident, Refusal } from '../../src/app/app.ts'
import type { View } from '../env.ts'
import { BackLink } from './device.tsx'
import { Form, TextArea } from './field.tsx'
import { Icon } from './icon.tsx'
import { Heading, Layout } from './layout.tsx'
import { ProblemNotice } from './notice.tsx'
import { Panel } from './section.tsx'
import { Moment, Name } from './words.tsx'

interface Props {
  readonly view: View
  readonly incident: Incident
  readonly problem: Refusal | undefined
}

/** One incident: what was kept, what was noted, and what can be done with it. */
export function IncidentPage({ view, incident, problem }: Props) {
  const t = view.t.directing.incidents
  const title = incident.device.label || t.erased
  return (
    <Layout view={view} title={title}>
      <BackLink href="/incidents" text={view.t.directing.back} />
      <Heading
        title={title}
        lead={t.about(view.moments.when(incident.from, view.now), view.moments.when(incident.until, view.now))}
      >
        <p class="flex flex-wrap gap-2">
          {(['file', 'board'] as const).map((whom) => (
            <a class="btn btn-outline" href={`/incidents/${incident.id}/pdf/${whom}`}>
              <Icon name="down" />
              {t[whom]}
            </a>
          ))}
        </p>
      </Heading>
      <ProblemNotice view={view} problem={problem} />
      <div class="flex flex-col gap-6">
        <section class="card-panel">
          <p class="font-medium">
            <Name>{incident.reason}</Name>
          </p>
          <p class="text-sm text-muted">
            {view.say(incident.group)} ·{' '}
            <Name>{t.openedBy(incident.by, view.moments.when(incident.opened, view.now))}</Name>
            {incident.closed !== undefined &&
              ` · ${t.closedBy(incident.closedBy ?? '', view.moments.when(incident.closed, view.now))}`}
          </p>
          {incident.isRecording && <p class="mt-2 text-sm">{t.recording}</p>}
        </section>
        <Attempts view={view} incident={incident} />
        <Notes view={view} incident={incident} />
        <Ending view={view} incident={incident} />
      </div>
    </Layout>
  )
}

function Attempts({ view, incident }: Omit<Props, 'problem'>) {
  const t = view.t.directing.incidents
  return (
    <Panel id="attempts" title={t.attempts}>
      {incident.attempts.length === 0 ? (
        <p>{t.noAttempts}</p>
      ) : (
        <>
          <p class="mb-3 text-sm text-muted">{t.caution}</p>
          <section class="overflow-x-auto" tabindex={0} aria-labelledby="attempts-heading">
            <table class="table">
              <thead>
                <tr>
                  <th scope="col">{t.when}</th>
                  <th scope="col">{t.name}</th>
                  <th scope="col" class="text-end">
                    {t.times}
                  </th>
                  <th scope="col">{t.why}</th>
                </tr>
              </thead>
              <tbody>
                {incident.attempts.map((attempt) => (
                  <tr>
                    <td class="whitespace-nowrap">
                      <Moment view={view} at={attempt.first} />
                    </td>
                    <th scope="row" class="font-medium">
                      <Name>{attempt.name}</Name>
                    </th>
                    <td class="text-end tabular-nums">{view.moments.number(attempt.count)}</td>
                    <td class="min-w-64">{view.say(attempt.reason)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
        </>
      )}
    </Panel>
  )
}

function Notes({ view, incident }: Omit<Props, 'problem'>) {
  const t = view.t.directing.incidents
  return (
    <Panel id="notes" title={t.notes} class="max-w-3xl">
      <ul class="mb-4 flex flex-col gap-3">
        {incident.notes.map(({ at, by, text }) => (
          <li>
            <p class="text-sm text-muted">
              <Moment view={view} at={at} /> · <Name>{view.t.directing.by(by)}</Name>
            </p>
            <p class="whitespace-pre-line">
              <Name>{text}</Name>
            </p>
          </li>
        ))}
      </ul>
      {incident.closed === undefined && (
        <Form action={`/incidents/${incident.id}/note`}>
          <TextArea label={t.note} name="note" required maxlength={4000} />
          <button type="submit" class="btn btn-primary self-start">
            {t.addNote}
          </button>
        </Form>
      )}
    </Panel>
  )
}

function Ending({ view, incident }: Omit<Props, 'problem'>) {
  const t = view.t.directing.incidents
  return (
    <section class="flex max-w-3xl flex-col items-start gap-4">
      {incident.closed === undefined && (
        <Form action={`/incidents/${incident.id}/close`} class="flex flex-col gap-2">
          <button type="submit" class="btn btn-outline self-start">
            {t.close}
          </button>
          <p class="text-sm text-muted">{t.closeHint}</p>
        </Form>
      )}
      <details class="fold">
        <summary>{t.erase}</summary>
        <Form action={`/incidents/${incident.id}/erase`} class="mt-2">
          <button type="submit" class="btn btn-error">
            <Icon name="bin" />
            {t.eraseSure}
          </button>
        </Form>
      </details>
    </section>
  )
}
