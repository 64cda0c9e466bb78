import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** How much is measured, and on what. */
export interface Settings {
  readonly rounds: number
  readonly seconds: number
  /** Client addresses that ask at once: 127.1.0.1 and up. */
  readonly addresses: number
  readonly names: number
  readonly seed: number
  /** Of a school day: how many devices live through it, and how many times as fast. */
  readonly devices: number
  readonly speed: number
  /** Of latency: questions a second. */
  readonly rate: number
  /** A block list, a name a line, and a query mix, `NAME TYPE` a line; made by the seed where left out. */
  readonly list: string | undefined
  readonly mix: string | undefined
  readonly peers: readonly string[]
  /** A folder for CPU profiles of the product, to see where time goes; it costs time itself. */
  readonly profile: string | undefined
  /** A folder for all that is written; gone when the program ends, unless it is to be kept. */
  readonly folder: string
}

/** Most addresses the made-up school knows. */
const ADDRESSES = 6

/** Reads the flags. Throws where one is no number, or too large. */
export function settingsOf(flags: Readonly<Record<string, string | boolean | undefined>>): Settings {
  const number = (flag: string, usual: number, most: number): number => {
    const value = flags[flag] === undefined ? usual : Number(flags[flag])
    if (!Number.isInteger(value) || value < 1 || value > most)
      throw new Error(`--${flag} is a number from 1 to ${most}`)
    return value
  }
  const text = (flag: string) => flags[flag] as string | undefined
  const settings = {
    rounds: number('rounds', 5, 50),
    seconds: number('seconds', 4, 60),
    addresses: number('addresses', 1, ADDRESSES),
    names: number('names', 1_000_000, 5_000_000),
    seed: number('seed', 1, 2 ** 31),
    devices: number('devices', 800, 5_000),
    speed: number('speed', 120, 600),
    rate: number('rate', 20_000, 200_000),
    list: text('list'),
    mix: text('mix'),
    profile: text('profile'),
    peers: (text('peers') ?? 'unbound,dnsdist').split(',').filter((peer) => peer !== ''),
  }
  const folder = mkdtempSync(join(tmpdir(), 'rooster-bench-'))
  if (!flags['keep']) process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
  return { ...settings, folder }
}
