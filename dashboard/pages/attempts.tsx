import { Hono } from 'hono'
import { type Env, type Parts, personOf } from '../env.ts'
import { queryOf, readBefore, readSelection } from '../forms/attempt-filter.ts'
import { Fields } from '../forms/fields.ts'
import { liveAttempts, StreamLimit } from '../live.tsx'
import { page } from '../respond.tsx'
import { AttemptsPage } from '../views/attempts.tsx'

const pageSize = 50

/** What was blocked, as the role may see it, and live. */
export function attemptPages({ app }: Parts): Hono<Env> {
  const pages = new Hono<Env>()
  const streams = new StreamLimit()

  pages.get('/attempts', async (c) => {
    const person = personOf(c)
    const fields = new Fields(new URL(c.req.url).searchParams)
    const selection = readSelection(fields)
    const before = readBefore(fields)
    const [attempts, classes] = await Promise.all([
      app.attempts.recent(person, { ...selection, ...before, limit: pageSize }),
      person.roles.includes('teacher') || person.roles.includes('director')
        ? app.desk.classesOf(person)
        : app.school.policy().classes,
    ])
    const last = attempts.length === pageSize ? attempts.at(-1) : undefined
    return page(
      c,
      <AttemptsPage
        view={c.var.view}
        attempts={attempts}
        selection={selection}
        groups={app.school.policy().groups}
        classes={classes}
        live={before.before === undefined ? `/attempts/live${queryOf(selection)}` : undefined}
        older={last && `/attempts${queryOf(selection, { before: String(last.last) })}`}
      />,
    )
  })

  pages.get('/attempts/live', (c) => {
    const fields = new Fields(new URL(c.req.url).searchParams)
    return liveAttempts(c, app, readSelection(fields), streams)
  })

  return pages
}
