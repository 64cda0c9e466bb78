import type { PlatformView, Refusal } from '../../src/app/app.ts'
import type { PlatformSet, Policy } from '../../src/policy/policy.ts'
import type { View } from '../env.ts'
import type { Fields } from '../forms/fields.ts'
import { BackLink } from './device.tsx'
import { Form, Input, Seen, Select, Tick } from './field.tsx'
import { Icon } from './icon.tsx'
import { Heading, Layout } from './layout.tsx'
import { ProblemNotice } from './notice.tsx'
import { Panel } from './section.tsx'
import { Name, visible } from './words.tsx'

interface Props {
  readonly view: View
  readonly policy: Policy
  /** The set that is changed; undefined for a new one. */
  readonly set: PlatformSet | undefined
  readonly platforms: readonly PlatformView[]
  readonly fields: Fields
  readonly problem: Refusal | undefined
}

/** The form of a set: its name, whether all like them join it, and a choice for each app. */
export function SetPage(props: Props) {
  const { view, set, fields, problem } = props
  const { set: t } = view.t.agreements
  const title = set ? t.title : t.newTitle
  const isAlike = problem ? fields.has('alike') : (set?.andAllLikeThem ?? false)
  return (
    <Layout view={view} title={title}>
      <BackLink href="/rules/sets" text={t.back} />
      <Heading title={title} />
      <ProblemNotice view={view} problem={problem} />
      <div class="flex max-w-3xl flex-col gap-6">
        <Form action="/rules/set" class="card-panel flex flex-col gap-5">
          <Seen view={view} />
          {set && <input type="hidden" name="id" value={set.id} />}
          <div class="grid gap-4 sm:grid-cols-2">
            <Input label={t.nl} name="nl" value={fields.optional('nl') ?? set?.name.nl} required maxlength={80} />
            <Input
              label={t.en}
              name="en"
              value={fields.optional('en') ?? set?.name.en}
              hint={t.enHint}
              maxlength={80}
            />
          </div>
          <Tick label={t.alike} name="alike" hint={t.alikeHint} checked={isAlike} />
          {!set && <LikeField {...props} />}
          <Choices {...props} isAlike={isAlike} />
          <button type="submit" class="btn btn-primary self-start">
            {view.t.save}
          </button>
        </Form>
        {set && <Remove view={view} set={set} />}
      </div>
    </Layout>
  )
}

/** Which kind of the catalogue joins a new set: those that no set has yet. */
function LikeField({ view, policy, platforms, fields }: Props) {
  const { set: t } = view.t.agreements
  const taken = new Set(policy.sets.map(({ id }) => id))
  const kinds = [...new Set(platforms.flatMap(({ sets }) => sets))].filter((kind) => !taken.has(kind))
  const options = kinds
    .map((value) => ({ value, text: t.kinds[value] ?? value }))
    .toSorted((a, b) => a.text.localeCompare(b.text, view.language))
  return (
    <Select
      label={t.like}
      name="like"
      hint={t.likeHint}
      value={fields.text('like')}
      options={[{ value: '', text: t.likeNone }, ...options]}
    />
  )
}

function Choices(props: Props & { readonly isAlike: boolean }) {
  const { view, set, platforms } = props
  const { set: t } = view.t.agreements
  const rank = (platform: PlatformView) => (isIn(platform, set) ? 0 : isLike(platform, set) ? 1 : 2)
  const sorted = platforms.toSorted((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name, view.language))
  return (
    <fieldset>
      <legend class="field-label">{t.choose}</legend>
      <p class="mb-2 text-sm text-muted">{t.chooseHint}</p>
      <input
        class="js-only input mb-2 w-full"
        type="search"
        aria-label={t.filter}
        placeholder={t.filter}
        data-filter="#set-apps"
      />
      <div id="set-apps">
        <ul class="row-list max-h-[32rem] overflow-y-auto" tabindex={0} aria-label={t.choose}>
          {sorted.map((platform) => (
            <Choice {...props} platform={platform} />
          ))}
        </ul>
        <p class="mt-2 text-muted" data-no-match hidden>
          {t.noMatch}
        </p>
      </div>
    </fieldset>
  )
}

function Choice({ view, set, fields, problem, platform }: Props & { readonly platform: PlatformView }) {
  const { set: t } = view.t.agreements
  const { id, name } = platform
  const known = set?.platforms.includes(id) ? 'in' : set?.not?.includes(id) ? 'not' : ''
  const chosen = problem ? fields.text(`p-${id}`) : known
  const like = isLike(platform, set)
  return (
    <li class="flex items-center gap-3 px-3 py-1" data-match={name.toLowerCase()}>
      <span class="min-w-0 flex-1">
        <Name>{name}</Name>
        {like && <span class="ms-2 text-sm text-muted">{t.isLike}</span>}
      </span>
      <select class="select w-32" name={`p-${id}`} aria-label={visible(name)}>
        <option value="">{like ? t.states.auto : t.states.none}</option>
        <option value="in" selected={chosen === 'in'}>
          {t.states.in}
        </option>
        <option value="not" selected={chosen === 'not'}>
          {t.states.not}
        </option>
      </select>
    </li>
  )
}

function Remove({ view, set }: { readonly view: View; readonly set: PlatformSet }) {
  const { set: t } = view.t.agreements
  return (
    <Panel id="remove" title={t.remove}>
      <p class="mb-4 text-muted">{t.removeLead}</p>
      <Form action="/rules/set/remove">
        <Seen view={view} />
        <input type="hidden" name="id" value={set.id} />
        <button type="submit" class="btn btn-outline self-start">
          <Icon name="bin" />
          {t.remove}
        </button>
      </Form>
    </Panel>
  )
}

const isIn = (platform: PlatformView, set: PlatformSet | undefined): boolean =>
  set !== undefined && (platform.in.includes(set.id) || set.not?.includes(platform.id) === true)
const isLike = (platform: PlatformView, set: PlatformSet | undefined): boolean =>
  set !== undefined && platform.sets.includes(set.id)
