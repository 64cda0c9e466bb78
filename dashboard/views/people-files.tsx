import type { Refusal } from '../../src/app/app.ts'
import type { InvitationView, PersonLine } from '../../src/app/people/inviting.ts'
import type { View } from '../env.ts'
import { problemText } from '../locales/texts.ts'
import { BackLink } from './device.tsx'
import { Form } from './field.tsx'
import { FileForm, LinesTable } from './file-form.tsx'
import { Heading, Layout } from './layout.tsx'
import { ProblemNotice } from './notice.tsx'
import { Name } from './words.tsx'

/** People from a file: chosen, then looked at line by line, then invited. */
export function PeopleFilePage({
  view,
  lines,
  upload,
  problem,
}: {
  readonly view: View
  readonly lines: readonly PersonLine[] | undefined
  readonly upload: string
  readonly problem: Refusal | undefined
}) {
  const t = view.t.box.people
  const good = (lines ?? []).filter(({ ok }) => ok).length
  return (
    <Layout view={view} title={t.importTitle}>
      <BackLink href="/people" text={view.t.box.back} />
      <Heading title={t.importTitle} lead={t.importLead} />
      <ProblemNotice view={view} problem={problem} />
      {lines === undefined ? (
        <FileForm view={view} action="/people/import" />
      ) : (
        <div class="flex flex-col gap-4">
          <p role="status" class="font-semibold">
            {t.counts(good, lines.length - good)}
          </p>
          {good > 0 && (
            <Form action="/people/import/take">
              <input type="hidden" name="upload" value={upload} />
              <button type="submit" class="btn btn-primary self-start">
                {t.importTake(good)}
              </button>
            </Form>
          )}
          <LinesTable view={view} rows={lines.map((line) => rowOf(view, line))} />
        </div>
      )}
    </Layout>
  )
}

function rowOf(view: View, line: PersonLine) {
  if (!line.ok) {
    const { problem, detail } = line
    return { line: line.line, what: detail, becomes: problemText(view.t, { ok: false, problem, detail }), bad: true }
  }
  const { name, roles } = line.invitee
  return { line: line.line, what: name, becomes: roles.map((role) => view.t.roles[role]).join(', '), bad: false }
}

/** The links that nobody has used yet. */
export function OpenInvitations({ view, open }: { readonly view: View; readonly open: readonly InvitationView[] }) {
  const t = view.t.box.people
  if (open.length === 0) return null
  return (
    <section aria-labelledby="open-heading" class="mt-6">
      <h2 id="open-heading" class="section-title">
        {t.open} ({open.length})
      </h2>
      <ul class="row-list">
        {open.map(({ id, name, roles, kind, expires }) => (
          <li class="row">
            <div class="min-w-0 flex-1">
              <p class="font-semibold">
                <Name>{name}</Name>
              </p>
              <p class="text-sm text-muted">
                {kind === 'password' ? t.forPassword : roles.map((role) => view.t.roles[role]).join(', ')}
                {' · '}
                {t.until(view.moments.when(expires, view.now))}
              </p>
            </div>
            <form method="post" action={`/people/invitations/${encodeURIComponent(id)}/withdraw`}>
              <button type="submit" class="btn btn-ghost" aria-label={t.withdrawWhat(name)}>
                {t.withdraw}
              </button>
            </form>
          </li>
        ))}
      </ul>
    </section>
  )
}
