import type { Refusal } from '../../src/app/app.ts'
import type { InvitationView, PersonLine } from '../../src/app/people/inviting.ts'
import type { View } from '../env.ts'
import { problemText } from '../locales/texts.ts'
import { type Line, TablePage } from './file-form.tsx'
import { Section } from './section.tsx'
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
    <TablePage
      {...{ view, upload, problem }}
      action="/people/import"
      texts={t}
      back={{ href: '/people', text: view.t.box.back }}
      found={
        lines && {
          counts: t.counts(good, lines.length - good),
          take: good > 0 && t.importTake(good),
          rows: lines.map((line) => rowOf(view, line)),
        }
      }
    />
  )
}

function rowOf(view: View, line: PersonLine): Line {
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
    <Section id="open" title={`${t.open} (${open.length})`} class="mt-6">
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
    </Section>
  )
}
