import type { Name } from '../../dns/name.ts'
import type { Case } from '../../policy/decide.ts'
import { decide } from '../../policy/decide.ts'
import { edgeOf } from '../../policy/edge.ts'
import type { Client, Text } from '../../policy/policy.ts'
import type { Reason } from '../../policy/verdict.ts'
import { sentence } from '../../policy/verdict.ts'
import type { StoredAttempt } from '../../storage/stored-attempt.ts'
import type { DeviceBook } from '../devices/device-book.ts'
import type { Parts } from '../parts.ts'
import type { Person } from '../people/person.ts'
import { mayKeepSchool } from '../people/rights.ts'
import type { Ledger } from '../policy/ledger.ts'
import { ruleSentence } from '../rules/rule-sentence.ts'

// "Waarom dicht?": all that there is to say of one name, for whom, at a moment. Instants are milliseconds since 1970.

/** For whom it is asked: a group, with classes, or one device, which has its own. */
export type Whom = { readonly group: string; readonly classes: readonly string[] } | { readonly device: string }

/** A stretch of a day in which the same holds. */
export interface Stretch {
  readonly from: number
  readonly until: number
  readonly verdict: 'pass' | 'block' | 'rewrite'
  readonly text: Text
}
/** A list that holds the name or one above it. */
export interface ListBehind {
  readonly id: string
  readonly category: Text
  /** When the list was last changed. */
  readonly updated: number
  /** As the list has it. */
  readonly entry: Name
  /** The version that brought it; or, where that is no longer known, one in which it stood already. */
  readonly since: { readonly at: number; readonly isKnown: boolean }
}
/** A name that is closed along with it: of the same app, or refused to the same devices within seconds. */
export interface AlsoClosed {
  readonly name: Name
  readonly because: 'platform' | 'together'
}
export interface WhyClosed {
  /** The rule behind it, in words. */
  readonly rule?: { readonly id: string; readonly sentence: Text }
  readonly lists: readonly ListBehind[]
  readonly platform?: { readonly id: string; readonly name: string }
  /** The whole day on the school's wall that the moment lies in. */
  readonly day: readonly Stretch[]
  /** Ten at most of each kind. */
  readonly also: readonly AlsoClosed[]
}

export interface WhyDesk {
  /** Who is meant, as policy knows them; undefined for a device or a group that there is not. */
  clientOf(whom: Whom): Client | undefined
  /** For who keeps the school; undefined for anybody else. */
  of(person: Person, client: Client, name: Name, at: number): Promise<WhyClosed | undefined>
}

/** Milliseconds between what belongs to one page. */
const TOGETHER = 5_000
/** Times that the name was refused that are looked around, and what is shown of each kind. */
const MOST = { looked: 12, around: 40, shown: 10, stretches: 96 }

/** What is behind a closed name. */
export function whyDesk({ storage, library }: Parts, ledger: Ledger, book: DeviceBook): WhyDesk {
  const isClosed = (asked: Case): boolean => decide(asked).verdict.kind === 'block'

  /** Names refused to the same devices at the same time: whose they are is not said. */
  const together = async (asked: Case): Promise<readonly Name[]> => {
    const own = await storage.attempts.recent({ name: asked.name, limit: MOST.looked })
    const counts = new Map<Name, number>()
    for (const { device, first, last } of own) {
      if (device === undefined) continue
      const near: readonly StoredAttempt[] = await storage.attempts.recent({
        devices: [device],
        before: last + TOGETHER,
        from: first - TOGETHER,
        limit: MOST.around,
      })
      for (const name of new Set(near.map((attempt) => attempt.name))) counts.set(name, (counts.get(name) ?? 0) + 1)
    }
    return [...counts]
      .filter(([name]) => name !== asked.name && isClosed({ ...asked, name }))
      .sort((a, b) => b[1] - a[1])
      .map(([name]) => name)
  }

  const listsBehind = async (name: Name): Promise<readonly ListBehind[]> => {
    const states = new Map(library.lists().map((state) => [state.id, state]))
    return (await library.listedSince(name)).flatMap(({ list, entry, at, isKnown }) => {
      const state = states.get(list)
      if (state === undefined) return []
      const category = ledger.wording.target({ kind: 'category', id: state.category })
      return [{ id: list, category, updated: state.updated, entry, since: { at, isKnown } }]
    })
  }

  return {
    clientOf(whom) {
      const { policy } = ledger
      if (!('device' in whom))
        return policy.groups.some(({ id }) => id === whom.group)
          ? { group: whom.group, classes: whom.classes }
          : undefined
      const device = book.known().find(({ id }) => id === whom.device)
      if (device === undefined) return undefined
      const { id, group, classes } = device
      return { group, classes, device: id, ...(book.isExempt(id) ? { exempt: true } : {}) }
    },

    async of(person, client, name, at) {
      if (!mayKeepSchool(person)) return undefined
      const asked = ledger.caseOf(client, name, at)
      const owner = ownerOf(ledger, name)
      const siblings = owner === undefined ? [] : [...owner.names, ...owner.library]
      const ofPlatform = siblings.filter((each) => each !== name && isClosed({ ...asked, name: each }))
      const seen = (await together(asked)).filter((each) => !ofPlatform.includes(each))
      return {
        ...ruleBehind(ledger, decide(asked).reason),
        lists: await listsBehind(name),
        ...(owner === undefined ? {} : { platform: { id: owner.id, name: owner.name } }),
        day: dayOf(asked, ledger),
        also: [
          ...ofPlatform.slice(0, MOST.shown).map((each) => ({ name: each, because: 'platform' as const })),
          ...seen.slice(0, MOST.shown).map((each) => ({ name: each, because: 'together' as const })),
        ],
      }
    },
  }
}

function ruleBehind({ policy, wording }: Ledger, reason: Reason): Pick<WhyClosed, 'rule'> {
  const id = 'rule' in reason ? reason.rule : undefined
  const rule = policy.rules.find((known) => known.id === id)
  return rule === undefined ? {} : { rule: { id: rule.id, sentence: ruleSentence(rule, policy, wording) } }
}

/** The platform whose longest name holds this one. */
function ownerOf({ catalogue }: Ledger, name: Name) {
  const holds = (entry: Name) => name === entry || name.endsWith(`.${entry}`)
  const longest = (names: readonly Name[]) => Math.max(0, ...names.filter(holds).map(({ length }) => length))
  const [owner] = catalogue.platforms
    .map((platform) => ({ platform, length: longest(platform.names) }))
    .filter(({ length }) => length > 0)
    .sort((a, b) => b.length - a.length)
  return owner?.platform
}

/** What holds from midnight to midnight, where it is the same put together. */
function dayOf(asked: Case, { wording }: Ledger): readonly Stretch[] {
  const { policy, acts, client, zone } = asked
  const { date } = zone.at(asked.at)
  const end = zone.instantsOf(date, 1440)[0]!
  const day: Stretch[] = []
  for (let from = zone.instantsOf(date, 0)[0]!; from < end && day.length < MOST.stretches; ) {
    const until = Math.min(end, edgeOf(policy, acts, client, zone, from))
    const decision = decide({ ...asked, at: from })
    const text = sentence(decision, wording)
    const before = day.at(-1)
    if (before !== undefined && before.verdict === decision.verdict.kind && before.text.nl === text.nl)
      day[day.length - 1] = { ...before, until }
    else day.push({ from, until, verdict: decision.verdict.kind, text })
    from = until
  }
  return day
}
