import type { Context } from 'hono'
import { Hono } from 'hono'
import type { Refusal } from '../../src/app/app.ts'
import { type Env, type Parts, personOf } from '../env.ts'
import { file } from '../file.ts'
import { readPicked, readWall, wallText } from '../forms/directing.ts'
import { Fields, noFields, readFields } from '../forms/fields.ts'
import { done, page } from '../respond.tsx'
import { IncidentPage } from '../views/incident.tsx'
import { IncidentsPage } from '../views/incidents.tsx'

const WEEK = 7 * 24 * 3600_000

/** Incidents: opening one, looking at it, noting, closing, and its papers. */
export function incidentPages({ app }: Parts): Hono<Env> {
  const pages = new Hono<Env>()

  const showAll = async (c: Context<Env>, fields: Fields, problem?: Refusal) => {
    const person = personOf(c)
    const { now } = c.var.view
    return page(
      c,
      <IncidentsPage
        view={c.var.view}
        incidents={await app.incidents.list(person)}
        picked={readPicked(fields, app.measures.choices(person))}
        classes={app.school.policy().classes}
        usual={{ from: wallText(now - WEEK, app.zone), until: wallText(now, app.zone) }}
        fields={fields}
        problem={problem}
      />,
      problem ? 422 : 200,
    )
  }
  const showOne = async (c: Context<Env>, id: string, problem?: Refusal) => {
    const looked = await app.incidents.look(personOf(c), id)
    if (!looked.ok) return showAll(c, noFields, looked)
    return page(c, <IncidentPage view={c.var.view} incident={looked.value} problem={problem} />, problem ? 422 : 200)
  }

  pages.get('/incidents', (c) => showAll(c, new Fields(new URL(c.req.url).searchParams)))

  pages.post('/incidents', async (c) => {
    const fields = await readFields(c)
    const opened = await app.incidents.open(personOf(c), {
      device: fields.text('device'),
      reason: fields.text('reason'),
      from: readWall(fields.text('from'), app.zone) ?? Number.NaN,
      until: readWall(fields.text('until'), app.zone) ?? Number.NaN,
    })
    return opened.ok ? done(c, `/incidents/${opened.value.id}`, 'recorded') : showAll(c, fields, opened)
  })

  pages.get('/incidents/:id', (c) => showOne(c, c.req.param('id')))

  pages.get('/incidents/:id/pdf/:whom', async (c) => {
    const whom = c.req.param('whom')
    if (whom !== 'file' && whom !== 'board') return c.notFound()
    const letter = await app.incidents.print(personOf(c), c.req.param('id'), whom)
    if (!letter.ok) return showAll(c, noFields, letter)
    const { language } = c.var.view
    return file(c, await app.papers.pdf(app.papers.letter(letter.value, language)), 'pdf', letter.value[language].title)
  })

  pages.post('/incidents/:id/note', async (c) => {
    const id = c.req.param('id')
    const noted = await app.incidents.note(personOf(c), id, (await readFields(c)).text('note'))
    return noted.ok ? done(c, `/incidents/${id}`, 'recorded') : showOne(c, id, noted)
  })

  pages.post('/incidents/:id/close', async (c) => {
    const id = c.req.param('id')
    const closed = await app.incidents.close(personOf(c), id)
    return closed.ok ? done(c, `/incidents/${id}`, 'ended') : showOne(c, id, closed)
  })

  pages.post('/incidents/:id/erase', async (c) => {
    const erased = await app.incidents.erase(personOf(c), c.req.param('id'))
    return erased.ok ? done(c, '/incidents', 'removed') : showAll(c, noFields, erased)
  })

  return pages
}
