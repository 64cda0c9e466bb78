import type { Person, Refusal } from '../../src/app/app.ts'
import type { SchoolClass } from '../../src/policy/policy.ts'
import type { View } from '../env.ts'
import { BackLink } from './device.tsx'
import { Form, Input } from './field.tsx'
import { Icon } from './icon.tsx'
import { Heading, Layout } from './layout.tsx'
import { ProblemNotice } from './notice.tsx'
import { ClassTicks, RoleTicks } from './people.tsx'

interface Props {
  readonly view: View
  readonly person: Person
  readonly classes: readonly SchoolClass[]
  readonly problem: Refusal | undefined
}

/** One account: roles and classes, a new password, removal. */
export function PersonPage({ view, person, classes, problem }: Props) {
  const texts = view.t.office.people
  const action = `/people/${encodeURIComponent(person.id)}`
  return (
    <Layout view={view} title={texts.edit(person.name)}>
      <BackLink href="/people" text={texts.back} />
      <Heading title={person.name} lead={`${texts.login}: ${person.login}`} />
      <ProblemNotice view={view} problem={problem} />
      <div class="grid grid-cols-1 items-start gap-6 lg:grid-cols-2">
        <section class="card-panel" aria-label={texts.edit(person.name)}>
          <Form action={action}>
            <Input label={texts.name} name="name" value={person.name} required maxlength={80} />
            <RoleTicks view={view} chosen={person.roles} />
            <ClassTicks view={view} classes={classes} chosen={person.classes} />
            <button type="submit" class="btn btn-primary self-start">
              {view.t.save}
            </button>
          </Form>
        </section>
        <div class="flex flex-col gap-6">
          <LinkForm view={view} action={`${action}/reset`} />
          <ResetForm view={view} action={`${action}/password`} />
          <RemoveForm view={view} action={`${action}/remove`} />
        </div>
      </div>
    </Layout>
  )
}

/** For who has no mail and lost the password: a link on paper. */
function LinkForm({ view, action }: { readonly view: View; readonly action: string }) {
  const t = view.t.box.people
  return (
    <section class="card-panel" aria-labelledby="link-heading">
      <h2 id="link-heading" class="section-title">
        {t.reset}
      </h2>
      <p class="mb-4 text-muted">{t.resetLead}</p>
      <Form action={action}>
        <button type="submit" class="btn btn-primary self-start">
          {t.reset}
        </button>
      </Form>
    </section>
  )
}

function ResetForm({ view, action }: { readonly view: View; readonly action: string }) {
  const texts = view.t.office.people
  return (
    <section class="card-panel" aria-labelledby="reset-heading">
      <h2 id="reset-heading" class="section-title">
        {texts.reset}
      </h2>
      <Form action={action}>
        <Input
          label={texts.reset}
          name="password"
          type="password"
          hint={texts.resetLead}
          autocomplete="new-password"
          required
        />
        <button type="submit" class="btn btn-outline self-start">
          {texts.resetSubmit}
        </button>
      </Form>
    </section>
  )
}

function RemoveForm({ view, action }: { readonly view: View; readonly action: string }) {
  const texts = view.t.office.people
  return (
    <section class="card-panel" aria-labelledby="remove-heading">
      <h2 id="remove-heading" class="section-title">
        {texts.remove}
      </h2>
      <p class="mb-4 text-muted">{texts.removeLead}</p>
      <Form action={action}>
        <button type="submit" class="btn btn-error self-start">
          <Icon name="bin" />
          {texts.remove}
        </button>
      </Form>
    </section>
  )
}
