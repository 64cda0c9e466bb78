import type { JustBlocked, Refusal } from '../../src/app/app.ts'
import type { SchoolClass } from '../../src/policy/policy.ts'
import type { View } from '../env.ts'
import type { Fields } from '../forms/fields.ts'
import { Form, TextArea } from './field.tsx'
import { BackLink } from './focus.tsx'
import { Icon } from './icon.tsx'
import { Heading, Layout } from './layout.tsx'
import { Empty, ProblemNotice } from './notice.tsx'
import { Name } from './words.tsx'

interface Props {
  readonly view: View
  readonly of: SchoolClass
  /** A refusal: the class has too few devices to say what they asked. */
  readonly blocked: readonly JustBlocked[] | Refusal
  readonly fields: Fields
  readonly problem: Refusal | undefined
}

/** What was just held back for a class, each with the button that opens it, and a note in words. */
export function SnagsPage({ view, of, blocked, fields, problem }: Props) {
  const t = view.t.teaching.snags
  const path = `/now/${encodeURIComponent(of.id)}`
  return (
    <Layout view={view} title={`${t.title} · ${of.name}`}>
      <BackLink view={view} path={path} name={of.name} />
      <Heading title={`${t.title} · ${of.name}`} lead={t.lead} />
      <ProblemNotice view={view} problem={problem} />
      <div class="flex max-w-2xl flex-col gap-5">
        {'problem' in blocked ? (
          <ProblemNotice view={view} problem={blocked} />
        ) : blocked.length === 0 ? (
          <Empty icon="plug" title={t.none} next={t.noneNext} />
        ) : (
          <ul class="row-list">
            {blocked.map((one) => (
              <Blocked view={view} path={path} blocked={one} />
            ))}
          </ul>
        )}
        <a href={`${path}/snags`} class="btn self-start">
          <Icon name="refresh" />
          {t.again}
        </a>
        <Form action={`${path}/snags`} class="card-panel flex flex-col gap-3">
          <TextArea label={t.note} name="note" hint={t.noteHint} value={fields.text('note')} rows={2} />
          <button type="submit" class="btn btn-primary self-start">
            {t.send}
          </button>
        </Form>
      </div>
    </Layout>
  )
}

function Blocked({
  view,
  path,
  blocked,
}: {
  readonly view: View
  readonly path: string
  readonly blocked: JustBlocked
}) {
  const t = view.t.teaching.snags
  const what = view.say(blocked.targetName)
  const names = blocked.names.filter((name) => name !== what)
  return (
    <li class="row">
      <div class="min-w-0 flex-1">
        <p class="font-bold">
          <Name>{what}</Name>
        </p>
        <p class="text-sm text-muted">
          {view.moments.clock(blocked.last)}
          {names.length > 0 && (
            <>
              {' · '}
              <Name>{names.join(', ')}</Name>
            </>
          )}
        </p>
      </div>
      <form method="post" action={`${path}/snags`}>
        <button type="submit" name="key" value={blocked.key} class="btn btn-primary" aria-label={t.openWhat(what)}>
          {t.open}
        </button>
      </form>
    </li>
  )
}
