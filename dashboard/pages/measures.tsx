import type { Context } from 'hono'
import { Hono } from 'hono'
import type { Refusal, TakenMeasure } from '../../src/app/app.ts'
import { type Env, type Parts, personOf, type View } from '../env.ts'
import { file } from '../file.ts'
import { readPicked } from '../forms/directing.ts'
import { Fields, noFields, readFields } from '../forms/fields.ts'
import { done, page } from '../respond.tsx'
import { MeasuresPage } from '../views/measures.tsx'

/** The measures that were taken, with their letters. */
export function measurePages({ app }: Parts): Hono<Env> {
  const pages = new Hono<Env>()

  const show = async (c: Context<Env>, fields: Fields, problem?: Refusal) => {
    const person = personOf(c)
    return page(
      c,
      <MeasuresPage
        view={c.var.view}
        taken={await app.measures.taken(person)}
        register={app.measures.register()}
        picked={readPicked(fields, app.measures.choices(person))}
        classes={app.school.policy().classes}
        fields={fields}
        problem={problem}
      />,
      problem ? 422 : 200,
    )
  }

  pages.get('/measures', (c) => show(c, new Fields(new URL(c.req.url).searchParams)))

  pages.post('/measures', async (c) => {
    const person = personOf(c)
    const fields = await readFields(c)
    const device = fields.optional('device')
    const about = device === undefined ? { class: fields.text('of-class') } : { device }
    const offence = fields.optional('offence')
    const why = { why: fields.text('why'), ...(offence === undefined ? {} : { offence }) }
    const kind = fields.text('kind')
    const taken =
      kind === 'phone-taken'
        ? await app.measures.takePhone(person, about, why)
        : await app.measures.record(person, about, kind === 'warning' ? 'warning' : 'other', why)
    return taken.ok ? done(c, '/measures', 'recorded') : show(c, fields, taken)
  })

  pages.post('/measures/:id/end', async (c) => {
    const ended = await app.measures.end(personOf(c), c.req.param('id'))
    return ended.ok ? done(c, '/measures', 'ended') : show(c, noFields, ended)
  })

  pages.get('/measures/:id/letter/:whom', async (c) => {
    const whom = c.req.param('whom')
    if (whom !== 'parents' && whom !== 'file') return c.notFound()
    const letter = await app.measures.letter(personOf(c), c.req.param('id'), whom)
    if (!letter.ok) return show(c, noFields, letter)
    // A letter goes to people at home: in the language of the school, whatever the one who prints it reads.
    const { language } = app.school.policy().school
    return file(c, await app.papers.pdf(app.papers.letter(letter.value, language)), 'pdf', letter.value[language].title)
  })

  pages.get('/measures.csv', async (c) => {
    const { view } = c.var
    const rows = (await app.measures.taken(personOf(c))).map((measure) => lineOf(view, measure))
    return file(c, app.papers.csv(view.t.directing.measures.csvColumns, rows), 'csv', view.t.directing.measures.title)
  })

  pages.get('/measures.pdf', async (c) => {
    const { view } = c.var
    const t = view.t.directing.measures
    const rows = (await app.measures.taken(personOf(c))).map((measure) => lineOf(view, measure))
    const columns = t.csvColumns.map((text) => ({ text }))
    const table = { kind: 'table', caption: t.taken, columns, rows } as const
    const paper = app.papers.paper({ language: view.language, title: t.title, blocks: [table] })
    return file(c, await app.papers.pdf(paper), 'pdf', t.title)
  })

  const lineOf = ({ t, say, moments }: View, measure: TakenMeasure): readonly string[] => {
    const { classes } = app.school.policy()
    const when = (at: number | undefined) => (at === undefined ? '' : moments.iso(at).slice(0, 16).replace('T', ' '))
    return [
      t.directing.measures.kinds[measure.kind],
      measure.offence ? say(measure.offence.offence) : '',
      classes.find(({ id }) => id === measure.class)?.name ?? '',
      when(measure.from),
      when(measure.until),
      measure.by,
      measure.why,
    ]
  }

  return pages
}
