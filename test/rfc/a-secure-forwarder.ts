import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { MessagePort } from 'node:worker_threads'
import { MessageChannel } from 'node:worker_threads'
import { onTestFinished } from 'vitest'
import { ensureCertificate } from '../../src/server/certificate.ts'
import type { Resolver } from '../../src/threads/resolver-thread.ts'
import { SecureListeners } from '../../src/threads/secure-thread.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'
import type { AForwarder, Settings } from './a-forwarder.ts'
import { aForwarder } from './a-forwarder.ts'
import type { Script } from './a-upstream.ts'

/** A forwarder that is also asked over TLS and HTTPS, on ports of 127.0.0.1. */
export interface ASecureForwarder extends AForwarder {
  readonly dot: number
  readonly doh: number
  /** The certificate, and a file with it: whoever trusts it knows `rooster.example` and 127.0.0.1. */
  readonly certificate: string
  readonly certificateFile: string
  /** Has another resolver answer, as when the first has ended. */
  attachTo(resolver: Resolver): void
  /** Ends the encrypted listeners, as when their thread has died. */
  endListeners(): Promise<void>
}

/** The name in the certificate. */
export const ourName = 'rooster.example'

/** Starts one; it is gone when the test is over. */
export async function aSecureForwarder(
  scripts: Readonly<Record<string, Script>> = {},
  more: Settings = {},
): Promise<ASecureForwarder> {
  const forwarder = await aForwarder(scripts, { ...more, settings: { statusName: ourName, ...more.settings } })
  const folder = temporaryFolder()
  const certificate = await ensureCertificate(folder, [ourName, '127.0.0.1'], Date.now())
  const certificateFile = join(folder, 'trusted.pem')
  writeFileSync(certificateFile, certificate.cert)
  const anyPort = [{ address: '127.0.0.1', port: 0 }]
  let passed = 0
  const listeners = new SecureListeners(
    { settings: { dot: anyPort, doh: anyPort }, certificate },
    () => performance.now() + passed,
  )
  const { dot, doh } = await listeners.start()
  onTestFinished(() => listeners.close())
  let attached: MessagePort | undefined
  const attachTo = (resolver: Resolver) => {
    const { port1, port2 } = new MessageChannel()
    attached?.close()
    attached = port1
    resolver.attachSecure(port1)
    listeners.attach(port2)
  }
  attachTo(forwarder.resolver)
  await until(async () => (await forwarder.ask({ name: '_dns.resolver.arpa', type: 64 })).answers.length > 0)
  return {
    ...forwarder,
    pass(seconds) {
      passed += seconds * 1000
      forwarder.pass(seconds)
    },
    dot: dot[0]!.port,
    doh: doh[0]!.port,
    certificate: certificate.cert,
    certificateFile,
    attachTo,
    endListeners: () => listeners.close(),
  }
}

/** Waits until something holds; for five seconds at most. */
export async function until(holds: () => Promise<boolean> | boolean): Promise<void> {
  for (const end = performance.now() + 5_000; performance.now() < end; ) {
    if (await holds()) return
    await new Promise((next) => setTimeout(next, 10))
  }
  throw new Error(`it did not come to pass: ${holds}`)
}
