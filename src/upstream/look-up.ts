import { Resolver } from 'node:dns/promises'
import type { Endpoint } from '../config/config.ts'
import type { Name } from '../dns/name.ts'

/** Milliseconds before an upstream counts as silent. */
const PATIENCE = 2000
/** Aliases that are followed at most. */
const ALIASES = 8

/** What the upstreams say of a name: the aliases that lead from it to its addresses; that it has none; or nothing of use in time. */
export type Found =
  | { readonly kind: 'found'; readonly aliases: readonly Name[] }
  | { readonly kind: 'none' }
  | { readonly kind: 'unknown' }

/** Makes the question where a name leads, asked of the upstreams and past all rules: for drills and for the look before a focus, never for answers. */
export function lookUpAt(upstreams: readonly Endpoint[], patience = PATIENCE): (name: Name) => Promise<Found> {
  const resolver = new Resolver({ timeout: patience, tries: 1 })
  resolver.setServers(
    upstreams.map(({ address, port }) => (address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`)),
  )
  return async (name) => {
    const answers = await Promise.all([hasSome(resolver.resolve4(name)), hasSome(resolver.resolve6(name))])
    if (answers.includes('some')) return { kind: 'found', aliases: await aliasesOf(resolver, name) }
    return { kind: answers.every((answer) => answer === 'none') ? 'none' : 'unknown' }
  }
}

const hasSome = (answer: Promise<readonly string[]>): Promise<'some' | 'none' | 'unknown'> =>
  answer.then(
    ({ length }) => (length > 0 ? 'some' : 'none'),
    ({ code }: NodeJS.ErrnoException) => (code === 'ENODATA' || code === 'ENOTFOUND' ? 'none' : 'unknown'),
  )

async function aliasesOf(resolver: Resolver, name: Name): Promise<readonly Name[]> {
  const aliases: Name[] = []
  for (let at = name; aliases.length < ALIASES; ) {
    const [next] = await resolver.resolveCname(at).catch(() => [])
    const alias = next?.toLowerCase().replace(/\.$/, '') as Name | undefined
    if (alias === undefined || alias === name || aliases.includes(alias)) break
    aliases.push(alias)
    at = alias
  }
  return aliases
}
