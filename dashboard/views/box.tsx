import type { Health, PolicyChange, Refusal } from '../../src/app/app.ts'
import type { BackupStatus } from '../../src/app/box/backups.ts'
import type { PresetView, UpstreamCheck } from '../../src/app/box/setting-up.ts'
import type { Policy } from '../../src/policy/policy.ts'
import type { View } from '../env.ts'
import type { Fields } from '../forms/fields.ts'
import { BackLink } from './device.tsx'
import { Form, NewPassword, Seen, Tick } from './field.tsx'
import { Heading, Layout } from './layout.tsx'
import { ProblemNotice } from './notice.tsx'
import { SchoolPanel } from './school-panel.tsx'
import { Panel } from './section.tsx'
import { PresetChoices, UpstreamFields } from './setup-parts.tsx'
import { UpstreamFigures } from './upstream-figures.tsx'
import { Name } from './words.tsx'

interface BoxProps {
  readonly view: View
  readonly school: Policy['school']
  readonly backups: BackupStatus
  readonly upstreams: readonly string[]
  readonly health: Health
  readonly areSet: boolean
  readonly checks: readonly UpstreamCheck[] | undefined
  readonly fields: Fields
  readonly problem: Refusal | undefined
}

/** The school and the box itself: name, backups, upstreams, the model protocol, and what to set around it. */
export function BoxPage(props: BoxProps) {
  const { view, problem } = props
  const t = view.t.box
  return (
    <Layout view={view} title={t.title}>
      <Heading title={t.title} lead={t.lead} />
      <ProblemNotice view={view} problem={problem} />
      <div class="grid grid-cols-1 items-start gap-6 lg:grid-cols-2">
        <SchoolPanel {...props} />
        <BackupPanel {...props} />
        <UpstreamPanel {...props} />
        <LinkPanel id="preset" title={t.preset} lead={t.presetLead} href="/box/preset" link={t.presetChoose} />
        <LinkPanel id="gear" title={t.gear} lead={t.gearLead} href="/setup/ready" link={t.gearLink} />
      </div>
    </Layout>
  )
}

function BackupPanel({ view, backups }: BoxProps) {
  const t = view.t.box
  const { last, isNightly } = backups
  return (
    <Panel id="backup" title={t.backup}>
      <p class="font-medium">{last === undefined ? t.backupNever : t.backupLast(view.moments.when(last, view.now))}</p>
      <p class="mt-1 text-muted">{isNightly ? t.backupNightly : t.backupByHand}</p>
      <p class="mt-3 mb-4 text-muted">{t.backupLead}</p>
      <Form action="/box/backup">
        <NewPassword label={t.passphrase} name="passphrase" hint={t.passphraseHint} again={t.again} />
        <button type="submit" class="btn btn-primary self-start">
          {t.download}
        </button>
      </Form>
      <p class="mt-4 text-sm text-muted">{t.restoreHow('rooster restore BESTAND')}</p>
    </Panel>
  )
}

function UpstreamPanel({ view, upstreams, health, areSet, checks, fields }: BoxProps) {
  const t = view.t.setup
  const text = fields.has('upstreams') ? fields.long('upstreams') : upstreams.join('\n')
  return (
    <Panel id="upstreams" title={t.steps.upstreams}>
      <p class="mb-4 text-muted">{t.upstreamsLead}</p>
      <UpstreamFigures view={view} health={health} />
      <Form action="/box/upstreams">
        <UpstreamFields view={view} text={text} checks={checks} />
        <div class="flex flex-wrap gap-3">
          <button type="submit" class="btn btn-outline" name="try" value="1">
            {t.upstreamsTest}
          </button>
          <button type="submit" class="btn btn-primary">
            {t.upstreamsSave}
          </button>
        </div>
        {areSet && (
          <button type="submit" class="btn btn-ghost self-start" name="file" value="1">
            {t.upstreamsFromFile}
          </button>
        )}
      </Form>
    </Panel>
  )
}

function LinkPanel(props: {
  readonly id: string
  readonly title: string
  readonly lead: string
  readonly href: string
  readonly link: string
}) {
  return (
    <section class="card-panel" aria-labelledby={`${props.id}-heading`}>
      <h2 id={`${props.id}-heading`} class="section-title">
        {props.title}
      </h2>
      <p class="mb-4 text-muted">{props.lead}</p>
      <a href={props.href} class="btn btn-outline">
        {props.link}
      </a>
    </section>
  )
}

/** How many changes are shown one by one. */
const changesShown = 60

/** Another model protocol: chosen, then looked at, then taken over. */
export function PresetPage({
  view,
  presets,
  fields,
  changes,
  problem,
}: {
  readonly view: View
  readonly presets: readonly PresetView[]
  readonly fields: Fields
  readonly changes: readonly PolicyChange[] | undefined
  readonly problem: Refusal | undefined
}) {
  const t = view.t.box
  const type = fields.text('type') === 'secondary' ? 'secondary' : 'primary'
  return (
    <Layout view={view} title={t.preset}>
      <BackLink href="/box" text={t.back} />
      <Heading title={t.preset} lead={t.presetLead} />
      <ProblemNotice view={view} problem={problem} />
      <div class="card-panel max-w-3xl">
        <Form action="/box/preset">
          <Seen view={view} />
          <input type="hidden" name="type" value={type} />
          <PresetChoices view={view} presets={presets} type={type} chosen={fields.text('preset')} />
          <Tick
            label={t.keepHours}
            name="keep"
            value="1"
            checked={!fields.has('preset') || fields.has('keep')}
            class="self-start"
          />
          <button type="submit" class="btn btn-outline self-start">
            {t.presetPreview}
          </button>
          {changes && <Changes view={view} changes={changes} />}
          {changes && changes.length > 0 && (
            <button type="submit" class="btn btn-primary self-start" name="adopt" value="1">
              {t.presetAdopt}
            </button>
          )}
        </Form>
      </div>
    </Layout>
  )
}

function Changes({ view, changes }: { readonly view: View; readonly changes: readonly PolicyChange[] }) {
  const t = view.t.box
  if (changes.length === 0) return <p role="status">{t.presetNothing}</p>
  return (
    <section role="status" aria-label={t.presetChanges(changes.length)}>
      <p class="mb-2 font-semibold">{t.presetChanges(changes.length)}</p>
      <ul class="flex max-h-96 flex-col gap-1 overflow-y-auto font-mono text-sm" tabindex={0}>
        {changes.slice(0, changesShown).map(({ place, kind }) => (
          <li class="wrap-anywhere">
            {t.kinds[kind]}: <Name>{place}</Name>
          </li>
        ))}
      </ul>
      {changes.length > changesShown && <p class="text-sm text-muted">{t.presetMore(changes.length - changesShown)}</p>}
    </section>
  )
}
