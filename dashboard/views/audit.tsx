import type { Role } from '../../src/app/app.ts'
import type { AuditDesk, AuditLine } from '../../src/app/record/audit.ts'
import type { View } from '../env.ts'
import type { AuditChoice } from '../forms/audit.ts'
import { rolesInOrder } from '../roles.ts'
import { type Known, whyChanged } from './change-words.ts'
import { Input, Select } from './field.tsx'
import { FileLinks } from './file-links.tsx'
import { Heading, Layout } from './layout.tsx'
import { Empty } from './notice.tsx'
import { Moment, Name } from './words.tsx'

interface Props {
  readonly view: View
  readonly lines: readonly AuditLine[]
  readonly known: Known
  readonly areas: ReturnType<AuditDesk['areas']>
  readonly actions: ReturnType<AuditDesk['actions']>
  readonly chosen: AuditChoice
  /** The address of older lines, where there are. */
  readonly older: string | undefined
  /** The filter as an address has it, with its `?`; or ''. */
  readonly query: string
}

/** Who did or looked at what, newest first. */
export function AuditPage({ view, lines, known, areas, actions, chosen, older, query }: Props) {
  const t = view.t.directing.audit
  return (
    <Layout view={view} title={t.title}>
      <Heading title={t.title} lead={t.lead}>
        <FileLinks view={view} path="/audit" query={query} />
      </Heading>
      <form method="get" action="/audit" class="card-panel mb-6 grid grid-cols-2 items-end gap-3 lg:grid-cols-4">
        <Select
          label={t.area}
          name="area"
          value={chosen.area}
          options={[
            { value: '', text: view.t.directing.all },
            ...areas.flatMap(({ id, name }) => [
              { value: id, text: view.say(name) },
              ...actions
                .filter(({ area }) => area === id)
                .map((action) => ({ value: `:${action.id}`, text: `– ${view.say(action.what)}` })),
            ]),
          ]}
        />
        <Input label={t.by} name="by" type="search" value={chosen.by} maxlength={80} />
        <Select
          label={t.role}
          name="role"
          value={chosen.role}
          options={[
            { value: '', text: view.t.directing.all },
            ...rolesInOrder.map((role) => ({ value: role, text: view.t.roles[role] })),
          ]}
        />
        <Input label={t.about} name="about" type="search" value={chosen.about} maxlength={80} />
        <Input label={view.t.directing.from} name="from" type="date" value={chosen.from} />
        <Input label={view.t.directing.overview.to} name="to" type="date" value={chosen.to} />
        <button type="submit" class="btn btn-primary">
          {t.apply}
        </button>
      </form>
      {lines.length === 0 ? (
        <Empty icon="list" title={query === '' ? t.none2 : t.none} />
      ) : (
        <AuditLines view={view} lines={lines} known={known} />
      )}
      {older && (
        <p class="mt-4">
          <a class="btn btn-outline" href={older}>
            {t.older}
          </a>
        </p>
      )}
    </Layout>
  )
}

/** Whom or what a line was about, in words. */
export function aboutWords({ say, t }: View, { about, rolesGot = [], rolesLost = [] }: AuditLine): string {
  const named = (roles: readonly string[]) => roles.map((role) => t.roles[role as Role] ?? role).join(', ')
  return [
    ...about.map(say),
    ...(rolesGot.length === 0 ? [] : [t.directing.audit.rolesGot(named(rolesGot))]),
    ...(rolesLost.length === 0 ? [] : [t.directing.audit.rolesLost(named(rolesLost))]),
  ].join(', ')
}

/** Lines of the audit as a list. */
export function AuditLines({ view, lines, known }: Pick<Props, 'view' | 'lines' | 'known'>) {
  const t = view.t.directing.audit
  return (
    <ul class="row-list">
      {lines.map((line) => (
        <li class="row flex-col items-stretch gap-0 sm:flex-row sm:items-baseline sm:gap-3">
          <p class="shrink-0 text-sm text-muted sm:w-36">
            <Moment view={view} at={line.at} />
          </p>
          <p class="min-w-0 flex-1">
            <span class="font-semibold">
              <Name>{line.by || t.program}</Name>
            </span>{' '}
            {view.say(line.what)}
            <About view={view} line={line} />
            {line.until !== undefined && `, ${t.untilWhen(view.moments.when(line.until, view.now))}`}
            {line.from !== undefined && line.from !== '' && (
              <span class="text-sm text-muted">
                {' '}
                ({t.fromWhere} <Name>{line.from}</Name>)
              </span>
            )}
            {line.why !== undefined && (
              <span class="block text-sm text-muted">
                <Name>{line.area === 'filter' ? whyChanged(view, known, line.why) : t.why(line.why)}</Name>
              </span>
            )}
          </p>
        </li>
      ))}
    </ul>
  )
}

function About({ view, line }: { readonly view: View; readonly line: AuditLine }) {
  const words = aboutWords(view, line)
  if (words === '') return null
  return (
    <>
      {': '}
      <Name>{words}</Name>
    </>
  )
}
