import type { Policy } from '../../src/policy/policy.ts'
import type { View } from '../env.ts'
import type { Fields } from '../forms/fields.ts'
import { Form, Input, Select } from './field.tsx'
import { Icon } from './icon.tsx'
import { Panel } from './section.tsx'
import type { WhyAnswer } from './why-answer.ts'
import { Name } from './words.tsx'

interface Props {
  readonly view: View
  readonly policy: Policy
  readonly fields: Fields
  readonly answer: WhyAnswer
}

/** "Ten onrechte dicht": for all or for one class; and what was put right before, with undo. */
export function PutRight(props: Props) {
  const { view, answer } = props
  const { why } = view.t.closed
  const isClosed = answer.explained.verdict === 'block'
  const hasMade = answer.corrections.length + answer.grants.length > 0
  if (!isClosed && !hasMade) return null
  return (
    <Panel id="wrong" title={isClosed ? why.wrong : why.inForce}>
      {hasMade && <Made {...props} />}
      {isClosed && (
        <>
          <p class="mb-4 text-muted">{why.wrongLead}</p>
          <div class="grid grid-cols-1 gap-6 xl:grid-cols-2">
            {answer.categories.length > 0 && <ForAll {...props} />}
            {props.policy.classes.length > 0 && answer.explained.reason.kind !== 'locked' && <ForClass {...props} />}
          </div>
        </>
      )}
    </Panel>
  )
}

function Made({ view, policy, fields, answer }: Props) {
  const { why } = view.t.closed
  const whom = ({ kind, id }: WhyAnswer['grants'][number]['audience']): string =>
    (kind === 'class' ? policy.classes.find((known) => known.id === id)?.name : undefined) ?? why.everyone
  const lines = [
    ...answer.corrections.map(({ id, category, by }) => ({
      ...{ key: 'correction', id, text: why.corrected(view.say(category.name), by) },
    })),
    ...answer.grants
      .filter(({ audience }) => audience.kind === 'class')
      .map(({ id, audience, until, by }) => ({
        ...{ key: 'grant', id, text: why.granted(whom(audience), view.moments.when(until, view.now), by) },
      })),
  ]
  return (
    <ul class="row-list mb-5">
      {lines.map(({ key, id, text }) => (
        <li class="row flex-wrap">
          <span class="min-w-0 flex-1">
            <Name>{text}</Name>
          </span>
          <Form action="/why/undo" class="">
            <Question fields={fields} answer={answer} />
            <input type="hidden" name={key} value={id} />
            <button type="submit" class="btn btn-outline btn-sm min-h-11">
              <Icon name="undo" />
              {why.undo}
            </button>
          </Form>
        </li>
      ))}
    </ul>
  )
}

function ForAll({ view, fields, answer }: Props) {
  const { why } = view.t.closed
  const options = answer.categories.map(({ id, name, isLocked }) => ({
    value: id,
    text: isLocked ? why.lockedNote(view.say(name)) : view.say(name),
  }))
  return (
    <Form action="/why/correct">
      <h3 class="font-bold">{why.forAll}</h3>
      <p class="text-sm text-muted">{why.forAllHint}</p>
      <Question fields={fields} answer={answer} />
      <Select label={why.category} name="category" options={options} value={fields.text('category')} />
      <Input label={why.reason} name="reason" hint={why.reasonHint} value={fields.text('reason')} maxlength={300} />
      <button type="submit" class="btn btn-primary self-start">
        {why.correct}
      </button>
    </Form>
  )
}

function ForClass({ view, policy, fields, answer }: Props) {
  const { why } = view.t.closed
  const classes = policy.classes.map(({ id, name }) => ({ value: id, text: name }))
  const ends = (['lesson', 'day', 'standing'] as const).map((end) => ({ value: end, text: why.ends[end] }))
  return (
    <Form action="/why/open">
      <h3 class="font-bold">{why.forClass}</h3>
      <Question fields={fields} answer={answer} />
      <Select label={why.class} name="for" options={classes} value={fields.text('for') || answer.client.classes[0]} />
      <Select label={why.end} name="end" options={ends} value={fields.text('end')} />
      <div class="only-date">
        <Input label={why.date} name="date" type="date" value={fields.text('date')} />
      </div>
      <Input label={why.reason} name="reason" value={fields.text('reason')} maxlength={300} />
      <button type="submit" class="btn btn-primary self-start">
        {why.open}
      </button>
    </Form>
  )
}

/** The question goes along, to come back to it. */
function Question({ fields, answer }: Pick<Props, 'fields' | 'answer'>) {
  const { client, name } = answer
  const whom =
    client.device === undefined ? { group: client.group, class: client.classes[0] ?? '' } : { id: client.device }
  const all = { name, ...whom, at: fields.text('at') }
  return (
    <>
      {Object.entries(all).map(([key, value]) => (
        <input type="hidden" name={key} value={value} />
      ))}
    </>
  )
}
