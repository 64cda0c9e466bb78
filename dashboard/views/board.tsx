import type { BoardFigures, Refusal } from '../../src/app/app.ts'
import type { BoardComparison, Compared } from '../../src/app/figures/board-comparison.ts'
import { boardTexts } from '../../src/app/figures/board-words.ts'
import type { View } from '../env.ts'
import { Bars } from './bars.tsx'
import { FileLinks } from './file-links.tsx'
import { Icon } from './icon.tsx'
import { Heading, Layout } from './layout.tsx'
import { Empty, ProblemNotice } from './notice.tsx'
import { Panel } from './section.tsx'
import { TablePanel } from './table-panel.tsx'
import { Moment, Name } from './words.tsx'

/** How many weeks can be looked at. */
export const spansOfWeeks = [4, 12, 53] as const

interface Props {
  readonly view: View
  readonly figures: BoardFigures
  readonly compared: BoardComparison
  readonly weeks: (typeof spansOfWeeks)[number]
}

/** The board's schools beside each other: figures of whole weeks, and what each records. */
export function BoardPage(props: Props) {
  const { view, figures, weeks } = props
  const [t, words] = [view.t.directing.board, boardTexts[view.language]]
  const title = figures.board ?? words.title
  return (
    <Layout view={view} title={title}>
      <Heading title={title} lead={t.lead(figures.schools.length)}>
        <FileLinks view={view} path="/board" query={`?weeks=${weeks}`} />
      </Heading>
      <nav class="mb-4 flex flex-wrap gap-2" aria-label={words.week}>
        {spansOfWeeks.map((span) => (
          <a class="chip" href={`/board?weeks=${span}`} aria-current={span === weeks ? 'true' : undefined}>
            {t.weeks(span)}
          </a>
        ))}
      </nav>
      <Amiss {...props} />
      {figures.schools.length === 0 ? <Empty icon="apps" title={t.none} next={t.noneNext} /> : <Schools {...props} />}
    </Layout>
  )
}

/** Stands where there are no figures to read. */
export function NoBoardPage({ view, problem }: { readonly view: View; readonly problem: Refusal }) {
  const { title } = boardTexts[view.language]
  return (
    <Layout view={view} title={title}>
      <Heading title={title} />
      <ProblemNotice view={view} problem={problem} />
    </Layout>
  )
}

/** What is wrong with the figures below. */
function Amiss({ view, figures, compared }: Props) {
  const words = boardTexts[view.language]
  const lines = [
    ...(figures.isThere ? [] : [words.gone]),
    ...figures.problems.map(({ file, problem }) => words.unreadable(file, problem)),
    ...compared.incomplete.map(words.incomplete),
  ]
  if (lines.length === 0) return null
  return (
    <div class="notice notice-problem mb-5">
      <Icon name="warning" />
      <ul class="min-w-0">
        {lines.map((line) => (
          <li class="wrap-break-word">
            <Name>{line}</Name>
          </li>
        ))}
      </ul>
    </div>
  )
}

function Schools({ view, figures, compared }: Props) {
  const words = boardTexts[view.language]
  const { kinds } = view.t
  const schools = figures.schools.map(({ school }) => school)
  const nameOf = ({ part, name }: Compared) => (name ? view.say(name) : part)
  const beside = (title: string, of: string, lines: readonly Compared[], name: (line: Compared) => string) => (
    <Beside view={view} title={title} of={of} schools={schools} lines={lines} nameOf={name} />
  )
  return (
    <div class="flex flex-col gap-6">
      <Totals view={view} compared={compared} />
      <Bars
        view={view}
        title={`${words.trend}: ${words.together.toLowerCase()}`}
        of={words.week}
        rows={compared.weeks.map(({ part, together }) => ({ name: view.moments.date(part), count: together }))}
        inOrder
      />
      {beside(words.trend, words.week, compared.weeks, ({ part }) => view.moments.date(part))}
      {beside(words.kinds, words.kind, compared.kinds, ({ part }) => kinds[part as keyof typeof kinds] ?? part)}
      {beside(words.groups, words.group, compared.groups, nameOf)}
      {beside(words.subjects, words.subject, compared.subjects, nameOf)}
      <Recorded view={view} figures={figures} />
      <p class="flex items-center gap-2 text-sm text-muted">
        <Icon name="lock" class="size-4" />
        <span>
          {words.private} {compared.suppressed > 0 && words.suppressed(compared.suppressed)}
        </span>
      </p>
      {figures.officer && (
        <p class="text-sm text-muted">
          <Name>{words.officer(figures.officer.name, figures.officer.contact)}</Name>
        </p>
      )}
    </div>
  )
}

function Totals({ view, compared }: Pick<Props, 'view' | 'compared'>) {
  const words = boardTexts[view.language]
  return (
    <TablePanel
      figures
      title={words.schools}
      columns={[words.school, words.last, words.before, words.average, words.total, words.weeksTold]}
      rows={compared.schools.map(({ school, last, before, average, total, weeks }) => [
        school,
        ...[last, before, average, total, weeks].map((count) => figure(view, count)),
      ])}
    />
  )
}

function Beside({
  view,
  title,
  of,
  schools,
  lines,
  nameOf,
}: {
  readonly view: View
  readonly title: string
  readonly of: string
  readonly schools: readonly string[]
  readonly lines: readonly Compared[]
  readonly nameOf: (line: Compared) => string
}) {
  if (lines.length === 0) return null
  return (
    <TablePanel
      figures
      title={title}
      columns={[of, ...schools, boardTexts[view.language].together]}
      rows={lines.map((line) => [nameOf(line), ...[...line.counts, line.together].map((count) => figure(view, count))])}
    />
  )
}

const figure = (view: View, count: number | undefined): string =>
  count === undefined ? '–' : view.moments.number(count)

function Recorded({ view, figures }: Pick<Props, 'view' | 'figures'>) {
  const words = boardTexts[view.language]
  return (
    <Panel id="recorded" title={words.recorded}>
      {figures.schools.map(({ school, keepDays, recording, writtenAt }) => (
        <details class="fold">
          <summary>
            <Name>{school}</Name>
          </summary>
          <p class="text-sm text-muted">
            {words.kept}: {words.days(keepDays)} · {words.told}: <Moment view={view} at={writtenAt} />
          </p>
          <dl class="facts mt-2 text-sm">
            {recording.map(({ group, record, why }) => (
              <>
                <dt>
                  <Name>{view.say(group)}</Name>
                </dt>
                <dd>
                  {words.record[record]}. {view.say(why)}
                </dd>
              </>
            ))}
          </dl>
        </details>
      ))}
    </Panel>
  )
}
