import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { MessageChannel } from 'node:worker_threads'
import type { Person, Role } from '../../src/app/app.ts'
import type { Office } from '../../src/app/create-app.ts'
import { createApp } from '../../src/app/create-app.ts'
import type { Parts } from '../../src/app/parts.ts'
import type { Down, Up } from '../../src/link.ts'
import { buildLists } from '../../src/lists/build-lists.ts'
import { catalogueIndex } from '../../src/lists/catalogue-index.ts'
import { onlyThis } from '../../src/lists/catalogue-shelf.ts'
import { ListLibrary } from '../../src/lists/library.ts'
import type { Storage } from '../../src/storage/storage.ts'
import { openStorage } from '../../src/storage/storage.ts'
import { lookUpAt } from '../../src/upstream/look-up.ts'
import type { AResolver, Starting } from './a-resolver.ts'
import { aResolver } from './a-resolver.ts'
import { categoryFolder, lankforst, shipped, statusName } from './lankforst.ts'
import { movingClock } from './moving-clock.ts'
import { value } from './value.ts'

/** Lankforst with an office, real databases and a resolver on real sockets, linked as in the product: what is given in the one changes the other. */
export interface ASchoolOnline extends AResolver {
  readonly app: Office['app']
  readonly office: Office
  readonly storage: Storage
  /** The neighbour table: address -> MAC. */
  readonly neighbours: Map<string, string>
  /** An account, made past the pages. */
  person(roles: readonly Role[], classes?: readonly string[]): Promise<Person>
  /** Resolves when the office has taken in all that the resolver told so far. */
  told(): Promise<void>
  /** Enrols a device at an address, and returns its id. */
  enrol(address: string, group: string, classes: readonly string[]): Promise<string>
}

/** What the school starts with; `parts` takes the place of what its office is usually made of. */
export interface StartingOnline extends Omit<Starting, 'devices'> {
  readonly parts?: Partial<Parts>
}

/** Opens the school at a moment on its wall. */
export async function aSchoolOnline({ at, policy = lankforst, parts = {} }: StartingOnline): Promise<ASchoolOnline> {
  const resolver = await aResolver({ at, policy })
  const folder = mkdtempSync(join(tmpdir(), 'rooster-test-'))
  const storage = await openStorage(join(folder, 'data'))
  const neighbours = new Map<string, string>()
  const link = new Link()
  const office = await createApp({
    storage,
    clock: resolver.clock,
    catalogues: onlyThis(shipped),
    compileCatalogue: (catalogue, of) => catalogueIndex(catalogue, of, statusName),
    library: await ListLibrary.open(
      { builtIn: categoryFolder, own: join(folder, 'own'), kept: join(folder, 'kept') },
      async (sources) => buildLists(sources),
    ),
    resolver: link,
    neighbours: () => neighbours,
    lookUp: lookUpAt([resolver.upstream.endpoint]),
    firstPolicy: () => policy,
    statusName,
    version: '0.0.0-test',
    builtAt: movingClock('2026-01-01T00:00')(),
    ...parts,
  })
  link.attach(resolver, office)
  await office.publish()

  const person: ASchoolOnline['person'] = async (roles, classes = []) => {
    const id = `p${(await storage.people.all()).length + 1}`
    const stored = { id, login: id, name: `Person ${id}`, roles, classes }
    await storage.people.add({ ...stored, password: '', language: 'nl' }, resolver.clock())
    return { ...stored, language: 'nl' }
  }
  const coordinator = await person(['coordinator'])
  return {
    ...resolver,
    app: office.app,
    office,
    storage,
    neighbours,
    person,
    told: () => link.told(),
    async enrol(address, group, classes) {
      const made = value(await office.app.devices.enrol(coordinator, { label: address, address, group, classes }))
      return made.id
    },
    async close() {
      await resolver.close()
      await link.close()
      await storage.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** The office's end of the link: a message is sent when the resolver says that it is applied. */
class Link {
  readonly #channel = new MessageChannel()
  readonly #sent: (() => void)[] = []
  readonly #receiving = new Set<Promise<void>>()

  attach({ resolver }: AResolver, office: Office): void {
    const { port1, port2 } = this.#channel
    resolver.attach(port1, () => {})
    port2.on('message', (message: Up) => {
      if (message.kind === 'applied') return this.#sent.shift()?.()
      const receiving = office.receive(message)
      this.#receiving.add(receiving)
      return undefined
    })
  }

  send(message: Down): Promise<void> {
    const applied = new Promise<void>((resolve) => this.#sent.push(resolve))
    this.#channel.port2.postMessage(message)
    return applied
  }

  async told(): Promise<void> {
    // A turn of the loop brings over what is under way.
    await setTimeout(5)
    await Promise.all(this.#receiving)
  }

  async close(): Promise<void> {
    await this.told()
    this.#channel.port2.close()
    this.#channel.port1.close()
  }
}
