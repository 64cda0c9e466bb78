import type { Child } from 'hono/jsx'
import type { Refusal } from '../../src/app/app.ts'
import type { View } from '../env.ts'
import { problemText } from '../locales/texts.ts'
import { Icon, type IconName } from './icon.tsx'
import { Name } from './words.tsx'

/** What the act before this page did. */
export function DoneNotice({ view }: { readonly view: View }) {
  if (view.done === undefined) return null
  return (
    <div role="status" class="notice notice-done mb-5">
      <Icon name="check" />
      <p>{view.t.done[view.done]}</p>
    </div>
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
