import { type Context, Hono } from 'hono'
import { type Env, type Parts, personOf } from '../env.ts'
import { StreamLimit } from '../event-stream.ts'
import { filterOf, placeOf, queryOf, readBefore, readSelection } from '../forms/attempt-filter.ts'
import { Fields, readFields } from '../forms/fields.ts'
import { liveAttempts } from '../live.tsx'
import { page } from '../respond.tsx'
import { AttemptPage } from '../views/attempt.tsx'
import { AttemptsPage } from '../views/attempts.tsx'

const pageSize = 50
const streamsAtMost = 100

/** The list that an address of one attempt came from, as a query. */
function backFrom(c: Context<Env>): string {
  const fields = new Fields(new URL(c.req.url).searchParams)
  return queryOf(readSelection(fields), placeOf(readBefore(fields)))
}

/** What was blocked, as the role may see it, and live. */
export function attemptPages({ app }: Parts): Hono<Env> {
  const pages = new Hono<Env>()
  const streams = new StreamLimit(streamsAtMost)

  pages.get('/attempts', async (c) => {
    const person = personOf(c)
    const fields = new Fields(new URL(c.req.url).searchParams)
    const selection = readSelection(fields)
    const before = readBefore(fields)
    const filter = filterOf(selection, app.zone, app.clock())
    const tooFew = app.attempts.isOfTooFew(person, filter)
    const [attempts, classes] = await Promise.all([
      app.attempts.recent(person, { ...filter, ...before, limit: pageSize }),
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
        targets={app.rules.targets()}
        tooFew={tooFew}
        back={queryOf(selection, placeOf(before))}
        live={
          before.before === undefined && filter.until === undefined && !tooFew
            ? `/attempts/live${queryOf(selection)}`
            : undefined
        }
        older={last && `/attempts${queryOf(selection, placeOf({ before: last.last, beforeId: last.id }))}`}
      />,
    )
  })

  pages.get('/attempts/live', (c) => {
    const fields = new Fields(new URL(c.req.url).searchParams)
    const selection = readSelection(fields)
    return liveAttempts(c, app, filterOf(selection, app.zone, app.clock()), queryOf(selection), streams)
  })

  pages.get('/attempts/:id', async (c) => {
    const attempt = await app.attempts.one(personOf(c), Number(c.req.param('id')))
    if (attempt === undefined) return c.notFound()
    const props = { view: c.var.view, attempt, back: backFrom(c) }
    return page(c, <AttemptPage {...props} behind={undefined} problem={undefined} />)
  })

  pages.post('/attempts/:id', async (c) => {
    const [person, id] = [personOf(c), Number(c.req.param('id'))]
    const attempt = await app.attempts.one(person, id)
    if (attempt === undefined) return c.notFound()
    const looked = await app.looks.behind(person, id, (await readFields(c)).text('reason'))
    const props = { view: c.var.view, attempt, back: backFrom(c) }
    return looked.ok
      ? page(c, <AttemptPage {...props} behind={looked.value} problem={undefined} />)
      : page(c, <AttemptPage {...props} behind={undefined} problem={looked} />, 422)
  })

  return pages
}
