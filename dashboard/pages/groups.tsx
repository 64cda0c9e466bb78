import { type Context, Hono } from 'hono'
import type { Refusal } from '../../src/app/app.ts'
import { type Env, editorOf, type Parts } from '../env.ts'
import { type Fields, readFields } from '../forms/fields.ts'
import { readGroup, readNetworks } from '../forms/school.ts'
import { done, page } from '../respond.tsx'
import { GroupsPage } from '../views/groups.tsx'

/** Device groups: their networks, restricted modes, recording and times. */
export function groupPages({ app }: Parts): Hono<Env> {
  const pages = new Hono<Env>()

  const show = (
    c: Context<Env>,
    refused?: { readonly group: string; readonly problem: Refusal; readonly fields: Fields },
  ) => page(c, <GroupsPage view={c.var.view} policy={app.school.policy()} refused={refused} />, refused ? 422 : 200)

  pages.get('/groups', (c) => show(c))

  pages.post('/groups/:id', async (c) => {
    const fields = await readFields(c)
    const group = c.req.param('id')
    const changed = await app.school.setGroup(editorOf(c, fields), group, readGroup(fields))
    return changed.ok ? done(c, '/groups', 'saved') : show(c, { group, problem: changed, fields })
  })

  pages.post('/groups/:id/networks', async (c) => {
    const fields = await readFields(c)
    const group = c.req.param('id')
    const changed = await app.school.setNetworks(editorOf(c, fields), group, readNetworks(fields))
    return changed.ok ? done(c, '/groups', 'saved') : show(c, { group, problem: changed, fields })
  })

  return pages
}
