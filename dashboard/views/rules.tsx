import type { Refusal, RuleView } from '../../src/app/app.ts'
import { whenText } from '../../src/app/rules/rule-sentence.ts'
import type { Group, Policy } from '../../src/policy/policy.ts'
import type { View } from '../env.ts'
import { Seen } from './field.tsx'
import { Icon } from './icon.tsx'
import { Heading, Layout } from './layout.tsx'
import { Empty, ProblemNotice } from './notice.tsx'
import { matching, NoRowFits, RowFilter } from './row-filter.tsx'
import { Name, visible } from './words.tsx'

interface Props {
  readonly view: View
  readonly policy: Policy
  readonly rules: readonly RuleView[]
  /** Whose rules are shown; undefined: all, by their clauses. */
  readonly group: Group | undefined
  readonly problem: Refusal | undefined
}

/** The protocol to read: for one device group, or clause by clause. */
export function RulesPage(props: Props) {
  const { view, group, problem } = props
  const { rules: t } = view.t.agreements
  const shown = group ? props.rules.filter(({ rule }) => rule.groups.includes(group.id)) : props.rules
  return (
    <Layout view={view} title={t.title}>
      <Heading title={t.title} lead={t.lead}>
        <a href={`/rules/rule${group ? `?group=${encodeURIComponent(group.id)}` : ''}`} class="btn btn-primary">
          <Icon name="plus" />
          {t.add}
        </a>
      </Heading>
      <ProblemNotice view={view} problem={problem} />
      <AgreementTabs view={view} current="rules" />
      <nav aria-label={t.by} class="chip-row mb-5">
        <a href="/rules?by=clause" class="chip" aria-current={group ? undefined : 'page'}>
          {t.byClause}
        </a>
        {props.policy.groups.map(({ id, name }) => (
          <a
            href={`/rules?group=${encodeURIComponent(id)}`}
            class="chip"
            aria-current={id === group?.id ? 'page' : undefined}
          >
            <Name>{view.say(name)}</Name>
          </a>
        ))}
      </nav>
      <RowFilter view={view} of="all-rules" count={shown.length} />
      <div id="all-rules">
        {group ? <OfGroup {...props} group={group} own={shown} /> : <ByClause {...props} />}
        <NoRowFits view={view} />
      </div>
    </Layout>
  )
}

/** The three pages that the protocol is kept on. */
export function AgreementTabs({
  view,
  current,
}: {
  readonly view: View
  readonly current: 'rules' | 'clauses' | 'sets'
}) {
  const { tabs } = view.t.agreements
  const pages = { rules: '/rules', clauses: '/rules/clauses', sets: '/rules/sets' } as const
  return (
    <nav aria-label={tabs.label} class="tab-row mb-5">
      {(['rules', 'clauses', 'sets'] as const).map((tab) => (
        <a href={pages[tab]} class="role-tab" aria-current={tab === current ? 'page' : undefined}>
          {tabs[tab]}
        </a>
      ))}
    </nav>
  )
}

function OfGroup({ view, policy, own, group }: Props & { readonly group: Group; readonly own: readonly RuleView[] }) {
  const { rules: t } = view.t.agreements
  if (own.length === 0) return <Empty icon="book" title={t.noRules} next={t.noRulesNext} />
  const kinds = [
    { id: 'locked', title: t.locked, lead: t.lockedLead, of: own.filter(({ rule }) => rule.locked) },
    {
      id: 'closed',
      title: t.closed,
      lead: t.closedLead,
      of: own.filter(({ rule }) => !rule.locked && rule.state === 'closed'),
    },
    { id: 'open', title: t.open, lead: t.openLead, of: own.filter(({ rule }) => rule.state === 'open') },
  ].filter(({ of }) => of.length > 0)
  return (
    <div class="flex flex-col gap-7">
      {kinds.map(({ id, title, lead, of }) => (
        <section aria-labelledby={`${id}-heading`} data-part>
          <h2 id={`${id}-heading`} class="text-lg font-bold tracking-tight">
            {title}
          </h2>
          <p class="mb-3 text-muted">{lead}</p>
          <ul class="row-list">
            {of.map((one, index) => (
              <RuleRow view={view} policy={policy} one={one} group={group} {...neighbours(of, index)} />
            ))}
          </ul>
        </section>
      ))}
      <p class="font-medium">{group.onlyThese ? t.onlyThese : t.rest}</p>
    </div>
  )
}

/** Before which rule this one stands after a step up, or down. */
function neighbours(rules: readonly RuleView[], index: number) {
  const idAt = (at: number) => rules[at]?.rule.id
  return {
    up: index > 0 ? idAt(index - 1) : undefined,
    down: index < rules.length - 1 ? (idAt(index + 2) ?? '') : undefined,
  }
}

interface RowProps {
  readonly view: View
  readonly policy: Policy
  readonly one: RuleView
  readonly group: Group
  readonly up: string | undefined
  readonly down: string | undefined
}

function RuleRow({ view, policy, one, group, up, down }: RowProps) {
  const { rules: t } = view.t.agreements
  const { rule } = one
  const what = view.say(one.what)
  const classes = policy.classes.filter(({ id }) => rule.classes?.includes(id)).map(({ name }) => name)
  return (
    <li class="row" data-match={matching(what, view.say(whenText(rule.when)), rule.clause, ...classes)}>
      <div class="min-w-0 flex-1">
        <p class="font-semibold first-letter:uppercase">
          <Name>{what}</Name>
        </p>
        <div class="flex flex-wrap items-center gap-x-2 gap-y-1">
          <span class="text-sm text-muted">
            {view.say(whenText(rule.when))}
            {classes.length > 0 && <Name>{`, ${t.classes(classes.join(', '))}`}</Name>}
          </span>
          <Tags view={view} one={one} />
        </div>
      </div>
      <div class="hidden sm:flex">
        <Move view={view} id={rule.id} group={group.id} before={up} icon="up" label={t.up(what)} />
        <Move view={view} id={rule.id} group={group.id} before={down} icon="down" label={t.down(what)} />
      </div>
      <EditLink view={view} one={one} />
    </li>
  )
}

function Move({
  view,
  id,
  group,
  before,
  icon,
  label,
}: {
  readonly view: View
  readonly id: string
  readonly group: string
  readonly before: string | undefined
  readonly icon: 'up' | 'down'
  readonly label: string
}) {
  return (
    <form method="post" action="/rules/move">
      <Seen view={view} />
      <input type="hidden" name="id" value={id} />
      <input type="hidden" name="group" value={group} />
      <input type="hidden" name="before" value={before ?? ''} />
      <button
        type="submit"
        class="btn btn-ghost btn-square"
        aria-label={visible(label)}
        disabled={before === undefined}
      >
        <Icon name={icon} />
      </button>
    </form>
  )
}

function Tags({ view, one }: { readonly view: View; readonly one: RuleView }) {
  const { rules: t } = view.t.agreements
  const { clause } = one.rule
  if (!one.isBasis && clause === undefined) return null
  return (
    <>
      {clause !== undefined && (
        <a href={`/rules/clause?id=${encodeURIComponent(clause)}`} class="tag underline underline-offset-2">
          <Name>{view.t.clause(clause)}</Name>
        </a>
      )}
      {one.isBasis && <span class="tag">{t.basis}</span>}
    </>
  )
}

function EditLink({ view, one }: { readonly view: View; readonly one: RuleView }) {
  const { rules: t } = view.t.agreements
  return (
    <a
      href={`/rules/rule?id=${encodeURIComponent(one.rule.id)}`}
      class="btn btn-outline"
      aria-label={visible(t.edit(view.say(one.what)))}
    >
      <Icon name="edit" />
      <span class="hidden sm:inline">{t.change}</span>
    </a>
  )
}

function ByClause({ view, policy, rules }: Props) {
  const { rules: t } = view.t.agreements
  const without = rules.filter(({ rule }) => rule.clause === undefined)
  return (
    <div class="flex flex-col gap-6">
      {Object.entries(policy.clauses).map(([id, text]) => (
        <ClauseRules
          view={view}
          id={id}
          title={id}
          text={view.say(text)}
          rules={rules.filter(({ rule }) => rule.clause === id)}
        />
      ))}
      {without.length > 0 && <ClauseRules view={view} id="none" title={t.noClause} text="" rules={without} />}
    </div>
  )
}

function ClauseRules({
  view,
  id,
  title,
  text,
  rules,
}: {
  readonly view: View
  readonly id: string
  readonly title: string
  readonly text: string
  readonly rules: readonly RuleView[]
}) {
  return (
    <section aria-labelledby={`clause-${id}`} data-part>
      <h2 id={`clause-${id}`} class="text-lg font-bold tracking-tight">
        <Name>{title}</Name>
      </h2>
      {text !== '' && (
        <p class="mb-2 max-w-3xl">
          <Name>{text}</Name>
        </p>
      )}
      {rules.length === 0 ? (
        <p class="text-muted">{view.t.agreements.rules.noRulesOfClause}</p>
      ) : (
        <ul class="row-list mt-2">
          {rules.map((one) => (
            <li class="row" data-match={matching(view.say(one.sentence), id, text)}>
              <div class="min-w-0 flex-1">
                <p>
                  <Name>{view.say(one.sentence)}</Name>
                </p>
                {one.isBasis && <span class="tag mt-1.5">{view.t.agreements.rules.basis}</span>}
              </div>
              <EditLink view={view} one={one} />
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
