import type { DayPassView, Refusal } from '../../src/app/app.ts'
import type { View } from '../env.ts'
import type { Fields } from '../forms/fields.ts'
import { Form, Input } from './field.tsx'
import { Layout } from './layout.tsx'
import { ProblemNotice } from './notice.tsx'
import { Name } from './words.tsx'

interface Props {
  readonly view: View
  readonly pass: DayPassView
  readonly fields: Fields
  readonly problem: Refusal | undefined
}

/** The page of a day pass that still works: for which classes, until when, and the name to give. */
export function PassPage({ view, pass, fields, problem }: Props) {
  const { t, moments, now } = view
  const classes = pass.classes.map(({ name }) => name).join(', ')
  return (
    <Layout view={view} title={t.pass.title} bare>
      <div class="card-panel">
        <h1 class="text-2xl font-bold tracking-tight">{t.pass.title}</h1>
        <p class="mt-1 mb-6 text-muted">
          <Name>{t.pass.lead(classes, moments.when(pass.until, now))}</Name>
        </p>
        <ProblemNotice view={view} problem={problem} />
        <Form action={view.path}>
          <Input label={t.pass.name} name="name" value={fields.text('name')} autocomplete="name" required autofocus />
          <button type="submit" class="btn btn-primary mt-2">
            {t.pass.submit}
          </button>
        </Form>
      </div>
    </Layout>
  )
}

/** Stands where a pass is over, revoked or used up. */
export function PassEnded({ view }: { readonly view: View }) {
  const { t } = view
  return (
    <Layout view={view} title={t.pass.endedTitle} bare>
      <div class="card-panel">
        <h1 class="text-2xl font-bold tracking-tight">{t.pass.endedTitle}</h1>
        <p class="mt-1 mb-6 text-muted">{t.problems['pass-ended']('')}</p>
        <a href="/status" class="btn btn-primary w-full">
          {t.signIn.public}
        </a>
      </div>
    </Layout>
  )
}
