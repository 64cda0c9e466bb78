import type { Restored } from '../../src/app/box/backups.ts'
import type { View } from '../env.ts'
import { FirstSteps, type Steps } from './first-steps.tsx'
import { Icon } from './icon.tsx'
import { Heading, Layout } from './layout.tsx'
import { GearTexts, OwnAddresses } from './setup-parts.tsx'
import { Name } from './words.tsx'

/** The filter works: what is left is to have the devices ask it. */
export function ReadyPage({
  view,
  addresses,
  onTrial,
  steps,
}: {
  readonly view: View
  readonly addresses: readonly string[]
  readonly onTrial: boolean
  readonly steps: Steps
}) {
  const t = view.t.setup
  return (
    <Layout view={view} title={t.readyTitle}>
      <Heading title={t.readyTitle} {...(addresses.length > 0 && { lead: t.readyLead })} />
      <OwnAddresses view={view} addresses={addresses} />
      {onTrial && <p class="mb-5">{t.readyTrial}</p>}
      <div class="mb-8 flex flex-wrap gap-3">
        <a href="/filtertest" class="btn btn-outline">
          <Icon name="check" />
          {t.test}
        </a>
        <a href="/today" class="btn btn-primary">
          {t.toToday}
        </a>
      </div>
      <div class="mb-8">
        <FirstSteps view={view} steps={steps} />
      </div>
      <GearTexts view={view} addresses={addresses} />
    </Layout>
  )
}

/** A backup was found whole and is put in place; the office begins anew meanwhile. */
export function RestoredPage({ view, restored }: { readonly view: View; readonly restored: Restored }) {
  const t = view.t.setup
  return (
    <Layout view={view} title={t.restoredTitle} bare>
      <div class="card-panel">
        <h1 class="text-2xl font-bold tracking-tight">{t.restoredTitle}</h1>
        <p class="mt-2">
          <Name>{t.restoredLead(restored.school, view.moments.when(restored.madeAt, view.now))}</Name>
        </p>
        {restored.erased > 0 && <p class="mt-2">{t.restoredErased(restored.erased)}</p>}
        <p class="mt-2 mb-6 text-muted">{t.restoredNext}</p>
        <a href="/sign-in" class="btn btn-primary w-full" data-when-back>
          {view.t.signIn.title}
        </a>
      </div>
    </Layout>
  )
}
