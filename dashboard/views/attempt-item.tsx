import type { AttemptView } from '../../src/app/app.ts'
import type { View } from '../env.ts'
import { Icon } from './icon.tsx'
import { Moment, Name } from './words.tsx'

interface Props {
  readonly view: View
  readonly attempt: AttemptView
  /** The query of the list that it stands in; without filter when left out. */
  readonly back?: string
  /** Just come in: shown so for a moment. */
  readonly fresh?: boolean
}

/** One attempt: when, what, how often, whose group, at what kind of time, and why. */
export function AttemptItem({ view, attempt, back = '', fresh = false }: Props) {
  const { t } = view
  const where = [view.say(attempt.groupName), t.kinds[attempt.kindOfTime]]
  return (
    <li id={`attempt-${attempt.id}`} class="attempt" data-last={attempt.last} data-fresh={fresh ? '' : undefined}>
      <p class="attempt-time tabular-nums">
        <Moment view={view} at={attempt.last} />
      </p>
      <div class="min-w-0">
        <p class="font-mono text-[0.95rem] font-semibold">
          <Name>{attempt.name}</Name>
        </p>
        <p class="line-clamp-2 text-sm text-muted">
          <Name>{view.say(attempt.reason)}</Name>
        </p>
      </div>
      <p class="attempt-count">{t.attempts.count(view.moments.number(attempt.count))}</p>
      <p class="attempt-where text-sm text-muted">
        <Name>{where.join(' · ')}</Name>
        {mayLook(view) && (
          <a
            class="mt-0.5 flex items-center gap-1 underline-offset-4 hover:underline"
            href={`/attempts/${attempt.id}${back}`}
          >
            <Icon name="device" class="size-4" />
            {t.attempts.behind}
          </a>
        )}
        {view.role === 'coordinator' && (
          <a class="mt-0.5 flex items-center gap-1 underline-offset-4 hover:underline" href={whyOf(view, attempt)}>
            <Icon name="question" class="size-4" />
            {t.closed.attempts.why}
          </a>
        )}
      </p>
    </li>
  )
}

/** A teacher sees what a class was refused, not who. */
const mayLook = ({ role }: View): boolean => role === 'coordinator' || role === 'director'

/** The same question to "Waarom dicht?": this name, for this group and class, at that moment on the school's wall. */
function whyOf({ moments }: View, { name, group, classes, last }: AttemptView): string {
  const [of = ''] = classes
  return `/why?${new URLSearchParams({ name, group, class: of, at: moments.iso(last).slice(0, 16) }).toString()}`
}
