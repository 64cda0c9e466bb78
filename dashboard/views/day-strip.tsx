import type { View } from '../env.ts'
import { Panel } from './section.tsx'
import type { WhyAnswer } from './why-answer.ts'
import { Moment, Name } from './words.tsx'

const height = 34

/** One day from midnight to midnight: when a name is open and closed, as a strip, and the same as a table. */
export function DayStrip({ view, answer }: { readonly view: View; readonly answer: WhyAnswer }) {
  const { why } = view.t.closed
  const { verdicts } = view.t.office.why
  return (
    <Panel id="day" title={why.day}>
      <Strip view={view} answer={answer} width={340} hours={6} class="md:hidden" />
      <Strip view={view} answer={answer} width={720} hours={3} class="hidden md:block" />
      <section class="mt-3 overflow-x-auto" tabindex={0} aria-labelledby="day-heading">
        <table class="plain-table">
          <thead>
            <tr>
              <th scope="col">{why.from}</th>
              <th scope="col">{why.until}</th>
              <th scope="col">{why.state}</th>
            </tr>
          </thead>
          <tbody>
            {answer.behind.day.map(({ from, until, verdict, text }) => (
              <tr>
                <td class="whitespace-nowrap">
                  <Moment view={view} at={from} />
                </td>
                <td class="whitespace-nowrap">
                  <Moment view={view} at={until} />
                </td>
                <td>
                  <strong>{verdicts[verdict]}.</strong> <Name>{view.say(text)}</Name>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </Panel>
  )
}

/** Closed stands higher than open, so that the strip can be read without its colours. */
function Strip({
  view,
  answer,
  width,
  hours,
  class: classes,
}: {
  readonly view: View
  readonly answer: WhyAnswer
  readonly width: number
  readonly hours: number
  readonly class: string
}) {
  const { day } = answer.behind
  const [from, until] = [day[0]?.from ?? answer.at, day.at(-1)?.until ?? answer.at + 1]
  const x = (at: number) => 8 + ((at - from) / (until - from)) * (width - 16)
  return (
    <svg
      viewBox={`0 0 ${width} ${height + 28}`}
      class={`w-full ${classes}`}
      role="img"
      aria-label={view.t.closed.why.dayImage(answer.name)}
    >
      {day.map((stretch) => (
        <rect
          class={`strip-${stretch.verdict}`}
          x={x(stretch.from)}
          y={stretch.verdict === 'block' ? 4 : 4 + height / 2}
          width={Math.max(1, x(stretch.until) - x(stretch.from))}
          height={stretch.verdict === 'block' ? height : height / 2}
        />
      ))}
      <line class="strip-now" x1={x(answer.at)} x2={x(answer.at)} y1="0" y2={height + 8} stroke-width="2" />
      {answer.hours
        .filter(({ hour }) => hour % hours === 0)
        .map(({ hour, at }) => (
          <text
            class="fill-muted"
            x={x(at)}
            y={height + 24}
            font-size="12"
            text-anchor={hour === 0 ? 'start' : hour === 24 ? 'end' : 'middle'}
          >
            {hour}
          </text>
        ))}
    </svg>
  )
}
