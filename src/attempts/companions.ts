import type { Query } from '../dns/scan.ts'
import type { Asker } from '../in-force.ts'
import type { Companions as Told } from '../link.ts'
import type { Entry } from '../policy/compile.ts'
import type { Acts, Audience, Client } from '../policy/policy.ts'
import { hashOf, isSameName, nameIn, UsualRate } from './usual-rate.ts'

const MINUTE = 60_000
const HOUR = 3600_000

/** Milliseconds after an opened name was answered in which what is refused seems to belong to the page. */
const NEAR = 10_000
/** A device keeps an answer for a minute at most, and asks nothing anew meanwhile: until then it is the same visit. */
const VISIT = 60_000
/** So long after the last opened name a device's minutes are like any other again. */
const AWAY = 120_000

/** A name is offered when so many devices were refused it near the page, in so many times as large a share of the visits as of the class's other minutes. */
const OFFERED = { devices: 3, timesUsual: 2 }

/** Bounds on what is remembered: acts, names of one, devices that are told apart for a name, names that are offered, classes and groups. */
const MOST = { pages: 64, names: 200, devices: 100, offered: 10, rates: 300 }

interface Near {
  readonly name: Uint8Array
  /** Device -> the visit in which it was last refused the name. */
  readonly visitOf: Map<number, number>
  visits: number
}

/** What one grant or focus opened. */
interface Page {
  readonly act: string
  /** Whom it is for, as a key of the rates. */
  readonly audience: string
  visits: number
  readonly names: Map<number, Near>
}

/**
 * Learns what an opened page needs and does not get: names that are refused to several devices within seconds of it, and seldom otherwise. Knows devices by
 * their number and only while it counts; tells names.
 */
export class Companions {
  /** By number of the device: the page it was on last, when that was answered, when the visit began, and the last minute in which it asked. */
  readonly #pageOf: (Page | undefined)[] = []
  readonly #answered: Float64Array
  readonly #visit: Float64Array
  readonly #minute: Int32Array
  /** The name that was refused last, as a number: who asks for its address asks for its other types, too. */
  readonly #refused: Uint32Array
  readonly #pages = new Map<string, Page>()
  readonly #rates = new Map<string, UsualRate>()
  readonly #clients: (Client | undefined)[] = []
  readonly #ratesBy: (readonly UsualRate[] | undefined)[] = []
  #audiences: ReadonlyMap<string, string> = new Map()
  #faded = 0
  #told = '[]'

  /** `devices` is the number of devices that are told apart. */
  constructor(devices: number) {
    this.#answered = new Float64Array(devices)
    this.#visit = new Float64Array(devices)
    this.#minute = new Int32Array(devices)
    this.#refused = new Uint32Array(devices)
  }

  /** Holds to these acts: what was learned of others is forgotten. */
  follow({ grants, focuses }: Acts): void {
    const focused = focuses.map(({ id, class: of }) => [id, keyOf({ kind: 'class', id: of })] as const)
    this.#audiences = new Map([...grants.map(({ id, audience }) => [id, keyOf(audience)] as const), ...focused])
    for (const [act] of this.#pages) if (!this.#audiences.has(act)) this.#pages.delete(act)
    for (const [number, page] of this.#pageOf.entries())
      if (page !== undefined && this.#pages.get(page.act) !== page) this.#pageOf[number] = undefined
  }

  /** Notes one question that was decided. */
  note(asker: Asker, packet: Uint8Array, query: Query, entry: Entry, now: number): void {
    if (!asker.watched) return
    const minute = Math.floor(now / MINUTE)
    if (this.#minute[asker.number] !== minute) this.#newMinute(asker, minute, now)
    if (entry.pagePart === 'opened') this.#opened(asker.number, entry, now)
    else if (entry.pagePart === 'needed') this.#needed(asker, packet, query, minute, now)
  }

  /** What to offer, where that is other than at the last call. */
  take(): readonly Told[] | undefined {
    const all = [...this.#pages.values()].flatMap((page) => {
      const names = this.#offered(page)
      return names.length === 0 ? [] : [{ act: page.act, names }]
    })
    const text = JSON.stringify(all.map(({ act, names }) => [act, names.map(String)]))
    if (text === this.#told) return undefined
    this.#told = text
    return all
  }

  /** Tells everything again at the next call: the one who was told may be gone. */
  tellAgain(): void {
    this.#told = ''
  }

  /** Begins anew: the numbers are given out again. */
  forget(): void {
    this.#pageOf.length = 0
    this.#clients.length = 0
    this.#answered.fill(0)
    this.#pages.clear()
    this.#rates.clear()
  }

  #newMinute(asker: Asker, minute: number, now: number): void {
    const { number } = asker
    this.#minute[number] = minute
    this.#refused[number] = 0
    if (Math.floor(now / HOUR) !== this.#faded) {
      this.#faded = Math.floor(now / HOUR)
      for (const rate of this.#rates.values()) rate.fade()
    }
    if (this.#isAway(number, now)) for (const rate of this.#ratesOf(asker)) rate.minute()
  }

  #opened(number: number, { decision: { reason } }: Entry, now: number): void {
    const page = 'act' in reason ? this.#pageFor(reason.act) : undefined
    if (page === undefined) return
    if (this.#pageOf[number] !== page || now - this.#answered[number]! > VISIT) {
      this.#visit[number] = now
      page.visits += 1
    }
    this.#pageOf[number] = page
    this.#answered[number] = now
    this.#refused[number] = 0
  }

  #needed(asker: Asker, packet: Uint8Array, query: Query, minute: number, now: number): void {
    const { number } = asker
    if (this.#refused[number] === hashOf(query)) return
    this.#refused[number] = hashOf(query)
    const page = this.#pageOf[number]
    if (this.#isAway(number, now)) {
      for (const rate of this.#ratesOf(asker)) rate.refused(packet, query, number, minute)
    } else if (page !== undefined && now - this.#answered[number]! <= NEAR) this.#near(page, number, packet, query)
  }

  #near(page: Page, number: number, packet: Uint8Array, query: Query): void {
    const key = hashOf(query)
    let near = page.names.get(key)
    if (near === undefined) {
      if (page.names.size >= MOST.names) return
      near = { name: nameIn(packet, query), visitOf: new Map(), visits: 0 }
      page.names.set(key, near)
    }
    const visit = this.#visit[number]!
    if (!isSameName(near.name, packet, query) || near.visitOf.get(number) === visit) return
    if (near.visitOf.size >= MOST.devices && !near.visitOf.has(number)) return
    near.visitOf.set(number, visit)
    near.visits += 1
  }

  #offered({ audience, names, visits }: Page): readonly Uint8Array[] {
    const rate = this.#rates.get(audience)
    return [...names]
      .filter(([key, near]) => {
        const share = near.visits / visits
        return near.visitOf.size >= OFFERED.devices && share >= OFFERED.timesUsual * (rate?.of(key) ?? 0)
      })
      .sort(([, a], [, b]) => b.visits - a.visits)
      .slice(0, MOST.offered)
      .map(([, { name }]) => name)
  }

  #isAway(number: number, now: number): boolean {
    return this.#pageOf[number] === undefined || now - this.#answered[number]! > AWAY
  }

  #pageFor(act: string): Page | undefined {
    let page = this.#pages.get(act)
    const audience = this.#audiences.get(act)
    if (page === undefined && audience !== undefined && this.#pages.size < MOST.pages) {
      page = { act, audience, visits: 0, names: new Map() }
      this.#pages.set(act, page)
    }
    return page
  }

  /** The rates of the classes and the group that a device belongs to; looked up when that changed. */
  #ratesOf({ number, client }: Asker): readonly UsualRate[] {
    if (this.#clients[number] !== client) {
      const { group, classes } = client
      const keys = [keyOf({ kind: 'group', id: group }), ...classes.map((id) => keyOf({ kind: 'class', id }))]
      this.#clients[number] = client
      this.#ratesBy[number] = keys.map((key) => this.#rateFor(key)).filter((rate) => rate !== undefined)
    }
    return this.#ratesBy[number]!
  }

  #rateFor(key: string): UsualRate | undefined {
    let rate = this.#rates.get(key)
    if (rate === undefined && this.#rates.size < MOST.rates) {
      rate = new UsualRate()
      this.#rates.set(key, rate)
    }
    return rate
  }
}

const keyOf = ({ kind, id }: Audience): string => `${kind} ${id}`
