import type { AskerView, BlockView, Refusal } from '../../src/app/app.ts'
import type { View } from '../env.ts'
import type { Fields } from '../forms/fields.ts'
import { OwnRequest } from './asking.tsx'
import { Form, Input } from './field.tsx'
import { Icon } from './icon.tsx'
import { ProblemNotice } from './notice.tsx'
import { Name, visible } from './words.tsx'

export interface BlockPageProps {
  readonly view: View
  /** What was asked for; left out where somebody opened the box by its own name. */
  readonly seen?: BlockView
  readonly request?: AskerView
  readonly problem?: Refusal
  readonly fields?: Fields
  /** The address of "Wat mag nu?". */
  readonly status: string
  /** The address of the form to report something. */
  readonly report: string
}

/** Stands in the place of a closed site. One page, one style sheet, no script: it may be shown in the name of any site. */
export function BlockPage(props: BlockPageProps) {
  const { view, seen, request, problem, status, report } = props
  const { block } = view.t.everyone
  const isClosed = seen?.explained.verdict === 'block'
  const title = seen === undefined ? view.t.status.title : (isClosed ? block.title : block.openTitle)(seen.name)
  return (
    <html lang={view.language}>
      <head>
        <meta charset="utf-8" />
        <title>{`${visible(title)} · ${view.t.product}`}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="robots" content="noindex" />
        <link rel="stylesheet" href={view.asset('style.css')} />
      </head>
      <body class="min-h-dvh bg-base-200 text-base-content">
        <main class="mx-auto flex w-full max-w-xl flex-col gap-5 px-4 pt-8 pb-16 sm:pt-14">
          <p class="font-semibold">
            <Name>{view.school}</Name>
          </p>
          <ProblemNotice view={view} problem={problem} />
          {seen === undefined ? <p class="text-lg">{block.home}</p> : <Why view={view} seen={seen} title={title} />}
          {request && <OwnRequest view={view} request={request} action="/?withdraw" />}
          {seen && isClosed && request?.state !== 'waiting' && canAsk(seen) && <Ask {...props} />}
          {seen && <Help view={view} seen={seen} />}
          <p class="flex flex-col gap-2">
            <a href={status} class="link-row">
              <Icon name="grate" />
              {block.status}
            </a>
            <a href={seen === undefined ? report : `${report}?site=${encodeURIComponent(seen.name)}`} class="link-row">
              <Icon name="warning" />
              {view.t.everyone.report}
            </a>
          </p>
          <p class="text-sm text-muted">{block.kept}</p>
        </main>
      </body>
    </html>
  )
}

function Why({ view, seen, title }: { readonly view: View; readonly seen: BlockView; readonly title: string }) {
  const { block } = view.t.everyone
  const { explained, leadsTo, clause, group } = seen
  const isClosed = explained.verdict === 'block'
  const { until } = explained
  return (
    <section class="verdict" data-verdict={explained.verdict}>
      <h1 class="flex items-start gap-2 text-2xl font-bold text-balance">
        <Icon name={isClosed ? 'lock' : 'open'} class="mt-0.5 size-7 shrink-0" />
        <span class="min-w-0">
          <Name>{title}</Name>
        </span>
      </h1>
      {leadsTo !== undefined && (
        <p class="mt-2">
          <Name>{block.leadsTo(leadsTo)}</Name>
        </p>
      )}
      <p class="mt-3 text-lg">
        <Name>{isClosed ? sentenceOf(view, seen) : block.open}</Name>
      </p>
      {isClosed && clause && (
        <p class="mt-2">
          <strong class="font-mono text-sm">{clause.id}</strong> <Name>{view.say(clause.text)}</Name>
        </p>
      )}
      {isClosed && (
        <p class="mt-2">{until === undefined ? block.always : block.until(view.moments.when(until, view.now))}</p>
      )}
      <p class="mt-3 text-sm text-muted">
        <Name>{block.group(view.say(group))}</Name>
      </p>
    </section>
  )
}

/** The sentence without its clause, which stands below it. */
function sentenceOf(view: View, { explained, clause }: BlockView): string {
  const whole = view.say(explained.reason.text)
  return clause === undefined
    ? whole
    : whole.replace(` ${clauseWord[view.language]} ${clause.id}: ${view.say(clause.text)}`, '')
}
const clauseWord = { nl: 'Afspraak', en: 'Clause' } as const

/** Nobody can open what is locked, and an excluded device gets nothing opened. */
const canAsk = ({ explained }: BlockView): boolean => !['locked', 'exclusion'].includes(explained.reason.kind)

function Ask({ view, fields }: BlockPageProps) {
  const { ask } = view.t.everyone
  return (
    <section class="card-panel" aria-labelledby="ask-heading">
      <h2 id="ask-heading" class="text-xl font-bold">
        {ask.title}
      </h2>
      <p class="mt-1 mb-4 text-muted">{ask.lead}</p>
      <Form action="/">
        <Input label={ask.reason} name="reason" value={fields?.text('reason')} hint={ask.reasonHint} maxlength={200} />
        <button type="submit" class="btn btn-primary btn-lg">
          {ask.send}
        </button>
      </Form>
    </section>
  )
}

function Help({ view, seen }: { readonly view: View; readonly seen: BlockView }) {
  const { everyone, roles } = view.t
  const { helpers } = seen
  return (
    <p>
      <strong>{everyone.helpers}:</strong>{' '}
      {helpers.length === 0 ? everyone.helpersNone : helpers.map((role) => roles[role]).join(', ')}
    </p>
  )
}
