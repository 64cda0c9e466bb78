import type { Endpoint } from '../../src/config/config.ts'
import type { DeviceEntry } from '../../src/link.ts'
import type { Acts, Policy } from '../../src/policy/policy.ts'
import { noActs } from '../../src/policy/policy.ts'
import type { Standing } from '../../src/standing/standing.ts'
import { Resolver } from '../../src/threads/resolver-thread.ts'
import type { Asking, Reply } from './ask.ts'
import { ask } from './ask.ts'
import { lankforst, snapshotOf } from './lankforst.ts'
import type { MovingClock } from './moving-clock.ts'
import { movingClock } from './moving-clock.ts'
import type { ScriptedUpstream } from './scripted-upstream.ts'
import { scriptedUpstream } from './scripted-upstream.ts'

/** A resolver on real sockets, with a scripted upstream behind it and a clock that the test moves. */
export interface AResolver {
  readonly resolver: Resolver
  readonly clock: MovingClock
  readonly upstream: ScriptedUpstream
  readonly endpoint: Endpoint
  /** Sends one real packet from the address `from`. */
  ask(name: string, asking: Asking): Promise<Reply>
  /** Puts these acts in force, and no others. */
  put(acts: Partial<Acts>): void
  close(): Promise<void>
}

/** What a resolver starts with: Lankforst without devices, unless told. */
export interface Starting {
  readonly at: string
  readonly policy?: Policy
  readonly devices?: readonly DeviceEntry[]
  /** By which what is kept ages; left out, by the clock on the wall. */
  readonly ticks?: MovingClock
}

/** Starts a resolver in this thread, at a moment on the school's wall. Its cache ages with the same clock. */
export async function aResolver({ at, policy = lankforst, devices = [], ticks }: Starting): Promise<AResolver> {
  const clock = movingClock(at)
  const upstream = await scriptedUpstream()
  const settings = {
    dns: [{ address: '127.0.0.1', port: 0 }],
    clients: ['127.0.0.0/16'],
    upstreams: [upstream.endpoint],
  }
  const resolver = new Resolver(settings, clock, ticks ?? clock)
  const endpoint = await started(resolver, { snapshot: snapshotOf(policy), acts: noActs, devices })
  return {
    resolver,
    clock,
    upstream,
    endpoint,
    ask: (name, asking) => ask(endpoint, name, asking),
    put: (acts) => resolver.apply({ kind: 'acts', acts: { ...noActs, ...acts } }),
    async close() {
      await resolver.close()
      await upstream.close()
    },
  }
}

/** Starts it on a port that is free; one that is free for UDP may be taken for TCP, and then another is tried. */
async function started(resolver: Resolver, standing: Standing): Promise<Endpoint> {
  for (let left = 9; ; left -= 1) {
    try {
      const [endpoint] = await resolver.start(standing)
      return endpoint!
    } catch (error) {
      if (left === 0) throw error
    }
  }
}
