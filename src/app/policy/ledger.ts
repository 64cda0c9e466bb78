import type { Name } from '../../dns/name.ts'
import { catalogueWith } from '../../policy/catalogue-with.ts'
import type { Case } from '../../policy/decide.ts'
import type { Acts, Catalogue, Client, Policy } from '../../policy/policy.ts'
import type { Wording } from '../../policy/verdict.ts'
import type { ByWhom } from '../../storage/act-store.ts'
import type { StoredRevision } from '../../storage/policy-store.ts'
import type { SchoolZone } from '../../time/school-time.ts'
import { schoolZone } from '../../time/school-time.ts'
import type { Parts } from '../parts.ts'
import type { Changes } from './changes.ts'
import type { Publisher } from './publish.ts'
import { wordingOf } from './wording.ts'

/** What holds now: the newest policy and the acts that are not over, in memory and at the resolver. */
export class Ledger {
  #zone: SchoolZone
  readonly #parts: Parts
  readonly #publisher: Publisher
  #policy: Policy
  #revision: number
  #acts: Acts
  #catalogue: { readonly given: Catalogue; readonly own: string; readonly whole: Catalogue } | undefined

  /** Reads what holds; in a new installation the first policy becomes revision 1. */
  static async load(parts: Parts, publisher: Publisher): Promise<Ledger> {
    const { storage, clock, firstPolicy } = parts
    const first = async () => {
      await storage.policies.add(0, { at: clock(), by: '', why: 'first-policy' }, firstPolicy())
      return (await storage.policies.newest())!
    }
    const newest = (await storage.policies.newest()) ?? (await first())
    return new Ledger(parts, publisher, newest, await storage.acts.inForce(clock()))
  }

  private constructor(
    parts: Parts,
    publisher: Publisher,
    newest: { readonly policy: Policy; readonly number: number },
    acts: Acts,
  ) {
    this.#parts = parts
    this.#publisher = publisher
    this.#policy = newest.policy
    this.#revision = newest.number
    this.#acts = acts
    this.#zone = schoolZone(newest.policy.school.zone)
  }

  /** Tells pages that what they show has changed. */
  get changes(): Changes {
    return this.#publisher.changes
  }

  get zone(): SchoolZone {
    return this.#zone
  }

  get policy(): Policy {
    return this.#policy
  }

  get revision(): number {
    return this.#revision
  }

  get acts(): Acts {
    return this.#acts
  }

  /** The catalogue as this school has it: the only place where its own platforms are put in. */
  get catalogue(): Catalogue {
    const given = this.givenCatalogue
    const own = JSON.stringify(this.#policy.platforms ?? [])
    if (this.#catalogue?.given !== given || this.#catalogue.own !== own)
      this.#catalogue = { given, own, whole: catalogueWith(given, this.#policy) }
    return this.#catalogue.whole
  }

  /** The catalogue without the school's own platforms. */
  get givenCatalogue(): Catalogue {
    return this.#parts.catalogues.current()
  }

  get wording(): Wording {
    return wordingOf(this.#policy, this.catalogue)
  }

  /** One question to the policy as it holds. */
  caseOf(client: Client, name: Name, at: number): Case {
    const { library, statusName } = this.#parts
    return {
      policy: this.#policy,
      catalogue: this.catalogue,
      categoriesOf: (asked) => library.categoriesOf(asked),
      acts: this.#acts,
      client,
      name,
      at,
      zone: this.zone,
      ...(statusName === undefined ? {} : { statusName }),
    }
  }

  /**
   * Lays down a new policy as the next revision, with its line in the audit, and brings it to the resolver; undefined if another program laid one down
   * meanwhile. Nobody in `by` is the command line. For {@link Editing} alone, which has checked the policy.
   */
  async change(policy: Policy, by: ByWhom | undefined, why: string): Promise<StoredRevision | undefined> {
    const { storage, clock } = this.#parts
    const number = this.#revision + 1
    const at = clock()
    const revision = { at, by: by?.name ?? 'console', why }
    const from = by === undefined ? { from: 'console' } : {}
    const entry = { at, by, ...from, action: 'policy-changed', subject: String(number), detail: { why } } as const
    if (!(await storage.policies.add(this.#revision, revision, policy, entry))) {
      await this.reload()
      return undefined
    }
    await this.#takeOver({ number, policy })
    return { number, ...revision }
  }

  /** Takes over the newest revision, where another program (the command line) has laid one down. */
  async reload(): Promise<void> {
    const { policies } = this.#parts.storage
    if (((await policies.newestNumber()) ?? 0) <= this.#revision) return
    const newest = await policies.newest()
    // Meanwhile this program may have laid down one itself.
    if (newest !== undefined && newest.number > this.#revision) await this.#takeOver(newest)
  }

  async #takeOver({ number, policy }: { readonly number: number; readonly policy: Policy }): Promise<void> {
    this.#policy = policy
    this.#revision = number
    if (policy.school.zone !== this.#zone.id) this.#zone = schoolZone(policy.school.zone)
    await this.#publisher.snapshot(policy, number, this.catalogue)
    this.changes.tell()
  }

  /** Reads the acts anew after one was begun or ended, and brings them to the resolver. */
  async refreshActs(): Promise<void> {
    this.#acts = await this.#parts.storage.acts.inForce(this.#parts.clock())
    await this.#publisher.acts(this.#acts)
    this.changes.tell()
  }

  /** Brings the policy to the resolver with the lists as they are now. */
  async publishPolicy(): Promise<void> {
    await this.#publisher.snapshot(this.#policy, this.#revision, this.catalogue)
  }

  /** Tells the resolver all that holds: at the start, and when it has been started anew. */
  async publish(): Promise<void> {
    await this.publishPolicy()
    await this.refreshActs()
  }
}
