import type { Name } from '../../src/dns/name.ts'
import type { Case } from '../../src/policy/decide.ts'
import { decide } from '../../src/policy/decide.ts'
import { inspect } from '../../src/policy/inspect.ts'
import type { Acts, Client } from '../../src/policy/policy.ts'
import type { World } from '../policy/world.ts'
import { caseIn } from '../policy/world.ts'
import type { Message } from '../rfc/wire.ts'
import { OURS } from './a-school-asking.ts'
import type { AZone } from './a-zone.ts'

/** What a reply says, as far as a device notices: addresses and aliases in order, or why there are none. */
export interface Says {
  readonly rcode: number
  readonly data: readonly string[]
  readonly closed: string | undefined
}

/** What is due to a client for an A question: the plain policy's decision, put together with what the upstream knows. */
export function due(world: World, acts: Acts, zone: AZone, client: Client, name: Name, at: number): Says {
  const caseOf = (of: Name): Case => caseIn({ ...world, acts }, client, of, at)
  const decision = decide(caseOf(name))
  const { verdict, reason } = decision
  if (verdict.kind === 'rewrite') return open([verdict.target, zone.addressOf(verdict.target)])
  if (reason.kind === 'canary') return { ...closed('canary'), rcode: name.endsWith('resolver.arpa') ? 0 : 3 }
  if (reason.kind === 'special-use' && verdict.kind === 'block') return { rcode: 3, data: [], closed: undefined }
  if (verdict.kind === 'block') return closed(reason.kind)
  if (reason.kind === 'own-name' || reason.kind === 'special-use') return open([OURS])
  const known = zone.of(name)
  if (known === 'none') return open([])
  if (known === 'address') return open([zone.addressOf(name)])
  const beyond = inspect(decision, decide(caseOf(known.alias)))
  return beyond.verdict.kind === 'block' ? closed(beyond.reason.kind) : open([known.alias, zone.addressOf(known.alias)])
}

/** What a reply says. */
export function said({ rcode, answers, ede }: Message): Says {
  const data = answers.map(({ type, rdata }) => (type === 5 ? nameOf(rdata) : rdata.join('.')))
  return { rcode, data, closed: /\(([a-z-]+)[^(]*\)$/.exec(ede?.text ?? '')?.[1] }
}

const open = (data: readonly string[]): Says => ({ rcode: 0, data, closed: undefined })
const closed = (kind: string): Says => ({ rcode: 0, data: [], closed: kind })

function nameOf(rdata: Uint8Array): string {
  const labels: string[] = []
  for (let at = 0; rdata[at] !== 0; at += rdata[at]! + 1)
    labels.push(Buffer.from(rdata.subarray(at + 1, at + 1 + rdata[at]!)).toString())
  return labels.join('.')
}
