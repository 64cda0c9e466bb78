import type { Policy } from '../../src/policy/policy.ts'
import type { View } from '../env.ts'
import type { DeviceFilter } from '../forms/device-filter.ts'
import { deviceKinds } from '../forms/device-filter.ts'
import { Input, Select } from './field.tsx'
import { Icon } from './icon.tsx'
import { Empty } from './notice.tsx'

interface Props {
  readonly view: View
  readonly policy: Policy
  readonly devices: readonly unknown[]
  readonly of: number
  readonly filter: DeviceFilter
  readonly to?: string | undefined
}

/** Searching among devices; what is asked for stands in the address. */
export function DeviceFilterForm({ view, policy, devices, of, filter, to }: Props) {
  const t = view.t.box.devices
  const groups = [
    { value: '', text: t.allGroups },
    ...policy.groups.map(({ id, name }) => ({ value: id, text: view.say(name) })),
  ]
  const classes = [
    { value: '', text: t.allClasses },
    ...policy.classes.map(({ id, name }) => ({ value: id, text: name })),
  ]
  const kinds = deviceKinds.map((value) => ({ value, text: t.kinds[value] }))
  return (
    <search>
      <form method="get" action="/devices" class="card-panel grid items-end gap-3 sm:grid-cols-2">
        {to !== undefined && <input type="hidden" name="to" value={to} />}
        <Input label={t.search} name="q" type="search" value={filter.q} maxlength={100} />
        <Select label={view.t.office.devices.group} name="group" options={groups} value={filter.group} />
        <Select label={view.t.office.devices.classes} name="class" options={classes} value={filter.class} />
        <Select label={t.show} name="show" options={kinds} value={filter.show} />
        <button type="submit" class="btn btn-outline">
          <Icon name="search" />
          {t.filter}
        </button>
      </form>
      <p class="mt-2 text-sm text-muted" role="status">
        {t.found(devices.length, of)}
      </p>
    </search>
  )
}

/** The ways in and out by a file, and what was noticed of devices. */
export function FileLinks({ view }: { readonly view: View }) {
  const t = view.t.box.devices
  return (
    <div class="flex flex-wrap gap-2">
      <a href="/devices/import" class="btn btn-outline">
        {t.importLink}
      </a>
      <a href="/devices.csv" class="btn btn-outline" download="apparaten.csv">
        {t.exportLink}
      </a>
      <a href="/devices/signs" class="btn btn-outline">
        {t.signsLink}
      </a>
      <a href="/filtertest" class="btn btn-outline">
        {view.t.box.test.title}
      </a>
    </div>
  )
}

/** No enrolled device: because there is none, or because none fits. */
export function NoneKnown({ view, of, filter }: Props) {
  const { knownNone, knownNoneNext } = view.t.office.devices
  const isSearch = filter.q !== '' || filter.group !== '' || filter.class !== '' || filter.show !== 'all'
  if (isSearch && of > 0) return <p class="text-muted">{view.t.box.devices.nothingFound}</p>
  return <Empty icon="device" title={knownNone} next={knownNoneNext} />
}
