import { type Person, type Refusal, roles } from '../../src/app/app.ts'
import type { InvitationView } from '../../src/app/people/inviting.ts'
import type { SchoolClass } from '../../src/policy/policy.ts'
import type { View } from '../env.ts'
import type { Fields } from '../forms/fields.ts'
import { Form, Input, NewPassword, Select, Ticks } from './field.tsx'
import { Icon } from './icon.tsx'
import { Heading, Layout } from './layout.tsx'
import { ProblemNotice } from './notice.tsx'
import { OpenInvitations } from './people-files.tsx'
import { matching, NoRowFits, RowFilter } from './row-filter.tsx'
import { Panel } from './section.tsx'
import { Name } from './words.tsx'

interface Props {
  readonly view: View
  readonly people: readonly Person[]
  readonly classes: readonly SchoolClass[]
  readonly open: readonly InvitationView[]
  /** What was typed, of a new account and of an invitation. */
  readonly fields: Fields
  readonly invited: Fields
  readonly problem: Refusal | undefined
}

/** Everyone with an account, and the form to add someone. */
export function PeoplePage(props: Props) {
  const { view, people, classes, problem } = props
  const texts = view.t.office.people
  return (
    <Layout view={view} title={texts.title}>
      <Heading title={texts.title} lead={texts.lead}>
        <a href="/people/import" class="btn btn-outline">
          {view.t.box.people.importLink}
        </a>
      </Heading>
      <ProblemNotice view={view} problem={problem} />
      <div class="grid grid-cols-1 items-start gap-6 lg:grid-cols-[minmax(0,1fr)_24rem]">
        <div class="min-w-0">
          <RowFilter view={view} of="everyone" count={people.length} />
          <div id="everyone">
            <ul class="row-list">
              {people.map((person) => (
                <PersonRow view={view} person={person} classes={classes} />
              ))}
            </ul>
            <NoRowFits view={view} />
          </div>
          <OpenInvitations view={view} open={props.open} />
        </div>
        <div class="flex flex-col gap-6">
          <InviteForm {...props} />
          <AddForm {...props} />
        </div>
      </div>
    </Layout>
  )
}

function PersonRow({ view, person, classes }: Pick<Props, 'view' | 'classes'> & { readonly person: Person }) {
  const texts = view.t.office.people
  const own = classes.filter(({ id }) => person.classes.includes(id)).map(({ name }) => name)
  const held = person.roles.map((role) => view.t.roles[role])
  return (
    <li class="row" data-match={matching(person.name, person.login, ...held, ...own)}>
      <div class="min-w-0 flex-1">
        <p class="font-semibold">
          <Name>{person.name}</Name>
          {person.id === view.person?.id && <span class="tag ms-2">{texts.you}</span>}
        </p>
        <p class="text-sm text-muted">
          <Name>{[person.login, ...held, ...own].join(' · ')}</Name>
        </p>
      </div>
      <a href={`/people/${encodeURIComponent(person.id)}`} class="btn btn-ghost" aria-label={texts.edit(person.name)}>
        {texts.change}
      </a>
    </li>
  )
}

/** Somebody is invited: the link on paper lets them choose the rest. */
function InviteForm({ view, classes, invited }: Props) {
  const texts = view.t.office.people
  const t = view.t.box.people
  const languages = Object.entries(texts.languages).map(([value, text]) => ({ value, text }))
  return (
    <Panel id="invite" title={t.invite}>
      <p class="mb-4 text-muted">{t.inviteLead}</p>
      <Form action="/people/invite">
        <Input label={texts.name} name="name" value={invited.text('name')} required maxlength={80} />
        <RoleTicks view={view} chosen={invited.has('name') ? invited.all('role') : ['teacher']} />
        <ClassTicks view={view} classes={classes} chosen={invited.all('class')} />
        <Select label={texts.language} name="language" options={languages} value={invited.text('language')} />
        <button type="submit" class="btn btn-primary">
          <Icon name="plus" />
          {t.inviteSubmit}
        </button>
      </Form>
    </Panel>
  )
}

function AddForm({ view, classes, fields }: Props) {
  const texts = view.t.office.people
  const languages = Object.entries(texts.languages).map(([value, text]) => ({ value, text }))
  return (
    <details class="card-panel fold" id="add" open={fields.has('name')}>
      <summary>{view.t.box.people.withPassword}</summary>
      <Form action="/people" class="mt-3 flex flex-col gap-4">
        <Input label={texts.name} name="name" value={fields.text('name')} required maxlength={80} />
        <Input
          label={texts.login}
          name="login"
          value={fields.text('login')}
          hint={view.t.welcome.loginHint}
          required
          maxlength={64}
        />
        <NewPassword label={texts.password} name="password" hint={texts.passwordHint} />
        <RoleTicks view={view} chosen={fields.has('name') ? fields.all('role') : ['teacher']} />
        <ClassTicks view={view} classes={classes} chosen={fields.all('class')} />
        <Select label={texts.language} name="language" options={languages} value={fields.text('language')} />
        <button type="submit" class="btn btn-primary">
          <Icon name="plus" />
          {texts.add}
        </button>
      </Form>
    </details>
  )
}

/** The roles to tick. */
export function RoleTicks({ view, chosen }: { readonly view: View; readonly chosen: readonly string[] }) {
  const options = roles.map((role) => ({ value: role, text: view.t.roles[role] }))
  return <Ticks label={view.t.office.people.roles} name="role" options={options} values={chosen} />
}

/** The classes to tick that someone may open things for; nothing where the school has none yet. */
export function ClassTicks({
  view,
  classes,
  chosen,
}: Pick<Props, 'view' | 'classes'> & { readonly chosen: readonly string[] }) {
  const texts = view.t.office.people
  if (classes.length === 0) return null
  const options = classes.map(({ id, name }) => ({ value: id, text: name }))
  return <Ticks label={texts.classes} name="class" hint={texts.classesHint} options={options} values={chosen} />
}
