import type { Child } from 'hono/jsx'
import type { PresetView, UpstreamCheck } from '../../src/app/box/setting-up.ts'
import type { View } from '../env.ts'
import { gear } from '../locales/gear.ts'
import { TextArea } from './field.tsx'
import { Section } from './section.tsx'
import { Name } from './words.tsx'

/** The model protocols to choose from, those of the school's own kind first, each with its clauses to read. */
export function PresetChoices({
  view,
  presets,
  type,
  chosen,
}: {
  readonly view: View
  readonly presets: readonly PresetView[]
  readonly type: 'primary' | 'secondary'
  readonly chosen: string
}) {
  const t = view.t.setup
  const inOrder = presets.toSorted((a, b) => Number(b.type === type) - Number(a.type === type))
  const marked = inOrder.some(({ id }) => id === chosen) ? chosen : inOrder[0]?.id
  return (
    <fieldset class="flex flex-col gap-3">
      <legend class="sr-only">{t.steps.protocol}</legend>
      {inOrder.map((preset) => (
        <div class="rounded-box border border-base-300 p-4">
          <label class="flex min-h-11 items-center gap-3 font-semibold">
            <input
              type="radio"
              class="radio radio-primary"
              name="preset"
              value={preset.id}
              checked={preset.id === marked}
            />
            <span>
              <Name>{preset.name}</Name>{' '}
              <span class="block text-sm font-normal text-muted">{t.types[preset.type]}</span>
            </span>
          </label>
          <details class="mt-1">
            <summary class="min-h-11 cursor-pointer py-2 text-primary underline underline-offset-4">
              {t.clauses(preset.clauses.length)}
            </summary>
            <ul class="mt-2 flex list-disc flex-col gap-1 ps-5 text-sm">
              {preset.clauses.map(({ id, text }) => (
                <li>
                  <span class="font-semibold">{id}</span> {view.say(text)}
                </li>
              ))}
            </ul>
          </details>
        </div>
      ))}
    </fieldset>
  )
}

/** The servers to ask, as text, and what came of trying them. */
export function UpstreamFields({
  view,
  text,
  checks,
}: {
  readonly view: View
  readonly text: string
  readonly checks: readonly UpstreamCheck[] | undefined
}) {
  const t = view.t.setup
  return (
    <>
      <TextArea label={t.upstreamsLabel} name="upstreams" value={text} rows={4} hint={t.upstreamsHint} mono />
      {checks && (
        <div role="status">
          <ul class="row-list">
            {checks.map(({ upstream, state }) => (
              <li class="row flex-wrap">
                <span class="min-w-48 flex-1 font-mono text-sm">
                  <Name>{upstream}</Name>
                </span>
                <span class={state.kind === 'answers' ? 'tag tag-good' : 'font-semibold text-error'}>
                  {state.kind === 'answers' ? t.answers(state.ms) : t[state.kind]}
                </span>
              </li>
            ))}
          </ul>
        </div>
      )}
    </>
  )
}

/** What to set in router and firewall, for common equipment, with the box's own address filled in. */
export function GearTexts({ view, addresses }: { readonly view: View; readonly addresses: readonly string[] }) {
  const t = view.t.setup
  const [dns = t.addressesNone] = addresses
  return (
    <Section id="gear" title={t.gear}>
      <p class="mb-3 text-muted">{t.gearLead}</p>
      <div class="flex flex-col gap-2">
        {gear.map(({ id, name, steps }) => (
          <details class="rounded-box border border-base-300 bg-base-100 px-4" id={id}>
            <summary class="min-h-11 cursor-pointer py-3 font-semibold">{name}</summary>
            <ol class="mb-4 flex list-decimal flex-col gap-2 ps-6">
              {steps(dns)[view.language].map((step) => (
                <li class="wrap-anywhere">{step}</li>
              ))}
            </ol>
          </details>
        ))}
      </div>
    </Section>
  )
}

/** The addresses of this box, to type over. */
export function OwnAddresses({ view, addresses }: { readonly view: View; readonly addresses: readonly string[] }) {
  if (addresses.length === 0) return <p class="notice notice-problem mb-5">{view.t.setup.loopback}</p>
  return (
    <ul class="mb-5 flex flex-wrap gap-3">
      {addresses.map((address) => (
        <li class="rounded-box bg-base-100 px-4 py-3 font-mono text-2xl font-bold">{address}</li>
      ))}
    </ul>
  )
}

/** A button that leads on. */
export function NextButton({ children }: { readonly children?: Child }) {
  return (
    <button type="submit" class="btn btn-primary mt-2 self-start">
      {children}
    </button>
  )
}
