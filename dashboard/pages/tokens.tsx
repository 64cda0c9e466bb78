import { type Context, Hono } from 'hono'
import type { Refusal } from '../../src/app/app.ts'
import { type Env, type Parts, personOf } from '../env.ts'
import { type Fields, noFields, readFields } from '../forms/fields.ts'
import { done, page } from '../respond.tsx'
import { TokensPage } from '../views/tokens.tsx'

/** The tokens of programs: make one (its secret is shown this once), see which there are, revoke one. */
export function tokenPages({ app }: Parts): Hono<Env> {
  const pages = new Hono<Env>()

  async function show(
    c: Context<Env>,
    fields: Fields,
    what: { readonly problem?: Refusal; readonly made?: { readonly name: string; readonly secret: string } } = {},
  ) {
    const props = {
      view: c.var.view,
      tokens: await app.tokens.list(personOf(c)),
      roles: app.tokens.rolesFor(personOf(c)),
      classes: app.school.policy().classes,
    }
    const status = what.problem ? 422 : 200
    return page(c, <TokensPage {...props} fields={fields} problem={what.problem} made={what.made} />, status)
  }

  pages.get('/tokens', (c) => show(c, noFields))

  pages.post('/tokens', async (c) => {
    const fields = await readFields(c)
    const made = await app.tokens.make(personOf(c), {
      name: fields.text('name'),
      role: fields.text('role'),
      classes: fields.all('class'),
      days: Number(fields.text('days')),
    })
    // No redirect: the secret is in this answer and nowhere else.
    if (made.ok) return show(c, noFields, { made: { name: made.value.token.name, secret: made.value.secret } })
    return show(c, fields, { problem: made })
  })

  pages.post('/tokens/:id/revoke', async (c) => {
    const revoked = await app.tokens.revoke(personOf(c), c.req.param('id'))
    return revoked.ok ? done(c, '/tokens', 'revoked') : show(c, noFields, { problem: revoked })
  })

  return pages
}
