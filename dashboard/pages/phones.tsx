import { type Context, Hono } from 'hono'
import type { About, Refusal } from '../../src/app/app.ts'
import { type Env, type Parts, personOf } from '../env.ts'
import { type Fields, noFields, readFields } from '../forms/fields.ts'
import { done, page } from '../respond.tsx'
import { ChooseClass } from '../views/choose-class.tsx'
import { ErrorPage } from '../views/error-page.tsx'
import { LetterPage } from '../views/letter.tsx'
import { PhonePage } from '../views/phone.tsx'
import { classPath } from './class-page.ts'

/** "Telefoon ingenomen", its note for parents, and, where the school lets teachers, exclusion until the end of the day. */
export function phonePages({ app }: Parts): Hono<Env> {
  const pages = new Hono<Env>()
  const classOf = (c: Context<Env>) => c.req.param('class') ?? ''
  const pathOf = (c: Context<Env>) => `${classPath(classOf(c))}/phone`

  async function show(c: Context<Env>, fields: Fields, problem?: Refusal) {
    const person = personOf(c)
    const [classes, taken, excluded] = await Promise.all([
      app.desk.classesOf(person),
      app.measures.taken(person),
      app.exclusions.running(person),
    ])
    const ofClass = classes.find(({ id }) => id === classOf(c))
    if (ofClass === undefined) {
      const refused = { ok: false, problem: 'not-your-class' } as const
      return page(c, <ChooseClass view={c.var.view} classes={classes} others={[]} problem={refused} />, 404)
    }
    const props = {
      of: ofClass,
      devices: app.measures.choices(person).filter((device) => device.classes.includes(ofClass.id)),
      register: app.measures.register(),
      mayExclude: person.roles.includes('director') || app.school.policy().teachersMayExclude === true,
      mine: taken.filter(({ mine }) => mine),
      excluded: excluded.filter((one) => one.classes.includes(ofClass.id) && one.mine),
      fields,
      problem,
    }
    return page(c, <PhonePage view={c.var.view} {...props} />, problem ? 422 : 200)
  }

  pages.get('/now/:class/phone', (c) => show(c, noFields))

  pages.post('/now/:class/phone', async (c) => {
    const fields = await readFields(c)
    const device = fields.optional('device')
    const about: About = device === undefined ? { class: classOf(c) } : { device }
    const offence = fields.optional('offence')
    const why = { why: fields.text('why'), ...(offence === undefined ? {} : { offence }) }
    const taken = await app.measures.takePhone(personOf(c), about, why)
    return taken.ok ? done(c, pathOf(c), 'recorded') : show(c, fields, taken)
  })

  pages.get('/now/:class/phone/:measure', async (c) => {
    const letters = await app.measures.letter(personOf(c), c.req.param('measure'), 'parents')
    const { view } = c.var
    if (!letters.ok) return page(c, <ErrorPage view={view} kind="missing" />, 404)
    // It goes to people at home: in the language of the school, whatever the one who prints it reads.
    const { language } = app.school.policy().school
    return page(c, <LetterPage view={view} letter={letters.value[language]} language={language} back={pathOf(c)} />)
  })

  pages.post('/now/:class/phone/:measure/end', async (c) => {
    const ended = await app.measures.end(personOf(c), c.req.param('measure'))
    return ended.ok ? done(c, pathOf(c), 'measureEnded') : show(c, noFields, ended)
  })

  pages.post('/now/:class/exclusions', async (c) => {
    const fields = await readFields(c)
    const what = { device: fields.text('device'), reason: fields.text('reason'), until: 'end-of-day' } as const
    const excluded = await app.exclusions.exclude(personOf(c), what)
    return excluded.ok ? done(c, pathOf(c), 'excluded') : show(c, fields, excluded)
  })

  pages.post('/now/:class/exclusions/:exclusion/lift', async (c) => {
    const lifted = await app.exclusions.lift(personOf(c), c.req.param('exclusion'))
    return lifted.ok ? done(c, pathOf(c), 'lifted') : show(c, noFields, lifted)
  })

  return pages
}
