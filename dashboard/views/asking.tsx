import type { AskerView } from '../../src/app/app.ts'
import type { View } from '../env.ts'
import type { Fields } from '../forms/fields.ts'
import { Form, Input } from './field.tsx'
import { Icon } from './icon.tsx'
import { Name } from './words.tsx'

/** The form to ask for something that is closed. `folded`: behind a line, because a question waits already. */
export function AskForm({
  view,
  action,
  fields,
  folded,
}: {
  readonly view: View
  readonly action: string
  readonly fields: Fields
  readonly folded: boolean
}) {
  const { ask } = view.t.everyone
  const form = (
    <Form action={action}>
      <Input
        label={ask.what}
        name="what"
        value={fields.text('what')}
        hint={ask.whatHint}
        required
        maxlength={253}
        inputmode="url"
      />
      <Input label={ask.reason} name="reason" value={fields.text('reason')} hint={ask.reasonHint} maxlength={200} />
      <button type="submit" class="btn btn-primary btn-lg">
        {ask.send}
      </button>
    </Form>
  )
  if (folded)
    return (
      <details class="fold card-panel">
        <summary>{ask.other}</summary>
        <div class="mt-3">{form}</div>
      </details>
    )
  return (
    <section class="card-panel" aria-labelledby="ask-heading">
      <h2 id="ask-heading" class="text-xl font-bold">
        {ask.title}
      </h2>
      <p class="mt-1 mb-4 text-muted">{ask.lead}</p>
      {form}
    </section>
  )
}

/** What has become of this device's own question. */
export function OwnRequest({
  view,
  request,
  action,
}: {
  readonly view: View
  readonly request: AskerView
  readonly action: string
}) {
  const { mine } = view.t.everyone
  const { state, targetName, word } = request
  return (
    <section class="own-request" data-state={state} aria-labelledby="mine-heading" role="status">
      <h2 id="mine-heading" class="flex items-center gap-2 font-bold">
        <Icon name={icons[state]} />
        <span class="min-w-0">
          {mine.title}: <Name>{view.say(targetName)}</Name>
        </span>
      </h2>
      <p class="mt-1">{sentenceOf(view, request)}</p>
      {word !== undefined && (
        <p class="mt-1">
          <Name>{mine.word(word)}</Name>
        </p>
      )}
      {state === 'waiting' && (
        <Form action={action} class="mt-3">
          <button type="submit" class="btn btn-outline">
            {mine.withdraw}
          </button>
        </Form>
      )}
    </section>
  )
}

const icons = { waiting: 'clock', approved: 'check', refused: 'lock', expired: 'clock', over: 'clock' } as const

function sentenceOf({ t, moments, now }: View, { state, expires, until }: AskerView): string {
  const { mine } = t.everyone
  if (state === 'waiting') return mine.waiting(moments.when(expires, now))
  if (state === 'approved') return mine.approved(moments.when(until ?? expires, now))
  return mine[state]
}
