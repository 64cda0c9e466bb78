import type { Refusal, TokenRole, TokenView } from '../../src/app/app.ts'
import type { SchoolClass } from '../../src/policy/policy.ts'
import type { Endpoint } from '../api/endpoint.ts'
import { apiRoot, endpoints } from '../api/endpoints.ts'
import { fieldsOf } from '../api/fields-of.ts'
import type { View } from '../env.ts'
import type { Fields } from '../forms/fields.ts'
import { Form, Input, Select, Ticks } from './field.tsx'
import { Icon } from './icon.tsx'
import { Heading, Layout } from './layout.tsx'
import { Empty, ProblemNotice } from './notice.tsx'
import { Panel } from './section.tsx'
import { Name } from './words.tsx'

interface Props {
  readonly view: View
  readonly tokens: readonly TokenView[]
  readonly roles: readonly TokenRole[]
  readonly classes: readonly SchoolClass[]
  readonly fields: Fields
  readonly problem: Refusal | undefined
  /** The one that was just made, with its secret: shown this once. */
  readonly made: { readonly name: string; readonly secret: string } | undefined
}

/** Tokens of programs: which there are, making one, ending one, and what a program can do with it. */
export function TokensPage(props: Props) {
  const { view, tokens, problem, made } = props
  const texts = view.t.tokens
  return (
    <Layout view={view} title={texts.title}>
      <Heading title={texts.title} lead={texts.lead} />
      <ProblemNotice view={view} problem={problem} />
      {made && <Made view={view} made={made} />}
      <div class="grid grid-cols-1 items-start gap-6 lg:grid-cols-[minmax(0,1fr)_24rem]">
        {tokens.length === 0 ? (
          <Empty icon="plug" title={texts.none} next={texts.noneNext} />
        ) : (
          <ul class="row-list">
            {tokens.map((token) => (
              <TokenRow view={view} token={token} classes={props.classes} />
            ))}
          </ul>
        )}
        <AddForm {...props} />
      </div>
      <Calls view={view} />
    </Layout>
  )
}

function Made({
  view,
  made,
}: {
  readonly view: View
  readonly made: { readonly name: string; readonly secret: string }
}) {
  const texts = view.t.tokens
  return (
    <section class="card-panel mb-6" aria-labelledby="made-heading" role="status">
      <h2 id="made-heading" class="section-title">
        {texts.made}
      </h2>
      <p>
        <Name>{texts.madeLead(made.name)}</Name>
      </p>
      <label class="field mt-3">
        <span class="field-label">{texts.secret}</span>
        <input class="input w-full font-mono" readonly value={made.secret} autocomplete="off" />
      </label>
      <p class="mt-3 text-sm text-muted">{texts.use}</p>
      <pre class="overflow-x-auto text-sm" tabindex={0}>
        curl -H 'Authorization: Bearer {made.secret.slice(0, 12)}...' https://.../api/v1/me
      </pre>
    </section>
  )
}

function TokenRow({ view, token, classes }: Pick<Props, 'view' | 'classes'> & { readonly token: TokenView }) {
  const texts = view.t.tokens
  const { date, when } = view.moments
  const used = token.usedAt === undefined ? texts.neverUsed : texts.used(when(token.usedAt, view.now))
  const until = texts.untilDay(date(view.moments.iso(token.until).slice(0, 10)))
  const named = token.classes.map((id) => classes.find((one) => one.id === id)?.name ?? id)
  const facts = [view.t.roles[token.role], ...named, texts.by(token.by), until, used]
  return (
    <li class="row">
      <div class="min-w-0 flex-1">
        <p class="font-semibold">
          <Name>{token.name}</Name>
          {token.state !== 'works' && <span class="tag ms-2">{texts.states[token.state]}</span>}
        </p>
        <p class="text-sm text-muted">
          <Name>{facts.join(' · ')}</Name>
        </p>
      </div>
      {token.state === 'works' && (
        <form method="post" action={`/tokens/${encodeURIComponent(token.id)}/revoke`}>
          <button type="submit" class="btn btn-ghost" aria-label={texts.revokeWhat(token.name)}>
            {texts.revoke}
          </button>
        </form>
      )}
    </li>
  )
}

function AddForm({ view, roles, classes, fields }: Props) {
  const texts = view.t.tokens
  const options = classes.map(({ id, name }) => ({ value: id, text: name }))
  return (
    <Panel id="add" title={texts.add}>
      <Form action="/tokens">
        <Input
          label={texts.name}
          name="name"
          hint={texts.nameHint}
          value={fields.text('name')}
          required
          maxlength={60}
        />
        <Select
          label={texts.role}
          name="role"
          options={roles.map((role) => ({ value: role, text: view.t.roles[role] }))}
          value={fields.text('role')}
        />
        {roles.includes('teacher') && options.length > 0 && (
          <Ticks label={texts.classes} name="class" options={options} values={fields.all('class')} />
        )}
        <Input
          label={texts.days}
          name="days"
          type="number"
          hint={texts.daysHint}
          value={fields.text('days') || '180'}
          required
        />
        <button type="submit" class="btn btn-primary">
          <Icon name="plus" />
          {texts.add}
        </button>
      </Form>
    </Panel>
  )
}

/** What a program can do, from the endpoints themselves. */
function Calls({ view }: { readonly view: View }) {
  const texts = view.t.tokens
  return (
    <details class="card-panel fold mt-8">
      <summary class="section-title cursor-pointer" id="calls-heading">
        {texts.can}
      </summary>
      <p>
        {texts.canLead}{' '}
        <a class="link" href={`${apiRoot}/openapi.json`}>
          {apiRoot}/openapi.json
        </a>
      </p>
      <section class="mt-3 overflow-x-auto" tabindex={0} aria-labelledby="calls-heading">
        <table class="table min-w-160">
          <thead>
            <tr>
              <th scope="col">{texts.columns.call}</th>
              <th scope="col">{texts.columns.what}</th>
              <th scope="col">{texts.columns.who}</th>
            </tr>
          </thead>
          <tbody>
            {endpoints.map((endpoint) => (
              <CallRow view={view} endpoint={endpoint} />
            ))}
          </tbody>
        </table>
      </section>
    </details>
  )
}

function CallRow({ view, endpoint }: { readonly view: View; readonly endpoint: Endpoint }) {
  const { method, path, about, who } = endpoint
  const { query = '', body, answer } = fieldsOf(endpoint)
  const { sends, gets } = view.t.tokens
  const facts = [[sends, body] as const, [gets, answer] as const]
  return (
    <tr>
      <td class="w-2/5 align-top font-mono text-sm wrap-anywhere">
        {method} {path}
        <span class="text-muted">{query}</span>
      </td>
      <td class="align-top">
        {view.say(about)}
        {facts.map(
          ([words, fields]) =>
            fields && (
              <span class="block text-sm text-muted">
                {words} <code>{fields}</code>
              </span>
            ),
        )}
      </td>
      <td class="align-top text-sm">{who.map((role) => view.t.roles[role]).join(', ')}</td>
    </tr>
  )
}
