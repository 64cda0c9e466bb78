import { AttemptCollector } from '../../src/attempts/collect.ts'
import { parseCidr } from '../../src/clients/address.ts'
import { textOfWire } from '../../src/dns/name.ts'
import { Query, scanQuery } from '../../src/dns/scan.ts'
import { InForce } from '../../src/in-force.ts'
import type { AttemptBatch } from '../../src/link.ts'
import { movingClock } from '../helpers/moving-clock.ts'
import { aSnapshot, clients, schoolNetworks } from '../rfc/a-policy.ts'
import { query } from '../rfc/wire.ts'

/** A collector on a standing clock, with the policy of a-policy.ts. */
export function aCollector() {
  const collector = new AttemptCollector('thread-1')
  const clock = movingClock('2026-11-24T09:00')
  const start = clock()
  const inForce = new InForce(
    schoolNetworks.map((text) => parseCidr(text)!),
    aSnapshot(),
    () => {},
  )
  const scanned = new Query()
  return {
    collector,
    /** Moves the clock to this many seconds after the start. */
    at: (seconds: number) => clock.advance(start + seconds * 1000 - clock()),
    tries(name: string, from: string = clients.pupil, type = 1, number?: number) {
      const packet = query({ name, type })
      scanQuery(packet, packet.length, scanned)
      const asker = inForce.identify(from, clock())!
      const entry = inForce.decide(asker.view, packet, scanned.name)
      collector.record(from, number ?? asker.number, packet, scanned, asker.view, entry, clock())
    },
    take: () => rowsOf(collector.take(clock()), start),
  }
}

/** A batch as rows, times in seconds after `start`. */
function rowsOf(batch: AttemptBatch | undefined, start: number) {
  if (batch === undefined) return undefined
  return Array.from(batch.row, (row, i) => ({
    row,
    name: textOfWire(batch.names, batch.nameAt[i]!),
    client: batch.clients[batch.client[i]!]!,
    reason: batch.causes[batch.cause[i]!]!.reason,
    type: batch.type[i]!,
    first: (batch.first[i]! - start) / 1000,
    last: (batch.last[i]! - start) / 1000,
    count: batch.count[i]!,
  }))
}
