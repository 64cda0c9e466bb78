import type { View } from '../env.ts'
import { Icon } from './icon.tsx'
import { Layout } from './layout.tsx'

/** "Is this device filtered?" A name that only our resolver knows is fetched; the page's script says what came of it. */
export function FilterTestPage({
  view,
  testName,
  group,
  openAt,
}: {
  readonly view: View
  /** Names below this one are answered by our resolver alone. */
  readonly testName: string
  readonly group: string
  /** A page under such a name, to open by hand. */
  readonly openAt: string
}) {
  const t = view.t.box.test
  return (
    <Layout view={view} title={t.title}>
      <div class="card-panel">
        <h1 class="text-2xl font-bold tracking-tight">{t.title}</h1>
        <p class="mt-1 mb-6 text-muted">{t.lead}</p>
        <div id="filter-test" data-name={testName}>
          <button type="button" class="btn btn-primary js-only" data-start>
            {t.start}
          </button>
          <div aria-live="polite" class="mt-4">
            <p data-result="running" hidden>
              {t.running}
            </p>
            <div data-result="good" hidden class="state-card" data-state="well">
              <Icon name="check" class="size-8" />
              <div>
                <p class="text-xl font-bold">{t.good}</p>
                <p class="mt-1">{t.goodNext(group)}</p>
              </div>
            </div>
            <div data-result="bad" hidden>
              <p class="state-card text-xl font-bold" data-state="attention">
                <Icon name="warning" class="size-8" />
                {t.bad}
              </p>
              <p data-result="leak" hidden class="mt-1">
                {t.leak}
              </p>
              <p class="mt-2">{t.badNext}</p>
              <ol class="mt-2 flex list-decimal flex-col gap-1 ps-5">
                {t.badSteps.map((step) => (
                  <li>{step}</li>
                ))}
              </ol>
            </div>
            <p data-result="unsure" hidden class="text-xl font-bold">
              {t.unsure}
            </p>
          </div>
        </div>
        <section class="mt-6" data-by-hand>
          <p class="mb-3 text-muted">{t.unsureNext}</p>
          <a href={openAt} class="btn btn-outline" target="_blank" rel="noopener">
            {t.open}
          </a>
        </section>
      </div>
    </Layout>
  )
}

/** Seen under a name that only our resolver knows: so this device asks it. */
export function FilterTestOk({ view }: { readonly view: View }) {
  const t = view.t.box.test
  return (
    <Layout view={view} title={t.ok} bare>
      <div class="card-panel text-center">
        <Icon name="check" class="mx-auto size-12 text-primary" />
        <h1 class="mt-3 text-2xl font-bold tracking-tight">{t.ok}</h1>
        <p class="mt-2 text-muted">{t.okLead}</p>
      </div>
    </Layout>
  )
}
