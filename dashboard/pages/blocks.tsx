import type { Context } from 'hono'
import { Hono } from 'hono'
import type { Refusal } from '../../src/app/app.ts'
import type { Env, Parts } from '../env.ts'
import { editorOf } from '../env.ts'
import { readFields } from '../forms/fields.ts'
import { readLooks } from '../forms/looks.ts'
import { done, page } from '../respond.tsx'
import { BlocksPage, categoriesClosedFor } from '../views/blocks.tsx'

/** How a block looks, for each group and kind of sites; and the school's own certificate for devices that it manages. */
export function blocksPages({ app, block }: Parts): Hono<Env> {
  const pages = new Hono<Env>()
  const blocksPage = (c: Context<Env>, problem?: Refusal) => {
    const names = new Map(
      app.rules.targets().category.map(({ target, name }) => [target.slice('category:'.length), name]),
    )
    const props = { view: c.var.view, policy: app.school.policy(), names, block, problem }
    return page(c, <BlocksPage {...props} />, problem ? 422 : 200)
  }

  pages.get('/blocks', (c) => blocksPage(c))

  pages.get('/blocks/school-ca.crt', (c) => {
    if (block?.ca === undefined) return c.notFound()
    return c.body(block.ca, 200, {
      'Content-Type': 'application/x-x509-ca-cert',
      'Content-Disposition': 'attachment; filename="rooster-school.crt"',
      'Cache-Control': 'no-store',
    })
  })

  pages.post('/blocks/:id', async (c) => {
    const fields = await readFields(c)
    const id = c.req.param('id')
    const blocks = readLooks(fields, categoriesClosedFor(app.school.policy(), id))
    const changed = await app.school.setGroup(editorOf(c, fields), id, { blocks })
    return changed.ok ? done(c, '/blocks', 'saved') : blocksPage(c, changed)
  })

  return pages
}
