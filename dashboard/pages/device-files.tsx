import { type Context, Hono } from 'hono'
import type { Refusal, SideDoorSigns } from '../../src/app/app.ts'
import type { DeviceLine } from '../../src/app/devices/device-files.ts'
import { type Env, type Parts, personOf } from '../env.ts'
import { readFields } from '../forms/fields.ts'
import { readTableText } from '../forms/setup.ts'
import { done, page } from '../respond.tsx'
import { Uploads } from '../uploads.ts'
import { DeviceFilePage } from '../views/device-files.tsx'
import { SignsPage } from '../views/device-signs.tsx'

/** Devices from and into a file, and what was noticed of them. Before the pages of one device: these addresses are none. */
export function deviceFilePages({ app }: Parts): Hono<Env> {
  const pages = new Hono<Env>()
  const uploads = new Uploads()

  const showFile = (c: Context<Env>, lines?: readonly DeviceLine[], problem?: Refusal, upload = '') =>
    page(c, <DeviceFilePage view={c.var.view} lines={lines} upload={upload} problem={problem} />, problem ? 422 : 200)

  pages.get('/devices/import', (c) => showFile(c))

  pages.post('/devices/import', async (c) => {
    const text = await readTableText(c)
    if (text === undefined) return showFile(c, undefined, { ok: false, problem: 'no-file' })
    const read = await app.deviceFiles.preview(personOf(c), text)
    if (!read.ok) return showFile(c, undefined, read)
    return showFile(c, read.value.lines, undefined, uploads.keep(personOf(c).id, text, c.var.view.now))
  })

  pages.post('/devices/import/take', async (c) => {
    const text = uploads.of(personOf(c).id, (await readFields(c)).text('upload'), c.var.view.now)
    if (text === undefined) return showFile(c, undefined, { ok: false, problem: 'file-gone' })
    const taken = await app.deviceFiles.take(personOf(c), text)
    return taken.ok ? done(c, '/devices', 'imported') : showFile(c, undefined, taken)
  })

  pages.get('/devices.csv', async (c) => {
    const written = await app.deviceFiles.write(personOf(c))
    if (!written.ok) return c.body(null, 403)
    c.header('Content-Disposition', 'attachment; filename="apparaten.csv"')
    c.header('Cache-Control', 'no-store')
    return c.body(written.value, 200, { 'Content-Type': 'text/csv; charset=utf-8' })
  })

  async function showSigns(c: Context<Env>, signs?: readonly SideDoorSigns[], problem?: Refusal) {
    const busy = await app.busyDevices.lastDays(personOf(c))
    return page(c, <SignsPage view={c.var.view} busy={busy} signs={signs} problem={problem} />, problem ? 422 : 200)
  }

  pages.get('/devices/signs', (c) => showSigns(c))

  pages.post('/devices/signs', async (c) => {
    const looked = await app.sideDoors.look(personOf(c), (await readFields(c)).text('reason'))
    return looked.ok ? showSigns(c, looked.value) : showSigns(c, undefined, looked)
  })

  return pages
}
