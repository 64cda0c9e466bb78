import type { PlatformName, PlatformView, Refusal } from '../../src/app/app.ts'
import type { Policy } from '../../src/policy/policy.ts'
import type { View } from '../env.ts'
import type { Fields } from '../forms/fields.ts'
import { BackLink } from './device.tsx'
import { Form, Input, Seen } from './field.tsx'
import { Icon } from './icon.tsx'
import { Heading, Layout } from './layout.tsx'
import { ProblemNotice } from './notice.tsx'
import { NameFields, SetTicks } from './platforms.tsx'
import { Panel } from './section.tsx'
import { Name, visible } from './words.tsx'

interface Props {
  readonly view: View
  readonly policy: Policy
  readonly all: readonly PlatformView[]
  readonly platform: PlatformView
  /** What was typed, when it was refused. */
  readonly fields: Fields | undefined
  readonly problem: Refusal | undefined
}

/** One platform: its names by what they are for and where they came from, and what the school says of it. */
export function PlatformPage(props: Props) {
  const { view, policy, platform, problem } = props
  const { platforms: t } = view.t.keeping
  const sets = policy.sets.filter(({ id }) => platform.in.includes(id)).map(({ name }) => view.say(name))
  const where = sets.length === 0 ? t.inNone : t.in(sets.join(', '))
  return (
    <Layout view={view} title={platform.name}>
      <BackLink href="/platforms" text={t.back} />
      <Heading title={platform.name} lead={`${visible(where)} · ${t.states[platform.state]}`} />
      <ProblemNotice view={view} problem={problem} />
      <div class="grid grid-cols-1 items-start gap-6 lg:grid-cols-2">
        <Names view={view} platform={platform} />
        <div class="flex flex-col gap-6">
          <OwnForm {...props} />
          {platform.state !== 'catalogue' && <Remove view={view} platform={platform} />}
        </div>
      </div>
    </Layout>
  )
}

const roles = ['web', 'api', 'media', 'short', 'own', 'library'] as const

function Names({ view, platform }: Pick<Props, 'view' | 'platform'>) {
  const { platforms: t } = view.t.keeping
  const roleOf = ({ role }: PlatformName) => role ?? 'own'
  return (
    <Panel id="names" title={t.namesTitle}>
      <div class="flex flex-col gap-4">
        {roles.map((role) => {
          const names = platform.names.filter((name) => roleOf(name) === role)
          return (
            names.length > 0 && (
              <div>
                <h3 class="text-sm font-semibold text-muted first-letter:uppercase">{t.roles[role]}</h3>
                <ul class="mt-1 flex flex-col gap-1">
                  {names.map((name) => (
                    <NameLine view={view} name={name} />
                  ))}
                </ul>
              </div>
            )
          )
        })}
      </div>
    </Panel>
  )
}

function NameLine({ view, name }: { readonly view: View; readonly name: PlatformName }) {
  const { platforms: t } = view.t.keeping
  const isOff = name.takenOff === true
  return (
    <li class="flex flex-wrap items-baseline justify-between gap-x-3">
      <span class={`min-w-0 font-mono text-sm ${isOff ? 'text-muted line-through' : ''}`}>
        <Name>{name.name}</Name>
      </span>
      <span class="text-xs text-muted">{isOff ? t.takenOff : t.froms[name.from]}</span>
    </li>
  )
}

function OwnForm({ view, policy, all, platform, fields }: Props) {
  const { platforms: t } = view.t.keeping
  const isOwn = platform.state === 'school'
  const shown = fields ?? undefined
  const own = platform.names.filter(({ from }) => from === 'school')
  const lines = (library: boolean) =>
    own
      .filter(({ role }) => (role === 'library') === library)
      .map(({ name }) => name)
      .join('\n')
  const given = platform.names.filter(({ from }) => from !== 'school')
  const off = given.filter(({ takenOff }) => takenOff).map(({ name }) => name)
  return (
    <Panel id="own" title={isOwn ? view.t.keeping.groups.change : t.correct}>
      {!isOwn && <p class="-mt-2 mb-4 text-muted">{t.correctLead}</p>}
      <Form action={`/platforms/${encodeURIComponent(platform.id)}`}>
        <Seen view={view} />
        {isOwn && (
          <Input label={t.name} name="name" value={shown?.text('name') ?? platform.name} required maxlength={80} />
        )}
        <NameFields
          view={view}
          {...(isOwn ? {} : { label: t.more })}
          names={shown?.text('names') ?? lines(false)}
          library={shown?.text('library') ?? lines(true)}
        />
        {given.length > 0 && <NotField view={view} names={given} values={shown?.all('not') ?? off} />}
        <SetTicks view={view} policy={policy} values={shown?.all('set') ?? platform.sets} />
        <Shared view={view} all={all} platform={platform} values={shown?.all('shared') ?? platform.sharedWith} />
        <button type="submit" class="btn btn-primary self-start">
          {view.t.save}
        </button>
      </Form>
    </Panel>
  )
}

function NotField({
  view,
  names,
  values,
}: {
  readonly view: View
  readonly names: readonly PlatformName[]
  readonly values: readonly string[]
}) {
  const { platforms: t } = view.t.keeping
  return (
    <details class="fold" open={values.length > 0}>
      <summary>{t.not}</summary>
      <fieldset class="mt-2">
        <legend class="mb-1 text-sm text-muted">{t.notHint}</legend>
        {names.map(({ name }) => (
          <label class="flex min-h-11 items-center gap-3">
            <input
              type="checkbox"
              class="checkbox checkbox-primary checkbox-sm"
              name="not"
              value={name}
              checked={values.includes(name)}
            />
            <span class="min-w-0 font-mono text-sm">
              <Name>{name}</Name>
            </span>
          </label>
        ))}
      </fieldset>
    </details>
  )
}

function Shared({
  view,
  all,
  platform,
  values,
}: Pick<Props, 'view' | 'all' | 'platform'> & { readonly values: readonly string[] }) {
  const { platforms: t } = view.t.keeping
  const others = all.filter(({ id }) => id !== platform.id).toSorted((a, b) => a.name.localeCompare(b.name, 'nl'))
  return (
    <details class="fold" open={values.length > 0}>
      <summary>{t.sharedWith}</summary>
      <label class="field mt-2">
        <span class="text-sm text-muted">{t.sharedHint}</span>
        <select class="select h-44 w-full" name="shared" multiple size={6} aria-label={t.sharedWith}>
          {others.map(({ id, name }) => (
            <option value={id} selected={values.includes(id)}>
              {visible(name)}
            </option>
          ))}
        </select>
      </label>
    </details>
  )
}

function Remove({ view, platform }: Pick<Props, 'view' | 'platform'>) {
  const { platforms: t } = view.t.keeping
  const isOwn = platform.state === 'school'
  const title = isOwn ? t.remove : t.reset
  return (
    <Panel id="remove" title={title}>
      <p class="mb-4 text-muted">{isOwn ? t.removeLead : t.resetLead}</p>
      <Form action={`/platforms/${encodeURIComponent(platform.id)}/remove`}>
        <Seen view={view} />
        <button type="submit" class="btn btn-outline self-start">
          <Icon name={isOwn ? 'bin' : 'undo'} />
          {title}
        </button>
      </Form>
    </Panel>
  )
}
