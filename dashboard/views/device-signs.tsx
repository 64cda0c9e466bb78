import type { BusyDevice, Refusal, SideDoorSigns } from '../../src/app/app.ts'
import type { View } from '../env.ts'
import { BackLink } from './device.tsx'
import { signsText } from './device-data.tsx'
import { Form, Input } from './field.tsx'
import { Heading, Layout } from './layout.tsx'
import { ProblemNotice } from './notice.tsx'
import { Panel } from './section.tsx'
import { Moment, Name } from './words.tsx'

/** Devices that asked too much, and, for who gives a reason, signs that devices go past the filter. */
export function SignsPage({
  view,
  busy,
  signs,
  problem,
}: {
  readonly view: View
  readonly busy: readonly BusyDevice[]
  /** Undefined until somebody has said why they look. */
  readonly signs: readonly SideDoorSigns[] | undefined
  readonly problem: Refusal | undefined
}) {
  const t = view.t.box.signs
  return (
    <Layout view={view} title={t.title}>
      <BackLink href="/devices" text={view.t.office.devices.back} />
      <Heading title={t.title} />
      <ProblemNotice view={view} problem={problem} />
      <div class="grid grid-cols-1 items-start gap-6 lg:grid-cols-2">
        <Panel id="busy" title={t.busy}>
          <p class="mb-3 text-muted">{t.busyLead}</p>
          {busy.length === 0 && <p>{t.busyNone}</p>}
          <ul class="flex flex-col gap-3">
            {busy.map(({ device, label, questions, last }) => (
              <li>
                <DeviceLink id={device} label={label} />
                <p class="text-sm text-muted">
                  {t.questions(view.moments.number(questions))}, <Moment view={view} at={last} />
                </p>
              </li>
            ))}
          </ul>
        </Panel>
        <Panel id="doors" title={t.doors}>
          <p class="mb-4 text-muted">{t.doorsLead}</p>
          {signs === undefined ? (
            <Form action="/devices/signs">
              <Input label={t.reason} name="reason" required minlength={5} maxlength={300} />
              <button type="submit" class="btn btn-outline self-start">
                {t.look}
              </button>
            </Form>
          ) : (
            <Signs view={view} signs={signs} />
          )}
        </Panel>
      </div>
    </Layout>
  )
}

function Signs({ view, signs }: { readonly view: View; readonly signs: readonly SideDoorSigns[] }) {
  if (signs.length === 0) return <p role="status">{view.t.box.signs.doorsNone}</p>
  return (
    <ul class="flex flex-col gap-4">
      {signs.map(({ device, label, days }) => (
        <li>
          <DeviceLink id={device} label={label} />
          <ul class="text-sm text-muted">
            {days.map((day) => (
              <li>
                {day.day}: {signsText(view, day)}
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ul>
  )
}

function DeviceLink({ id, label }: { readonly id: string; readonly label: string }) {
  return (
    <a href={`/devices/${encodeURIComponent(id)}`} class="font-semibold underline underline-offset-4">
      <Name>{label}</Name>
    </a>
  )
}
