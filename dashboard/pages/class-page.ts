import type { Context } from 'hono'
import type { App, ClassNow, Outcome } from '../../src/app/app.ts'
import { type Env, personOf } from '../env.ts'
import type { Classes, ClassPage } from '../views/class-page.ts'

/** Gathers all that the page of a class shows: for who may act on it. */
export async function gatherClass(
  app: App,
  c: Context<Env>,
): Promise<Outcome<ClassPage, 'unknown-class' | 'not-your-class'>> {
  const person = personOf(c)
  const held = await app.desk.now(person, c.req.param('class') ?? '')
  if (!held.ok) return held
  const now = held.value
  const isOurs = ({ class: id }: { readonly class: string }) => id === now.class.id
  const [parks, focuses, exams, waiting, needs] = await Promise.all([
    app.parks.running(person),
    app.focus.running(person),
    app.focus.exams(person),
    app.requests.waiting(person, now.class.id),
    needsOf(app, c, now),
  ])
  return {
    ok: true,
    value: {
      now,
      park: parks.find(isOurs),
      focuses: focuses.filter(isOurs),
      exams: exams.filter(({ rooms }) => rooms.some(isOurs)),
      waiting,
      needs,
    },
  }
}

/** The classes that a person chooses from: their own, and those that they may step in for. */
export async function gatherClasses(app: App, c: Context<Env>): Promise<Classes> {
  const person = personOf(c)
  const [classes, others] = await Promise.all([app.desk.classesOf(person), app.desk.othersOf(person)])
  return { classes, others }
}

/** The address of a class's page. */
export const classPath = (classId: string): string => `/now/${encodeURIComponent(classId)}`

/** What the running grants of a class also need, as far as it is not open already. */
async function needsOf(
  app: App,
  c: Context<Env>,
  { grants }: ClassNow,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const open = new Set(grants.flatMap(({ target }) => (target.kind === 'site' ? [target.name as string] : [])))
  const found = await Promise.all(
    grants
      .filter(({ resting }) => resting === undefined)
      .map(async ({ id }) => {
        const names = await app.companions.of(personOf(c), id)
        return [id, names.ok ? names.value.filter((name) => !open.has(name)) : []] as const
      }),
  )
  return new Map(found)
}
