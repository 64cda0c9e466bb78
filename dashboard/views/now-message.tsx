import type { GrantView, Refusal } from '../../src/app/app.ts'
import type { View } from '../env.ts'
import type { Texts } from '../locales/nl.ts'
import { problemText } from '../locales/texts.ts'
import type { Undo } from '../undo.ts'
import { ActForm } from './act-form.tsx'
import { Icon } from './icon.tsx'
import { UndoButton } from './notice.tsx'
import { Name } from './words.tsx'

/** What the act before said. */
export interface NowMessage {
  readonly problem?: Refusal
  /** A problem that a second tap overrules: where that is posted to, and what the button says. */
  readonly confirm?: { readonly action: string; readonly label: string }
  readonly opened?: GrantView
  readonly done?: keyof Texts['done']
  readonly undo?: Undo
}

/** What became of the act before, with the way back for ten seconds. */
export function Message({
  view,
  className,
  path,
  message,
}: {
  readonly view: View
  readonly className: string
  readonly path: string
  readonly message: NowMessage
}) {
  const { t } = view
  const { problem, opened, confirm, undo } = message
  return (
    <div class={`notice ${problem ? 'notice-problem' : 'notice-done'} flex-wrap`}>
      <Icon name={problem ? 'warning' : view.passingOn ? 'clock' : 'check'} />
      <p class="min-w-0 flex-1 basis-52">
        <Name>{textOf(view, className, message)}</Name>
        {opened?.untilBell && (
          <span class="block text-sm">{t.now.untilBell(view.moments.when(opened.until, view.now))}</span>
        )}
        {opened?.resting && <span class="block text-sm">{t.now.resting[opened.resting]}</span>}
      </p>
      {opened?.resting === 'park' && (
        <ActForm action={`${path}/release`}>
          <button type="submit" class="btn btn-neutral">
            {t.teaching.releaseAndOpen}
          </button>
        </ActForm>
      )}
      {confirm && (
        <ActForm action={confirm.action} values={{ sure: '1' }}>
          <button type="submit" class="btn btn-error">
            {confirm.label}
          </button>
        </ActForm>
      )}
      {undo && (
        <ActForm action={`${path}/undo`} values={undo} class="undo">
          <UndoButton view={view} />
        </ActForm>
      )}
    </div>
  )
}

function textOf(
  { t, say, moments, now, passingOn }: View,
  className: string,
  { problem, opened, done }: NowMessage,
): string {
  if (problem) return problemText(t, problem)
  // Nobody is told that it is open before it is; the page says what is still to come.
  if (passingOn) return t.done.saved
  if (opened) return t.now.opened(say(opened.targetName), className, moments.when(opened.until, now))
  return done === undefined ? '' : t.done[done]
}
