import { type Context, Hono } from 'hono'
import type { Refusal } from '../../src/app/app.ts'
import { type Env, editorOf, type Parts } from '../env.ts'
import { type Fields, noFields, readFields } from '../forms/fields.ts'
import { readSet } from '../forms/rules.ts'
import { done, page } from '../respond.tsx'
import { ErrorPage } from '../views/error-page.tsx'
import { SetPage } from '../views/set-form.tsx'
import { SetsPage } from '../views/sets.tsx'

/** The sets of apps that rules speak of. */
export function setPages({ app }: Parts): Hono<Env> {
  const pages = new Hono<Env>()

  const form = (c: Context<Env>, id: string | undefined, fields: Fields, problem?: Refusal) => {
    const policy = app.school.policy()
    const set = policy.sets.find((known) => known.id === id)
    if (id !== undefined && !set) return page(c, <ErrorPage view={c.var.view} kind="missing" />, 404)
    const props = { view: c.var.view, policy, set, platforms: app.platforms.list(), fields, problem }
    return page(c, <SetPage {...props} />, problem ? 422 : 200)
  }

  pages.get('/rules/sets', (c) =>
    page(c, <SetsPage view={c.var.view} policy={app.school.policy()} platforms={app.platforms.list()} />),
  )

  pages.get('/rules/set', (c) => form(c, c.req.query('id'), noFields))

  pages.post('/rules/set', async (c) => {
    const fields = await readFields(c)
    const ids = app.platforms.list().map(({ id }) => id)
    const saved = await app.rules.setSet(editorOf(c, fields), readSet(fields, ids))
    return saved.ok ? done(c, '/rules/sets', 'saved') : form(c, fields.optional('id'), fields, saved)
  })

  pages.post('/rules/set/remove', async (c) => {
    const fields = await readFields(c)
    const removed = await app.rules.removeSet(editorOf(c, fields), fields.text('id'))
    return removed.ok ? done(c, '/rules/sets', 'removed') : form(c, fields.optional('id'), noFields, removed)
  })

  return pages
}
