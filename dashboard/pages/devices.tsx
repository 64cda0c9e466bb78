import { type Context, Hono } from 'hono'
import type { DeviceView, MedicalMark, Refusal } from '../../src/app/app.ts'
import { type Env, type Parts, personOf } from '../env.ts'
import { readDevice } from '../forms/device.ts'
import { filtered, filterQuery, readDeviceFilter } from '../forms/device-filter.ts'
import { Fields, noFields, readFields } from '../forms/fields.ts'
import { done, page } from '../respond.tsx'
import { DevicePage } from '../views/device.tsx'
import { DeviceDataPage } from '../views/device-data.tsx'
import { DevicesPage } from '../views/devices.tsx'
import { ErrorPage } from '../views/error-page.tsx'

/** Devices: the unknown ones with one tap to enrol them, the known ones to change or erase. */
export function devicePages({ app }: Parts): Hono<Env> {
  const pages = new Hono<Env>()

  async function show(c: Context<Env>, fields: Fields, problem?: Refusal) {
    const devices = await app.devices.devices(personOf(c))
    const asked = new Fields(Object.entries(c.req.query()))
    const filter = readDeviceFilter(asked)
    return page(
      c,
      <DevicesPage
        view={c.var.view}
        policy={app.school.policy()}
        devices={filtered(devices, filter)}
        of={devices.length}
        filter={filter}
        fields={fields}
        problem={problem}
        to={fields.optional('to') ?? asked.optional('to')}
        placed={app.placing.recent(personOf(c), asked.text('placed'))}
      />,
      problem ? 422 : 200,
    )
  }

  async function showOne(c: Context<Env>, problem?: Refusal, mark?: MedicalMark) {
    const device = (await app.devices.devices(personOf(c))).find(({ id }) => id === c.req.param('id'))
    if (!device) return page(c, <ErrorPage view={c.var.view} kind="missing" />, 404)
    return page(
      c,
      <DevicePage view={c.var.view} policy={app.school.policy()} device={device} mark={mark} problem={problem} />,
      problem ? 422 : 200,
    )
  }

  /** The form filled in with what is known of an unknown device. */
  async function prefilled(c: Context<Env>): Promise<Fields> {
    const devices = await app.devices.devices(personOf(c))
    const device = devices.find(({ id, known }) => !known && id === c.req.query('enrol'))
    return device ? fieldsOf(device) : noFields
  }

  pages.get('/devices', async (c) => show(c, await prefilled(c)))

  pages.post('/devices', async (c) => {
    const fields = await readFields(c)
    const enrolled = await app.devices.enrol(personOf(c), readDevice(fields))
    return enrolled.ok ? done(c, back(c), 'enrolled') : show(c, fields, enrolled)
  })

  const back = (c: Context<Env>) =>
    `/devices${filterQuery(readDeviceFilter(new Fields(Object.entries(c.req.query()))))}`

  pages.post('/devices/classes', async (c) => {
    const fields = await readFields(c)
    const [devices, to, path] = [fields.all('device'), fields.text('to'), back(c)]
    const placed = await app.placing.place(personOf(c), { devices, class: to, into: fields.text('do') !== 'from' })
    if (!placed.ok) return show(c, fields, placed)
    const more = new URLSearchParams({ to, placed: placed.value.id })
    return c.redirect(`${path}${path.includes('?') ? '&' : '?'}${more}`, 303)
  })

  pages.post('/devices/classes/undo', async (c) => {
    const fields = await readFields(c)
    const taken = await app.placing.takeBack(personOf(c), fields.text('id'))
    return taken.ok ? done(c, back(c), 'takenBack') : show(c, fields, taken)
  })

  pages.get('/devices/:id', (c) => showOne(c))

  pages.post('/devices/:id', async (c) => {
    const fields = await readFields(c)
    const changed = await app.devices.change(personOf(c), c.req.param('id'), readDevice(fields))
    return changed.ok ? done(c, '/devices', 'saved') : showOne(c, changed)
  })

  pages.post('/devices/:id/erase', async (c) => {
    const erased = await app.devices.erase(personOf(c), c.req.param('id'))
    return erased.ok ? done(c, '/devices', 'erased') : showOne(c, erased)
  })

  pages.post('/devices/:id/mark', async (c) => {
    const fields = await readFields(c)
    const lastDay = fields.optional('lastDay')
    const wish = { reason: fields.text('reason'), ...(lastDay === undefined ? {} : { lastDay }) }
    const marked = await app.medical.mark(personOf(c), c.req.param('id'), wish)
    return marked.ok ? done(c, pathOf(c), 'marked') : showOne(c, marked)
  })

  pages.post('/devices/:id/unmark', async (c) => {
    const unmarked = await app.medical.unmark(personOf(c), c.req.param('id'))
    return unmarked.ok ? done(c, pathOf(c), 'unmarked') : showOne(c, unmarked)
  })

  pages.post('/devices/:id/mark/read', async (c) => {
    const read = await app.medical.read(personOf(c), c.req.param('id'))
    return read.ok ? showOne(c, undefined, read.value) : showOne(c, read)
  })

  pages.post('/devices/:id/data', async (c) => {
    const fields = await readFields(c)
    const data = await app.looks.dataOf(personOf(c), c.req.param('id'), fields.text('reason'))
    if (!data.ok) return showOne(c, data)
    if (fields.text('format') !== 'json') return page(c, <DeviceDataPage view={c.var.view} data={data.value} />)
    c.header('Content-Disposition', 'attachment; filename="inzage.json"')
    c.header('Cache-Control', 'no-store')
    const whole = { ...data.value, notInThis: c.var.view.t.box.data.incidents }
    return c.body(JSON.stringify(whole, null, 2), 200, { 'Content-Type': 'application/json; charset=utf-8' })
  })

  return pages
}

const pathOf = (c: Context<Env>): string => `/devices/${encodeURIComponent(c.req.param('id') ?? '')}`

function fieldsOf({ label, group, mac, addresses }: DeviceView): Fields {
  return new Fields([
    ['label', label],
    ['group', group],
    ['mac', mac],
    ['address', mac === undefined ? addresses[0] : undefined],
  ])
}
