import { type Context, Hono } from 'hono'
import type { DeviceView, Refusal } from '../../src/app/app.ts'
import { type Env, type Parts, personOf } from '../env.ts'
import { readDevice } from '../forms/device.ts'
import { Fields, noFields, readFields } from '../forms/fields.ts'
import { done, page } from '../respond.tsx'
import { DevicePage } from '../views/device.tsx'
import { DevicesPage } from '../views/devices.tsx'
import { ErrorPage } from '../views/error-page.tsx'

/** Devices: the unknown ones with one tap to enrol them, the known ones to change or erase. */
export function devicePages({ app }: Parts): Hono<Env> {
  const pages = new Hono<Env>()

  async function show(c: Context<Env>, fields: Fields, problem?: Refusal) {
    const devices = await app.devices.devices(personOf(c))
    return page(
      c,
      <DevicesPage
        view={c.var.view}
        policy={app.school.policy()}
        devices={devices}
        fields={fields}
        problem={problem}
      />,
      problem ? 422 : 200,
    )
  }

  async function showOne(c: Context<Env>, problem?: Refusal) {
    const device = (await app.devices.devices(personOf(c))).find(({ id }) => id === c.req.param('id'))
    if (!device) return page(c, <ErrorPage view={c.var.view} kind="missing" />, 404)
    return page(
      c,
      <DevicePage view={c.var.view} policy={app.school.policy()} device={device} problem={problem} />,
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
    return enrolled.ok ? done(c, '/devices', 'enrolled') : show(c, fields, enrolled)
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

  return pages
}

function fieldsOf({ label, group, mac, addresses }: DeviceView): Fields {
  return new Fields([
    ['label', label],
    ['group', group],
    ['mac', mac],
    ['address', mac === undefined ? addresses[0] : undefined],
  ])
}
