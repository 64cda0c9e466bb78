import type { Child } from 'hono/jsx'
import type { DeviceData } from '../../src/app/app.ts'
import type { View } from '../env.ts'
import { BackLink } from './device.tsx'
import { Heading, Layout } from './layout.tsx'
import { Name } from './words.tsx'

/** All that is kept of one device, to print for who uses it. */
export function DeviceDataPage({ view, data }: { readonly view: View; readonly data: DeviceData }) {
  const t = view.t.box.data
  const { moments, now } = view
  const when = (at: number) => moments.when(at, now)
  return (
    <Layout view={view} title={t.heading(data.label)}>
      <div class="print:hidden">
        <BackLink href={`/devices/${encodeURIComponent(data.id)}`} text={view.t.box.back} />
      </div>
      <Heading title={t.heading(data.label)} lead={t.of(view.school, when(now))}>
        <button type="button" class="btn btn-outline js-only print:hidden" data-print>
          {view.t.box.people.print}
        </button>
      </Heading>
      <div class="flex flex-col gap-6">
        <Part title={t.about}>
          {[data.mac ?? '', ...data.addresses, data.group ?? '', ...data.classes]
            .filter((text) => text !== '')
            .map((text) => (
              <li>
                <Name>{text}</Name>
              </li>
            ))}
          {data.firstSeen !== undefined && data.lastSeen !== undefined && (
            <li>
              {t.seen}: {when(data.firstSeen)} – {when(data.lastSeen)}
            </li>
          )}
          {data.medicalMark && (
            <li>
              {t.mark}: <Name>{data.medicalMark.reason}</Name>
            </li>
          )}
        </Part>
        <Part title={t.attempts} none={data.attempts.length === 0 ? t.attemptsNone : undefined}>
          {data.attempts.map(({ name, count, last }) => (
            <li>
              <Name>{name}</Name>, {t.times(count)}, {when(last)}
            </li>
          ))}
        </Part>
        <Part title={t.acts} none={data.acts.length === 0 ? t.none : undefined}>
          {data.acts.map(({ kind, from, until, target, why }) => (
            <li>
              {kindText(view, kind)}
              {target && (
                <>
                  {' '}
                  <Name>{target}</Name>
                </>
              )}
              , {when(from)} – {when(until)}
              {why && (
                <>
                  {': '}
                  <Name>{why}</Name>
                </>
              )}
            </li>
          ))}
        </Part>
        <Part title={t.requests} none={data.requests.length === 0 ? t.none : undefined}>
          {data.requests.map(({ at, target, state, why, word }) => (
            <li>
              {when(at)}: <Name>{target}</Name>, {t.requestStates[state]}
              {[why, word].flatMap((text) => (text === undefined ? [] : [': ', <Name>{text}</Name>]))}
            </li>
          ))}
        </Part>
        <Part title={t.measures} none={data.measures.length === 0 ? t.none : undefined}>
          {data.measures.map(({ from, why }) => (
            <li>
              {when(from)}: <Name>{why}</Name>
            </li>
          ))}
        </Part>
        <Part title={t.days} none={data.days.length === 0 ? t.none : undefined}>
          {data.days.map(({ day, ...signs }) => (
            <li>
              {day}: {signsText(view, signs)}
            </li>
          ))}
        </Part>
        <p class="text-muted">{t.incidents}</p>
      </div>
    </Layout>
  )
}

function Part({
  title,
  none,
  children,
}: {
  readonly title: string
  readonly none?: string | undefined
  readonly children?: Child
}) {
  return (
    <section class="card-panel">
      <h2 class="section-title">{title}</h2>
      {none ? <p class="text-muted">{none}</p> : <ul class="flex list-disc flex-col gap-1 ps-5">{children}</ul>}
    </section>
  )
}

const kindText = (view: View, kind: string): string => {
  const { kinds } = view.t.box.data
  return kind in kinds ? kinds[kind as keyof typeof kinds] : kind
}

/** What was noticed on a day, in words. */
export function signsText(
  view: View,
  signs: {
    readonly sideDoor: boolean
    readonly onlyBootstrap: boolean
    readonly fellSilent: boolean
    readonly over?: number
  },
): string {
  const t = view.t.box.signs
  const said = (['sideDoor', 'onlyBootstrap', 'fellSilent'] as const)
    .filter((sign) => signs[sign])
    .map((sign) => t[sign])
  return [...said, ...(signs.over ? [t.questions(view.moments.number(signs.over))] : [])].join('; ')
}
