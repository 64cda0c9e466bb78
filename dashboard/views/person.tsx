import type { Person, Refusal } from '../../src/app/app.ts'
import type { SchoolClass } from '../../src/policy/policy.ts'
import type { View } from '../env.ts'
import { BackLink } from './device.tsx'
import { Form, Input, NewPassword } from './field.tsx'
import { Icon } from './icon.tsx'
import { Heading, Layout } from './layout.tsx'
import { ProblemNotice } from './notice.tsx'
import { ClassTicks, RoleTicks } from './people.tsx'
import { Panel } from './section.tsx'

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
    <Panel id="link" title={t.reset}>
      <p class="mb-4 text-muted">{t.resetLead}</p>
      <Form action={action}>
        <button type="submit" class="btn btn-primary self-start">
          {t.reset}
        </button>
      </Form>
    </Panel>
  )
}

function ResetForm({ view, action }: { readonly view: View; readonly action: string }) {
  const texts = view.t.office.people
  return (
    <Panel id="reset" title={texts.reset}>
      <Form action={action}>
        <NewPassword label={texts.reset} name="password" hint={texts.resetLead} />
        <button type="submit" class="btn btn-outline self-start">
          {texts.resetSubmit}
        </button>
      </Form>
    </Panel>
  )
}

function RemoveForm({ view, action }: { readonly view: View; readonly action: string }) {
  const texts = view.t.office.people
  return (
    <Panel id="remove" title={texts.remove}>
      <p class="mb-4 text-muted">{texts.removeLead}</p>
      <Form action={action}>
        <button type="submit" class="btn btn-error self-start">
          <Icon name="bin" />
          {texts.remove}
        </button>
      </Form>
    </Panel>
  )
}
