import { type Context, Hono } from 'hono'
import type { App, Refusal } from '../../src/app/app.ts'
import { type Env, type Parts, personOf } from '../env.ts'
import { readNewPerson, readRoles } from '../forms/account.ts'
import { type Fields, noFields, readFields } from '../forms/fields.ts'
import { done, page } from '../respond.tsx'
import { ErrorPage } from '../views/error-page.tsx'
import { PeoplePage } from '../views/people.tsx'
import { PersonPage } from '../views/person.tsx'

/** The people who may sign in: add one, change roles and classes, set a new password, remove. */
export function peoplePages({ app }: Parts): Hono<Env> {
  const pages = new Hono<Env>()
  const show = (c: Context<Env>, fields: Fields, problem?: Refusal) => showPeople(app, c, { fields }, problem)

  const find = async (c: Context<Env>) => (await app.accounts.people()).find(({ id }) => id === c.req.param('id'))

  async function showOne(c: Context<Env>, problem?: Refusal) {
    const person = await find(c)
    if (!person) return page(c, <ErrorPage view={c.var.view} kind="missing" />, 404)
    const { classes } = app.school.policy()
    return page(
      c,
      <PersonPage view={c.var.view} person={person} classes={classes} problem={problem} />,
      problem ? 422 : 200,
    )
  }

  pages.get('/people', (c) => show(c, noFields))

  pages.post('/people', async (c) => {
    const fields = await readFields(c)
    const added = await app.accounts.add(personOf(c), readNewPerson(fields))
    return added.ok ? done(c, '/people', 'added') : show(c, fields, added)
  })

  pages.get('/people/:id', (c) => showOne(c))

  pages.post('/people/:id', async (c) => {
    const fields = await readFields(c)
    const change = { name: fields.text('name'), roles: readRoles(fields), classes: fields.all('class') }
    const changed = await app.accounts.update(personOf(c), c.req.param('id'), change)
    return changed.ok ? done(c, '/people', 'saved') : showOne(c, changed)
  })

  pages.post('/people/:id/password', async (c) => {
    const [fields, person] = await Promise.all([readFields(c), find(c)])
    if (!person) return showOne(c)
    const set = await app.accounts.setPassword(personOf(c), person.login, fields.raw('password'))
    return set.ok ? done(c, '/people', 'password') : showOne(c, set)
  })

  pages.post('/people/:id/remove', async (c) => {
    const removed = await app.accounts.remove(personOf(c), c.req.param('id'))
    return removed.ok ? done(c, '/people', 'removed') : showOne(c, removed)
  })

  return pages
}

/** Everyone with an account, with what was typed of a new one or of an invitation where that was refused. */
export async function showPeople(
  app: App,
  c: Context<Env>,
  typed: { readonly fields?: Fields; readonly invited?: Fields },
  problem?: Refusal,
): Promise<Response> {
  const [people, open] = await Promise.all([app.accounts.people(), app.invitations.open(personOf(c))])
  const { classes } = app.school.policy()
  const props = { people, classes, open, problem, fields: typed.fields ?? noFields, invited: typed.invited ?? noFields }
  return page(c, <PeoplePage view={c.var.view} {...props} />, problem ? 422 : 200)
}
