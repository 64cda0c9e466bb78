import { type Context, Hono } from 'hono'
import type { PolicyChange, Refusal, Revision } from '../../src/app/app.ts'
import { type Env, editorOf, type Parts } from '../env.ts'
import { readFields } from '../forms/fields.ts'
import { readInstant } from '../forms/moment.ts'
import { done, page } from '../respond.tsx'
import { ChangePage } from '../views/change.tsx'
import { knownNow } from '../views/change-words.ts'
import { ChangesPage } from '../views/changes.tsx'
import { ErrorPage } from '../views/error-page.tsx'

const pageSize = 50
const longestPage = 2000

/** The revisions of the policy: what each changed, undone one by one, or everything put back as it was at a moment. */
export function changePages({ app }: Parts): Hono<Env> {
  const pages = new Hono<Env>()
  const missing = (c: Context<Env>) => page(c, <ErrorPage view={c.var.view} kind="missing" />, 404)

  async function between(a: number, b: number): Promise<readonly PolicyChange[]> {
    const changes = await app.school.changesBetween(a, b)
    return changes.ok ? changes.value : []
  }

  /** The page of a number beyond the newest page holds all up to there. */
  const limitOf = (c: Context<Env>): number => {
    const asked = Number(c.req.query('show'))
    return Number.isInteger(asked) && asked > pageSize ? Math.min(asked, longestPage) : pageSize
  }

  async function show(c: Context<Env>) {
    const limit = limitOf(c)
    const revisions = await app.school.revisions(limit)
    const typed = c.req.query('at')
    const at = typed ? readInstant(typed, app.zone) : undefined
    const then = at === undefined ? undefined : await app.school.asAt(at)
    const problem: Refusal | undefined = typed && at === undefined ? { ok: false, problem: 'bad-moment' } : undefined
    const looking =
      at === undefined
        ? undefined
        : { at, then, changes: then ? await between(then.number, app.school.revision()) : [] }
    const more = revisions.length === limit ? `/changes?show=${limit + pageSize}` : undefined
    const props = { view: c.var.view, known: knownNow(app), revisions, typed, looking, more, problem }
    return page(c, <ChangesPage {...props} />, problem ? 422 : 200)
  }

  async function one(c: Context<Env>, problem?: Refusal) {
    const number = Number(c.req.param('number'))
    const revision = await revisionOf(number)
    if (!revision) return missing(c)
    const changes = number > 1 ? await between(number - 1, number) : []
    const props = { view: c.var.view, known: knownNow(app), revision, changes, problem }
    return page(c, <ChangePage {...props} isCurrent={number === app.school.revision()} />, problem ? 422 : 200)
  }

  async function revisionOf(number: number): Promise<Revision | undefined> {
    const back = app.school.revision() - number + 1
    if (!Number.isInteger(number) || number < 1 || back < 1) return undefined
    return (await app.school.revisions(back)).find((revision) => revision.number === number)
  }

  pages.get('/changes', show)

  pages.get('/changes/:number', (c) => one(c))

  pages.post('/changes/:number/undo', async (c) => {
    const undone = await app.school.undo(editorOf(c, await readFields(c)), Number(c.req.param('number')))
    return undone.ok ? done(c, '/changes', 'undone') : one(c, undone)
  })

  pages.post('/changes/:number/restore', async (c) => {
    const to = { revision: Number(c.req.param('number')) }
    const restored = await app.school.restore(editorOf(c, await readFields(c)), to)
    return restored.ok ? done(c, '/changes', 'restored') : one(c, restored)
  })

  return pages
}
