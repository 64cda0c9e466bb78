import type { Refusal } from '../../src/app/app.ts'
import type { Invited } from '../../src/app/people/inviting.ts'
import type { View } from '../env.ts'
import type { Fields } from '../forms/fields.ts'
import { Form, Input, NewPassword } from './field.tsx'
import { Layout } from './layout.tsx'
import { ProblemNotice } from './notice.tsx'
import { Name } from './words.tsx'

interface Props {
  readonly view: View
  readonly invited: Invited
  readonly fields: Fields
  readonly problem: Refusal | undefined
}

/** The page of a one-time link: choose a login and a password, or a new password. */
export function InvitedPage({ view, invited, fields, problem }: Props) {
  const { invitation: t } = view.t.box
  const { welcome } = view.t
  const isNew = invited.kind === 'account'
  return (
    <Layout view={view} title={isNew ? t.title(invited.name) : t.resetTitle} bare>
      <div class="card-panel">
        <h1 class="text-2xl font-bold tracking-tight">
          <Name>{isNew ? t.title(invited.name) : t.resetTitle}</Name>
        </h1>
        <p class="mt-1 mb-6 text-muted">
          <Name>{isNew ? t.lead(view.school) : t.resetLead(invited.name, invited.login)}</Name>
        </p>
        <ProblemNotice view={view} problem={problem} />
        <Form action={view.path}>
          {isNew && (
            <Input
              label={welcome.login}
              name="login"
              value={fields.text('login')}
              hint={welcome.loginHint}
              autocomplete="username"
              required
              autofocus
            />
          )}
          <NewPassword label={welcome.password} name="password" hint={welcome.passwordHint} again={welcome.again} />
          <button type="submit" class="btn btn-primary mt-2">
            {isNew ? t.submit : t.resetSubmit}
          </button>
        </Form>
      </div>
    </Layout>
  )
}

/** Stands where a link was used, withdrawn, or is too old. */
export function InvitationEnded({ view }: { readonly view: View }) {
  return (
    <Layout view={view} title={view.t.box.invitation.endedTitle} bare>
      <div class="card-panel">
        <h1 class="text-2xl font-bold tracking-tight">{view.t.box.invitation.endedTitle}</h1>
        <p class="mt-1 mb-6 text-muted">{view.t.problems['invitation-ended']('')}</p>
        <a href="/sign-in" class="btn btn-primary w-full">
          {view.t.signIn.title}
        </a>
      </div>
    </Layout>
  )
}
