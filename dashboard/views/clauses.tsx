import type { Refusal } from '../../src/app/app.ts'
import type { Policy } from '../../src/policy/policy.ts'
import type { View } from '../env.ts'
import type { Pasted } from '../forms/clauses.ts'
import type { Fields } from '../forms/fields.ts'
import { Form, Seen, Select, TextArea } from './field.tsx'
import { Icon } from './icon.tsx'
import { Heading, Layout } from './layout.tsx'
import { Empty, ProblemNotice } from './notice.tsx'
import { AgreementTabs } from './rules.tsx'
import { Panel } from './section.tsx'
import { Name, visible } from './words.tsx'

interface Props {
  readonly view: View
  readonly policy: Policy
  readonly fields: Fields
  /** What was found in what somebody pasted. */
  readonly pasted: Pasted | undefined
  readonly problem: Refusal | undefined
}

/** The clauses with how many rules carry them out, and a box to paste the school's own protocol in. */
export function ClausesPage(props: Props) {
  const { view, policy, pasted, problem } = props
  const { clauses: t } = view.t.agreements
  const entries = Object.entries(policy.clauses)
  return (
    <Layout view={view} title={t.title}>
      <Heading title={t.title} lead={t.lead} />
      <ProblemNotice view={view} problem={problem} />
      <AgreementTabs view={view} current="clauses" />
      <div class="flex flex-col gap-6">
        {pasted && <Found {...props} pasted={pasted} />}
        {entries.length === 0 ? (
          <Empty icon="book" title={t.none} next={t.noneNext} />
        ) : (
          <ul class="row-list">
            {entries.map(([id, text]) => (
              <li class="row items-start">
                <div class="min-w-0 flex-1">
                  <p class="font-semibold">
                    <Name>{id}</Name>
                  </p>
                  <p>
                    <Name>{view.say(text)}</Name>
                  </p>
                  <p class="text-sm text-muted">{t.rules(policy.rules.filter(({ clause }) => clause === id).length)}</p>
                </div>
                <a
                  href={`/rules/clause?id=${encodeURIComponent(id)}`}
                  class="btn btn-outline"
                  aria-label={visible(t.edit(id))}
                >
                  <Icon name="edit" />
                  <span class="hidden sm:inline">{view.t.agreements.rules.change}</span>
                </a>
              </li>
            ))}
          </ul>
        )}
        {!pasted && <Paste {...props} />}
      </div>
    </Layout>
  )
}

function Paste({ view, fields }: Props) {
  const { clauses: t } = view.t.agreements
  const { languages } = view.t.office.people
  return (
    <div class="card-panel max-w-3xl">
      <Form action="/rules/clauses">
        <TextArea label={t.paste} name="text" hint={t.pasteHint} value={fields.long('text')} rows={8} />
        <Select
          label={t.language}
          name="language"
          value={fields.text('language') || view.language}
          options={(['nl', 'en'] as const).map((value) => ({ value, text: languages[value] }))}
        />
        <button type="submit" class="btn btn-primary self-start">
          <Icon name="search" />
          {t.read}
        </button>
      </Form>
    </div>
  )
}

function Found({ view, policy, fields, pasted }: Props & { readonly pasted: Pasted }) {
  const { clauses: t } = view.t.agreements
  const language = fields.text('language') === 'en' ? 'en' : 'nl'
  const stateOf = (id: string, text: string) => {
    if (!Object.hasOwn(policy.clauses, id)) return 'new'
    return policy.clauses[id]?.[language] === text ? 'same' : 'changed'
  }
  return (
    <Panel id="found" title={t.readTitle} class="border-primary">
      <Form action="/rules/clauses">
        <Seen view={view} />
        <input type="hidden" name="text" value={fields.long('text')} />
        <input type="hidden" name="language" value={language} />
        <ul class="flex flex-col gap-2">
          {pasted.clauses.map(({ id, text }) => (
            <li>
              <label class="tick w-full items-start">
                <input
                  type="checkbox"
                  class="checkbox checkbox-primary checkbox-sm mt-0.5"
                  name="take"
                  value={id}
                  checked={stateOf(id, text) !== 'same'}
                />
                <span class="min-w-0">
                  <strong>
                    <Name>{id}</Name>
                  </strong>{' '}
                  <span class="tag">{t.states[stateOf(id, text)]}</span>
                  <span class="block font-normal">
                    <Name>{text}</Name>
                  </span>
                </span>
              </label>
            </li>
          ))}
        </ul>
        {pasted.skipped.length > 0 && (
          <div class="text-sm text-muted">
            <p>{t.skipped(pasted.skipped.length)}</p>
            <ul class="list-disc ps-5">
              {pasted.skipped.slice(0, 10).map((line) => (
                <li>
                  <Name>{line.slice(0, 120)}</Name>
                </li>
              ))}
            </ul>
          </div>
        )}
        <div class="flex flex-wrap gap-2">
          <button type="submit" name="do" value="save" class="btn btn-primary">
            <Icon name="check" />
            {view.t.save}
          </button>
          <a href="/rules/clauses" class="btn btn-ghost">
            {view.t.cancel}
          </a>
        </div>
      </Form>
    </Panel>
  )
}
