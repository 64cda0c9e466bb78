import type { DeviceEntry, Down, IndexData, Snapshot } from '../../link.ts'
import type { Acts, Catalogue, Policy } from '../../policy/policy.ts'
import type { Notices } from '../box/notices.ts'
import type { Parts } from '../parts.ts'
import { Changes } from './changes.ts'

/** How long a person is kept waiting for the resolver, in milliseconds: the promise is that a change is the first answer within a second. */
const PATIENCE = 1000

/** Tells the resolver what holds. Each call resolves when it is applied, or after a second with a notice that it is late. */
export class Publisher {
  /** Tells pages that what they show has changed. */
  readonly changes = new Changes()
  readonly #parts: Parts
  readonly #notices: Notices
  /** The layout of the catalogue, and what of the policy it depends on. */
  #catalogue: { readonly from: Catalogue; readonly of: string; readonly data: IndexData } | undefined
  #devices = ''
  /** What the resolver was told and has not applied, though a second has passed. */
  #late = 0

  constructor(parts: Parts, notices: Notices) {
    this.#parts = parts
    this.#notices = notices
  }

  /** Whether something that was changed does not hold for every device yet: the resolver is late, or one of its threads. */
  get isPassingOn(): boolean {
    return this.#late > 0
  }

  /** `catalogue` is the one that the school has, its own platforms included. */
  async snapshot(policy: Policy, revision: number, catalogue: Catalogue): Promise<void> {
    const { library } = this.#parts
    const snapshot: Snapshot = {
      revision,
      policy,
      catalogue: this.#catalogueOf(policy, catalogue),
      lists: library.data(),
      platformSets: Object.fromEntries(catalogue.platforms.map(({ id, sets }) => [id, sets])),
      restricted: catalogue.restricted,
    }
    await this.#send({ kind: 'snapshot', snapshot })
  }

  async acts(acts: Acts): Promise<void> {
    await this.#send({ kind: 'acts', acts })
  }

  /** Sends the device map if it differs from the last one sent, or `anyway`. */
  async devices(devices: readonly DeviceEntry[], anyway = false): Promise<void> {
    const text = JSON.stringify(devices)
    if (text === this.#devices && !anyway) return
    this.#devices = text
    await this.#send({ kind: 'devices', devices })
  }

  async upstreams(upstreams: readonly string[]): Promise<void> {
    await this.#send({ kind: 'upstreams', upstreams })
  }

  #catalogueOf(policy: Policy, from: Catalogue): IndexData {
    const of = JSON.stringify([policy.essential, policy.protected])
    if (this.#catalogue?.from !== from || this.#catalogue.of !== of)
      this.#catalogue = { from, of, data: this.#parts.compileCatalogue(from, policy) }
    return this.#catalogue.data
  }

  async #send(message: Down): Promise<void> {
    const { promise: late, resolve } = Promise.withResolvers<'late'>()
    const timer = setTimeout(() => resolve('late'), PATIENCE)
    const applied = this.#parts.resolver.send(message).then(
      () => this.#notices.clear('resolver-late'),
      () => this.#notices.raise('resolver-late'),
    )
    if ((await Promise.race([applied, late])) === 'late') this.#follow(applied)
    clearTimeout(timer)
  }

  /** Says that something is late until it is applied. */
  #follow(applied: Promise<void>): void {
    this.#notices.raise('resolver-late')
    this.#late += 1
    void applied.then(() => {
      this.#late -= 1
      this.changes.tell()
    })
  }
}
