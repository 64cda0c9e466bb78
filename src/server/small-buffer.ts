import { readFileSync } from 'node:fs'
import type { Endpoint } from '../config/config.ts'
import { BUFFER } from './udp.ts'

/** What the system says of itself: the files of Linux that {@link smallBuffer} reads. */
const FILES = { most: '/proc/sys/net/core/rmem_max', ourselves: '/proc/self/status' }

/** The capability to go beyond what the system allows everyone (CAP_NET_ADMIN), as a bit of `CapEff`. */
const MAY_FORCE = 1n << 12n

/**
 * A warning where fewer packets can wait at these endpoints than come at a bell; undefined where all is well, where nothing is known, and for who only
 * tries us on one machine. Linux only.
 */
export function smallBuffer(dns: readonly Endpoint[], files = FILES): string | undefined {
  if (dns.every(({ address }) => address.startsWith('127.') || address === '::1')) return undefined
  const most = Number.parseInt(read(files.most), 10)
  const capabilities = /^CapEff:\s*([0-9a-f]+)$/m.exec(read(files.ourselves))?.[1] ?? '0'
  if (Number.isNaN(most) || most >= BUFFER || (BigInt(`0x${capabilities}`) & MAY_FORCE) !== 0n) return undefined
  return `dns: this system lets ${most} bytes of questions wait, and at a bell more come at once than that: some are lost and asked again. Copy packaging/90-rooster.conf to /etc/sysctl.d and run "sysctl --system" (docs/operating.md).`
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}
