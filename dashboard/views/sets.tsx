import type { PlatformView } from '../../src/app/app.ts'
import type { PlatformSet, Policy } from '../../src/policy/policy.ts'
import type { View } from '../env.ts'
import { Icon } from './icon.tsx'
import { Heading, Layout } from './layout.tsx'
import { Empty } from './notice.tsx'
import { AgreementTabs } from './rules.tsx'
import { Name, visible } from './words.tsx'

interface Props {
  readonly view: View
  readonly policy: Policy
  readonly platforms: readonly PlatformView[]
}

/** The sets, with the apps that are in each. */
export function SetsPage(props: Props) {
  const { view, policy } = props
  const { sets: t } = view.t.agreements
  return (
    <Layout view={view} title={t.title}>
      <Heading title={t.title} lead={t.lead}>
        <a href="/rules/set" class="btn btn-primary">
          <Icon name="plus" />
          {t.add}
        </a>
      </Heading>
      <AgreementTabs view={view} current="sets" />
      {policy.sets.length === 0 ? (
        <Empty icon="apps" title={t.none} next={t.noneNext} />
      ) : (
        <ul class="row-list">
          {policy.sets.map((set) => (
            <SetRow {...props} set={set} />
          ))}
        </ul>
      )}
    </Layout>
  )
}

function SetRow({ view, policy, platforms, set }: Props & { readonly set: PlatformSet }) {
  const { sets: t } = view.t.agreements
  const nameOf = (id: string) => platforms.find((known) => known.id === id)?.name ?? id
  const members = platforms.filter((platform) => platform.in.includes(set.id)).map(({ name }) => name)
  const used = policy.rules.filter(({ target }) => target.kind === 'set' && target.id === set.id).length
  const name = view.say(set.name)
  const not = (set.not ?? []).map(nameOf)
  return (
    <li class="row items-start">
      <div class="min-w-0 flex-1">
        <h2 class="font-semibold">
          <Name>{name}</Name>
        </h2>
        <p class="text-sm">
          <Name>{members.join(', ')}</Name>
        </p>
        <p class="text-sm text-muted">
          {[
            used === 0 ? t.unused : t.usedBy(used),
            ...(set.andAllLikeThem ? [t.alike] : []),
            ...(not.length > 0 ? [visible(t.not(not.join(', ')))] : []),
          ].join(' · ')}
        </p>
      </div>
      <a
        href={`/rules/set?id=${encodeURIComponent(set.id)}`}
        class="btn btn-outline"
        aria-label={visible(t.edit(name))}
      >
        <Icon name="edit" />
        <span class="hidden sm:inline">{view.t.agreements.rules.change}</span>
      </a>
    </li>
  )
}
