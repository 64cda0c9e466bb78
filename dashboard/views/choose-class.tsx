import type { Refusal } from '../../src/app/app.ts'
import type { SchoolClass } from '../../src/policy/policy.ts'
import type { View } from '../env.ts'
import { Icon } from './icon.tsx'
import { Heading, Layout } from './layout.tsx'
import { Empty, ProblemNotice } from './notice.tsx'
import { Name } from './words.tsx'

interface Props {
  readonly view: View
  readonly classes: readonly SchoolClass[]
  readonly problem: Refusal | undefined
}

/** How many chips fit beside each other above a class's page. */
const roomForChips = 8

/** Asks which class the teacher has now. */
export function ChooseClass({ view, classes, problem }: Props) {
  const { now } = view.t
  const hasNone = view.person?.classes.length === 0 && view.role === 'teacher'
  return (
    <Layout view={view} title={now.title}>
      <ProblemNotice view={view} problem={problem} />
      <Heading title={now.which} lead={hasNone ? view.t.teaching.anyClass : now.whichLead} />
      {classes.length === 0 ? (
        <Empty icon="class" title={now.noClass} next={now.noClassNext} />
      ) : (
        <ul class="grid grid-cols-2 gap-3 sm:grid-cols-3 lg:grid-cols-4">
          {classes.map((each) => (
            <li>
              <a href={pathOf(each)} class="class-tile">
                <Name>{each.name}</Name>
              </a>
            </li>
          ))}
        </ul>
      )}
    </Layout>
  )
}

/** The teacher's classes as chips above the page of one of them. */
export function ClassChips({ view, classes, current }: Omit<Props, 'problem'> & { readonly current: string }) {
  const { now } = view.t
  if (classes.length < 2) return null
  const shown = classes.length > roomForChips ? classes.filter(({ id }) => id === current) : classes
  return (
    <nav aria-label={now.myClasses} class="mb-4 flex flex-wrap gap-2">
      {shown.map((each) => (
        <a href={pathOf(each)} class="chip" aria-current={each.id === current ? 'page' : undefined}>
          <Name>{each.name}</Name>
        </a>
      ))}
      {shown.length < classes.length && (
        <a href="/now?choose" class="chip">
          <Icon name="class" />
          {now.another}
        </a>
      )}
    </nav>
  )
}

const pathOf = ({ id }: SchoolClass): string => `/now/${encodeURIComponent(id)}`
