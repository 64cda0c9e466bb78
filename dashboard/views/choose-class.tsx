import type { Refusal } from '../../src/app/app.ts'
import type { SchoolClass } from '../../src/policy/policy.ts'
import type { View } from '../env.ts'
import type { Classes } from './class-page.ts'
import { Icon } from './icon.tsx'
import { Heading, Layout } from './layout.tsx'
import { Empty, ProblemNotice } from './notice.tsx'
import { Section } from './section.tsx'
import { Name } from './words.tsx'

interface Props extends Classes {
  readonly view: View
  readonly problem: Refusal | undefined
}

/** How many chips fit beside each other above a class's page. */
const roomForChips = 8

/** Asks which class the teacher has now. */
export function ChooseClass({ view, classes, others, problem }: Props) {
  const { now } = view.t
  const hasNone = view.person?.classes.length === 0 && view.role === 'teacher'
  return (
    <Layout view={view} title={now.title}>
      <ProblemNotice view={view} problem={problem} />
      <Heading title={now.which} lead={hasNone ? view.t.teaching.anyClass : now.whichLead} />
      {classes.length === 0 ? (
        <Empty icon="class" title={now.noClass} next={now.noClassNext} />
      ) : (
        <Tiles classes={classes} />
      )}
      {others.length > 0 && (
        <Section id="others" title={now.another} class="mt-8">
          <p class="-mt-2 mb-3 text-muted">{now.othersLead}</p>
          <Tiles classes={others} />
        </Section>
      )}
    </Layout>
  )
}

function Tiles({ classes }: Pick<Props, 'classes'>) {
  return (
    <ul class="grid grid-cols-2 gap-3 sm:grid-cols-3 lg:grid-cols-4">
      {classes.map((each) => (
        <li>
          <a href={pathOf(each)} class="class-tile">
            <Name>{each.name}</Name>
          </a>
        </li>
      ))}
    </ul>
  )
}

/** The teacher's classes as chips above the page of one of them, or of one that they step in for; and the way to the others. */
export function ClassChips({
  view,
  classes,
  others,
  current,
}: Omit<Props, 'problem'> & { readonly current: SchoolClass }) {
  const { now } = view.t
  if (classes.length + others.length < 2) return null
  const isOther = others.some(({ id }) => id === current.id)
  const mine = isOther ? [...classes, current] : classes
  const shown = mine.length > roomForChips ? [current] : mine
  return (
    <nav aria-label={now.myClasses} class="mb-4 flex flex-wrap gap-2">
      {shown.map((each) => (
        <a href={pathOf(each)} class="chip" aria-current={each.id === current.id ? 'page' : undefined}>
          <Name>{each.name}</Name>
        </a>
      ))}
      {shown.length < classes.length + others.length && (
        <a href="/now?choose" class="chip">
          <Icon name="class" />
          {now.another}
        </a>
      )}
    </nav>
  )
}

const pathOf = ({ id }: SchoolClass): string => `/now/${encodeURIComponent(id)}`
