import type { Child } from 'hono/jsx'
import type { DeviceView, Placing } from '../../src/app/app.ts'
import type { Policy } from '../../src/policy/policy.ts'
import type { View } from '../env.ts'
import { type DeviceFilter, filterQuery } from '../forms/device-filter.ts'
import type { Fields } from '../forms/fields.ts'
import { Select } from './field.tsx'
import { Icon } from './icon.tsx'
import { Name, visible } from './words.tsx'

interface Props {
  readonly view: View
  readonly policy: Policy
  readonly filter: DeviceFilter
  readonly fields: Fields
  readonly to?: string | undefined
}

/** Around a list of devices to tick: puts those in a class together, or takes them out. Where there is no class, just the list. */
export function PlacingForm(props: Props & { readonly devices: readonly DeviceView[]; readonly children?: Child }) {
  const { view, policy, filter, to, devices, children } = props
  const { devices: t } = view.t.making
  if (policy.classes.length === 0 || devices.length === 0) return <>{children}</>
  const classes = policy.classes.map(({ id, name }) => ({ value: id, text: name }))
  return (
    <form method="post" action={`/devices/classes${filterQuery(filter)}`}>
      <p class="mb-2 text-muted">{t.lead}</p>
      <div class="mb-3 flex flex-wrap items-end gap-2">
        <div class="min-w-40 flex-1 sm:max-w-60">
          <Select label={t.class} name="to" options={classes} value={to ?? filter.class} />
        </div>
        <button type="submit" class="btn btn-primary" name="do" value="into">
          {t.into}
        </button>
        <button type="submit" class="btn btn-outline" name="do" value="from">
          {t.from}
        </button>
      </div>
      <label class="tick js-only mb-2">
        <input type="checkbox" class="checkbox checkbox-sm" data-ticks-all="device" autocomplete="off" />
        {t.all}
      </label>
      {children}
    </form>
  )
}

/** The box before a device in the list. */
export function PlacingTick({ view, policy, fields, device }: Props & { readonly device: DeviceView }) {
  if (policy.classes.length === 0) return null
  return (
    <input
      type="checkbox"
      class="checkbox checkbox-primary"
      name="device"
      value={device.id}
      checked={fields.all('device').includes(device.id)}
      aria-label={visible(view.t.making.devices.tick(device.label))}
    />
  )
}

/** What was done with the ticked devices, and the way back. */
export function PlacedNotice({ view, policy, filter, placed }: Props & { readonly placed?: Placing | undefined }) {
  if (placed === undefined) return null
  const { devices: t } = view.t.making
  const name = policy.classes.find(({ id }) => id === placed.class)?.name ?? placed.class
  const count = placed.devices.length
  const text = count === 0 ? t.nothing(name) : placed.into ? t.put(count, name) : t.taken(count, name)
  return (
    <div role="status" class="notice notice-done mb-5 flex-wrap">
      <Icon name="check" />
      <p class="min-w-0 flex-1 basis-52">
        <Name>{text}</Name>
      </p>
      {count > 0 && (
        <form method="post" action={`/devices/classes/undo${filterQuery(filter)}`}>
          <input type="hidden" name="id" value={placed.id} />
          <button type="submit" class="btn">
            <Icon name="undo" />
            {view.t.teaching.undo}
          </button>
        </form>
      )}
    </div>
  )
}
