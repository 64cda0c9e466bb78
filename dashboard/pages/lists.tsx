import type { Context } from 'hono'
import { Hono } from 'hono'
import type { ListPlace, Outcome, Refusal } from '../../src/app/app.ts'
import { type Env, type Parts, personOf } from '../env.ts'
import { Fields, readFields } from '../forms/fields.ts'
import { CutOff, readMultipart } from '../multipart.ts'
import { done, page } from '../respond.tsx'
import { OwnNamesPage, WaitingListPage } from '../views/list-forms.tsx'
import type { ListSearched } from '../views/list-search.tsx'
import { ListsPage, ReadingNow } from '../views/lists.tsx'

/** Milliseconds that a page waits for what was changed to be read: a school's usual lists are. A longer reading shows how far it is. */
const WAITS = 1_500

/** The lists: what is in use, where a name stands, and all that a coordinator does with them. */
export function listPages({ app }: Parts): Hono<Env> {
  const pages = new Hono<Env>()

  async function show(c: Context<Env>, problem?: Refusal) {
    const typed = new Fields(Object.entries(c.req.query())).optional('q')
    return page(
      c,
      <ListsPage
        view={c.var.view}
        lists={await app.lists.lists()}
        categories={app.lists.categories()}
        removed={app.lists.removed()}
        reading={app.lists.reading()}
        searched={typed === undefined ? undefined : await search(c, typed)}
        problem={problem}
      />,
      problem ? 422 : 200,
    )
  }

  async function search(c: Context<Env>, typed: string): Promise<ListSearched> {
    const found = await app.lists.search(personOf(c), typed)
    const names = new Map(app.platforms.list().map(({ id, name }) => [id, name]))
    const platformName = (id: string) => names.get(id) ?? id
    return found.ok
      ? { typed, found: found.value, platformName }
      : { typed, found: undefined, problem: found, platformName }
  }

  async function answer(
    c: Context<Env>,
    outcome: Outcome<unknown>,
    what: 'listChanged' | 'listRemoved' = 'listChanged',
  ) {
    if (!outcome.ok) return show(c, outcome)
    await Promise.race([app.lists.ready(), new Promise((resolve) => setTimeout(resolve, WAITS).unref())])
    return done(c, '/lists', what)
  }

  pages.get('/lists', (c) => show(c))

  pages.get('/lists/reading', (c) => {
    const reading = app.lists.reading()
    if (typeof reading === 'object') return c.html(<ReadingNow view={c.var.view} {...reading} />)
    // Not a refresh: that would send a form again whose answer shows the reading.
    c.header('HX-Redirect', '/lists')
    return c.body(null, 200)
  })

  pages.post('/lists/refresh', async (c) => {
    await app.lists.refresh(personOf(c))
    return done(c, '/lists', 'refreshed')
  })

  pages.post('/lists/switch', async (c) => {
    const fields = await readFields(c)
    return answer(c, await app.lists.setOn(personOf(c), fields.text('list'), fields.text('to') === 'on'))
  })

  pages.post('/lists/accept', async (c) =>
    answer(c, await app.lists.accept(personOf(c), (await readFields(c)).text('list'))),
  )

  pages.post('/lists/file', async (c) => {
    try {
      const form = await readMultipart(c.req.raw)
      if (form === undefined) return await show(c, { ok: false, problem: 'list-file-missing' })
      const fields = new Fields(form.fields)
      const list = fields.optional('list')
      const where: ListPlace =
        list === undefined ? { category: fields.text('category'), file: form.file.name } : { list }
      const brought = await app.lists.bring(personOf(c), where, form.file.content)
      if (!brought.ok || brought.value === undefined) return await answer(c, brought)
      return await page(c, <WaitingListPage view={c.var.view} waiting={brought.value} />)
    } catch (error) {
      if (error instanceof CutOff) return show(c, { ok: false, problem: 'list-unreadable' })
      throw error
    }
  })

  pages.post('/lists/file/take', async (c) =>
    answer(c, await app.lists.take(personOf(c), (await readFields(c)).text('upload'))),
  )

  pages.post('/lists/remove', async (c) =>
    answer(c, await app.lists.remove(personOf(c), (await readFields(c)).text('list')), 'listRemoved'),
  )

  pages.post('/lists/put-back', async (c) =>
    answer(c, await app.lists.putBack(personOf(c), (await readFields(c)).text('id'))),
  )

  pages.get('/lists/own', (c) => {
    const category = new Fields(Object.entries(c.req.query())).text('category')
    const text = app.lists.ownText(category)
    if (!text.ok) return show(c, text)
    return page(c, <OwnNamesPage view={c.var.view} category={category} text={text.value} />)
  })

  pages.post('/lists/own', async (c) => {
    const fields = await readFields(c)
    const [category, text] = [fields.text('category'), fields.long('text')]
    const saved = await app.lists.setOwnText(personOf(c), category, text)
    if (saved.ok || saved.problem === 'unknown-kind-of-sites') return answer(c, saved)
    const bad = 'lines' in saved ? saved.lines : []
    return page(c, <OwnNamesPage view={c.var.view} {...{ category, text, bad }} problem={saved} />, 422)
  })

  return pages
}
