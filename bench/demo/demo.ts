import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { createApp } from '../../src/app/create-app.ts'
import { firstPolicy } from '../../src/app/policy/first-policy.ts'
import { loadCatalogue } from '../../src/lists/catalogue.ts'
import { onlyThis } from '../../src/lists/catalogue-shelf.ts'
import { IndexBuilder } from '../../src/lists/index-builder.ts'
import type { Catalogue } from '../../src/policy/policy.ts'
import { root, version } from '../../src/product.ts'
import { openStorage } from '../../src/storage/storage.ts'
import { stopAll } from '../children.ts'
import { startStandIn } from '../forwarder.ts'
import { startProduct } from '../product.ts'
import { table } from '../table.ts'
import { fillActs } from './acts.ts'
import { startCrowd } from './crowd.ts'
import { addDevices, type DemoDevice, strangers } from './devices.ts'
import { dice } from './dice.ts'
import { addPeople, cast, password } from './people.ts'
import { fillYear } from './year.ts'

// A school that is made up, with a year behind it, to look around in. Nothing of it is kept, and it needs no network.

const SEED = 20261124
const DAY = 24 * 3600_000

/** Fills a data folder with the school; returns its devices. */
async function makeSchool(data: string, preset: string, catalogue: Catalogue): Promise<readonly DemoDevice[]> {
  const storage = await openStorage(data)
  const now = Date.now()
  let at = now - 365 * DAY
  const empty = new IndexBuilder().build()
  const { app } = await createApp({
    storage,
    clock: () => at,
    catalogues: onlyThis(catalogue),
    compileCatalogue: () => empty,
    library: { lists: () => [], refresh: async () => {}, data: () => empty, categoriesOf: () => [], names: 0 },
    resolver: { send: async () => {} },
    neighbours: () => new Map(),
    firstPolicy: () => firstPolicy(preset, catalogue),
    version,
    builtAt: 0,
  })
  const people = await addPeople(app)
  const devices = await addDevices(app, people.get('ict')!)
  await app.setup.finish(people.get('ict')!)
  const chance = dice(SEED)
  const setClock = (moment: number) => {
    at = moment
  }
  await fillActs(app, people, devices, setClock, now, chance)
  await fillYear({ storage, zone: app.zone, catalogue, devices, now, dice: chance })
  await storage.close()
  return devices
}

async function run(): Promise<void> {
  const { values } = parseArgs({ options: { preset: { type: 'string', default: 'landelijke-afspraak' } } })
  const folder = mkdtempSync(join(tmpdir(), 'rooster-demo-'))
  process.on('exit', () => {
    stopAll()
    rmSync(folder, { recursive: true, force: true })
  })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => process.exit(0))
  console.log('A made-up school is being filled; a moment...')
  const catalogue = loadCatalogue(join(root, 'blocklists'))
  const data = join(folder, 'data')
  const devices = await makeSchool(data, values.preset, catalogue)
  const upstream = await startStandIn(folder)
  const product = await startProduct(data, upstream, { listed: 'www.unibet.nl', open: 'nl.wikipedia.org' })
  await untilReady(product.web)
  await startCrowd(product.port, devices, strangers(devices.length), catalogue, dice(Date.now()))
  console.log(`
Rooster runs, with ${devices.length} made-up devices and a year of made-up figures.
  Dashboard   ${product.web}
  Wat mag nu? ${product.web}/status
  DNS         dig @127.0.0.1 -p ${product.port} www.instagram.com

${table(
  ['login', 'name', 'roles'],
  cast.map(({ login, name, roles }) => [login, name, roles.join(', ')]),
)}

Everyone's password: ${password}
Ctrl-C ends it, and all that was done in it is gone.`)
}

/** The dashboard comes a moment after the first answer. */
async function untilReady(web: string): Promise<void> {
  for (let tries = 0; tries < 300; tries += 1) {
    const answer = await fetch(`${web}/readyz`).catch(() => undefined)
    if (answer?.ok) return
    await setTimeout(100)
  }
  throw new Error('the dashboard does not come; try it once more')
}

run().catch((error: Error) => {
  console.error(`demo: ${error.message}`)
  process.exit(1)
})
