import type { ClassNow, WaitingView } from '../../src/app/app.ts'
import type { View } from '../env.ts'
import { ActForm } from './act-form.tsx'
import { endChoices } from './durations.tsx'
import { Icon } from './icon.tsx'
import { Name } from './words.tsx'

interface Props {
  readonly view: View
  readonly now: ClassNow
  readonly path: string
}

/** What pupils of the class ask for: yes with a duration, or no with a word. Nothing where nobody asks. */
export function Requests({ waiting, ...props }: Props & { readonly waiting: readonly WaitingView[] }) {
  if (waiting.length === 0) return null
  return (
    <section id="requests" aria-labelledby="requests-heading">
      <h2 id="requests-heading" class="section-title flex items-center gap-2">
        {props.view.t.teaching.requests}
        <span class="tag tag-warning">{waiting.length}</span>
      </h2>
      <ul class="flex flex-col gap-3">
        {waiting.map((asked) => (
          <Asked {...props} asked={asked} />
        ))}
      </ul>
    </section>
  )
}

function Asked({ view, now, path, asked }: Props & { readonly asked: WaitingView }) {
  const { t } = view
  const { teaching } = t
  const what = view.say(asked.targetName)
  const values = { key: asked.key }
  return (
    <li id={`ask-${asked.key.replaceAll(/[^\w.-]/g, '-')}`} class="card-panel flex flex-col gap-3">
      <div>
        <p class="text-lg/6 font-bold">
          <Name>{what}</Name>
        </p>
        <p class="text-sm text-muted">{teaching.askedBy(asked.devices)}</p>
        {asked.reasons.map((reason) => (
          <p class="text-sm">
            <Name>{`"${reason}"`}</Name>
          </p>
        ))}
      </div>
      <ActForm action={`${path}/requests/approve`} values={values} class="flex flex-wrap items-center gap-2">
        <select name="end" class="select min-h-11 w-auto flex-1 basis-40" aria-label={teaching.howLongFor(what)}>
          {endChoices(view, now).map(({ value, text, small }) => (
            <option value={value}>{small === undefined ? text : `${text} (${small})`}</option>
          ))}
        </select>
        <button
          type="submit"
          name="audience"
          value="class"
          class="btn btn-primary"
          aria-label={teaching.approveWhat(what)}
        >
          {teaching.forClass}
        </button>
        {asked.enrolled > 0 && (
          <button type="submit" name="audience" value="devices" class="btn" aria-label={teaching.approveFew(what)}>
            {teaching.forAskers}
          </button>
        )}
      </ActForm>
      <details class="fold">
        <summary>{teaching.notNow}</summary>
        <ActForm action={`${path}/requests/refuse`} values={values} class="mt-1 flex flex-wrap items-end gap-2">
          <label class="field min-w-0 flex-1 basis-48">
            <span class="text-sm text-muted">{teaching.word}</span>
            <input
              type="text"
              name="word"
              class="input w-full"
              maxlength={200}
              autocomplete="off"
              placeholder={teaching.wordHint}
            />
          </label>
          <button type="submit" class="btn">
            <Icon name="check" />
            {teaching.decline}
          </button>
        </ActForm>
      </details>
    </li>
  )
}
