import { setTimeout } from 'node:timers/promises'
import type { UpstreamEndpoint } from '../config/config.ts'
import { CLASS_IN, flag, rcode, type } from '../dns/codes.ts'
import type { Name } from '../dns/name.ts'
import { textOfWire, wireOfName } from '../dns/name.ts'
import { writeWord } from '../dns/reply.ts'
import type { Response } from '../dns/response.ts'
import { readResponse } from '../dns/response.ts'
import type { Zones } from './routes.ts'
import { upstreamsOf } from './routes.ts'
import type { Upstreams } from './upstream.ts'

/** Milliseconds before the upstreams count as silent. */
const PATIENCE = 2000
/** Aliases that are followed at most. */
const ALIASES = 8

/** What the upstreams say of a name: the aliases that lead from it to its addresses; that it has none; or nothing of use in time. */
export type Found =
  | { readonly kind: 'found'; readonly aliases: readonly Name[] }
  | { readonly kind: 'none' }
  | { readonly kind: 'unknown' }

/** Makes the question where a name leads, asked of the upstreams and past all rules: for drills and for the look before a focus, never for answers. */
export function lookUpAt(
  endpoints: readonly UpstreamEndpoint[],
  patience = PATIENCE,
  zones: Zones = {},
): (name: Name) => Promise<Found> {
  const upstreams = upstreamsOf(endpoints, zones, () => performance.now())
  const asked = (name: Name, kind: number) =>
    Promise.race([ask(upstreams, name, kind), setTimeout(patience, undefined, { ref: false })])
  return async (name) => {
    const [four, six] = await Promise.all([asked(name, type.A), asked(name, type.AAAA)])
    const found = [four, six].find((answer) => saysOf(answer) === 'some')
    if (found) return { kind: 'found', aliases: await aliasesFrom(name, found, (alias) => asked(alias, type.A)) }
    return { kind: [four, six].every((answer) => saysOf(answer) === 'none') ? 'none' : 'unknown' }
  }
}

async function ask(upstreams: Upstreams, name: Name, kind: number): Promise<Response | undefined> {
  const wire = wireOfName(name)
  const query = new Uint8Array(12 + wire.length + 4)
  writeWord(query, 2, flag.RD)
  query[5] = 1
  query.set(wire, 12)
  writeWord(query, writeWord(query, 12 + wire.length, kind), CLASS_IN)
  const question = query.slice(12)
  const message = await upstreams.exchange(query, question)
  return typeof message === 'string' ? undefined : readResponse(message, question)
}

function saysOf(answer: Response | undefined): 'some' | 'none' | 'unknown' {
  if (answer === undefined || (answer.rcode !== rcode.NOERROR && answer.rcode !== rcode.NXDOMAIN)) return 'unknown'
  return answer.negative ? 'none' : 'some'
}

/** An answer has the aliases that its server knows of; the last of them may have more. */
async function aliasesFrom(
  name: Name,
  first: Response,
  ask: (name: Name) => Promise<Response | undefined>,
): Promise<readonly Name[]> {
  const aliases: Name[] = []
  let answer: Response | undefined = first
  while (answer && aliases.length < ALIASES) {
    const more: readonly Name[] = answer.targets.map((target) => textOfWire(target))
    const unseen = more.filter((alias) => alias !== name && !aliases.includes(alias))
    aliases.push(...unseen)
    answer = unseen.length === 0 ? undefined : await ask(unseen.at(-1)!)
  }
  return aliases.slice(0, ALIASES)
}
