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
    const tooFew = !found.ok && found.problem === 'too-few-devices' ? found : undefined
    if ((!found.ok && tooFew === undefined) || ofClass === undefined) {
      const refused = found.ok ? undefined : found
      return page(c, <ChooseClass view={c.var.view} {...{ classes, others }} problem={refused} />, 404)
    }
    const props = { of: ofClass, blocked: found.ok ? found.value : found, fields, problem }
    return page(c, <SnagsPage view={c.var.view} {...props} />, problem ? 422 : 200)
  }

  pages.get('/now/:class/snags', (c) => show(c, noFields))

  pages.post('/now/:class/snags', async (c) => {
    const fields = await readFields(c)
    const key = fields.optional('key')
    const [person, id] = [personOf(c), classOf(c)]
    if (key === undefined) {
      const noted = await app.snags.note(person, id, fields.text('note'))
      return noted.ok ? done(c, classPath(id), 'noted') : show(c, fields, noted)
    }
    const opened = await app.snags.open(person, id, key)
    return opened.ok ? done(c, classPath(id), 'opened', { close: opened.value.id }) : show(c, fields, opened)
  })

  return pages
}
