import { type Context, Hono } from 'hono'
import type { Refusal } from '../../src/app/app.ts'
import { type Env, editorOf, type Parts, personOf } from '../env.ts'
import { type Fields, noFields, readFields } from '../forms/fields.ts'
import { done, page } from '../respond.tsx'
import { ClassesPage } from '../views/classes.tsx'

/** The classes, with whose they are and how many devices they have. */
export function classPages({ app }: Parts): Hono<Env> {
  const pages = new Hono<Env>()

  async function show(c: Context<Env>, fields: Fields, problem?: Refusal) {
    const [devices, people] = await Promise.all([app.devices.devices(personOf(c)), app.accounts.people()])
    const { classes, timetables } = app.school.policy()
    const rows = classes.map((each) => ({
      class: each,
      devices: devices.filter((device) => device.known && device.classes.includes(each.id)).length,
      people: people.filter((person) => person.classes.includes(each.id)).map(({ name }) => name),
    }))
    return page(
      c,
      <ClassesPage view={c.var.view} rows={rows} timetables={timetables} fields={fields} problem={problem} />,
      problem ? 422 : 200,
    )
  }

  pages.get('/classes', (c) => show(c, noFields))

  pages.post('/classes', async (c) => {
    const fields = await readFields(c)
    const added = await app.school.addClass(personOf(c), fields.text('name'), fields.optional('timetable'))
    return added.ok ? done(c, '/classes', 'added') : show(c, fields, added)
  })

  pages.post('/classes/:id/remove', async (c) => {
    const removed = await app.school.removeClass(editorOf(c, await readFields(c)), c.req.param('id'))
    return removed.ok ? done(c, '/classes', 'removed') : show(c, noFields, removed)
  })

  return pages
}
