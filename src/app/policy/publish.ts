import type { DeviceEntry, Down, IndexData, Snapshot } from '../../link.ts'
import type { Acts, Catalogue, Policy } from '../../policy/policy.ts'
import type { Notices } from '../box/notices.ts'
import type { Parts } from '../parts.ts'

/** How long a person is kept waiting for the resolver, in milliseconds: the promise is that a change is the first answer within a second. */
const PATIENCE = 1000

/** Tells the resolver what holds. Each call resolves when it is applied, or after a second with a notice that it is late. */
export class Publisher {
  readonly #parts: Parts
  readonly #notices: Notices
  /** The layout of the catalogue, and what of the policy it depends on. */
  #catalogue: { readonly from: Catalogue; readonly of: string; readonly data: IndexData } | undefined
  #devices = ''

  constructor(parts: Parts, notices: Notices) {
    this.#parts = parts
    this.#notices = notices
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
    if ((await Promise.race([applied, late])) === 'late') this.#notices.raise('resolver-late')
    clearTimeout(timer)
  }
}
