import type { GroupNow, HoldsNow, PublicProtocol } from '../../src/app/app.ts'
import type { View } from '../env.ts'
import { BackLink } from './device.tsx'
import { Icon } from './icon.tsx'
import { Heading, Layout } from './layout.tsx'
import { Name } from './words.tsx'

interface Props {
  readonly view: View
  readonly protocol: PublicProtocol
}

/** The whole protocol in plain words, for everyone: what holds now, each agreement with how it is carried out, the measures, and who can help. */
export function AgreementsPage(props: Props) {
  const { view, protocol } = props
  const texts = view.t.everyone.agreements
  return (
    <Layout view={view} title={texts.title}>
      <BackLink href="/status" text={texts.back} />
      <Heading title={texts.title} lead={texts.lead(protocol.school.name)}>
        <a href="/afspraken.pdf" class="btn btn-outline">
          <Icon name="down" />
          {texts.pdf}
        </a>
      </Heading>
      <div class="flex flex-col gap-8">
        <Now {...props} />
        <Different {...props} />
        <Clauses {...props} />
        <Measures {...props} />
        <section>
          <h2 class="section-title">{view.t.everyone.helpers}</h2>
          <p>
            {protocol.helpers.length === 0
              ? view.t.everyone.helpersNone
              : protocol.helpers.map((role) => view.t.roles[role]).join(', ')}
          </p>
        </section>
        <section>
          <h2 class="section-title">{texts.limits}</h2>
          <ul class="list-disc ps-5">
            {protocol.limits.map((limit) => (
              <li>{view.say(limit)}</li>
            ))}
          </ul>
        </section>
        <p class="text-sm text-muted">
          {texts.made(`${view.moments.day(protocol.at)}, ${view.moments.clock(protocol.at)}`)}
        </p>
      </div>
    </Layout>
  )
}

function Now({ view, protocol }: Props) {
  const texts = view.t.everyone.agreements
  return (
    <section>
      <h2 class="section-title">{texts.now}</h2>
      <ul class="flex flex-col gap-3">
        {protocol.groups.map((group) => (
          <li class="clause">
            <h3 class="font-bold">
              <Name>{view.say(group.name)}</Name>
              {group.id === protocol.mine && <span class="tag tag-good ms-2">{texts.mine}</span>}
            </h3>
            <p class="text-sm text-muted">{view.t.kinds[group.kindOfTime]}</p>
            <HeldLine view={view} word={texts.closed} held={group.closed} none={texts.nothing} />
            {group.open.length > 0 && <HeldLine view={view} word={texts.open} held={group.open} none="" />}
            <p class="text-sm">{restOf(view, group)}</p>
          </li>
        ))}
      </ul>
    </section>
  )
}

function HeldLine({
  view,
  word,
  held,
  none,
}: {
  readonly view: View
  readonly word: string
  readonly held: readonly HoldsNow[]
  readonly none: string
}) {
  const texts = view.t.everyone.agreements
  const item = ({ what, until }: HoldsNow) =>
    until === undefined ? view.say(what) : `${view.say(what)} (${texts.until(view.moments.when(until, view.now))})`
  return (
    <p>
      {word}: <Name>{held.length === 0 ? none : held.map(item).join(', ')}</Name>.
    </p>
  )
}

function restOf(view: View, { onlyThese, trialUntil }: GroupNow): string {
  const texts = view.t.everyone.agreements
  if (trialUntil !== undefined) return texts.trial(view.moments.when(trialUntil, view.now))
  return onlyThese ? texts.onlyThese : texts.rest
}

/** What people have opened and closed at this moment. */
function Different({ view, protocol }: Props) {
  const texts = view.t.everyone.agreements.acts
  const when = (at: number) => view.moments.when(at, view.now)
  const lines = [
    ...(protocol.emergency === undefined ? [] : [texts.emergency(when(protocol.emergency.until))]),
    ...protocol.events.map(({ name, until }) => texts.event(name, when(until))),
    ...protocol.acts.map(({ kind, forWhom, what, until }) => {
      const who = view.say(forWhom)
      return kind === 'open'
        ? texts.open(who, what === undefined ? '' : view.say(what), when(until))
        : texts[kind](who, when(until))
    }),
  ]
  if (lines.length === 0) return null
  return (
    <section>
      <h2 class="section-title">{texts.title}</h2>
      <ul class="list-disc ps-5">
        {lines.map((line) => (
          <li>
            <Name>{line}</Name>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Each agreement with the rules that carry it out, then the rules that carry out none. */
function Clauses({ view, protocol }: Props) {
  const texts = view.t.everyone.agreements
  const others = protocol.rules.filter(({ clause }) => clause === undefined)
  return (
    <section>
      <h2 class="section-title">{texts.clauses}</h2>
      <div class="flex flex-col gap-3">
        {protocol.clauses.map(({ id, text }) => {
          const rules = protocol.rules.filter(({ clause }) => clause?.id === id)
          return (
            <div class="clause" id={`afspraak-${id}`}>
              <h3>
                <span class="block font-mono text-sm font-semibold">{id}</span>
                <Name>{view.say(text)}</Name>
              </h3>
              {rules.length > 0 && <p class="mt-2 text-sm font-semibold">{texts.rules}</p>}
              <Rules view={view} rules={rules} />
            </div>
          )
        })}
        {others.length > 0 && (
          <div class="clause">
            <h3 class="font-bold">{texts.basis}</h3>
            <p class="text-sm text-muted">{texts.basisLead}</p>
            <Rules view={view} rules={others} />
          </div>
        )}
      </div>
    </section>
  )
}

function Rules({ view, rules }: { readonly view: View; readonly rules: PublicProtocol['rules'] }) {
  if (rules.length === 0) return null
  return (
    <ul class="mt-1 list-disc ps-5 text-sm">
      {rules.map(({ sentence }) => (
        <li>
          <Name>{view.say(sentence)}</Name>
        </li>
      ))}
    </ul>
  )
}

/** The register of measures (SOM-3). */
function Measures({ view, protocol }: Props) {
  const texts = view.t.everyone.agreements
  if (protocol.measures.length === 0) return null
  return (
    <section>
      <h2 class="section-title">{texts.measures}</h2>
      <ul class="flex flex-col gap-3">
        {protocol.measures.map(({ offence, measure, parents, police, clause }) => (
          <li class="clause">
            <h3 class="font-bold">
              <Name>{view.say(offence)}</Name>
            </h3>
            <p>
              <Name>{view.say(measure)}</Name>
            </p>
            <p class="mt-1 text-sm text-muted">
              {[
                `${texts.parents}: ${parents ? texts.yes : texts.no}`,
                `${texts.police}: ${police ? texts.yes : texts.no}`,
                ...(clause === undefined ? [] : [view.t.clause(clause.id)]),
              ].join(' · ')}
            </p>
          </li>
        ))}
      </ul>
    </section>
  )
}
