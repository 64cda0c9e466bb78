import type { DeviceView, MedicalMark, Refusal } from '../../src/app/app.ts'
import type { Policy } from '../../src/policy/policy.ts'
import type { View } from '../env.ts'
import { DeviceForm } from './device-form.tsx'
import { DataPanel, MarkPanel } from './device-tools.tsx'
import { Form } from './field.tsx'
import { Icon } from './icon.tsx'
import { Heading, Layout } from './layout.tsx'
import { ProblemNotice } from './notice.tsx'
import { Panel } from './section.tsx'

interface Props {
  readonly view: View
  readonly policy: Policy
  readonly device: DeviceView
  readonly mark: MedicalMark | undefined
  readonly problem: Refusal | undefined
}

/** One device: change it, or erase it for good. */
export function DevicePage({ view, policy, device, mark, problem }: Props) {
  const texts = view.t.office.devices
  const action = `/devices/${encodeURIComponent(device.id)}`
  return (
    <Layout view={view} title={texts.edit}>
      <BackLink href="/devices" text={texts.back} />
      <Heading title={device.label} />
      <ProblemNotice view={view} problem={problem} />
      {device.randomMac && <p class="notice notice-problem mb-5">{texts.randomHint}</p>}
      <div class="grid grid-cols-1 items-start gap-6 lg:grid-cols-2">
        <section class="card-panel" aria-label={texts.edit}>
          <DeviceForm view={view} policy={policy} action={action} values={valuesOf(device)} submit={view.t.save} />
        </section>
        {device.known && <MarkPanel view={view} device={device} mark={mark} />}
        <DataPanel view={view} device={device} />
        <Panel id="erase" title={texts.erase}>
          <p class="mb-4 text-muted">{texts.eraseLead}</p>
          <Form action={`${action}/erase`}>
            <button type="submit" class="btn btn-error self-start">
              <Icon name="bin" />
              {texts.erase}
            </button>
          </Form>
        </Panel>
      </div>
    </Layout>
  )
}

/** Leads from a page about one thing to the list of all. */
export function BackLink({ href, text }: { readonly href: string; readonly text: string }) {
  return (
    <a
      href={href}
      class="mb-3 inline-flex min-h-11 items-center font-medium text-primary underline-offset-4 hover:underline"
    >
      ← {text}
    </a>
  )
}

const valuesOf = (device: DeviceView) => ({
  label: device.label,
  mac: device.mac ?? '',
  address: device.mac === undefined ? (device.addresses[0] ?? '') : '',
  group: device.group,
  classes: device.classes,
})
