import { copyFileSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { App } from '../src/app/app.ts'
import { quietOffice } from '../src/app/box/console.ts'
import { loadCatalogue } from '../src/lists/catalogue.ts'
import { onlyThis } from '../src/lists/catalogue-shelf.ts'
import type { Catalogue, Grant, Policy } from '../src/policy/policy.ts'
import { builtAt, root } from '../src/product.ts'
import { openStorage } from '../src/storage/storage.ts'
import { systemClock } from '../src/time/clock.ts'

/** The people of the made-up school, all with the same password. */
export const people = {
  coordinator: 'ict',
  teacher: 'juf',
  director: 'directie',
  password: 'a password for the bench',
} as const

/** The class that the first loopback address is a device of. */
export const schoolClass = 'groep-7'

/** A device behind an address. */
export interface BenchDevice {
  readonly address: string
  readonly group: string
  readonly classes: readonly string[]
}

/** What a school is made with. */
export interface Making {
  policy(catalogue: Catalogue): Policy
  devices(policy: Policy): readonly BenchDevice[]
  /** What is open for a day. */
  grants?(catalogue: Catalogue): readonly Pick<Grant, 'audience' | 'target'>[]
}

/** Fills a data folder as a school would, through the product's own doors: a policy, the million names as the school's own list of games, three people, devices. */
export async function makeSchool(data: string, list: string, making: Making): Promise<void> {
  mkdirSync(join(data, 'lists', 'games'), { recursive: true })
  copyFileSync(list, join(data, 'lists', 'games', 'million.txt'))
  const storage = await openStorage(data)
  const catalogue = loadCatalogue(join(root, 'blocklists'))
  const policy = making.policy(catalogue)
  const { app } = await quietOffice({
    ...{ storage, clock: systemClock, builtAt },
    catalogues: onlyThis(catalogue),
    firstPolicy: () => policy,
  })
  await addPeople(app)
  await addDevices(app, making.devices(policy))
  const now = systemClock()
  for (const [i, grant] of (making.grants?.(catalogue) ?? []).entries())
    await storage.acts.add('grant', { id: `grant-${i}`, from: now, until: now + DAY, ...grant }, now, nobody)
  await storage.close()
}

const DAY = 24 * 3_600_000
const nobody = { id: 'bench', name: 'bench' }

async function addPeople({ accounts }: App): Promise<void> {
  for (const role of ['coordinator', 'teacher', 'director'] as const) {
    const person = { name: role, login: people[role], password: people.password, language: 'en' } as const
    const added = await accounts.add('console', {
      ...person,
      roles: [role],
      classes: role === 'teacher' ? [schoolClass] : [],
    })
    if (!added.ok) throw new Error(`the account ${role} could not be made: ${added.problem}`)
  }
}

async function addDevices({ accounts, devices }: App, all: readonly BenchDevice[]): Promise<void> {
  const coordinator = (await accounts.people()).find(({ roles }) => roles.includes('coordinator'))!
  for (const [i, device] of all.entries()) {
    const added = await devices.enrol(coordinator, { ...device, label: `tablet ${i + 1}` })
    if (!added.ok) throw new Error(`tablet ${i + 1} could not be enrolled: ${added.problem}`)
  }
}
