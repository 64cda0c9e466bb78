import type { DayPassView, Refusal } from '../../src/app/app.ts'
import type { SchoolClass } from '../../src/policy/policy.ts'
import type { View } from '../env.ts'
import { Form, Ticks } from './field.tsx'
import { Heading, Layout } from './layout.tsx'
import { Empty, ProblemNotice } from './notice.tsx'
import { LinkIsLocal, QrCode } from './qr-code.tsx'
import { Section } from './section.tsx'
import { Name } from './words.tsx'

/** A pass that was just made, with its address: shown once. */
export interface FreshPass {
  readonly pass: DayPassView
  readonly address: string
}

interface Props {
  readonly view: View
  readonly classes: readonly SchoolClass[]
  readonly chosen: readonly string[]
  readonly passes: readonly DayPassView[]
  readonly fresh: FreshPass | undefined
  readonly problem: Refusal | undefined
}

/** Day passes for substitutes: make one, show its code, and see and revoke today's. */
export function DayPassesPage({ view, classes, chosen, passes, fresh, problem }: Props) {
  const t = view.t.teaching.passes
  return (
    <Layout view={view} title={t.title}>
      <Heading title={t.title} lead={t.lead} />
      <ProblemNotice view={view} problem={problem} />
      <div class="flex max-w-2xl flex-col gap-5">
        {fresh && <Fresh view={view} fresh={fresh} />}
        {classes.length === 0 ? (
          <Empty icon="class" title={t.noClass} />
        ) : (
          <Form action="/passes" class="card-panel flex flex-col gap-4">
            <Ticks
              label={t.classes}
              name="class"
              options={classes.map(({ id, name }) => ({ value: id, text: name }))}
              values={chosen}
            />
            <button type="submit" class="btn btn-primary self-start">
              {t.make}
            </button>
          </Form>
        )}
        <Section id="passes" title={t.today}>
          {passes.length === 0 ? <p class="text-muted">{t.none}</p> : <Passes view={view} passes={passes} />}
        </Section>
      </div>
    </Layout>
  )
}

function Fresh({ view, fresh }: { readonly view: View; readonly fresh: FreshPass }) {
  const t = view.t.teaching.passes
  return (
    <section class="card-panel flex flex-col items-center gap-3 text-center" aria-labelledby="fresh-heading">
      <h2 id="fresh-heading" class="text-xl font-bold">
        {t.ready}
      </h2>
      <p>
        <Name>{t.readyLead(namesOf(fresh.pass), view.moments.when(fresh.pass.useUntil, view.now))}</Name>
      </p>
      <LinkIsLocal view={view} address={fresh.address} />
      <QrCode text={fresh.address} label={t.qr} />
      <p class="text-sm">
        {t.link}
        <code class="mt-1 block text-xs break-all">{fresh.address}</code>
      </p>
    </section>
  )
}

function Passes({ view, passes }: Pick<Props, 'view' | 'passes'>) {
  const t = view.t.teaching.passes
  return (
    <ul class="row-list">
      {passes.map((pass) => (
        <li class="row flex-wrap">
          <div class="min-w-0 flex-1 basis-52">
            <p class="font-bold">
              <Name>{namesOf(pass)}</Name>
            </p>
            <p class="text-sm text-muted">
              <Name>{t.by(pass.by)}</Name>
              {' · '}
              {view.t.until(view.moments.when(pass.until, view.now))}
              {' · '}
              <Name>{pass.names.length === 0 ? t.unused : t.used(pass.names.join(', '))}</Name>
            </p>
          </div>
          {pass.revoked ? (
            <span class="tag">{t.revoked}</span>
          ) : (
            <Form action={`/passes/${encodeURIComponent(pass.id)}/revoke`} class="contents">
              <button type="submit" class="btn" aria-label={t.revokeWhat(namesOf(pass))}>
                {t.revoke}
              </button>
            </Form>
          )}
        </li>
      ))}
    </ul>
  )
}

const namesOf = ({ classes }: DayPassView): string => classes.map(({ name }) => name).join(', ')
