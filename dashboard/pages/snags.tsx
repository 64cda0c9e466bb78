import { type Context, Hono } from 'hono'
import type { Refusal } from '../../src/app/app.ts'
import { type Env, type Parts, personOf } from '../env.ts'
import { type Fields, noFields, readFields } from '../forms/fields.ts'
import { done, page } from '../respond.tsx'
import { ChooseClass } from '../views/choose-class.tsx'
import { SnagsPage } from '../views/snags.tsx'
import { classPath, gatherClasses } from './class-page.ts'

/** "Er werkt iets niet": what was just held back for a class, opened with one tap, and a note to the coordinator. */
export function snagPages({ app }: Parts): Hono<Env> {
  const pages = new Hono<Env>()
  const classOf = (c: Context<Env>) => c.req.param('class') ?? ''

  async function show(c: Context<Env>, fields: Fields, problem?: Refusal) {
    const { classes, others } = await gatherClasses(app, c)
    const [found, ofClass] = [
      await app.snags.justBlocked(personOf(c), classOf(c)),
      [...classes, ...others].find(({ id }) => id === classOf(c)),
    ]
    if (!found.ok || ofClass === undefined) {
      const refused = found.ok ? undefined : found
      return page(c, <ChooseClass view={c.var.view} {...{ classes, others }} problem={refused} />, 404)
    }
    const props = { of: ofClass, blocked: found.value, fields, problem }
    return page(c, <SnagsPage view={c.var.view} {...props} />, problem ? 422 : 200)
  }

  pages.get('/now/:class/snags', (c) => show(c, noFields))

  pages.post('/now/:class/snags', async (c) => {
    const fields = await readFields(c)
    const key = fields.optional('key')
    const [person, id] = [personOf(c), classOf(c)]
    const told =
      key === undefined ? await app.snags.note(person, id, fields.text('note')) : await app.snags.open(person, id, key)
    if (!told.ok) return show(c, fields, told)
    return done(c, classPath(id), key === undefined ? 'noted' : 'opened')
  })

  return pages
}
