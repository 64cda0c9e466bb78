import type { DeviceView, Placing, Refusal } from '../../src/app/app.ts'
import type { Policy } from '../../src/policy/policy.ts'
import type { View } from '../env.ts'
import { type DeviceFilter, filterQuery } from '../forms/device-filter.ts'
import type { Fields } from '../forms/fields.ts'
import { DeviceFilterForm, FileLinks, NoneKnown } from './device-filter.tsx'
import { DeviceForm, RandomMac } from './device-form.tsx'
import { PlacedNotice, PlacingForm, PlacingTick } from './device-placing.tsx'
import { Icon } from './icon.tsx'
import { Heading, Layout } from './layout.tsx'
import { ProblemNotice } from './notice.tsx'
import { Section } from './section.tsx'
import { Moment, Name } from './words.tsx'

interface Props {
  readonly view: View
  readonly policy: Policy
  readonly devices: readonly DeviceView[]
  /** How many there are in all. */
  readonly of: number
  readonly filter: DeviceFilter
  readonly fields: Fields
  readonly problem: Refusal | undefined
  /** The class that devices are to be put in, where one was chosen. */
  readonly to?: string | undefined
  /** What was put in a class just now, or taken out of it. */
  readonly placed?: Placing | undefined
}

/** How many devices are drawn in each list: a page stays small, and who looks for one searches. */
const devicesShown = 80

/** The unknown devices, the known ones, and the form to enrol one. */
export function DevicesPage(props: Props) {
  const { view, policy, devices, fields, problem } = props
  const texts = view.t.office.devices
  return (
    <Layout view={view} title={texts.title}>
      <Heading title={texts.title} lead={texts.lead}>
        <FileLinks view={view} />
      </Heading>
      <ProblemNotice view={view} problem={problem} />
      <PlacedNotice {...props} />
      <div class="grid grid-cols-1 items-start gap-6 lg:grid-cols-[minmax(0,1fr)_24rem]">
        <div class="flex min-w-0 flex-col gap-6">
          <DeviceFilterForm {...props} />
          <Unknown {...props} devices={devices.filter(({ known }) => !known)} />
          <Known {...props} devices={devices.filter(({ known }) => known)} />
        </div>
        <section id="enrol" class="card-panel scroll-mt-4" aria-labelledby="enrol-heading">
          <h2 id="enrol-heading" class="section-title">
            {texts.enrol}
          </h2>
          <DeviceForm
            view={view}
            policy={policy}
            action={`/devices${filterQuery(props.filter)}`}
            values={valuesOf(fields)}
            submit={texts.enrol}
          />
        </section>
      </div>
    </Layout>
  )
}

function Unknown({ view, policy, devices, filter }: Props) {
  const texts = view.t.office.devices
  const asked = `/devices${filterQuery(filter)}`
  return (
    <Section id="unknown" title={`${texts.unknown} (${devices.length})`}>
      {devices.length === 0 ? (
        <p class="text-muted">{texts.unknownNone}</p>
      ) : (
        <>
          <p class="mb-3 text-muted">{texts.unknownLead}</p>
          <ul class="row-list">
            {devices.slice(0, devicesShown).map((device) => (
              <li class="row">
                <div class="min-w-0 flex-1">
                  <p class="font-mono font-semibold">
                    <Name>{device.mac ?? device.addresses[0] ?? device.label}</Name>
                  </p>
                  <Details view={view} policy={policy} device={device} />
                </div>
                <a
                  href={`${asked}${asked.includes('?') ? '&' : '?'}enrol=${encodeURIComponent(device.id)}#enrol`}
                  class="btn btn-outline"
                  aria-label={texts.enrolWhat(device.mac ?? device.addresses[0] ?? device.label)}
                >
                  <Icon name="plus" />
                  {texts.enrolThis}
                </a>
              </li>
            ))}
          </ul>
          <MoreThanShown view={view} devices={devices} />
        </>
      )}
    </Section>
  )
}

function Known(props: Props) {
  const { view, policy, devices } = props
  const texts = view.t.office.devices
  return (
    <Section id="known" title={`${texts.known} (${devices.length})`}>
      {devices.length === 0 && <NoneKnown {...props} />}
      <PlacingForm {...props}>
        <ul id="known" class={devices.length > 0 ? 'row-list' : undefined}>
          {devices.slice(0, devicesShown).map((device) => (
            <li class="row">
              <PlacingTick {...props} device={device} />
              <div class="min-w-0 flex-1">
                <p class="font-semibold">
                  <Name>{device.label}</Name>
                </p>
                <Details view={view} policy={policy} device={device} />
              </div>
              <a
                href={`/devices/${encodeURIComponent(device.id)}`}
                class="btn btn-ghost"
                aria-label={texts.editWhat(device.label)}
              >
                {texts.change}
              </a>
            </li>
          ))}
        </ul>
      </PlacingForm>
      <MoreThanShown view={view} devices={devices} />
    </Section>
  )
}

function MoreThanShown({ view, devices }: Pick<Props, 'view' | 'devices'>) {
  const left = devices.length - devicesShown
  return left > 0 ? <p class="mt-3 text-muted">{view.t.box.devices.more(left)}</p> : null
}

function Details({
  view,
  policy,
  device,
}: {
  readonly view: View
  readonly policy: Policy
  readonly device: DeviceView
}) {
  const texts = view.t.office.devices
  const group = policy.groups.find(({ id }) => id === device.group)
  const classes = policy.classes.filter(({ id }) => device.classes.includes(id)).map(({ name }) => name)
  return (
    <p class="text-sm text-muted">
      <Name>{[group ? view.say(group.name) : device.group, ...classes].join(' · ')}</Name>
      {' · '}
      {device.lastSeen === undefined ? (
        texts.never
      ) : (
        <>
          {texts.seen('')}
          <Moment view={view} at={device.lastSeen} />
        </>
      )}
      {device.medical && ` · ${texts.medical}`}
      {device.randomMac && <RandomMac view={view} />}
    </p>
  )
}

const valuesOf = (fields: Fields) => ({
  label: fields.text('label'),
  mac: fields.text('mac'),
  address: fields.text('address'),
  group: fields.text('group'),
  classes: fields.all('class'),
})
