import type { Child } from 'hono/jsx'
import type { View } from '../env.ts'
import type { Fields } from '../forms/fields.ts'
import { Name, visible } from './words.tsx'

interface Labelled {
  readonly label: string
  readonly name: string
  readonly hint?: string | undefined
}

interface InputProps extends Labelled {
  readonly type?: 'text' | 'password' | 'time' | 'date' | 'datetime-local' | 'search' | 'number'
  readonly value?: string | undefined
  readonly placeholder?: string | undefined
  readonly autocomplete?: string
  readonly required?: boolean
  readonly maxlength?: number
  readonly minlength?: number
  readonly autofocus?: boolean
  readonly inputmode?: 'text' | 'url' | 'numeric'
}

/** A labelled field of one line. */
export function Input({ label, name, hint, type = 'text', autocomplete = 'off', ...rest }: InputProps) {
  const hintId = hint && `${name}-hint`
  return (
    <div>
      <label class="field">
        <span class="field-label">{label}</span>
        <input
          class="input w-full"
          type={type}
          name={name}
          autocomplete={autocomplete}
          aria-describedby={hintId}
          {...withoutUndefined(rest)}
        />
      </label>
      {hint && <Hint id={hintId}>{hint}</Hint>}
    </div>
  )
}

/** Why somebody decides something about a person: asked for, in a few words. */
export function ReasonInput({ view, fields, name = 'reason' }: { view: View; fields: Fields; name?: string }) {
  const { reason, reasonHint } = view.t.directing
  const value = fields.text(name)
  return <Input {...{ name, value }} label={reason} hint={reasonHint} required minlength={5} maxlength={300} />
}

/** A password that somebody chooses; with `again`, for a second time under that label. */
export function NewPassword({ again, ...first }: Labelled & { readonly again?: string }) {
  const field = { type: 'password', autocomplete: 'new-password', required: true } as const
  return (
    <>
      <Input {...first} {...field} />
      {again && <Input label={again} name="again" {...field} />}
    </>
  )
}

/** A labelled field for several lines: what somebody writes in their own words, or, with `mono`, lines for the program. */
export function TextArea({
  label,
  name,
  hint,
  value = '',
  rows = 4,
  maxlength,
  required = false,
  mono = false,
}: Labelled & {
  readonly value?: string
  readonly rows?: number
  readonly maxlength?: number
  readonly required?: boolean
  readonly mono?: boolean
}) {
  const hintId = hint && `${name}-hint`
  return (
    <div>
      <label class="field">
        <span class="field-label">{label}</span>
        <textarea
          class={`textarea w-full${mono ? ' font-mono' : ''}`}
          name={name}
          rows={rows}
          maxlength={maxlength}
          required={required}
          autocomplete="off"
          aria-describedby={hintId}
        >
          {value}
        </textarea>
      </label>
      {hint && <Hint id={hintId}>{hint}</Hint>}
    </div>
  )
}

/** One of the things that can be chosen. */
export interface Option {
  readonly value: string
  readonly text: string
}

/** A labelled list to choose one from. */
export function Select({
  label,
  name,
  hint,
  options,
  value,
}: Labelled & { readonly options: readonly Option[]; readonly value?: string | undefined }) {
  const hintId = hint && `${name}-hint`
  return (
    <div>
      <label class="field">
        <span class="field-label">{label}</span>
        <select class="select w-full" name={name} aria-describedby={hintId}>
          {options.map((option) => (
            <option value={option.value} selected={option.value === value}>
              {visible(option.text)}
            </option>
          ))}
        </select>
      </label>
      {hint && <Hint id={hintId}>{hint}</Hint>}
    </div>
  )
}

/** Several things to tick, under one legend. */
export function Ticks({
  label,
  name,
  hint,
  options,
  values,
}: Labelled & { readonly options: readonly Option[]; readonly values: readonly string[] }) {
  return (
    <fieldset>
      <legend class="field-label">{label}</legend>
      <div class="mt-1 flex flex-wrap gap-2">
        {options.map(({ value, text }) => (
          <Tick label={<Name>{text}</Name>} name={name} value={value} checked={values.includes(value)} />
        ))}
      </div>
      {hint && <Hint>{hint}</Hint>}
    </fieldset>
  )
}

/** One thing to tick. */
export function Tick({
  label,
  name,
  hint,
  value = 'on',
  checked,
  class: classes = '',
}: Omit<Labelled, 'label'> & {
  readonly label: Child
  readonly value?: string
  readonly checked: boolean
  readonly class?: string
}) {
  const hintId = hint && `${name}-hint`
  const tick = (
    <label class={`tick ${classes}`.trim()}>
      <input
        type="checkbox"
        class="checkbox checkbox-primary checkbox-sm"
        name={name}
        value={value}
        checked={checked}
        aria-describedby={hintId}
      />
      {label}
    </label>
  )
  if (!hint) return tick
  return (
    <div>
      {tick}
      <Hint id={hintId}>{hint}</Hint>
    </div>
  )
}

/** A form that posts to our own server. */
export function Form({
  action,
  class: classes = 'flex flex-col gap-4',
  children,
}: {
  readonly action: string
  readonly class?: string
  readonly children?: Child
}) {
  return (
    <form method="post" action={action} class={classes}>
      {children}
    </form>
  )
}

/** Goes along in a form that changes the policy: the revision that its page shows, so that nobody's change is overwritten unseen. */
export function Seen({ view }: { readonly view: View }) {
  return <input type="hidden" name="seen" value={String(view.revision)} />
}

function Hint({ id, children }: { readonly id?: string | undefined; readonly children?: Child }) {
  return (
    <p id={id} class="mt-1 text-sm text-muted">
      {children}
    </p>
  )
}

function withoutUndefined<Props extends object>(props: Props): Props {
  return Object.fromEntries(
    Object.entries(props).filter(([, value]) => value !== undefined && value !== false),
  ) as Props
}
