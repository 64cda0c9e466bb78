import type { Child } from 'hono/jsx'
import type { Refusal } from '../../src/app/app.ts'
import type { View } from '../env.ts'
import { problemText } from '../locales/texts.ts'
import { undoPath } from '../undo.ts'
import { Icon, type IconName } from './icon.tsx'
import { Name } from './words.tsx'

/** What the act before this page did, with the way back for ten seconds where there is one. */
export function DoneNotice({ view }: { readonly view: View }) {
  const { done, undo, t, passingOn } = view
  if (done === undefined) return null
  const action = undo && undoPath(view.path)
  return (
    <div role="status" data-done class={`notice notice-done mb-5 ${action ? 'flex-wrap items-center' : ''}`}>
      <Icon name={passingOn ? 'clock' : 'check'} />
      <p class="min-w-0 flex-1 basis-52">{passingOn ? `${t.done.saved} ${t.passingOn}` : t.done[done]}</p>
      {action && (
        <form method="post" action={action} class="undo">
          {Object.entries(undo).map(([name, value]) => (
            <input type="hidden" name={name} value={value} />
          ))}
          <UndoButton view={view} />
        </form>
      )}
    </div>
  )
}

/** Says that what the page shows as done does not hold for every device yet. */
export function PassingOn({ view }: { readonly view: View }) {
  if (!view.passingOn) return null
  return (
    <p class="notice border-base-300" role="status">
      <Icon name="clock" />
      <span>{view.t.passingOn}</span>
    </p>
  )
}

/** Takes the act before back; the page's script takes the form away after ten seconds. */
export function UndoButton({ view }: { readonly view: View }) {
  return (
    <button type="submit" class="btn" data-undo>
      <Icon name="undo" />
      {view.t.teaching.undo}
    </button>
  )
}

/** Why a form was refused, and what to do next. */
export function ProblemNotice({ view, problem }: { readonly view: View; readonly problem: Refusal | undefined }) {
  if (!problem) return null
  return (
    <div role="alert" class="notice notice-problem mb-5">
      <Icon name="warning" />
      <p class="min-w-0">
        <Name>{problemText(view.t, problem)}</Name>
      </p>
    </div>
  )
}

/** Stands where there is nothing to show yet, and says what to do about it. */
export function Empty({
  icon,
  title,
  next,
  children,
}: {
  readonly icon: IconName
  readonly title: string
  readonly next?: string
  readonly children?: Child
}) {
  return (
    <div class="flex flex-col items-center gap-2 rounded-box border-2 border-dashed border-base-300 px-6 py-10 text-center">
      <span class="grid size-14 place-items-center rounded-full bg-base-200 text-primary">
        <Icon name={icon} class="size-7" />
      </span>
      <p class="text-lg font-semibold">{title}</p>
      {next && <p class="max-w-md text-muted">{next}</p>}
      {children}
    </div>
  )
}
