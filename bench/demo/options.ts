import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { root } from '../../src/product.ts'

/** How the demonstration is to be. */
export interface DemoOptions {
  readonly devices: number
  readonly speed: number
  /** Minutes since midnight at which it begins. */
  readonly from: number
  readonly preset: string
  readonly language: 'nl' | 'en'
  readonly seed: number
  /** Whether the data folder stays when it ends. */
  readonly keep: boolean
}

/** How it is called. */
export const usage =
  'npm run demo -- [--devices 800] [--speed 60] [--from 08:00] [--preset ID] [--language nl|en] [--seed N] [--keep]'

/** Reads the flags. Throws where one is wrong, saying what would have been right. */
export function demoOptions(words: readonly string[]): DemoOptions {
  const { values } = parseArgs({
    args: [...words],
    options: {
      devices: { type: 'string', default: '800' },
      speed: { type: 'string', default: '60' },
      from: { type: 'string', default: '08:00' },
      preset: { type: 'string', default: 'landelijke-afspraak' },
      language: { type: 'string', default: 'nl' },
      seed: { type: 'string', default: '20261124' },
      keep: { type: 'boolean', default: false },
    },
  })
  const presets = readdirSync(join(root, 'config', 'presets')).map((file) => file.replace('.yaml', ''))
  if (!presets.includes(values.preset)) throw new Error(`--preset is one of ${presets.join(', ')}`)
  const { language } = values
  if (language !== 'nl' && language !== 'en') throw new Error('--language is nl or en')
  return {
    devices: number('devices', values.devices, 5, 5_000),
    speed: number('speed', values.speed, 1, 600),
    from: minuteOf(values.from),
    preset: values.preset,
    language,
    seed: number('seed', values.seed, 1, 2 ** 31),
    keep: values.keep,
  }
}

function number(flag: string, text: string, least: number, most: number): number {
  const value = Number(text)
  if (!/^\d+$/.test(text) || value < least || value > most)
    throw new Error(`--${flag} is "${text}": it is a whole number from ${least} to ${most}`)
  return value
}

function minuteOf(text: string): number {
  const [, hour, minute] = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(text) ?? []
  if (hour === undefined) throw new Error(`--from is "${text}": it is a time such as 08:00`)
  return Number(hour) * 60 + Number(minute)
}
