import { X509Certificate } from 'node:crypto'
import type { Refusal } from '../../src/app/app.ts'
import type { Group, Policy, Text } from '../../src/policy/policy.ts'
import type { Parts, View } from '../env.ts'
import { blockLooks } from '../forms/looks.ts'
import { Form, Seen, Select } from './field.tsx'
import { Icon } from './icon.tsx'
import { Heading, Layout } from './layout.tsx'
import { ProblemNotice } from './notice.tsx'
import { Panel } from './section.tsx'
import { Name } from './words.tsx'

interface Props {
  readonly view: View
  readonly policy: Policy
  /** What the categories are called, by id. */
  readonly names: ReadonlyMap<string, Text>
  readonly block: Parts['block']
  readonly problem: Refusal | undefined
}

/** The categories that rules close for a group, each once. */
export function categoriesClosedFor({ rules }: Policy, group: string): readonly string[] {
  const closed = rules.filter(({ groups, state }) => state === 'closed' && groups.includes(group))
  return [...new Set(closed.flatMap(({ target }) => (target.kind === 'category' ? [target.id] : [])))]
}

/** How a block looks, group by group, and the certificate that lets https sites show it. */
export function BlocksPage(props: Props) {
  const { view, policy, block, problem } = props
  const { looks } = view.t.closed
  return (
    <Layout view={view} title={looks.title}>
      <Heading title={looks.title} lead={looks.lead} />
      <ProblemNotice view={view} problem={problem} />
      <p class="notice mb-6">
        <Icon name={block ? 'check' : 'warning'} />
        <span>{block ? looks.pageOn(block.where) : looks.pageOff}</span>
      </p>
      <div class="grid grid-cols-1 items-start gap-6 lg:grid-cols-2">
        {policy.groups.map((group) => (
          <GroupLooks {...props} group={group} />
        ))}
        <SchoolCertificate view={view} block={block} />
      </div>
    </Layout>
  )
}

function GroupLooks({ view, policy, names, group }: Props & { readonly group: Group }) {
  const { looks } = view.t.closed
  const { look = 'nodata', categories = {} } = group.blocks ?? {}
  const options = blockLooks.map((value) => ({ value, text: looks.looks[value] }))
  const asGroup = { value: '', text: looks.asGroup }
  return (
    <section class="card-panel" aria-label={view.say(group.name)}>
      <h2 class="section-title">
        <Name>{view.say(group.name)}</Name>
      </h2>
      <Form action={`/blocks/${encodeURIComponent(group.id)}`}>
        <Seen view={view} />
        <Select label={looks.look} name="look" options={options} value={look} hint={looks.hints[look]} />
        <details class="fold" open={Object.keys(categories).length > 0}>
          <summary>{looks.categories}</summary>
          <div class="mt-2 grid grid-cols-1 gap-3 sm:grid-cols-2">
            {categoriesClosedFor(policy, group.id).map((id) => (
              <Select
                label={view.say(names.get(id) ?? { nl: id, en: id })}
                name={`of-${id}`}
                options={[asGroup, ...options]}
                value={Object.hasOwn(categories, id) ? categories[id] : ''}
              />
            ))}
          </div>
        </details>
        <button type="submit" class="btn btn-primary self-start">
          {view.t.save}
        </button>
      </Form>
    </section>
  )
}

function SchoolCertificate({ view, block }: Pick<Props, 'view' | 'block'>) {
  const { looks } = view.t.closed
  return (
    <Panel id="ca" title={looks.ca}>
      <p>{looks.caLead}</p>
      <p class="mt-2 text-sm text-muted">{looks.caKey}</p>
      {block?.ca === undefined ? (
        <p class="mt-4 font-medium">{looks.caNone}</p>
      ) : (
        <>
          <p class="mt-4">
            <a class="btn btn-outline" href="/blocks/school-ca.crt" download="rooster-school.crt">
              {looks.download}
            </a>
          </p>
          <p class="mt-3 text-sm text-muted">{looks.caPrint}:</p>
          <p class="font-mono text-xs break-all">{new X509Certificate(block.ca).fingerprint256}</p>
          <h3 class="mt-4 font-semibold">{looks.how}</h3>
          <ul class="list-disc ps-5 text-sm">
            {looks.steps.map((step) => (
              <li>{step}</li>
            ))}
          </ul>
        </>
      )}
    </Panel>
  )
}
