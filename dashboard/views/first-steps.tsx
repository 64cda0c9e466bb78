import type { FirstStep, FirstStepDesk } from '../../src/app/app.ts'
import type { View } from '../env.ts'
import { Form } from './field.tsx'
import { Icon } from './icon.tsx'
import { Section } from './section.tsx'

/** What is left to do, and whether it is done. */
export type Steps = Awaited<ReturnType<FirstStepDesk['list']>>

const pages: Readonly<Record<FirstStep, string>> = {
  classes: '/classes',
  devices: '/devices/import',
  people: '/people/import',
}

/** What makes the box the school's own: goes away once all is done, or when somebody puts it away. */
export function FirstSteps({ view, steps }: { readonly view: View; readonly steps: Steps }) {
  const t = view.t.setup
  if (steps.length === 0) return null
  return (
    <Section id="first-steps" title={t.firstSteps}>
      <p class="mb-3 text-muted">{t.firstStepsLead}</p>
      <ol class="row-list">
        {steps.map(({ step, isDone }) => (
          <li class="row flex-wrap">
            <div class="min-w-0 flex-1 basis-64">
              <p class="flex items-center gap-2 font-semibold">
                {t.firstStep[step].title}
                {isDone && (
                  <span class="tag tag-good inline-flex items-center gap-1">
                    <Icon name="check" class="size-3.5" />
                    {t.firstStepDone}
                  </span>
                )}
              </p>
              <p class="text-sm text-muted">{t.firstStep[step].lead}</p>
            </div>
            <a href={pages[step]} class={isDone ? 'btn btn-ghost' : 'btn btn-outline'}>
              {t.firstStep[step].link}
            </a>
          </li>
        ))}
      </ol>
      <Form action="/today/first-steps" class="mt-2">
        <button type="submit" class="btn btn-ghost">
          {t.firstStepsHide}
        </button>
      </Form>
    </Section>
  )
}
