import type { Policy } from '../../src/policy/policy.ts'
import type { View } from '../env.ts'
import { Form, Input, Select, Ticks } from './field.tsx'

interface Props {
  readonly view: View
  readonly policy: Policy
  readonly action: string
  readonly submit: string
  readonly values: {
    readonly label: string
    readonly mac: string
    readonly address: string
    readonly group: string
    readonly classes: readonly string[]
  }
}

/** The form of one device, to enrol or to change it. */
export function DeviceForm({ view, policy, action, submit, values }: Props) {
  const texts = view.t.office.devices
  const groups = policy.groups.map((group) => ({ value: group.id, text: view.say(group.name) }))
  const classes = policy.classes.map(({ id, name }) => ({ value: id, text: name }))
  return (
    <Form action={action}>
      <Input label={texts.label} name="label" value={values.label} hint={texts.labelHint} required maxlength={80} />
      <div class="grid gap-4 sm:grid-cols-2 lg:grid-cols-1">
        <Input label={texts.mac} name="mac" value={values.mac} placeholder="a4:83:e7:12:34:56" maxlength={40} />
        <Input label={texts.address} name="address" value={values.address} placeholder="10.20.3.4" maxlength={60} />
      </div>
      <p class="-mt-2 text-sm text-muted">{texts.byHint}</p>
      <Select label={texts.group} name="group" options={groups} value={values.group} />
      {classes.length > 0 ? (
        <Ticks label={texts.classes} name="class" options={classes} values={values.classes} />
      ) : (
        <p class="text-sm text-muted">{texts.noClasses}</p>
      )}
      <button type="submit" class="btn btn-primary">
        {submit}
      </button>
    </Form>
  )
}

/** Says that a device hides behind a changing MAC address. */
export function RandomMac({ view }: { readonly view: View }) {
  const texts = view.t.office.devices
  return (
    <span class="tag ms-2" title={texts.randomHint}>
      {texts.random}
    </span>
  )
}
