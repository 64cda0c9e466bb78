import type { ReaderChange, Refusal, Report, ReportHead } from '../../src/app/app.ts'
import type { SchoolClass } from '../../src/policy/policy.ts'
import type { View } from '../env.ts'
import { BackLink } from './device.tsx'
import { Form, TextArea } from './field.tsx'
import { Heading, Layout } from './layout.tsx'
import { Empty, ProblemNotice } from './notice.tsx'
import { matching, NoRowFits, RowFilter } from './row-filter.tsx'
import { Moment, Name } from './words.tsx'

interface Props {
  readonly view: View
  readonly reports: readonly ReportHead[]
  readonly readers: readonly ReaderChange[]
  readonly classes: readonly SchoolClass[]
  readonly problem: Refusal | undefined
}

/** The reports that this person may read, without what is in them. */
export function InboxPage({ view, reports, readers, classes, problem }: Props) {
  const t = view.t.directing.inbox
  return (
    <Layout view={view} title={t.title}>
      <Heading title={t.title} lead={t.lead} />
      <ProblemNotice view={view} problem={problem} />
      {readers.length > 0 && <Readers view={view} readers={readers} />}
      {reports.length === 0 ? (
        <Empty icon="check" title={t.none} next={t.noneNext} />
      ) : (
        <div class="max-w-3xl">
          <RowFilter view={view} of="all-reports" count={reports.length} />
          <div id="all-reports">
            <ul class="row-list">
              {reports.map((report) => (
                <li
                  class="row"
                  data-match={matching(
                    view.moments.when(report.at, view.now),
                    t.states[report.state],
                    toWhom(view, report, classes),
                  )}
                >
                  <p class="min-w-0 flex-1">
                    <span class="font-semibold">
                      <Moment view={view} at={report.at} />
                    </span>{' '}
                    <span class={report.state === 'new' ? 'tag tag-warning' : 'tag'}>{t.states[report.state]}</span>
                    <span class="block text-sm text-muted">
                      <Name>{toWhom(view, report, classes)}</Name>
                    </span>
                  </p>
                  <a
                    class="btn btn-outline"
                    href={`/inbox/${report.id}`}
                    aria-label={`${t.open}: ${view.moments.when(report.at, view.now)}`}
                  >
                    {t.open}
                  </a>
                </li>
              ))}
            </ul>
            <NoRowFits view={view} />
          </div>
        </div>
      )}
    </Layout>
  )
}

/** Who else can read them since lately, or no longer can. */
function Readers({ view, readers }: Pick<Props, 'view' | 'readers'>) {
  const t = view.t.directing.inbox
  return (
    <section class="card-panel mb-6 max-w-3xl" aria-labelledby="readers-heading">
      <h2 id="readers-heading" class="font-bold">
        {t.readers}
      </h2>
      <ul class="my-2">
        {readers.map(({ at, who = t.somebodyGone, role, has, by }) => (
          <li>
            <Moment view={view} at={at} />
            {': '}
            <Name>{(has ? t.gotRole : t.lostRole)(who, view.t.roles[role])}</Name>{' '}
            <span class="text-sm text-muted">
              (<Name>{t.byWhom(by || view.t.directing.audit.program)}</Name>)
            </span>
          </li>
        ))}
      </ul>
      <p class="text-sm text-muted">{t.readersNext}</p>
    </section>
  )
}

/** One report, and what was done about it. */
export function ReportPage({
  view,
  report,
  classes,
  problem,
}: Omit<Props, 'reports' | 'readers'> & { readonly report: Report }) {
  const t = view.t.directing.inbox
  const facts = [
    [t.name, report.name ?? t.anonymous],
    [t.contact, report.contact],
    [t.site, report.site],
  ] as const
  return (
    <Layout view={view} title={t.report}>
      <BackLink href="/inbox" text={view.t.directing.back} />
      <Heading title={t.report} lead={`${view.moments.when(report.at, view.now)}, ${toWhom(view, report, classes)}`} />
      <ProblemNotice view={view} problem={problem} />
      <div class="flex max-w-3xl flex-col gap-6">
        <section class="card-panel">
          <p class="text-lg whitespace-pre-line">
            <Name>{report.text}</Name>
          </p>
          <dl class="facts mt-4">
            {facts.map(
              ([label, value]) =>
                value !== undefined && (
                  <>
                    <dt>{label}</dt>
                    <dd>
                      <Name>{value}</Name>
                    </dd>
                  </>
                ),
            )}
          </dl>
        </section>
        <Form action={`/inbox/${report.id}`} class="card-panel flex flex-col gap-4">
          <TextArea label={t.note} name="note" value={report.note ?? ''} maxlength={4000} />
          <p class="flex items-center gap-3">
            <button type="submit" class="btn btn-primary">
              {t.handle}
            </button>
            <span class={report.state === 'handled' ? 'tag tag-good' : 'tag'}>{t.states[report.state]}</span>
          </p>
        </Form>
      </div>
    </Layout>
  )
}

function toWhom({ t }: View, { to, class: ofClass }: ReportHead, classes: readonly SchoolClass[]): string {
  const role = t.roles[to].toLowerCase()
  const name = classes.find(({ id }) => id === ofClass)?.name ?? ofClass
  return t.directing.inbox.to(name === undefined ? role : `${role} ${name}`)
}
