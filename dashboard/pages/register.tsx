import type { Context } from 'hono'
import { Hono } from 'hono'
import type { MeasureWish, Refusal } from '../../src/app/app.ts'
import { type Env, editorOf, type Parts } from '../env.ts'
import { type Fields, noFields, readFields } from '../forms/fields.ts'
import { done, page } from '../respond.tsx'
import { RegisterPage } from '../views/register.tsx'

/** The register of measures, as a director or a coordinator keeps it. */
export function registerPages({ app }: Parts): Hono<Env> {
  const pages = new Hono<Env>()

  const show = (c: Context<Env>, fields: Fields, problem?: Refusal) => {
    const { clauses, teachersMayExclude } = app.school.policy()
    return page(
      c,
      <RegisterPage
        view={c.var.view}
        register={app.measures.register()}
        clauses={clauses}
        teachersMay={teachersMayExclude === true}
        fields={fields}
        problem={problem}
      />,
      problem ? 422 : 200,
    )
  }

  pages.get('/register', (c) => show(c, noFields))

  pages.post('/register', async (c) => {
    const fields = await readFields(c)
    const set = await app.register.set(editorOf(c, fields), wishOf(fields))
    return set.ok ? done(c, '/register', 'added') : show(c, fields, set)
  })

  pages.post('/register-teachers', async (c) => {
    const fields = await readFields(c)
    const set = await app.register.letTeachersExclude(editorOf(c, fields), fields.has('may'))
    return set.ok ? done(c, '/register', 'saved') : show(c, noFields, set)
  })

  pages.post('/register/:id', async (c) => {
    const fields = await readFields(c)
    const set = await app.register.set(editorOf(c, fields), { ...wishOf(fields), id: c.req.param('id') })
    return set.ok ? done(c, '/register', 'saved') : show(c, noFields, set)
  })

  pages.post('/register/:id/remove', async (c) => {
    const removed = await app.register.remove(editorOf(c, await readFields(c)), c.req.param('id'))
    return removed.ok ? done(c, '/register', 'removed') : show(c, noFields, removed)
  })

  return pages
}

function wishOf(fields: Fields): MeasureWish {
  const clause = fields.optional('clause')
  const flags = fields.all('flag')
  return {
    offence: inBoth(fields, 'offence'),
    measure: inBoth(fields, 'measure'),
    parents: flags.includes('parents'),
    police: flags.includes('police'),
    ...(clause === undefined ? {} : { clause }),
  }
}

function inBoth(fields: Fields, name: string): MeasureWish['offence'] {
  const [nl, en] = [fields.optional(`${name}-nl`), fields.optional(`${name}-en`)]
  return { ...(nl === undefined ? {} : { nl }), ...(en === undefined ? {} : { en }) }
}
