import type { View } from '../env.ts'
import { ActForm } from './act-form.tsx'
import type { ClassPage } from './class-page.ts'
import { Icon, type IconName } from './icon.tsx'
import { Section } from './section.tsx'

/** What else a teacher does with the class: large buttons, within reach of a thumb. */
export function ClassTools({ view, page }: { readonly view: View; readonly page: ClassPage }) {
  const { teaching } = view.t
  const { now, park } = page
  const path = `/now/${encodeURIComponent(now.class.id)}`
  const isPass = view.person?.pass !== undefined
  return (
    <Section id="tools" title={teaching.tools}>
      <ul class="grid grid-cols-2 gap-2">
        {!park && (
          <li>
            <ActForm action={`${path}/park`} values={{ end: 'lesson' }}>
              <button type="submit" class="tool-button">
                <Icon name="pause" class="size-6" />
                <span>
                  {teaching.park}
                  <span class="block text-sm font-normal text-muted">
                    {teaching.parkHint(view.moments.when(now.lessonEnds, view.now))}
                  </span>
                </span>
              </button>
            </ActForm>
          </li>
        )}
        <Tool href={`${path}/focus`} icon="target" text={teaching.focusLink} />
        <Tool href={`${path}/snags`} icon="plug" text={teaching.snagLink} />
        {!now.stepsIn && <Tool href={`${path}/phone`} icon="phone" text={teaching.phoneLink} />}
        {!isPass && <Tool href="/passes" icon="pass" text={teaching.passLink} />}
        <Tool href="/history" icon="undo" text={teaching.historyLink} />
      </ul>
    </Section>
  )
}

function Tool({ href, icon, text }: { readonly href: string; readonly icon: IconName; readonly text: string }) {
  return (
    <li>
      <a href={href} class="tool-button">
        <Icon name={icon} class="size-6" />
        {text}
      </a>
    </li>
  )
}
