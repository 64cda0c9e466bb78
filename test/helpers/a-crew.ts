import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { MessageChannel, type Worker } from 'node:worker_threads'
import { onTestFinished } from 'vitest'
import type { Endpoint } from '../../src/config/config.ts'
import type { Up } from '../../src/link.ts'
import type { Policy } from '../../src/policy/policy.ts'
import { noActs } from '../../src/policy/policy.ts'
import { root } from '../../src/product.ts'
import { Carrier } from '../../src/server/carrier.ts'
import { ResolverCrew } from '../../src/threads/resolver-crew.ts'
import { ResolverLink } from '../../src/threads/resolver-link.ts'
import { systemClock } from '../../src/time/clock.ts'
import { aPolicy, aSnapshot } from '../rfc/a-policy.ts'
import { until } from './a-product.ts'
import type { ScriptedUpstream } from './scripted-upstream.ts'
import { scriptedUpstream } from './scripted-upstream.ts'
import { temporaryFolder } from './temporary-folder.ts'

/** Resolver threads as they were built, on real sockets, with an office's end of the links that only listens. */
export interface ACrew {
  readonly endpoint: Endpoint
  readonly upstream: ScriptedUpstream
  readonly link: ResolverLink
  readonly crew: ResolverCrew
  /** Takes what comes over TLS and HTTPS to the threads. */
  readonly carrier: Carrier
  /** All that the office heard. */
  readonly told: readonly Up[]
  /** What was said of threads that ended. */
  readonly warnings: readonly string[]
  /** How often a thread was started. */
  starts(): number
}

/** Networks of the groups of {@link aPolicy}, with room for many devices. */
const networks: Readonly<Record<string, readonly string[]>> = {
  pupils: ['127.0.2.0/24'],
  staff: ['127.0.3.0/24'],
}

/** The smallest school, where pupils are 127.0.2.0/24 and staff is 127.0.3.0/24. */
export const crewPolicy: Policy = {
  ...aPolicy,
  groups: aPolicy.groups.map((group) => ({ ...group, networks: networks[group.id] ?? [] })),
}

/** Starts so many threads and waits until each is told what holds. */
export async function aCrew(size: number, policy: Policy = crewPolicy): Promise<ACrew> {
  const upstream = await scriptedUpstream()
  const link = new ResolverLink({ save: () => {} }, systemClock, 'a run')
  const folder = temporaryFolder()
  const told: Up[] = []
  const warnings: string[] = []
  let endpoints: readonly Endpoint[] = []
  let starts = 0
  let listening = 0
  const attach = (thread: Worker) => {
    const { port1, port2 } = new MessageChannel()
    thread.postMessage({ kind: 'office', port: port1 }, [port1])
    link.attach(port2, async (message) => void told.push(message))
  }
  const gear = {
    program: pathToFileURL(join(root, 'dist', 'resolver-thread.js')),
    settings: {
      dns: [{ address: '127.0.0.1', port: 0 }],
      clients: ['127.0.0.0/16'],
      upstreams: [upstream.endpoint],
    },
    answers: (place: number) => join(folder, `answers-${place}`),
    resourceLimits: { maxYoungGenerationSizeMb: 12, maxOldGenerationSizeMb: 128 },
  }
  const carrier = new Carrier(() => performance.now(), size)
  const crew = new ResolverCrew(size, { snapshot: aSnapshot(policy), acts: noActs, devices: [] }, gear, {
    onStart: (thread) => {
      starts += 1
      attach(thread)
    },
    onListening: (heard, thread) => {
      const { port1, port2 } = new MessageChannel()
      thread.postMessage({ kind: 'secure', port: port1 }, [port1])
      carrier.attach(port2)
      endpoints = heard
      listening += 1
    },
    onCannotListen: (problem) => warnings.push(problem),
    onAgain: () => {},
    warn: (line) => warnings.push(line),
  })
  onTestFinished(async () => {
    carrier.close()
    await Promise.all(crew.stop().map((thread) => thread.terminate()))
    await upstream.close()
  })
  crew.start()
  await until(
    () => listening === size,
    () => warnings.join('\n'),
  )
  await link.send({ kind: 'snapshot', snapshot: aSnapshot(policy) })
  await link.send({ kind: 'acts', acts: noActs })
  await link.send({ kind: 'devices', devices: [] })
  return { endpoint: endpoints[0]!, upstream, link, crew, carrier, told, warnings, starts: () => starts }
}
