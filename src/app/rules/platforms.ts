import type { Name } from '../../dns/name.ts'
import { readName } from '../../dns/name.ts'
import type { Acts, NameRole, OwnPlatform, Platform, Policy, Target } from '../../policy/policy.ts'
import { isInSet } from '../../policy/targets.ts'
import { idFrom } from '../id-from.ts'
import type { Outcome, Refusal } from '../outcome.ts'
import type { Parts } from '../parts.ts'
import type { Changed, Editing } from '../policy/editing.ts'
import { changed } from '../policy/editing.ts'
import type { Editor, EditProblem } from '../policy/editor.ts'
import type { Ledger } from '../policy/ledger.ts'

/** A name of a platform, as people see it. */
export interface PlatformName {
  readonly name: Name
  /** What it is for; undefined for a name of the school's own that is no library. */
  readonly role?: NameRole
  /** Who says so: the catalogue that ships, one that was dropped in, the board's, or the school. */
  readonly from: 'shipped' | 'folder' | 'board' | 'school'
  /** The school has taken it off. */
  readonly takenOff?: true
}
export interface PlatformView {
  readonly id: string
  readonly name: string
  /** The sets it belongs to by its nature; the school may have changed them. */
  readonly sets: readonly string[]
  /** The school's sets that it is in, "and all like them" included. */
  readonly in: readonly string[]
  readonly names: readonly PlatformName[]
  /** `school`: the school's own; `corrected`: the catalogue's, corrected by the school. */
  readonly state: 'catalogue' | 'corrected' | 'school'
  /** The platforms that it shares names with, where the school says so. */
  readonly sharedWith: readonly string[]
}
/** What is typed of a platform; names may be full addresses. */
export interface PlatformWish {
  readonly name: string
  readonly sets?: readonly string[]
  readonly names: readonly string[]
  readonly library?: readonly string[]
  readonly sharedWith?: readonly string[]
}
/** What the school changes of a platform. It takes the place of an earlier correction of it; what is left out stays as the catalogue says. */
export interface CorrectionWish extends Partial<PlatformWish> {
  /** Names that are not the platform's after all. */
  readonly not?: readonly string[]
}

/** Detail of `bad-host`: the name; of `named`: the rule, set or act that names it. What a file would be refused for is `not-valid`, with each place. */
export type PlatformProblem =
  | EditProblem
  | 'name-missing'
  | 'id-bad'
  | 'id-taken'
  | 'unknown-platform'
  | 'bad-host'
  | 'nothing-to-correct'
  | 'named'

/** The platforms that rules, grants and sets can speak of, and what the school adds and corrects. Each change is one revision. */
export interface PlatformDesk {
  /** All platforms, by id. */
  list(): readonly PlatformView[]
  /** Adds a platform; it joins the sets that say "and all like them" at once. */
  add(by: Editor, wish: PlatformWish): Promise<Outcome<PlatformView, PlatformProblem>>
  correct(by: Editor, id: string, wish: CorrectionWish): Promise<Outcome<PlatformView, PlatformProblem>>
  /** Takes away what the school says of a platform: one that it added is gone, one that it corrected is the catalogue's again. */
  remove(by: Editor, id: string): Promise<Outcome<void, PlatformProblem>>
}

const refuse = (problem: PlatformProblem, detail?: string): Refusal<PlatformProblem> =>
  detail === undefined ? { ok: false, problem } : { ok: false, problem, detail }

/** The platforms of a school. */
export function platformDesk({ clock }: Parts, ledger: Ledger, { edit }: Editing): PlatformDesk {
  const list = () => ledger.catalogue.platforms.map((platform) => viewOf(ledger, platform))
  const isGiven = (id: string) => ledger.givenCatalogue.platforms.some((known) => known.id === id)
  const done = <Problem extends string>(outcome: Outcome<string, Problem>): Outcome<PlatformView, Problem> =>
    outcome.ok ? { ok: true, value: list().find(({ id }) => id === outcome.value)! } : outcome

  return {
    list,

    add: async (by, wish) =>
      done(
        await edit(by, `add platform ${wish.name.trim()}`, (policy): Outcome<Changed<string>, PlatformProblem> => {
          const name = wish.name.trim()
          if (name === '') return refuse('name-missing')
          const id = idFrom(name)
          if (id === '') return refuse('id-bad', name)
          if (isGiven(id) || ownOf(policy).some((known) => known.id === id)) return refuse('id-taken', id)
          const own = ownFrom(id, wish)
          return own.ok ? changed({ ...policy, platforms: [...ownOf(policy), own.value] }, id) : own
        }),
      ),

    correct: async (by, id, wish) =>
      done(
        await edit(by, `correct platform ${id}`, (policy): Outcome<Changed<string>, PlatformProblem> => {
          const before = ownOf(policy).find((known) => known.id === id)
          if (before === undefined && !isGiven(id)) return refuse('unknown-platform', id)
          if (wish.name !== undefined && wish.name.trim() === '') return refuse('name-missing')
          // A platform of the school's own has nothing to fall back on: what is not said of it stays.
          const own = ownFrom(id, isGiven(id) || before === undefined ? wish : { ...before, ...wish })
          if (!own.ok) return own
          if (saysNothing(own.value)) return refuse('nothing-to-correct', id)
          const others = ownOf(policy).filter((known) => known.id !== id)
          return changed({ ...policy, platforms: [...others, own.value] }, id)
        }),
      ),

    remove: (by, id) =>
      edit(by, `remove platform ${id}`, (policy): Outcome<Changed<void>, PlatformProblem> => {
        if (!ownOf(policy).some((known) => known.id === id)) return refuse('unknown-platform', id)
        const use = isGiven(id) ? undefined : useOf(id, policy, ledger.acts, clock())
        if (use !== undefined) return refuse('named', use)
        const left = ownOf(policy).filter((known) => known.id !== id)
        const { platforms: _, ...rest } = policy
        return changed(left.length === 0 ? rest : { ...rest, platforms: left }, undefined)
      }),
  }
}

const ownOf = ({ platforms = [] }: Policy): readonly OwnPlatform[] => platforms

function ownFrom(id: string, wish: CorrectionWish): Outcome<OwnPlatform, PlatformProblem> {
  const [names, library, not] = [namesIn(wish.names), namesIn(wish.library), namesIn(wish.not)]
  for (const { bad } of [names, library, not]) if (bad !== undefined) return refuse('bad-host', bad)
  return {
    ok: true,
    value: {
      id,
      ...(wish.name === undefined ? {} : { name: wish.name.trim() }),
      ...(wish.sets === undefined ? {} : { sets: wish.sets }),
      names: names.read,
      library: library.read,
      not: not.read,
      sharedWith: wish.sharedWith ?? [],
    },
  }
}

/** Each name once; `bad` is the first that is no name. Empty lines are passed over. */
function namesIn(texts: readonly string[] = []): { readonly read: readonly Name[]; readonly bad?: string } {
  const lines = texts.filter((text) => text.trim() !== '')
  const read = lines.map(readName)
  const bad = lines[read.findIndex((one) => 'problem' in one)]
  const names = new Set(read.flatMap((one) => ('name' in one ? [one.name] : [])))
  return { read: [...names], ...(bad === undefined ? {} : { bad }) }
}

const saysNothing = ({ name, sets, names, library, not }: OwnPlatform): boolean =>
  name === undefined && sets === undefined && names.length + library.length + not.length === 0

/** What still names a platform: a rule, a set, or an act that is not over. */
function useOf(id: string, { rules, sets }: Policy, acts: Acts, now: number): string | undefined {
  const names = (target: Target) => target.kind === 'platform' && target.id === id
  const rule = rules.find(({ target }) => names(target))
  if (rule) return rule.id
  const set = sets.find(({ platforms, not = [] }) => [...platforms, ...not].includes(id))
  if (set) return set.id
  const grant = acts.grants.find(({ target, until }) => until > now && names(target))
  const focus = acts.focuses.find(({ targets, until }) => until > now && targets.some(names))
  return grant || focus ? (grant ?? focus)!.id : undefined
}

function viewOf({ policy, givenCatalogue, catalogue }: Ledger, platform: Platform): PlatformView {
  const { id, name, sets } = platform
  const given = givenCatalogue.platforms.find((known) => known.id === id)
  const own = ownOf(policy).find((known) => known.id === id)
  const natural = new Map(catalogue.platforms.map((known) => [known.id, known.sets]))
  return {
    id,
    name,
    sets,
    in: policy.sets.map((set) => set.id).filter((set) => isInSet(id, set, policy, (known) => natural.get(known) ?? [])),
    names: [...(given === undefined ? [] : namesGiven(given, own)), ...namesOwn(own)],
    state: own === undefined ? 'catalogue' : given === undefined ? 'school' : 'corrected',
    sharedWith: own?.sharedWith ?? [],
  }
}

function namesGiven({ names, library, roles, origin }: Platform, own: OwnPlatform | undefined) {
  const roleOf = (name: Name) => (Object.keys(roles ?? {}) as NameRole[]).find((role) => roles?.[role]?.includes(name))
  return [...names, ...library].map((name): PlatformName => {
    const role = roleOf(name) ?? (library.includes(name) ? 'library' : undefined)
    return {
      name,
      ...(role === undefined ? {} : { role }),
      from: origin ?? 'shipped',
      ...(own?.not.includes(name) ? { takenOff: true } : {}),
    }
  })
}

const namesOwn = (own: OwnPlatform | undefined): readonly PlatformName[] => [
  ...(own?.names ?? []).map((name) => ({ name, from: 'school' }) as const),
  ...(own?.library ?? []).map((name) => ({ name, role: 'library', from: 'school' }) as const),
]
