import { type Context, Hono } from 'hono'
import type { Refusal } from '../../src/app/app.ts'
import { type Env, editorOf, type Parts } from '../env.ts'
import { Fields, noFields, readFields } from '../forms/fields.ts'
import { foundPlatforms, readCorrection, readPlatform, readPlatformSearch } from '../forms/platform.ts'
import { done, page } from '../respond.tsx'
import { ErrorPage } from '../views/error-page.tsx'
import { PlatformPage } from '../views/platform.tsx'
import { PlatformsPage } from '../views/platforms.tsx'

/** The platforms that rules and teachers can speak of: to search, and to add to, correct and take away what the school says of them. */
export function platformPages({ app }: Parts): Hono<Env> {
  const pages = new Hono<Env>()

  const show = (c: Context<Env>, fields: Fields, problem?: Refusal) => {
    const search = readPlatformSearch(new Fields(new URL(c.req.url).searchParams))
    const all = app.platforms.list()
    const props = { view: c.var.view, policy: app.school.policy(), all, found: foundPlatforms(all, search), search }
    return page(c, <PlatformsPage {...props} fields={fields} problem={problem} />, problem ? 422 : 200)
  }

  const one = (c: Context<Env>, fields?: Fields, problem?: Refusal) => {
    const all = app.platforms.list()
    const platform = all.find(({ id }) => id === c.req.param('id'))
    if (!platform) return page(c, <ErrorPage view={c.var.view} kind="missing" />, 404)
    const props = { view: c.var.view, policy: app.school.policy(), all, platform, fields, problem }
    return page(c, <PlatformPage {...props} />, problem ? 422 : 200)
  }
  const pathOf = (id: string) => `/platforms/${encodeURIComponent(id)}`

  pages.get('/platforms', (c) => show(c, noFields))

  pages.post('/platforms', async (c) => {
    const fields = await readFields(c)
    const added = await app.platforms.add(editorOf(c, fields), readPlatform(fields))
    return added.ok ? done(c, pathOf(added.value.id), 'added') : show(c, fields, added)
  })

  pages.get('/platforms/:id', (c) => one(c))

  pages.post('/platforms/:id', async (c) => {
    const fields = await readFields(c)
    const platform = app.platforms.list().find(({ id }) => id === c.req.param('id'))
    if (!platform) return one(c)
    const offered = app.school.policy().sets.map(({ id }) => id)
    const wish = platform.state === 'school' ? readPlatform(fields) : readCorrection(fields, platform, offered)
    const corrected = await app.platforms.correct(editorOf(c, fields), platform.id, wish)
    return corrected.ok ? done(c, pathOf(platform.id), 'saved') : one(c, fields, corrected)
  })

  pages.post('/platforms/:id/remove', async (c) => {
    const fields = await readFields(c)
    const [id, editor] = [c.req.param('id'), editorOf(c, fields)]
    const removed = await app.platforms.remove(editor, id)
    return removed.ok ? done(c, '/platforms', 'removed') : one(c, undefined, removed)
  })

  return pages
}
