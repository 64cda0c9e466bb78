import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import { canonicalAddress } from './address.ts'

/** A hardware address, `aa:bb:cc:dd:ee:ff`. */
export type Mac = string

const run = promisify(execFile)

/** The kernel's neighbour table, both families: address -> MAC of the machine that now answers for it. `lately`: of IPv6, as it was some seconds ago. */
export type ReadNeighbours = (how?: 'lately') => Promise<ReadonlyMap<string, Mac>>

/** Milliseconds for which the table of IPv6 will do for who asks again and again: only a program tells it, and starting one costs. */
const LATELY = 10_000

/** Makes the reader of the neighbour table; the table is empty where the kernel has none. `ticks` only goes forward, in milliseconds. */
export function neighbourReader(ticks: () => number): ReadNeighbours {
  let known: { readonly at: number; readonly ndp: string } | undefined
  return async (how) => {
    const arp = readFile('/proc/net/arp', 'utf8').catch(() => '')
    if (how === undefined || known === undefined || ticks() - known.at >= LATELY)
      known = { at: ticks(), ndp: await readNdp() }
    return new Map([...parseArp(await arp), ...parseNdp(known.ndp)])
  }
}

const readNdp = (): Promise<string> =>
  run('ip', ['-6', 'neigh', 'show'], { timeout: 2000 }).then(
    ({ stdout }) => stdout,
    () => '',
  )

/** Reads `/proc/net/arp`. Incomplete entries (flags 0x0) are left out. */
export function parseArp(text: string): ReadonlyMap<string, Mac> {
  const lines = text.split('\n').slice(1)
  return entries(
    lines
      .map((line) => line.trim().split(/\s+/))
      .flatMap(([address, , flags, mac]) => (flags === '0x0' ? [] : [[address, mac]])),
  )
}

/** Reads what `ip -6 neigh show` prints. */
export function parseNdp(text: string): ReadonlyMap<string, Mac> {
  return entries(text.split('\n').map((line) => [line.split(' ')[0], /lladdr (\S+)/.exec(line)?.[1]]))
}

/** `AA-BB-CC-DD-EE-FF` and its like in one form; undefined where it is no MAC of one machine. */
export function canonicalMac(text: string): Mac | undefined {
  const digits = text.trim().toLowerCase().replace(/[:.-]/g, '')
  if (!/^[0-9a-f]{12}$/.test(digits) || digits === '000000000000' || digits === 'ffffffffffff') return undefined
  return digits.match(/../g)!.join(':')
}

function entries(pairs: readonly (readonly (string | undefined)[])[]): ReadonlyMap<string, Mac> {
  const map = new Map<string, Mac>()
  for (const [address, mac] of pairs) {
    const canonical = canonicalAddress(address ?? '')
    const hardware = canonicalMac(mac ?? '')
    if (canonical !== undefined && hardware !== undefined) map.set(canonical, hardware)
  }
  return map
}
