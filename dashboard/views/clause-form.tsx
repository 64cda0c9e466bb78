import type { Refusal, RuleView } from '../../src/app/app.ts'
import type { Text } from '../../src/policy/policy.ts'
import type { View } from '../env.ts'
import type { Fields } from '../forms/fields.ts'
import { BackLink } from './device.tsx'
import { Form, Seen, TextArea } from './field.tsx'
import { Heading, Layout } from './layout.tsx'
import { ProblemNotice } from './notice.tsx'
import { Name } from './words.tsx'

interface Props {
  readonly view: View
  readonly id: string
  readonly text: Text
  readonly rules: readonly RuleView[]
  readonly fields: Fields
  readonly problem: Refusal | undefined
}

/** One clause: its words in both languages, and the rules that carry it out. */
export function ClausePage({ view, id, text, rules, fields, problem }: Props) {
  const { clause: t } = view.t.agreements
  const ticked = problem
    ? fields.all('rule')
    : rules.filter(({ rule }) => rule.clause === id).map(({ rule }) => rule.id)
  return (
    <Layout view={view} title={t.title(id)}>
      <BackLink href="/rules/clauses" text={t.back} />
      <Heading title={t.title(id)} />
      <ProblemNotice view={view} problem={problem} />
      <div class="card-panel max-w-3xl">
        <Form action="/rules/clause">
          <Seen view={view} />
          <input type="hidden" name="id" value={id} />
          <TextArea label={t.nl} name="nl" value={problem ? fields.long('nl') : text.nl} rows={4} />
          <TextArea label={t.en} name="en" value={problem ? fields.long('en') : text.en} hint={t.empty} rows={4} />
          <fieldset>
            <legend class="field-label">{t.rules}</legend>
            <ul class="row-list mt-2">
              {rules.map(({ rule, sentence }) => (
                <li>
                  <label class="flex min-h-11 cursor-pointer items-start gap-3 px-3 py-2">
                    <input
                      type="checkbox"
                      class="checkbox checkbox-primary checkbox-sm mt-0.5"
                      name="rule"
                      value={rule.id}
                      checked={ticked.includes(rule.id)}
                    />
                    <span class="min-w-0">
                      <Name>{view.say(sentence)}</Name>
                      {rule.clause !== undefined && rule.clause !== id && (
                        <span class="ms-2 text-sm text-muted">
                          <Name>{t.other(view.t.clause(rule.clause))}</Name>
                        </span>
                      )}
                    </span>
                  </label>
                </li>
              ))}
            </ul>
          </fieldset>
          <button type="submit" class="btn btn-primary self-start">
            {view.t.save}
          </button>
        </Form>
      </div>
    </Layout>
  )
}
