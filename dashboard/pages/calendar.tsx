import { type Context, Hono } from 'hono'
import type { IcsPurpose, Refusal } from '../../src/app/app.ts'
import { type Env, editorOf, type Parts, personOf } from '../env.ts'
import { type Fields, noFields, readFields } from '../forms/fields.ts'
import { readPurpose } from '../forms/hours.ts'
import { done, page } from '../respond.tsx'
import { Uploads } from '../uploads.ts'
import { CalendarFilePage, type FileFound } from '../views/calendar-file.tsx'

/** What comes out of a calendar file: first what it would change, then the change. */
export function calendarPages({ app }: Parts): Hono<Env> {
  const pages = new Hono<Env>()
  const uploads = new Uploads()

  const show = (c: Context<Env>, fields: Fields, found?: FileFound, problem?: Refusal) => {
    const props = { view: c.var.view, policy: app.school.policy(), fields, found, problem }
    return page(c, <CalendarFilePage {...props} />, problem ? 422 : 200)
  }

  async function preview(c: Context<Env>, fields: Fields, upload: string, text: string, as: IcsPurpose, why?: Refusal) {
    const read = await app.calendar.previewIcs(personOf(c), text, as)
    return read.ok ? show(c, fields, { upload, as, preview: read.value }, why) : show(c, fields, undefined, read)
  }

  pages.get('/calendar/file', (c) => show(c, noFields))

  pages.post('/calendar/file', async (c) => {
    const fields = await readFields(c)
    const text = await fileOf(c)
    if (text === undefined) return show(c, fields, undefined, { ok: false, problem: 'file-missing' })
    const upload = uploads.keep(personOf(c).id, text, c.var.view.now)
    return preview(c, fields, upload, text, readPurpose(fields))
  })

  pages.post('/calendar/file/take', async (c) => {
    const fields = await readFields(c)
    const upload = fields.text('upload')
    const text = uploads.of(personOf(c).id, upload, c.var.view.now)
    if (text === undefined) return show(c, fields, undefined, { ok: false, problem: 'file-gone' })
    const as = readPurpose(fields)
    const lines = as === 'holidays' ? fields.all('line').map(Number) : undefined
    const taken = await app.calendar.applyIcs(editorOf(c, fields), text, as, lines)
    if (!taken.ok) return preview(c, fields, upload, text, as, taken)
    return done(c, '/timetable', 'added')
  })

  return pages
}

/** The text of the file that was sent along; undefined where there is none. */
async function fileOf(c: Context<Env>): Promise<string | undefined> {
  try {
    const file = (await c.req.formData()).get('file')
    return file instanceof File && file.size > 0 ? await file.text() : undefined
  } catch {
    return undefined
  }
}
