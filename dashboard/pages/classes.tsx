import { type Context, Hono } from 'hono'
import type { DeviceView, Person, Refusal } from '../../src/app/app.ts'
import { type Env, editorOf, type Parts, personOf } from '../env.ts'
import { type Fields, noFields, readFields } from '../forms/fields.ts'
import { done, page } from '../respond.tsx'
import { ClassPage } from '../views/class-form.tsx'
import { ClassesPage } from '../views/classes.tsx'
import { ErrorPage } from '../views/error-page.tsx'

/** The classes, with whose they are and how many devices they have. */
export function classPages({ app }: Parts): Hono<Env> {
  const pages = new Hono<Env>()

  async function show(c: Context<Env>, fields: Fields, problem?: Refusal) {
    const [devices, people] = await Promise.all([app.devices.devices(personOf(c)), app.accounts.people()])
    const { classes, timetables, school } = app.school.policy()
    const rows = classes.map((each) => ({ class: each, ...membersOf(each.id, devices, people) }))
    return page(
      c,
      <ClassesPage
        view={c.var.view}
        rows={rows}
        timetables={timetables}
        othersMay={school.otherClasses !== false}
        fields={fields}
        problem={problem}
      />,
      problem ? 422 : 200,
    )
  }

  pages.get('/classes', (c) => show(c, noFields))

  pages.post('/classes', async (c) => {
    const fields = await readFields(c)
    const added = await app.school.addClass(personOf(c), fields.text('name'), readClass(fields))
    // Its devices and people are the next step: without them nothing can be done for it.
    return added.ok ? done(c, `/classes/${encodeURIComponent(added.value.id)}`, 'added') : show(c, fields, added)
  })

  pages.post('/other-classes', async (c) => {
    const fields = await readFields(c)
    const set = await app.school.setOtherClasses(editorOf(c, fields), fields.has('may'))
    return set.ok ? done(c, '/classes', 'saved') : show(c, noFields, set)
  })

  async function one(c: Context<Env>, id: string, problem?: Refusal, fields?: Fields) {
    const { classes, timetables } = app.school.policy()
    const found = classes.find((known) => known.id === id)
    if (!found) return page(c, <ErrorPage view={c.var.view} kind="missing" />, 404)
    const members = membersOf(id, await app.devices.devices(personOf(c)), await app.accounts.people())
    const settings = fields ? { ...readClass(fields), name: fields.text('name') } : found
    const props = { view: c.var.view, class: found, timetables, settings, problem, ...members }
    return page(c, <ClassPage {...props} />, problem ? 422 : 200)
  }

  pages.get('/classes/:id', (c) => one(c, c.req.param('id')))

  pages.post('/classes/:id', async (c) => {
    const fields = await readFields(c)
    const settings = { ...readClass(fields), ...(fields.has('name') && { name: fields.text('name') }) }
    const set = await app.school.setClass(editorOf(c, fields), c.req.param('id'), settings)
    return set.ok ? done(c, '/classes', 'saved') : one(c, c.req.param('id'), set, fields)
  })

  pages.post('/classes/:id/remove', async (c) => {
    const removed = await app.school.removeClass(editorOf(c, await readFields(c)), c.req.param('id'))
    return removed.ok ? done(c, '/classes', 'removed') : show(c, noFields, removed)
  })

  return pages
}

/** How many enrolled devices a class has, and who teaches it. */
const membersOf = (id: string, devices: readonly DeviceView[], people: readonly Person[]) => ({
  devices: devices.filter(({ known, classes }) => known && classes.includes(id)).length,
  people: people.filter(({ classes }) => classes.includes(id)).map(({ name }) => name),
})

const readClass = (fields: Fields) => ({
  timetable: fields.optional('timetable') ?? null,
  room: fields.has('room'),
})
