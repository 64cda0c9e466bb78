import { setTimeout } from 'node:timers/promises'
import type { Name } from '../../dns/name.ts'
import { isInSet } from '../../policy/targets.ts'
import type { Parts } from '../parts.ts'
import type { Ledger } from '../policy/ledger.ts'
import type { LinkView } from './responder-links.ts'

/** What a drill found: what an emergency would open, and whether all that it needs works. */
export interface Drill {
  /** What would open, and whether its main name can be reached; undefined where there was no way to ask. */
  readonly opens: readonly { readonly id: string; readonly name: string; readonly resolves: boolean | undefined }[]
  /** Names of the classes that have an exam now: for them nothing would open. */
  readonly leftOut: readonly string[]
  /** Whether the resolver took a message within a second. */
  readonly filterAnswers: boolean
  /** First responders who have a link that works, and those who have none. */
  readonly withLink: readonly string[]
  readonly withoutLink: readonly string[]
}

/** The set that an emergency opens. */
const COMMUNICATION = 'communication'
/** Milliseconds that the resolver gets to confirm. */
const PATIENCE = 1000

/** Tries what an emergency needs, and changes nothing. */
export async function drill(parts: Parts, ledger: Ledger, links: readonly LinkView[]): Promise<Drill> {
  const { policy, catalogue } = ledger
  const natural = new Map(catalogue.platforms.map(({ id, sets }) => [id, sets]))
  const platforms = catalogue.platforms.filter(({ id }) =>
    isInSet(id, COMMUNICATION, policy, (each) => natural.get(each) ?? []),
  )
  const [filterAnswers, ...resolved] = await Promise.all([
    confirms(parts, ledger),
    ...platforms.map(({ names: [main] }) => resolves(parts, main)),
  ])
  const named = (has: boolean) =>
    links.filter(({ made }) => (made !== undefined) === has).map(({ person }) => person.name)
  return {
    opens: platforms.map(({ id, name }, i) => ({ id, name, resolves: resolved[i] })),
    leftOut: leftOut(ledger, parts.clock()),
    filterAnswers,
    withLink: named(true),
    withoutLink: named(false),
  }
}

/** Whether a name has an address out there, by itself or as `www.`; undefined where nobody can tell. */
async function resolves({ lookUp }: Parts, name: Name | undefined): Promise<boolean | undefined> {
  if (lookUp === undefined || name === undefined) return undefined
  const found = await Promise.all([lookUp(name), lookUp(`www.${name}` as Name)])
  if (found.some(({ kind }) => kind === 'found')) return true
  return found.some(({ kind }) => kind === 'unknown') ? undefined : false
}

/** Names of the classes that an emergency leaves out at `at`: those that have an exam. */
export function leftOut({ policy, acts }: Ledger, at: number): readonly string[] {
  const inExam = new Set(
    acts.focuses.filter(({ exam, from, until }) => exam && from <= at && at < until).map((focus) => focus.class),
  )
  return policy.classes.filter(({ id }) => inExam.has(id)).map(({ name }) => name)
}

/** Sends the resolver the acts that it has already, and waits for its word. */
function confirms({ resolver }: Parts, { acts }: Ledger): Promise<boolean> {
  const applied = resolver.send({ kind: 'acts', acts }).then(
    () => true,
    () => false,
  )
  return Promise.race([applied, setTimeout(PATIENCE, false, { ref: false })])
}
