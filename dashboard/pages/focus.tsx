import { type Context, Hono } from 'hono'
import type { FocusProblem, FocusView, ListedCheck, Outcome, Refusal } from '../../src/app/app.ts'
import { type Env, type Parts, personOf } from '../env.ts'
import { type Fields, noFields, readFields } from '../forms/fields.ts'
import { readExam, readFocusEnd, readListed } from '../forms/focus.ts'
import { done, page } from '../respond.tsx'
import { ChooseClass } from '../views/choose-class.tsx'
import { FocusPage } from '../views/focus.tsx'
import { classPath, gatherClass, gatherClasses } from './class-page.ts'
import { examRooms } from './taking-back.ts'

/** "Only these sites" and exams: what is listed, the look beforehand, beginning, and more time. */
export function focusPages({ app }: Parts): Hono<Env> {
  const pages = new Hono<Env>()
  const classOf = (c: Context<Env>) => c.req.param('class') ?? ''

  async function show(
    c: Context<Env>,
    fields: Fields,
    problem?: Refusal,
    { checks, confirm }: { readonly checks?: readonly ListedCheck[]; readonly confirm?: string } = {},
  ) {
    const [held, classes] = await Promise.all([gatherClass(app, c), gatherClasses(app, c)])
    if (!held.ok) return page(c, <ChooseClass view={c.var.view} {...classes} problem={held} />, 404)
    const props = {
      page: held.value,
      classes: classes.classes,
      fields,
      problem,
      checks,
      confirm,
    }
    return page(c, <FocusPage view={c.var.view} {...props} />, problem ? 422 : 200)
  }

  /** What the look beforehand finds for the class that the page is about; with the exam, at the moment it begins. */
  const check = (c: Context<Env>, fields: Fields, at?: number) =>
    app.focus.check(personOf(c), classOf(c), readListed(fields), at)

  type Begun = Outcome<readonly FocusView[], FocusProblem>
  const begin = async (c: Context<Env>, fields: Fields): Promise<Begun> => {
    const end = readFocusEnd(fields)
    const begun = end.ok ? await app.focus.begin(personOf(c), classOf(c), readListed(fields), end.value) : end
    return begun.ok ? { ok: true, value: [begun.value] } : begun
  }

  const beginExam = async (c: Context<Env>, fields: Fields): Promise<Begun> => {
    const exam = readExam(fields, app.zone, app.clock())
    return exam.ok ? app.focus.beginExam(personOf(c), exam.value) : exam
  }

  /** What runs by now: what begins takes the place of some of it. */
  const runningIds = async (c: Context<Env>) =>
    (await app.focus.running(personOf(c))).filter(({ from }) => from <= c.var.view.now).map(({ id }) => id)

  pages.get('/now/:class/focus', (c) => show(c, noFields))

  pages.post('/now/:class/focus', async (c) => {
    const fields = await readFields(c)
    const isExam = fields.text('do') === 'exam' || fields.text('do') === 'exam-anyway'
    const exam = isExam ? readExam(fields, app.zone, app.clock()) : undefined
    if (exam?.ok === false) return show(c, fields, exam)
    const checked = await check(c, fields, exam?.value.from)
    if (!checked.ok) return show(c, fields, checked)
    const isFine = checked.value.every(({ state, needs }) => state === 'ok' && needs.length === 0)
    const goesOn = fields.text('do').endsWith('anyway') || (fields.text('do') !== 'check' && isFine)
    if (!goesOn) return show(c, fields, undefined, { checks: checked.value })
    const before = await runningIds(c)
    const begun = isExam ? await beginExam(c, fields) : await begin(c, fields)
    if (!begun.ok) return show(c, fields, begun, { checks: checked.value })
    const left = await runningIds(c)
    const ended = before.filter((id) => !left.includes(id))
    return done(c, classPath(classOf(c)), wordOf(isExam, begun.value, app.clock()), {
      stop: begun.value.map(({ id }) => id).join(' '),
      ...(ended.length === 0 ? {} : { restore: ended.join(' ') }),
    })
  })

  pages.post('/now/:class/focus/:focus/time', async (c) => {
    const fields = await readFields(c)
    const added = await app.focus.addTime(personOf(c), c.req.param('focus'), Number(fields.text('minutes')))
    return added.ok ? done(c, `${classPath(classOf(c))}/focus`, 'timeAdded') : show(c, noFields, added)
  })

  pages.post('/now/:class/exams/:exam/rooms', async (c) => {
    const fields = await readFields(c)
    const room = { class: fields.text('room'), extraMinutes: Number(fields.text('extra') || '0') }
    const added = await app.focus.addRoom(personOf(c), c.req.param('exam'), room)
    return added.ok ? done(c, `${classPath(classOf(c))}/focus`, 'roomAdded') : show(c, noFields, added)
  })

  pages.post('/now/:class/exams/:exam/end', async (c) => {
    const [fields, id] = [await readFields(c), c.req.param('exam')]
    const rooms = await examRooms(app, personOf(c), id)
    const ended = await app.focus.endExam(personOf(c), id, fields.has('sure'))
    if (ended.ok) return done(c, classPath(classOf(c)), 'examEnded', { restore: rooms })
    return show(c, noFields, ended, ended.problem === 'confirm-end' ? { confirm: c.req.path } : {})
  })

  return pages
}

/** What is said of what was begun: an exam may be for later. */
function wordOf(isExam: boolean, begun: readonly FocusView[], now: number): 'examBegun' | 'examSet' | 'focused' {
  if (!isExam) return 'focused'
  return begun.some(({ from }) => from <= now) ? 'examBegun' : 'examSet'
}
