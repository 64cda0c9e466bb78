import type { Child } from 'hono/jsx'
import type { Refusal } from '../../src/app/app.ts'
import type { View } from '../env.ts'
import type { Fields } from '../forms/fields.ts'
import { Form, Input, NewPassword, Select, Ticks } from './field.tsx'
import { Icon } from './icon.tsx'
import { Layout } from './layout.tsx'
import { ProblemNotice } from './notice.tsx'

interface FormProps {
  readonly view: View
  readonly fields: Fields
  readonly problem: Refusal | undefined
}

/** The page to sign in on. */
export function SignIn({ view, fields, problem, to }: FormProps & { readonly to: string }) {
  const { signIn } = view.t
  return (
    <Bare view={view} title={signIn.title} lead={signIn.lead}>
      <ProblemNotice view={view} problem={problem} />
      <Form action="/sign-in">
        <input type="hidden" name="to" value={to} />
        <Input
          label={signIn.login}
          name="login"
          value={fields.text('login')}
          autocomplete="username"
          required
          autofocus
        />
        <Input label={signIn.password} name="password" type="password" autocomplete="current-password" required />
        <button type="submit" class="btn btn-primary mt-2">
          {signIn.submit}
        </button>
      </Form>
      <p class="mt-4 text-sm text-muted">{signIn.forgotten}</p>
      <hr class="my-5 border-base-300" />
      <a href="/status" class="link-row">
        <Icon name="grate" />
        {signIn.public}
      </a>
    </Bare>
  )
}

/** The page of the one-time link, where the first account is made. */
export function Welcome({ view, fields, problem }: FormProps) {
  const { t } = view
  const { welcome } = t
  const languages = [
    { value: 'nl', text: t.office.people.languages.nl },
    { value: 'en', text: t.office.people.languages.en },
  ]
  const alsoRoles = (['teacher', 'director'] as const).map((role) => ({ value: role, text: t.roles[role] }))
  return (
    <Bare view={view} title={welcome.title} lead={welcome.lead}>
      <ProblemNotice view={view} problem={problem} />
      <Form action={view.path}>
        <Input label={welcome.name} name="name" value={fields.text('name')} autocomplete="name" required autofocus />
        <Input
          label={welcome.login}
          name="login"
          value={fields.text('login')}
          hint={welcome.loginHint}
          autocomplete="username"
          required
        />
        <NewPassword label={welcome.password} name="password" hint={welcome.passwordHint} again={welcome.again} />
        <Select
          label={welcome.language}
          name="language"
          options={languages}
          value={fields.optional('language') ?? view.language}
        />
        <Ticks label={welcome.also} name="role" options={alsoRoles} values={fields.all('role')} />
        <button type="submit" class="btn btn-primary mt-2">
          {welcome.submit}
        </button>
      </Form>
    </Bare>
  )
}

/** Stands where a one-time link has ended or was used. */
export function LinkEnded({ view }: { readonly view: View }) {
  const { t } = view
  return (
    <Bare view={view} title={t.welcome.invalidTitle} lead={t.problems['link-invalid']('')}>
      <a href="/sign-in" class="btn btn-primary w-full">
        {t.signIn.title}
      </a>
    </Bare>
  )
}

function Bare({
  view,
  title,
  lead,
  children,
}: {
  readonly view: View
  readonly title: string
  readonly lead: string
  readonly children?: Child
}) {
  return (
    <Layout view={view} title={title} bare>
      <div class="card-panel">
        <h1 class="text-2xl font-bold tracking-tight">{title}</h1>
        <p class="mt-1 mb-6 text-muted">{lead}</p>
        {children}
      </div>
    </Layout>
  )
}
