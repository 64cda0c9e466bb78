import type { Text } from '../../src/policy/policy.ts'
import type { View } from '../env.ts'
import type { Fields } from '../forms/fields.ts'
import { Form, Input, type Option, Seen, Select } from './field.tsx'
import { Icon } from './icon.tsx'

/** Characters of a name: more does not fit on a card. */
export const longestName = 60

/** A name in both languages; as it was typed where there are fields with it. */
export function NameInputs({
  view,
  fields,
  name,
}: {
  readonly view: View
  readonly fields?: Fields
  readonly name?: Text
}) {
  const { making: t } = view.t
  const typed = fields?.has('nl') ? fields : undefined
  return (
    <div class="grid gap-3 sm:grid-cols-2">
      <Input label={t.nl} name="nl" value={typed?.text('nl') ?? name?.nl ?? ''} required maxlength={longestName} />
      <Input
        label={t.en}
        name="en"
        hint={t.enHint}
        value={typed?.text('en') ?? name?.en ?? ''}
        maxlength={longestName}
      />
    </div>
  )
}

/** The form of a new thing that begins as a copy of another. */
export function CopyForm({
  view,
  action,
  submit,
  options,
  value,
  fields,
}: {
  readonly view: View
  readonly action: string
  readonly submit: string
  readonly options: readonly Option[]
  /** What is chosen at first. */
  readonly value?: string | undefined
  /** What was typed, where this form was refused. */
  readonly fields: Fields
}) {
  const typed = fields.has('copy-of') ? { fields } : {}
  return (
    <Form action={action}>
      <Seen view={view} />
      <NameInputs view={view} {...typed} />
      <Select
        label={view.t.making.copyOf}
        name="copy-of"
        options={options}
        value={fields.has('copy-of') ? fields.text('copy-of') : value}
      />
      <button type="submit" class="btn btn-primary self-start">
        <Icon name="plus" />
        {submit}
      </button>
    </Form>
  )
}

/** Takes a thing away, and says when that can be done. */
export function RemoveForm({
  view,
  action,
  lead,
  submit,
}: {
  readonly view: View
  readonly action: string
  readonly lead: string
  readonly submit: string
}) {
  return (
    <>
      <p class="mb-4 text-muted">{lead}</p>
      <Form action={action}>
        <Seen view={view} />
        <button type="submit" class="btn btn-error self-start">
          <Icon name="bin" />
          {submit}
        </button>
      </Form>
    </>
  )
}
